"""Records of a course: read, judged, shown without inventing anything, and in no package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from lxml import html

from builder.cli import run
from builder.course.document import Prose
from builder.course.records import RECORD_FILES, Pilot
from builder.evidence.pack import SECTIONS
from builder.evidence.pilot_totals import LEAST_SHOWN, add_up, hide_answers, hide_small_differences, hide_small_parts
from builder.pipeline import compile_folder
from tests.unit.evidence.course import write_course

PILOTS = """rule: If fewer than half would tell a friend, we write it anew.
rule_written: 2026-01-02
pilots:
  - site: Site A
    first: 2026-02-01
    manner: in a room
    invited: 30
    came: 20
    finished: 12
    forms: 12
    minutes: [31, 28, 40]
    counts:
      useful: {a: 9, b: 2, c: 1}
    changed: Longer breaks.
"""
INVOLVEMENT = "need: Zebra-need\noffered: Zebra-offer\ngripp2:\n  aim: Zebra-aim\nstandards:\n  impact: Zebra-impact\n"
REGISTER = "challenges:\n  - challenge: Zebra-challenge\n    early_sign: Few come\n"
FACTS = """facts:
  - id: zebra-name
    statement: Zebra-statement
    source: Zebra-source
    source_date: July 2025
    nation: Wales
    review_by: 2027-01-31
  - id: zebra-sum
    statement: Zebra-sum-statement
    checked_on: 2026-02-03
    checked_by: Zebra-person
"""
ACCREDITATION = "prepared: 2026-03-01\nbodies:\n  - name: Zebra-body\n    questions:\n      - ask: Is each outcome shown?\n        answer: Yes\n        proof: matrix\n"


def with_records(folder: Path, **records: str) -> Path:
    course = write_course(folder)
    for name, text in records.items():
        (course / f"{name}.yaml").write_text(text, encoding="utf-8")
    return course


def pack(course: Path, output: Path) -> html.HtmlElement:
    assert run(["evidence", str(course), "-o", str(output)]) == 0
    return html.parse(next(output.glob("*-evidence.html"))).getroot()


def test_what_is_recorded_is_shown(tmp_path: Path) -> None:
    course = with_records(tmp_path / "course", pilots=PILOTS, involvement=INVOLVEMENT, register=REGISTER, accreditation=ACCREDITATION)
    page = pack(course, tmp_path / "out")
    words = " ".join(page.text_content().split())
    for typed in (
        "Zebra-need",
        "Zebra-offer",
        "Zebra-aim",
        "Zebra-impact",
        "Zebra-challenge",
        "Zebra-body",
        "2026-03-01",
        "Longer breaks.",
        "written on 2026-01-02",
    ):
        assert typed in words, typed
    assert "31 (median of 3 measured)" in words.replace("31.0", "31")
    assert "not named yet" in words
    (proof,) = [one.get("href") for one in page.iter("a") if one.text_content() == "matrix"]
    assert proof == "#matrix"


def test_what_is_not_recorded_is_said_to_be_missing(tmp_path: Path) -> None:
    words = pack(with_records(tmp_path / "course"), tmp_path / "out").text_content()
    for missing in ("No pilot yet.", "Not recorded.", "None are recorded.", "No questions of an accrediting body are recorded."):
        assert missing in words, missing


def test_empty_files_are_empty_records(tmp_path: Path) -> None:
    course = with_records(
        tmp_path / "course", **dict.fromkeys(("pilots", "involvement", "register", "accreditation", "facts"), "# to be filled in\n")
    )
    assert compile_folder(course).diagnostics == ()
    assert "No pilot yet." in pack(course, tmp_path / "out").text_content()


def test_a_fact_is_shown_with_its_check_or_as_not_checked(tmp_path: Path) -> None:
    page = pack(with_records(tmp_path / "course", facts=FACTS), tmp_path / "out")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in page.iter("tr")]
    assert ["Zebra-statement (zebra-name)", "Zebra-source. Date: July 2025", "Wales", "not checked yet", "2027-01-31", "no page is linked"] in cells
    unknown = ["Source not recorded. Date: not recorded", "not recorded"]
    assert ["Zebra-sum-statement (zebra-sum)", *unknown, "2026-02-03, by Zebra-person", "no day set", "no page is linked"] in cells
    assert "2 facts: 1 checked by a person, 1 with a day for the next look" in page.text_content()


def test_half_a_check_is_told_and_counts_as_none(tmp_path: Path) -> None:
    course = with_records(tmp_path / "course", facts=FACTS.replace("    checked_by: Zebra-person\n", ""))
    assert [one.rule.code for one in compile_folder(course).diagnostics] == ["TRK025", "TRK019"]
    assert "2 facts: none checked by a person" in pack(course, tmp_path / "out").text_content()


def test_a_fact_names_the_pages_that_say_it_and_a_page_its_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = with_records(tmp_path / "course", facts=FACTS)
    file = next(course.glob("sessions/*/session.md"))
    text = file.read_text(encoding="utf-8")
    assert text.count("Some words to read.") == 1
    note = "\n\n::: facilitator\nSay [that](fact:zebra-sum).\n:::\n"
    file.write_text(text.replace("Some words to read.", f"Some [words](fact:zebra-name) to read.{note}"), encoding="utf-8")
    page = pack(course, tmp_path / "out")
    (fact,), (row,) = page.xpath("//tr[@id='fact-zebra-name']"), page.xpath("//tr[@id='time-a-page']")
    assert [(link.get("href"), link.text) for link in fact.iter("a")] == [("#time-a-page", "A page")]
    assert "The first session: A page" in fact.text_content()
    assert "The first session: texts for facilitators" in page.xpath("//tr[@id='fact-zebra-sum']")[0].text_content()
    assert ("#fact-zebra-name", "zebra-name") in [(link.get("href"), link.text) for link in row.iter("a")]
    assert "zebra-sum" not in row.text_content()
    compiled = compile_folder(course)
    assert compiled.diagnostics == ()
    assert compiled.course is not None
    assert compiled.plan is not None
    capsys.readouterr()
    assert run(["evidence", str(course), "--format", "json"]) == 0
    assert [fact["pages"] for fact in json.loads(capsys.readouterr().out)["facts"]] == [["a-page"], []]


def test_no_output_shows_anything_of_a_link_to_a_fact(tmp_path: Path) -> None:
    plain, linked = with_records(tmp_path / "a", facts=FACTS), with_records(tmp_path / "b", facts=FACTS)
    file = next(linked.glob("sessions/*/session.md"))
    file.write_text(file.read_text(encoding="utf-8").replace("Some words", "Some [words](fact:zebra-name)"), encoding="utf-8")
    pages = []
    for course in (plain, linked):
        compiled = compile_folder(course)
        assert compiled.course is not None
        pages.append([(page.title.html, [block.html for block in page.blocks if isinstance(block, Prose)]) for page in compiled.course.sessions[0].pages])
    assert pages[0] == pages[1]


def test_facts_go_to_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = with_records(tmp_path / "course", facts=FACTS)
    capsys.readouterr()
    assert run(["evidence", str(course), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(fact["id"], fact["checked_by"]) for fact in told["facts"]] == [("zebra-name", ""), ("zebra-sum", "Zebra-person")]


def test_no_package_changes_and_none_holds_a_word_of_them(tmp_path: Path) -> None:
    plain, recorded = (
        with_records(tmp_path / "a"),
        with_records(tmp_path / "b", pilots=PILOTS, involvement=INVOLVEMENT, register=REGISTER, accreditation=ACCREDITATION, facts=FACTS),
    )
    for course, output in ((plain, tmp_path / "one"), (recorded, tmp_path / "two")):
        assert run(["build", str(course), "-o", str(output), "--standard", "web"]) == 0
    assert {file.name: file.read_bytes() for file in (tmp_path / "one").iterdir()} == {
        file.name: file.read_bytes() for file in (tmp_path / "two").iterdir()
    }


def test_every_section_that_a_proof_may_name_is_there(tmp_path: Path) -> None:
    ids = {one.get("id") for one in pack(with_records(tmp_path / "course"), tmp_path / "out").iter()}
    assert set(SECTIONS) <= ids


@pytest.mark.parametrize("name", [name.removesuffix(".yaml") for name in RECORD_FILES])
def test_an_unknown_word_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    (found,) = compile_folder(with_records(tmp_path, **{name: "nonsense: 1\n"})).diagnostics
    assert found.rule.code == "SRC015"
    assert found.place is not None
    assert (found.place.file, found.place.line) == (f"{name}.yaml", 1)


def test_small_numbers_and_what_gives_them_away_are_hidden() -> None:
    assert hide_small_parts({"a": 9, "b": 2, "c": 7}) == {"a": 9, "b": None, "c": None}
    assert hide_small_parts({"a": 9, "b": 2, "c": 1}) == {"a": None, "b": None, "c": None}
    assert hide_small_parts({"a": 9, "b": 3, "c": 2}) == {"a": 9, "b": None, "c": None}
    assert hide_small_parts({"a": 9, "b": 0}) == {"a": 9, "b": 0}
    assert hide_small_differences({"invited": 12, "came": 10, "finished": 5}) == {"invited": 12, "came": None, "finished": 5}


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_no_small_part_can_be_worked_out_from_the_sum(counts: list[int]) -> None:
    shown = hide_small_parts({str(index): count for index, count in enumerate(counts)})
    hidden = [counts[int(name)] for name, count in shown.items() if count is None]
    assert all(count is None or count == 0 or count >= LEAST_SHOWN for count in shown.values())
    if hidden and any(shown.values()):
        assert len(hidden) > 1
        assert sum(hidden) >= LEAST_SHOWN


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 12), min_size=1), st.integers(0, 12))
def test_forms_and_answers_together_tell_of_no_few_people(answers: dict[str, int], without: int) -> None:
    """Whoever knows how many forms came back finds no number of 1 to 4 by subtraction: not of answers, and not of forms without one."""
    forms = sum(answers.values()) + without
    shown = hide_answers(answers, forms)
    left = forms - sum(count for count in shown.values() if count)
    assert all(not count or count >= LEAST_SHOWN for count in shown.values())
    assert left == 0 or left >= LEAST_SHOWN or not any(shown.values())


def test_a_number_that_one_pilot_does_not_give_has_no_sum_and_no_rate() -> None:
    totals = add_up([Pilot("A", invited=30, came=20, forms=10, counts={"useful": {"a": 5, "b": 5}}), Pilot("B", invited=10, came=9)])
    assert totals.people == {"invited": 40, "came": 29}
    assert totals.rate is None
    assert totals.answers == {"useful": {"a": None, "b": None}}


def test_where_the_number_of_forms_is_hidden_answers_do_not_tell_it() -> None:
    totals = add_up([Pilot("A", came=20, forms=16, counts={"useful": {"a": 9, "b": 7}})])
    assert totals.people["forms"] is None
    assert totals.answers == {"useful": {"a": None, "b": None}}


def test_the_rate_is_hidden_with_what_it_is_made_of() -> None:
    assert add_up([Pilot("A", came=20, forms=12)]).rate == 60
    assert add_up([Pilot("A", came=20, forms=3)]).rate is None
    assert add_up([]).rate is None


def test_a_new_course_and_one_that_is_there_get_empty_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", str(tmp_path / "new"), "--records"]) == 0
    there = with_records(tmp_path / "there", pilots=PILOTS)
    assert run(["new", str(there), "--records"]) == 0
    for course in (tmp_path / "new", there):
        assert {name for name in RECORD_FILES if (course / name).is_file()} == set(RECORD_FILES)
        assert not [one for one in compile_folder(course).diagnostics if one.rule.severity == "error"]
    assert (there / "pilots.yaml").read_text(encoding="utf-8") == PILOTS
    assert run(["new", str(there), "--records"]) == 2
    assert "has all its records already" in capsys.readouterr().err
