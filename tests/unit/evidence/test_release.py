"""Dates of facts on a given day, and what only people can do before a course is used."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.cli import run
from builder.course.model import Course
from builder.course.records import PlacedFact
from builder.diagnostics import Place, Severity
from builder.editorial.fact_dates import tell_fact_dates
from builder.evidence.release import RAISED, raise_for_release, tell_unchecked, tell_waiting
from builder.pipeline import compile_folder
from builder.source.facts import read_facts
from builder.source.load import load
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


def facts_of(folder: Path) -> tuple[PlacedFact, ...]:
    source = load(folder).value
    assert source is not None
    return read_facts(source)


@pytest.mark.parametrize(
    ("today", "codes"),
    [("2026-02-02", ["TRK021"]), ("2026-02-03", []), ("2027-01-31", []), ("2027-02-01", ["TRK020"]), ("2032-01-01", ["TRK020"])],
)
def test_dates_are_compared_with_the_day_that_is_given(tmp_path: Path, today: str, codes: list[str]) -> None:
    compiled(tmp_path)
    assert [one.rule.code for one in tell_fact_dates(facts_of(tmp_path), date.fromisoformat(today))] == codes


def test_each_message_says_the_place_of_the_day(tmp_path: Path) -> None:
    compiled(tmp_path)
    (early,), (late,) = (list(tell_fact_dates(facts_of(tmp_path), date.fromisoformat(day))) for day in ("2026-02-02", "2027-02-01"))
    assert early.place == Place("facts.yaml", 5, 17, 10)
    assert late.place == Place("facts.yaml", 4, 16, 10)


def test_facts_are_judged_while_the_course_and_other_facts_have_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (write_course(tmp_path) / "facts.yaml").write_text(FACTS + "  - statement: It has no id\n", encoding="utf-8")
    (tmp_path / "course.yaml").write_text("title: Only a title\n", encoding="utf-8")
    assert compile_folder(tmp_path).course is None
    assert run(["check", str(tmp_path), "--release", "--today", "2027-02-01"]) == 1
    told = "".join(capsys.readouterr())
    assert "facts.yaml:4:16 TRK020" in told
    assert "facts.yaml:7:9 TRK022" in told
    assert "Which sessions are not yet approved is told when the errors are gone." in told


def test_a_release_waits_for_people(tmp_path: Path) -> None:
    course = compiled(tmp_path)
    (unchecked,) = tell_unchecked(facts_of(tmp_path))
    assert unchecked.message == "No person has checked 1 of 2 facts: zebra-sum."
    assert unchecked.place == Place("facts.yaml", 7, 9, 9)
    (waiting,) = tell_waiting(course)
    assert waiting.message == "Not yet approved by all roles: 1 of 1 session: first."


def test_many_sessions_and_facts_are_one_message_each(tmp_path: Path) -> None:
    course = compiled(tmp_path)
    (session,) = course.sessions
    (waiting,) = tell_waiting(replace(course, sessions=tuple(replace(session, id=f"s{number}") for number in range(5))))
    assert waiting.message == "Not yet approved by all roles: 5 of 5 sessions: s0, s1, s2 and 2 more."
    (unchecked,) = tell_unchecked([each for each in facts_of(tmp_path) if not each.fact.is_checked] * 4)
    assert unchecked.message == "No person has checked 4 of 4 facts: zebra-sum, zebra-sum, zebra-sum and 1 more."


def test_overdue_is_a_warning_and_an_error_for_a_release(tmp_path: Path) -> None:
    compiled(tmp_path)
    (overdue,) = tell_fact_dates(facts_of(tmp_path), date(2027, 2, 1))
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
