"""Dates of facts on a given day, and what only people can do before a course is used."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from builder.cli import run
from builder.course.model import Course
from builder.diagnostics import Severity
from builder.editorial.fact_dates import tell_fact_dates
from builder.evidence.release import RAISED, raise_for_release, tell_release
from builder.pipeline import compile_folder
from tests.unit.evidence.course import write_course

FACTS = """facts:
  - id: zebra-name
    statement: A body pays.
    review_by: 2027-01-31
    checked_on: 2026-02-03
    checked_by: a carer
  - id: zebra-sum
    statement: A sum is paid.
"""


def compiled(folder: Path) -> Course:
    (write_course(folder) / "facts.yaml").write_text(FACTS, encoding="utf-8")
    course = compile_folder(folder).course
    assert course is not None
    return course


@pytest.mark.parametrize(
    ("today", "codes"),
    [("2026-02-02", ["TRK021"]), ("2026-02-03", []), ("2027-01-31", []), ("2027-02-01", ["TRK020"]), ("2032-01-01", ["TRK020"])],
)
def test_dates_are_compared_with_the_day_that_is_given(tmp_path: Path, today: str, codes: list[str]) -> None:
    assert [one.rule.code for one in tell_fact_dates(compiled(tmp_path), date.fromisoformat(today))] == codes


def test_a_release_waits_for_people(tmp_path: Path) -> None:
    course = compiled(tmp_path)
    told = list(tell_release(course))
    assert [one.rule.code for one in told] == ["TRK022", *["TRK023"] * len(course.sessions)]
    assert "1 of 2 facts: zebra-sum." in told[0].message
    assert "service user: waiting" in told[1].message


def test_overdue_is_a_warning_and_an_error_for_a_release(tmp_path: Path) -> None:
    (overdue,) = tell_fact_dates(compiled(tmp_path), date(2027, 2, 1))
    assert overdue.rule.severity == Severity.WARNING
    (raised,) = raise_for_release([overdue])
    assert raised.rule.severity == Severity.ERROR
    assert all(rule.severity == Severity.WARNING for rule in RAISED)


def test_the_command_takes_the_day_and_ends_with_one_for_a_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compiled(tmp_path)
    assert run(["check", str(tmp_path), "--today", "2027-02-01"]) == 0
    assert "TRK020" in "".join(capsys.readouterr())
    assert run(["check", str(tmp_path), "--today", "2026-03-01"]) == 0
    assert not {"TRK020", "TRK021", "TRK022", "TRK023"} & set(re.findall("TRK[0-9]+", "".join(capsys.readouterr())))
    assert run(["check", str(tmp_path), "--release", "--today", "2026-03-01"]) == 1
    told = "".join(capsys.readouterr())
    assert "TRK022" in told
    assert "TRK023" in told
