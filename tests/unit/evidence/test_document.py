"""The pack as JSON: each section of the page is there, from the same values, and nothing that the page hides."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.cli import run
from builder.evidence.pack import SECTIONS
from tests.rooms import ROOT
from tests.unit.evidence.course import COURSE, session, write_course

OWN_KEYS = ("digests", "people.counted", "pilots.totals.answers", "terms", "register", "changes", "bodies", "questions.definition", "accessibility.this_course.results.result")
"""Fields whose names are words of the author, or are described with their records."""

RECORDS = {
    "involvement.yaml": "need: Carers asked for it.\noffered: Travel.\n",
    "register.yaml": "challenges:\n  - challenge: Money ends.\n",
    "pilots.yaml": "rule: Stop below half.\nrule_written: 2026-01-02\npilots:\n  - site: North\n    invited: 1234\n    came: 3\n    forms: 2\n    changed: A shorter page.\n",
    "facts.yaml": "facts:\n  - id: law\n    statement: The law is so.\n",
    "people.yaml": (
        "people:\n  one:\n    name: Hidden Heron\n    roles: [carer]\n"
        "  two:\n    name: Shown Swan\n    roles: [nurse]\n    consent: [evidence]\n    agreed_on: 2026-01-02\n"
    ),
    "accreditation.yaml": "prepared: 2026-01-01\nbodies:\n  - name: A body\n    questions:\n      - ask: How?\n        proof: matrix\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = write_course(tmp_path_factory.mktemp("course"), COURSE, session(practice="We ask " + "the " * 23 + "cat.", minutes="Plain English: It is a law."))
    for name, text in RECORDS.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def document(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run(["evidence", str(folder), "--format", "json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def list_fields(value: object, path: str = "") -> Iterator[str]:
    """Every field of a document by its path, without those that are the author's own words."""
    if path in OWN_KEYS:
        return
    for part in value if isinstance(value, list) else ():
        yield from list_fields(part, path)
    for name, part in value.items() if isinstance(value, dict) else ():
        yield f"{path}.{name}".lstrip(".")
        yield from list_fields(part, f"{path}.{name}".lstrip("."))


def test_every_section_of_the_page_is_a_field(document: dict[str, Any]) -> None:
    assert set(document) == {*SECTIONS, "advice", "questions"}


def test_the_documentation_names_every_field(document: dict[str, Any]) -> None:
    named = set(re.findall(r"`([a-z0-9_]+)`", (ROOT / "docs/developers/evidence-json.md").read_text(encoding="utf-8")))
    assert {field for field in list_fields(document) if field.rpartition(".")[2] not in named} == set()


def test_page_and_document_say_the_same(document: dict[str, Any], folder: Path, tmp_path: Path) -> None:
    from lxml import html

    assert run(["evidence", str(folder), "-o", str(tmp_path)]) == 0
    page = html.parse(next(tmp_path.glob("*-evidence.html"))).getroot()
    words = " ".join(page.text_content().split())
    said = [one["short"] for one in document["matrix"]["reviewers_ask"]]
    said += [*document["digests"]["files"], *document["digests"]["files"].values()]
    said += [document["digests"]["texts"][0]["learners"], document["digests"]["texts"][0]["word"], document["course"]["version_word"], document["involvement"]["offered"]]
    said += [one["asked"] for one in document["bank"]] + [one["text"] for one in document["outcomes"]] + [page["title"] for page in document["reading"]["pages"]]
    said += [document["reading"]["left_as_they_are"][0]["reason"], document["pilots"]["rule"], document["register"]["challenges"][0]["challenge"], "Shown Swan"]
    assert [one for one in said if " ".join(one.split()) not in words] == []


def test_what_the_page_hides_is_not_in_the_document(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    assert "Hidden Heron" not in text
    assert document["people"]["named"][0]["name"] == "Shown Swan"
    assert document["people"]["counted"] == {"carer": 1}
    assert document["pilots"]["totals"]["people"] == {"invited": 1234, "came": None, "forms": None}
    assert set(document["pilots"]["pilots"][0]) == {"site", "first", "last", "manner", "changed"}


def test_a_course_without_records_says_so_without_inventing_any(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_course(tmp_path, COURSE)
    assert run(["evidence", str(tmp_path), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["facts"], told["bodies"], told["people"]["sign_offs"], told["pilots"]["totals"]) == ([], [], [], None)
    assert [told[name] for name in ("costs", "terms", "register", "changes")] == [None] * 4
    assert set(told["involvement"]["gripp2"].values()) == {""}


def test_no_cell_of_a_table_is_worked_out_by_a_spreadsheet(tmp_path: Path) -> None:
    import csv

    course = write_course(tmp_path / "course", COURSE.replace("Choose the", "'=Choose the").replace("fits.", "fits.'"))
    file = next(course.glob("sessions/*/session.md"))
    file.write_text(file.read_text(encoding="utf-8").replace("Is that one right?", "\uff1d1+1 is what?"), encoding="utf-8")
    assert run(["evidence", str(course), "--csv", "-o", str(tmp_path / "out")]) == 0
    cells = [cell for path in (tmp_path / "out").glob("*.csv") for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines()) for cell in row]
    assert {"'=Choose the word that fits.", "'\uff1d1+1 is what?"} <= set(cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))] == []
