"""Sheets of paper for records: only those of records that the course keeps, nothing of the cost sheet on them, the questions of the form to count."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from pypdf import PdfReader

from builder.cli import run
from builder.course.costs import COST_HEADINGS
from builder.course.records import RECORD_FILES
from builder.course.terms import TERMS
from builder.pipeline import compile_folder
from builder.printing.pdf import write_pdf
from tests.unit.evidence.test_costs import COSTS, TERMS_FILE
from tests.unit.evidence.test_records import PILOTS, with_records

FORM = """title: Zebra form
hand_in: Give it to the people who run the course.
questions:
  - id: useful
    kind: poll
    ask: Zebra-useful?
    choose: one
    items: {a: Zebra-yes, b: Zebra-no}
  - id: felt
    kind: rating
    ask: Zebra-agree?
    scale: [1 Not at all, Fully]
    items: {c: Zebra-line}
  - id: words
    kind: reflection
    ask: Zebra-words?
    lines: 3
"""


def sheets(course: Path, output: Path, *more: str) -> html.HtmlElement | None:
    assert run(["print", str(course), "-o", str(output), *more]) == 0
    found = list(output.glob("*-record-sheets.html"))
    return html.parse(found[0]).getroot() if found else None


def names(page: html.HtmlElement | None) -> list[str]:
    return [] if page is None else [str(part.get("aria-labelledby")) for part in page.iter("section")]


@pytest.mark.parametrize(
    ("records", "wanted"),
    [({}, []), ({"facts": ""}, []), ({"terms": ""}, ["terms"]), ({"pilots": "", "costs": "", "terms": ""}, ["terms", "costs", "tally"])],
)
def test_a_course_gets_the_sheets_of_the_records_that_it_keeps(records: dict[str, str], wanted: list[str], tmp_path: Path) -> None:
    assert names(sheets(with_records(tmp_path / "course", **records), tmp_path / "out")) == wanted


def test_books_of_one_session_bring_no_sheets(tmp_path: Path) -> None:
    course = with_records(tmp_path / "course", terms="")
    compiled = compile_folder(course).course
    assert compiled is not None
    assert sheets(course, tmp_path / "out", "--session", compiled.sessions[0].id) is None


def test_terms_that_were_typed_are_on_the_sheet_and_costs_are_not(tmp_path: Path) -> None:
    page = sheets(with_records(tmp_path / "course", terms=TERMS_FILE, costs=COSTS), tmp_path / "out")
    assert page is not None
    words = page.text_content()
    assert all(heading in words for heading in (*COST_HEADINGS.values(), *(heading for heading, _asked in TERMS.values())))
    assert "Zebra-payment" in words
    assert not [typed for typed in ("Quagga", "25.10", "602.40", "Zebra-policy", "zebras") if typed in words]


def test_the_tally_has_the_questions_of_the_form_with_their_keys_and_codes(tmp_path: Path) -> None:
    course = with_records(tmp_path / "course", pilots=PILOTS)
    (course / "evaluation.yaml").write_text(FORM, encoding="utf-8")
    page = sheets(course, tmp_path / "out")
    assert page is not None
    rows = [" ".join(str(cell.text_content()) for cell in row.iter("th")) for row in page.iter("tr")]
    assert {"a Zebra-yes", "b Zebra-no", "Zebra-line felt-c"} <= set(rows)
    assert "Line, and its key 1 Not at all 2 Fully" in rows
    words = page.text_content()
    assert "If fewer than half would tell a friend" in words
    assert "Zebra-words?" not in words
    assert "Site A:" not in words.replace("(such as Site A)", "")


def test_a_pilot_is_begun_with_an_empty_rule_an_empty_day_and_a_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new, there = tmp_path / "new", with_records(tmp_path / "there")
    for course in (new, there):
        assert run(["new", str(course), "--pilot"]) == 0
        compiled = compile_folder(course)
        assert compiled.course is not None
        pilots = compiled.course.records.pilots
        assert pilots is not None
        assert (pilots.rule, pilots.rule_written, pilots.pilots) == ("", "", ())
        page = html.parse(course / "_pilot-tally-sheet.html").getroot()
        assert names(page) == ["tally"]
        assert not {one.place.file for one in compiled.diagnostics if one.place is not None} & {"pilots.yaml", "_pilot-tally-sheet.html"}
        assert {name for name in RECORD_FILES if (course / name).is_file()} == {"pilots.yaml"}
    assert run(["new", str(there), "--pilot"]) == 2
    assert "already" in capsys.readouterr().err


def test_pilots_that_are_there_stay_as_they_are(tmp_path: Path) -> None:
    course = with_records(tmp_path / "course", pilots=PILOTS)
    assert run(["new", str(course), "--pilot"]) == 0
    assert (course / "pilots.yaml").read_text(encoding="utf-8") == PILOTS
    assert (course / "_pilot-tally-sheet.html").is_file()


@pytest.mark.slow  # what the sheets hold is held above; here their size on paper
@pytest.mark.parametrize("size", ["12", "14"])
def test_each_sheet_is_one_side_of_a4(size: str, tmp_path: Path) -> None:
    course = with_records(tmp_path / "course", terms="", costs="", pilots="")
    (course / "evaluation.yaml").write_text(FORM, encoding="utf-8")
    assert run(["print", str(course), "-o", str(tmp_path / "out"), "--size", size]) == 0
    (file,) = (tmp_path / "out").glob("*-record-sheets.html")
    assert len(PdfReader(BytesIO(write_pdf(file.read_bytes()))).pages) == 3
