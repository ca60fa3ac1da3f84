"""The evidence pack: whole, honest, escaped, and every link on it leads to its proof."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import html

from builder.cli import run
from tests.unit.evidence.course import CHECKED, COURSE, compiled, question, session, write_course

EVERY_KIND = Path(__file__).parents[2] / "courses" / "every_interaction"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the course that asks in every kind."""
    output = tmp_path_factory.mktemp("evidence")
    assert run(["evidence", str(EVERY_KIND), "-o", str(output), "--csv"]) == 0
    return output


def find(folder: Path, part: str) -> Path:
    return next(folder.glob(f"*-{part}"))


def page(folder: Path, part: str = "evidence.html") -> html.HtmlElement:
    return html.parse(find(folder, part)).getroot()


def test_every_link_leads_to_its_proof(written: Path) -> None:
    pack = page(written)
    here = {one.get("id") for one in pack.iter() if one.get("id")}
    there = {one.get("id") for one in page(written, "statements.html").iter() if one.get("id")}
    links = [one.get("href") or "" for one in pack.iter("a")]
    assert links
    for link in links:
        file, _hash, anchor = link.partition("#")
        assert anchor in (there if file else here) if anchor else (written / file).is_file(), link


def test_ids_are_unique_and_nothing_is_loaded(written: Path) -> None:
    pack = page(written)
    ids = [one.get("id") for one in pack.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert not list(pack.iter("script"))
    assert all((one.get("src") or "data:").startswith("data:") for one in pack.iter("img"))


def test_the_bank_holds_every_question_of_the_course_once(written: Path) -> None:
    course, _plan = compiled(EVERY_KIND)
    asked = [question.id for _session, _page, _check, question in course.interactions()]
    ids = [one.get("id") or "" for one in page(written).iter("div")]
    banked = [ident.removeprefix("question-") for ident in ids if ident.startswith("question-")]
    assert banked == asked


def test_the_matrix_counts_what_the_plan_holds(written: Path) -> None:
    _course, plan = compiled(EVERY_KIND)
    rows = page(written).xpath("//*[@id='matrix']//tbody/tr")
    assert len(rows) == len(plan.objectives)
    for row, objective in zip(rows, plan.objectives, strict=True):
        cells = [cell.text_content() for cell in row.iter("td")]
        assert cells[-1] == str(sum(objective.id in template.outcomes for template in plan.statements))


def test_who_made_and_approved_it_is_said_to_be_waiting(written: Path) -> None:
    words = page(written).text_content()
    assert "Sign-off: waiting." in words
    assert "No pilot yet." in words
    assert "not run" in words


def test_words_of_an_author_cannot_become_markup(tmp_path: Path) -> None:
    course = COURSE.replace("title: A course", 'title: "</style><script>x</script>"').replace("Choose the word", "Choose <b>the</b> word")
    asked = CHECKED + question("three", "Is `<script>y</script>` right?")
    assert run(["evidence", str(write_course(tmp_path / "course", course, session(checked=asked))), "-o", str(tmp_path / "out")]) == 0
    pack = page(tmp_path / "out")
    assert not list(pack.iter("script"))
    assert "</style><script>x</script>" in pack.text_content()
    assert "<script>y</script>" in pack.text_content()


def test_reports_on_the_words_of_an_organisation_are_not_the_authors(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "course", COURSE + "slots:\n  contact: the person who gave you this course\n")
    (folder / "local.yaml").write_text("organisation: Northtown\nslots:\n  contact: Priya **Shah**\n", encoding="utf-8")
    assert run(["evidence", str(folder), "-o", str(tmp_path / "out")]) == 0
    (section,) = page(tmp_path / "out").xpath("//section[@aria-labelledby='accessibility']")
    authors, local = section.text_content().split("The words of an organisation, which are no part of the course")
    assert "local.yaml" not in authors
    assert "local.yaml, line 3" in local


def test_the_same_course_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    assert run(["evidence", str(EVERY_KIND), "-o", str(tmp_path), "--csv"]) == 0
    for file in written.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_tables_hold_a_row_for_each_outcome_and_response(written: Path) -> None:
    _course, plan = compiled(EVERY_KIND)
    for part, values in (("matrix.csv", plan.objectives), ("questions.csv", plan.interactions)):
        rows = list(csv.reader(io.StringIO(find(written, part).read_text(encoding="utf-8-sig"))))
        assert len(rows) == len(values) + 1
        assert {len(row) for row in rows} == {len(rows[0])}


def test_a_spreadsheet_works_nothing_out(tmp_path: Path) -> None:
    course = COURSE.replace("  1.1: Choose the word that fits.", '  1.1: "=1+1"')
    assert run(["evidence", str(write_course(tmp_path / "course", course)), "-o", str(tmp_path / "out"), "--csv"]) == 0
    rows = list(csv.reader(io.StringIO(find(tmp_path / "out", "matrix.csv").read_text(encoding="utf-8-sig"))))
    assert rows[1][1] == "'=1+1"


def test_programs_get_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evidence", str(EVERY_KIND), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    _course, plan = compiled(EVERY_KIND)
    assert [one["id"] for one in told["outcomes"]] == [one.id for one in plan.objectives]
    assert [one["id"] for one in told["questions"]] == [one.id for one in plan.interactions]


def test_a_course_with_errors_gives_no_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = write_course(tmp_path / "course", text=session() + "\n::: callout\nopen\n")
    assert run(["evidence", str(course), "-o", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
    assert "Nothing was written." in capsys.readouterr().err


def test_a_course_without_outcomes_or_questions_has_a_pack_that_says_so(tmp_path: Path) -> None:
    text = "---\nid: first\ntitle: First\noutcomes: []\n---\n\n# A page\nPage: a-page\n\nWords.\n"
    course = COURSE.replace("outcomes:\n  1.1: Choose the word that fits.\n", "outcomes: {}\n")
    assert run(["evidence", str(write_course(tmp_path / "course", course, text)), "-o", str(tmp_path / "out")]) == 0
    words = page(tmp_path / "out").text_content()
    assert "The course has no outcomes" in words
    assert "There are no questions in this course." in words
