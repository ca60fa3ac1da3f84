"""`standard.js`: what of the plan reaches the browser, and that no text of an author can break out of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.course.cmi import InteractionType
from builder.pages.environment import sentences
from builder.standards.script import as_json, opening_files, tables, unit_words
from builder.standards.xapi.standard import driver_table
from builder.tracking.compile import plan_tracking
from builder.tracking.responses import delimited
from tests.unit.standards.packages import SHELL, example_package, example_pages, example_plan
from tests.unit.tracking.example import example_course

HOSTILE = ["</script><script>alert(1)</script>", "<!-- <script>", "\u2028\u2029", "'\"\\`${x}", "é🙂", "]]>"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_a_script(text: str) -> None:
    written = as_json({"title": text, text: [text]})
    assert written.isascii()
    for end in (b"</", b"<!", b"\n"):
        assert end not in written
    assert json.loads(written) == {"title": text, text: [text]}


@pytest.mark.parametrize("name", ["scorm12", "cmi5", "xapi", "web"])
def test_the_script_holds_parts_driver_and_tables_and_is_ascii_where_we_write(name: str) -> None:
    script = example_package(name).read("standard.js").decode()
    call = script.index("copack.tables(")
    assert script.index(f'copack.driver("{name}"') < call
    parts = {"scorm12": ["notation", "scorm"], "cmi5": ["notation", "lrs"], "xapi": ["notation", "lrs"], "web": []}[name]
    assert [f'copack.part("{part}"' in script[:call] for part in ("notation", "scorm", "lrs")] == [
        part in parts for part in ("notation", "scorm", "lrs")
    ]
    found = json.loads(script[call + len("copack.tables(") : script.rindex(");")])
    assert found["driver"]["name"] == name
    assert found["limits"] == {"state": 4096 if name == "scorm12" else 64_000, "answer": 40}


def test_the_tables_are_the_plan() -> None:
    plan = example_plan()
    found = tables(plan, example_pages(plan), "web", 64_000, {})
    assert found["course"] == {"id": "small", "unit": "small", "title": "A small course", "version": "1.0", "language": "en-GB"}
    assert found["pass"] == {"mark": None, "tries": None}
    rows = found["interactions"]
    assert isinstance(rows, list)
    assert [row["id"] for row in rows] == [one.id for one in plan.interactions]
    match = next(row for row in rows if row["type"] == InteractionType.MATCHING.value)
    assert match["codes"] == ["a", "b"], "a match is marked by its left sides"
    assert match["correct"] == [{"type": "matching", "pairs": [["a", "x"], ["b", "y"]]}]
    gaps = next(row for row in rows if row["type"] == InteractionType.FILL_IN.value)
    assert gaps["variants"] == [["ethics", "ethical"]]
    sessions = found["sessions"]
    assert isinstance(sessions, list)
    assert [(session["file"], len(session["digest"])) for session in sessions] == [("sessions/one.js", 12)]


def test_the_xapi_table_has_the_shapes_of_the_plan_and_an_object_for_each_question_that_is_sent() -> None:
    plan = example_plan()
    table = driver_table(plan)
    assert table["shapes"] == plan.shapes
    questions, sessions, checks = table["questions"], table["sessions"], table["checks"]
    assert isinstance(questions, dict)
    assert isinstance(sessions, dict)
    assert isinstance(checks, dict)
    assert set(questions) == {one.id for one in plan.interactions if one.recorded}
    for one in plan.interactions:
        if one.recorded:
            about = questions[one.id]["object"]
            assert plan.base + about["id"] == one.activity.iri
            assert about["definition"]["correctResponsesPattern"] == [delimited(right) for right in one.definition.correct]
            assert questions[one.id]["session"] in sessions
            assert one.check in checks


def test_the_policy_says_which_addresses_the_page_may_reach() -> None:
    for name, connect in (
        ("scorm12", "connect-src 'self'\""),
        ("web", "connect-src 'self'\""),
        ("cmi5", "connect-src 'self' https:"),
        ("xapi", "connect-src 'self' https:"),
    ):
        assert connect in example_package(name).read("index.html").decode()


def test_a_part_of_a_course_does_not_say_that_the_course_is_finished() -> None:
    words = {"next": "Next", "course-end-done": "You have finished this course", "unit-course-end-done": "You have finished this part"}
    assert unit_words(words, whole=True) == {"next": "Next", "course-end-done": "You have finished this course"}
    assert unit_words(words, whole=False) == {"next": "Next", "course-end-done": "You have finished this part"}


@pytest.mark.parametrize("whole", [True, False])
def test_the_words_beside_an_answer_are_in_every_package(whole: bool) -> None:
    words = unit_words(sentences("en-GB"), whole=whole)
    assert [words[f"part-{state}"] for state in ("right", "wrong", "missed")] == ["Right", "Not right", "You missed this"]


def test_each_unit_has_a_page_and_a_script_of_its_own() -> None:
    course = replace(example_course(), units="session")
    plan = plan_tracking(course).value
    assert plan is not None
    pages = replace(example_pages(plan), shells={unit.id: SHELL for unit in plan.units})
    files = opening_files(plan, pages, "'self'", "web", (), 64_000, lambda own: {"key": own.units[0].id})
    assert list(files) == ["index.html", "standard.js", "unit-quick-check.html", "unit-quick-check.js"]
    first, last = files["standard.js"].decode(), files["unit-quick-check.js"].decode()
    assert ('"unit":"one"' in first, '"unit":"quick-check"' in last) == (True, True)
    assert ('"id":"hello"' in first, '"id":"hello"' in last) == (True, False)
    assert ('"several"' in first, '"several"' in last) == (False, True)


ROOT = Path(__file__).parents[3]
SCRIPTS = [*(ROOT / "builder" / "interactions").glob("*/widget.ts"), *(ROOT / "templates" / "runtime").glob("*.ts")]


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_sentence_that_a_script_names_travels_with_it(script: Path, whole: bool) -> None:
    travelling = unit_words({name: text for name, text in sentences("en-GB").items() if not name.startswith("shell-")}, whole=whole)
    text = script.read_text(encoding="utf-8")
    named = set(re.findall(r"words\((?:\w+ === \"\w+\" \? )?\"([a-z-]+)\"", text))
    if "words(`part-${state}`)" in text:
        named |= {"part-right", "part-wrong", "part-missed"}
    assert named - set(travelling) == set()
