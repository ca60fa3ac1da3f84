"""`standard.js`: what of the plan reaches the browser, and that no text of an author can break out of it."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import Draw, FeedbackTime
from builder.course.cmi import InteractionType
from builder.course.edition import CoursePilot
from builder.course.model import Course
from builder.package.content import plain_path
from builder.resources import read_asset
from builder.sentences import find_sentences
from builder.standards.cmi5.table import Cmi5Table
from builder.standards.late_tables import is_said_first
from builder.standards.player_words import player_words
from builder.standards.scorm_table import ScormTable
from builder.standards.script import DriverParts, as_json, opening_files
from builder.standards.tables import Tables, make_tables
from builder.standards.web.table import WebTable
from builder.standards.xapi.table import XapiTable, driver_table
from builder.tracking.compile import plan_tracking
from builder.tracking.disclosures import Keeping
from builder.tracking.responses import delimited
from tests.addresses import address_in
from tests.unit.standards.packages import (
    SHELL,
    example_package,
    example_pages,
    example_plan,
    read_call,
    read_script,
    read_start,
    read_tables,
    unpack_rows,
)
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
    script = read_script(name).decode()
    call = script.index("copack.tables(")
    assert script.index(f'copack.driver("{name}"') < call
    late = read_script(name, "standard-late.js").decode()
    parts = {"scorm12": {"scorm"}, "cmi5": {"duration", "lrs", "record"}, "xapi": {"duration", "lrs", "record"}, "web": set()}[name]
    assert set(re.findall(r'copack\.part\("(\w+)"', script[:call])) == parts
    later = {"scorm12": {"notation", "scorm_results"}, "web": set()}.get(name, {"lrs_delivery", "notation", "record_reading", "record_results"})
    later |= {"cmi5_results"} if name == "cmi5" else set()
    assert set(re.findall(r'copack\.part\("(\w+)"', late[: late.index("copack.rest(")])) == later
    found = read_tables(name)
    assert found["driver"]["name"] == name
    assert found["limits"] == {"state": 4096 if name == "scorm12" else 64_000}


def test_the_tables_are_the_plan() -> None:
    plan = example_plan()
    tables = make_tables(plan, example_pages(plan), "web", 64_000, WebTable("key"))
    assert msgspec.to_builtins(tables.course) == {"id": "small", "unit": "small", "title": "A small course", "version": "1.0", "language": "en-GB", "spoken": "en-GB"}
    assert msgspec.to_builtins(tables)["pass"] == {"mark": None, "tries": None}
    assert [row.id for row in tables.interactions] == [one.id for one in plan.interactions]
    match = next(row for row in tables.interactions if row.type is InteractionType.MATCHING)
    assert match.codes == ("a", "b"), "a match is marked by its left sides"
    assert msgspec.to_builtins(match.correct) == ({"type": "matching", "pairs": (("a", "x"), ("b", "y"))},)
    gaps = next(row for row in tables.interactions if row.type is InteractionType.FILL_IN)
    assert gaps.variants == (("ethics", "ethical"),)
    assert [session.id for session in tables.sessions] == ["one"]


def test_what_a_question_does_not_have_is_left_out_of_its_row() -> None:
    plan = example_plan()
    rows = {row["id"]: row for row in msgspec.to_builtins(make_tables(plan, example_pages(plan), "web", 64_000, WebTable("key")))["interactions"]}
    always = {"id", "key", "kind", "page", "check", "type", "correct", "codes", "points", "recorded", "outcomes"}
    for one in plan.interactions:
        assert set(rows[one.id]) == always | ({"variants"} if one.definition.variants else set())
    assert None in {row["check"] for row in rows.values()}, "practice is told apart from a missing field"


def test_what_a_check_and_a_question_have_besides_reaches_the_browser() -> None:
    plan = example_plan()
    check = replace(plan.checks[0], draw=(Draw(2, "1.1"), Draw(1)), tries=3, feedback="last try")
    question = replace(plan.interactions[0], shuffle=True, partial=True, kept="window")
    plan = replace(plan, checks=(check,), interactions=(question,))
    tables = json.loads(as_json(make_tables(plan, example_pages(plan), "web", 64_000, WebTable("key"))))
    (row,) = tables["checks"]
    assert (row["draw"], row["tries"], row["feedback"]) == ([[2, "1.1"], [1, ""]], 3, "last")
    (row,) = tables["interactions"]
    assert (row["shuffle"], row["partial"], row["windowOnly"], row["prompt"]) == (True, True, True, question.definition.description)


@pytest.mark.parametrize(("feedback", "written"), [("each try", None), ("last try", "last"), ("never", "never")])
def test_when_a_check_shows_how_questions_went(feedback: FeedbackTime, written: str | None) -> None:
    plan = example_plan()
    plan = replace(plan, checks=(replace(plan.checks[0], feedback=feedback),))
    tables = json.loads(as_json(make_tables(plan, example_pages(plan), "web", 64_000, WebTable("key"))))
    assert tables["checks"][0].get("feedback") == written


DRIVERS: dict[str, type[Struct]] = {
    "scorm12": ScormTable,
    "scorm2004-3rd": ScormTable,
    "scorm2004-4th": ScormTable,
    "cmi5": Cmi5Table,
    "xapi": XapiTable,
    "web": WebTable,
}


@pytest.mark.parametrize("name", DRIVERS)
def test_what_a_package_carries_is_of_the_types_that_scripts_are_checked_against(name: str) -> None:
    written = json.dumps(read_tables(name))
    tables = msgspec.json.decode(written, type=Tables, strict=True)
    table = msgspec.convert(tables.driver.table, type=DRIVERS[name], strict=True)
    again = msgspec.structs.replace(tables, driver=msgspec.structs.replace(tables.driver, table=table))
    assert json.loads(as_json(again)) == json.loads(written)


def test_the_xapi_table_has_the_shapes_of_the_plan_and_an_object_for_each_question_that_is_sent() -> None:
    plan = example_plan()
    table = driver_table(plan)
    assert table.shapes == plan.shapes
    assert set(table.questions) == {one.id for one in plan.interactions if one.recorded}
    for one in plan.interactions:
        if one.recorded:
            about = table.questions[one.id].object
            assert plan.base + about.id == one.activity.iri
            assert about.definition["correctResponsesPattern"] == [delimited(right) for right in one.definition.correct]
            assert table.questions[one.id].session in table.sessions
            assert one.check in table.checks


def test_the_policy_says_which_addresses_the_page_may_reach() -> None:
    for name, connect in (
        ("scorm12", "connect-src 'self'\""),
        ("web", "connect-src 'self'\""),
        ("cmi5", "connect-src 'self' https:"),
        ("xapi", "connect-src 'self' https:"),
    ):
        assert connect in example_package(name).read("index.html").decode()


ALL_KEPT = Keeping(kept=True, stay=False, form_stays=False, sent=False)
ALL_AT_ONCE = Keeping(kept=True, stay=True, form_stays=True, sent=True)


def test_a_part_of_a_course_does_not_say_that_the_course_is_finished() -> None:
    words = {"next": "Next", "course-end-done": "You have finished this course", "unit-course-end-done": "You have finished this part"}
    assert player_words(words, whole=True, keeping=ALL_KEPT) == {"next": "Next", "course-end-done": "You have finished this course"}
    assert player_words(words, whole=False, keeping=ALL_KEPT) == {"next": "Next", "course-end-done": "You have finished this part"}


def test_what_is_said_to_be_saved_follows_from_what_is_kept() -> None:
    words = find_sentences("en-GB").by_name
    for kept, stay, form in itertools.product((True, False), repeat=3):
        said = player_words(words, whole=True, keeping=Keeping(kept=kept, stay=stay, form_stays=form, sent=False))
        for name in ("recorded-normal", "recorded-web", "closed-saved", "closed-device"):
            assert ("answers" in said[name]) is kept
        assert ("recorded-stays" in said, "recorded-stays-form" in said) == (stay, form)
        assert not [name for name in said if name.startswith("unkept-")]


@pytest.mark.parametrize("whole", [True, False])
def test_the_words_beside_an_answer_are_in_every_package(whole: bool) -> None:
    words = player_words(find_sentences("en-GB").by_name, whole=whole, keeping=ALL_KEPT)
    assert [words[f"part-{state}"] for state in ("right", "wrong", "missed")] == ["Right", "Not right", "You missed this"]


def test_each_unit_has_a_page_and_a_script_of_its_own() -> None:
    course = replace(example_course(), units="session")
    plan = plan_tracking(course).value
    assert plan is not None
    pages = replace(example_pages(plan), shells={unit.id: SHELL for unit in plan.units})
    files = opening_files(plan, pages, "'self'", "web", DriverParts(), 64_000, lambda own: WebTable(own.units[0].id))
    assert list(map(plain_path, files)) == ["index.html", "standard.js", "standard-late.js", "unit-quick-check.html", "unit-quick-check.js", "late-quick-check.js"]
    paths = ("standard.js", "unit-quick-check.js", "standard-late.js", "late-quick-check.js")
    first, last, first_late, last_late = (files[address_in(files, path)].decode() for path in paths)
    assert ('"unit":"one"' in first, '"unit":"quick-check"' in last) == (True, True)
    assert ('"hello"' in first, '"hello"' in last) == (True, False)
    assert ('"several"' in first_late, '"several"' in last_late) == (False, True)


@pytest.mark.parametrize("name", DRIVERS)
def test_the_start_knows_of_no_question_check_or_outcome_and_the_rest_comes_later(name: str) -> None:
    start, rest = read_start(name), read_call(read_script(name, "standard-late.js"), "rest")
    assert not {"outcomes", "checks", "interactions"} & set(start)
    assert [row["id"] for row in unpack_rows(rest["interactions"])] == [planned.id for planned in example_plan().interactions]
    assert not set(start["words"]) & set(rest["words"])
    table = start["driver"]["table"]
    assert rest["driver"] or name == "web"
    for field, entries in rest["driver"].items():
        assert entries
        assert not table[field] or field == "shapes"
    if "shapes" in table:
        assert set(table["shapes"]) == {"initialized"}
        assert {"answered", "completed", "session-completed"} <= set(rest["driver"]["shapes"])
    assert rest["views"] == "<section></section>"
    late = read_script(name, "standard-late.js")
    assert late.startswith(read_asset("runtime-late.js"))
    assert b"\n// widgets\ncopack.rest(" in late


ROOT = Path(__file__).parents[3]
RUNTIME = ROOT / "templates" / "runtime"
MAY_WAIT = re.compile("notice-")
"""Notices are told again once they are here."""


def list_first_half(name: str = "main") -> set[str]:
    """Return the modules that `runtime.js` is made of, by what they import."""
    source = (RUNTIME / f"{name}.ts").read_text(encoding="utf-8")
    imports = re.findall(r'^import \{([^}]*)\} from "\./(\w+)";', source, re.MULTILINE)
    taken = [module for names, module in imports if not all(part.strip().startswith("type ") for part in names.split(","))]
    return {name}.union(*(list_first_half(module) for module in taken))


def test_sentences_of_the_start_do_not_wait_for_the_rest() -> None:
    modules = list_first_half()
    assert {"first_page", "saving", "leaving", "state"} <= modules
    assert not {"pages", "checks", "questions", "answers", "marking", "progress", "notes", "state_reading", "late_half"} & modules
    named = {name for module in modules for name in re.findall(r'"([a-z][a-z-]+)"', (RUNTIME / f"{module}.ts").read_text(encoding="utf-8"))}
    words = {name for name in find_sentences("en-GB").by_name if name.removesuffix("-one") in named}
    assert {"minutes-left", "minutes-left-one", "saved-at", "page-problem", "told-not-saved"} <= words
    assert not [name for name in words if not is_said_first(name) and not MAY_WAIT.match(name)]
    assert not [name for name in ("closed-lost", "closing", "recorded-done", "notice-newer") if is_said_first(name)]


SCRIPTS = [*(ROOT / "builder" / "interactions" / "kinds").glob("*/widget.ts"), *(ROOT / "templates" / "runtime").glob("*.ts")]


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_sentence_that_a_script_names_travels_with_it(script: Path, whole: bool) -> None:
    travelling = player_words({name: text for name, text in find_sentences("en-GB").by_name.items() if not name.startswith("shell-")}, whole=whole, keeping=ALL_AT_ONCE)
    text = script.read_text(encoding="utf-8")
    named = set(re.findall(r"words\((?:\w+ === \"\w+\" \? )?\"([a-z-]+)\"", text))
    if "words(`part-${state}`)" in text:
        named |= {"part-right", "part-wrong", "part-missed"}
    assert named - set(travelling) == set()


@pytest.mark.parametrize("name", ["scorm12", "scorm2004-4th", "cmi5", "xapi", "web"])
def test_only_where_the_device_alone_keeps_progress_the_launch_page_names_it(name: str) -> None:
    device = re.search(r'data-progress="([^"]*)"', example_package(name).read("index.html").decode())
    assert device
    assert device[1] == (f"{read_tables(name)['driver']['table']['key']}#" if name == "web" else "")


def test_the_window_of_a_pilot_is_called_so_and_no_other() -> None:
    def called(course: Course) -> str:
        plan = plan_tracking(course).value
        assert plan is not None
        return make_tables(plan, example_pages(plan), "web", 64_000, WebTable("small")).course.title

    assert called(example_course()) == "A small course"
    assert called(replace(example_course(), pilot=CoursePilot("spring", "Pilot, spring"))) == "A small course – Pilot, spring"
