"""Both doubles of each SCORM version refuse the same forbidden calls and accept the same good ones; every rule cites its source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.harness.platform import LMS, Double, Quirks, read_quirks, read_table
from tests.browser.harness.server import read_files, serve
from tests.oracles.cmi_versions import SCORM12, SCORM2004, Version, version_of

pytestmark = pytest.mark.undrawn

HERE: Final = Path(__file__).resolve().parent
BEGIN: Final = ["LMSInitialize", ""]
SOURCE: Final = re.compile(r"\b(RTE 3\.\d|RTE 4th \d|S12-\d\d|S04-\d\d|RT-\d\d|moodle/moodle|LearningHub\.Nhs|AICCShim|openedx-scorm-xblock|scorm-again 3)")
DOUBLES: Final = list(Double)
MANY, FEW = 40, 20
NTH: Final = re.compile(r"\.n(?=\.|$)")
VERSIONS: Final = (SCORM12, SCORM2004)
PLAIN: Final = {SCORM12.standard: Quirks.PLAIN, SCORM2004.standard: Quirks.PLAIN_2004}

PLAY: Final = """
({double, version, table, quirks, initial, objectives, cases}) => cases.map((calls) => {
  const kept = [];
  const store = (kind, values) => { kept.push([kind, values]); return true; };
  const wrapped = version === "scorm12" ? WrappedScormAgain : WrappedScormAgain2004;
  const make = double === "strict" ? StrictScorm : wrapped;
  const api = make({ table, quirks, initial, store, objectives });
  const lastError = api.LMSGetLastError ?? api.GetLastError;
  const answers = calls.map(([name, ...args]) => [String(api[name](...args.map((arg) =>
    typeof arg === "string" ? expandSample(arg) : arg))), Number(lastError())]);
  return { answers, kept, rolled: api.sequencing?.() };
})
"""


@dataclass(frozen=True)
class Case:
    """Calls of which the last is judged: `error` 0 means that it must be accepted."""

    name: str
    calls: list[list[Any]]
    error: int


@pytest.fixture(scope="module")
def stage(browser: Browser, scorm_again: bytes) -> Iterator[Page]:
    """A page that holds both implementations and nothing else."""
    with serve() as server:
        server.mount("lms", read_files(LMS) | {"scorm-again.js": scorm_again})
        page = browser.new_page()
        page.goto(f"{server.origin}/lms/portal.html")
        for script in ("scorm-again.js", "strict.js", "wrapped.js", "wrapped2004.js"):
            page.add_script_tag(url=f"{server.origin}/lms/{script}")
        yield page
        page.close()


def play(
    stage: Page,
    double: Double,
    cases: list[list[list[Any]]],
    quirks: Quirks = Quirks.PLAIN,
    initial: dict[str, str] | None = None,
    objectives: tuple[str, ...] = (),
) -> list[dict[str, Any]]:
    rows = read_quirks(quirks)
    version = version_of(rows.get("standard", "scorm12"))
    parts = {
        "double": double.value,
        "version": version.standard,
        "table": read_table(version),
        "quirks": rows,
        "initial": initial or {},
        "objectives": objectives,
        "cases": cases,
    }
    played: list[dict[str, Any]] = stage.evaluate(PLAY, parts)
    return played


def prepare(name: str, version: Version) -> list[list[Any]]:
    """Calls that must come before an element can be written: a beginning, and the row's id."""
    begin = [version.call("Initialize"), ""]
    row = re.match(r"cmi\.(interactions|objectives)\.0\.", name)
    if row is None or (name.endswith(".0.id") and name.count(".") == 3):
        return [begin]
    return [begin, [version.set, f"cmi.{row[1]}.0.id", "q"]]


def cases_of_values(version: Version) -> Iterator[Case]:
    """Each good and bad sample of each writable element, and of each response form."""
    table = read_table(version)
    types = {row["type"]: row for row in table["types"]}
    for element in table["elements"]:
        if "w" not in element["access"]:
            continue
        name = NTH.sub(".0", element["name"])
        for sample, error in samples(types[element["type"]], element["error"]):
            yield Case(f"{name} = {sample!r}", [*prepare(name, version), [version.set, name, sample]], error)
        if element["type"] == "response":
            for form in table["responses"]:
                typed = [*prepare(name, version), [version.set, "cmi.interactions.0.type", form["of"]]]
                for sample, error in samples(form, element["error"], pattern="correct" in element):
                    yield Case(f"{name} ({form['of']}) = {sample!r}", [*typed, [version.set, name, sample]], error)


def samples(row: dict[str, Any], error: int, *, pattern: bool = False) -> Iterator[tuple[str, int]]:
    good, bad = row["good"], row["bad"]
    if pattern:
        good, bad = row.get("good-patterns", good), row.get("bad-patterns", bad)
    yield from ((sample, 0) for sample in good)
    yield from ((sample, error) for sample in bad)


def cases_of_access(version: Version) -> Iterator[Case]:
    """Reading what is write only, writing what is read only, and writing keywords."""
    table = read_table(version)
    error_of = {row["rule"]: row["error"] for row in table["rules"]}
    for element in table["elements"]:
        name = NTH.sub(".0", element["name"])
        if element["access"] == "w":
            yield Case(f"read {name}", [*prepare(name, version), [version.call("GetValue"), name]], error_of["write-only"])
        if element["access"] == "r":
            yield Case(f"write {name}", [*prepare(name, version), [version.set, name, "1"]], element["error"])
            known = "value" in element or "counts" in element or "default" in element
            unset = 0 if known else error_of.get("value-unset", 0)
            if version is SCORM12 or known:
                yield Case(f"read {name}", [*prepare(name, version), [version.call("GetValue"), name]], unset)


def cases_of_order(version: Version) -> Iterator[Case]:
    name = "scorm2004_calls.json" if version is SCORM2004 else "scorm12_calls.json"
    calls = json.loads((HERE / name).read_text(encoding="utf-8"))
    for row in calls["forbidden"]:
        yield Case(row["name"], [*row["before"], row["call"]], row["error"])
    for row in calls["allowed"]:
        for length in range(1, len(row["calls"]) + 1):
            yield Case(f"{row['name']}, {length} calls", row["calls"][:length], 0)


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.standard)
@pytest.mark.parametrize("double", DOUBLES, ids=lambda double: double.value)
@pytest.mark.parametrize("cases", [cases_of_values, cases_of_access, cases_of_order], ids=["values", "access", "order"])
def test_both_doubles_judge_each_call_alike(stage: Page, version: Version, double: Double, cases: Any) -> None:
    wanted = list(cases(version))
    assert len(wanted) > (MANY if version is SCORM12 else FEW)
    played = play(stage, double, [case.calls for case in wanted], PLAIN[version.standard])
    wrong = []
    for case, result in zip(wanted, played, strict=True):
        *before, (answer, error) = result["answers"]
        if any(step_error for _, step_error in before):
            wrong.append(f"{case.name}: the calls before it were refused: {before}")
        refused = error != 0 and answer in ("false", "")
        accepted = error == 0 and answer != "false"
        if error != case.error or not (refused if case.error else accepted):
            wrong.append(f"{case.name}: wanted {case.error}, got {answer!r} with {error}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("double", DOUBLES, ids=lambda double: double.value)
def test_a_later_launch_goes_on_from_the_record(stage: Page, double: Double) -> None:
    initial = {
        "cmi.core.lesson_status": "incomplete",
        "cmi.core.entry": "resume",
        "cmi.core.lesson_location": "p-two",
        "cmi.suspend_data": "1.a",
        "cmi.core.total_time": "0000:01:00.00",
        "cmi.interactions.0.id": "q",
        "cmi.interactions.0.type": "choice",
        "cmi.interactions.0.student_response": "b",
        "cmi.objectives.0.id": "o_1",
        "cmi.objectives.0.status": "incomplete",
    }
    asked = [
        "cmi.core.entry",
        "cmi.core.lesson_location",
        "cmi.suspend_data",
        "cmi.interactions._count",
        "cmi.objectives._count",
        "cmi.objectives.0.id",
    ]
    calls: list[list[Any]] = [BEGIN, *(["LMSGetValue", name] for name in asked)]
    calls += [["LMSSetValue", "cmi.interactions.0.student_response", "a"], ["LMSSetValue", "cmi.interactions.1.id", "r"]]
    calls += [["LMSCommit", ""]]
    played = play(stage, double, [calls], initial=initial)[0]
    assert [error for _, error in played["answers"]] == [0] * len(calls)
    assert [answer for answer, _ in played["answers"][1:7]] == ["resume", "p-two", "1.a", "1", "1", "o_1"]
    kind, stored = played["kept"][0]
    assert kind == "commit"
    assert stored["cmi.interactions.0.student_response"] == "a"
    assert stored["cmi.interactions.1.id"] == "r"


def test_every_row_cites_where_its_rule_comes_from() -> None:
    rows = [row for version in VERSIONS for part in ("rules", "types", "responses", "elements") for row in read_table(version)[part]]
    rows += [row for quirks in Quirks for row in read_quirks(quirks)["rules"]]
    assert len(rows) > 200
    assert [row for row in rows if not SOURCE.search(row.get("source", ""))] == []


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.standard)
def test_the_table_holds_together(version: Version) -> None:
    table = read_table(version)
    types = {row["type"] for row in table["types"]}
    errors = {row["error"] for row in table["rules"]}
    keyword = next(row["error"] for row in table["rules"] if row["rule"] == "keyword")
    for row in table["elements"]:
        assert row.get("keyword") or row["type"] in types, row
        assert row["error"] in errors, row
        assert not row.get("keyword") or row["error"] == keyword, row
    names = [row["name"] for row in table["elements"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("quirks", "calls", "error"),
    [
        (Quirks.LEARNING_HUB, [["LMSSetValue", "cmi.suspend_data", "#63999"]], 0),
        (Quirks.LEARNING_HUB, [["LMSSetValue", "cmi.suspend_data", "#64000"]], 405),
        (Quirks.LEARNING_HUB, [["LMSInitialize", ""]], 0),
        (Quirks.LEARNING_HUB, [["LMSSetValue", "cmi.nothing", "x"]], 201),
        (Quirks.LEARNING_HUB, [["LMSGetValue", "cmi.nothing"]], 401),
        (
            Quirks.LEARNING_HUB,
            [
                ["LMSSetValue", "cmi.interactions.0.id", "q"],
                ["LMSSetValue", "cmi.interactions.0.type", "numeric"],
                ["LMSSetValue", "cmi.interactions.0.student_response", "-4"],
            ],
            405,
        ),
        (Quirks.SCORM_AGAIN, [["LMSSetValue", "cmi.suspend_data", "#64000"]], 0),
        (Quirks.SCORM_AGAIN, [["LMSSetValue", "cmi.suspend_data", "#64001"]], 405),
        (Quirks.MOODLE, [["LMSSetValue", "cmi.suspend_data", "#4097"]], 405),
        (Quirks.MOODLE, [["LMSGetValue", "cmi.nothing"]], 201),
        (Quirks.MOODLE, [["LMSGetValue", "cmi.objectives.3.id"]], 0),
        (Quirks.MOODLE, [["LMSFinish", ""], ["LMSInitialize", ""]], 0),
        (Quirks.MANDATORY_ONLY, [["LMSSetValue", "cmi.interactions.0.id", "q"]], 401),
        (Quirks.MANDATORY_ONLY, [["LMSGetValue", "cmi.objectives._count"]], 401),
        (Quirks.MANDATORY_ONLY, [["LMSSetValue", "cmi.core.score.max", "100"]], 401),
        (Quirks.MANDATORY_ONLY, [["LMSSetValue", "cmi.core.score.raw", "100"]], 0),
    ],
)
def test_named_platforms_have_their_own_ways(stage: Page, quirks: Quirks, calls: list[list[Any]], error: int) -> None:
    played = play(stage, Double.STRICT, [[BEGIN, *calls]], quirks)[0]
    assert played["answers"][-1][1] == error


def test_moodle_appends_comments(stage: Page) -> None:
    calls = [BEGIN, ["LMSSetValue", "cmi.comments", "one "], ["LMSSetValue", "cmi.comments", "two"], ["LMSGetValue", "cmi.comments"]]
    assert play(stage, Double.STRICT, [calls], Quirks.MOODLE)[0]["answers"][-1][0] == "one two"
    assert play(stage, Double.STRICT, [calls])[0]["answers"][-1][0] == "two"


# -------------------------------------------------------------------- SCORM 2004

BEGIN_2004: Final = ["Initialize", ""]
CHOICE: Final = [
    ["SetValue", "cmi.interactions.0.id", "q"],
    ["SetValue", "cmi.interactions.0.type", "choice"],
    ["SetValue", "cmi.interactions.0.correct_responses.0.pattern", "a"],
]
AGAIN: Final = ["SetValue", "cmi.interactions.0.correct_responses.0.pattern", "a"]


@pytest.mark.parametrize(
    ("quirks", "calls", "error"),
    [
        (Quirks.PLAIN_2004, [["SetValue", "cmi.suspend_data", "#64000"]], 0),
        (Quirks.PLAIN_3RD, [["SetValue", "cmi.suspend_data", "#4000"]], 0),
        (Quirks.PLAIN_3RD, [["SetValue", "cmi.suspend_data", "#4001"]], 406),
        (Quirks.PLAIN_2004, [*CHOICE, AGAIN], 0),
        (Quirks.MOODLE_2004, [*CHOICE, AGAIN], 351),
        (Quirks.MOODLE_2004, [*CHOICE, CHOICE[1], AGAIN], 0),
        (Quirks.OPEN_EDX_2004, [["GetValue", "cmi.interactions._count"]], 0),
        (Quirks.PLAIN_2004, [["SetValue", "cmi.exit", ""]], 0),
        (Quirks.SCORM_AGAIN_2004, [["SetValue", "cmi.exit", ""]], 406),
        (Quirks.SCORM_AGAIN_2004, [["SetValue", "cmi.exit", "suspend"]], 0),
        (Quirks.SCORM_AGAIN_2004, [["SetValue", "cmi.location", ""]], 406),
        (Quirks.SCORM_AGAIN_2004, [CHOICE[0], ["SetValue", "cmi.interactions.0.timestamp", "2026-01-31T10:00:00.129Z"]], 0),
    ],
)
def test_named_platforms_have_their_own_ways_with_scorm_2004(stage: Page, quirks: Quirks, calls: list[list[Any]], error: int) -> None:
    assert play(stage, Double.STRICT, [[BEGIN_2004, *calls]], quirks)[0]["answers"][-1][1] == error


def test_open_edx_tells_nothing_of_what_it_knows_best(stage: Page) -> None:
    initial = {"cmi.completion_status": "completed", "cmi.suspend_data": "1.a"}
    asked = ["cmi.completion_status", "cmi.success_status", "cmi.mode", "cmi.entry", "cmi.interactions._count", "cmi.suspend_data"]
    calls: list[list[Any]] = [BEGIN_2004, *(["GetValue", name] for name in asked)]
    answers = play(stage, Double.STRICT, [calls], Quirks.OPEN_EDX_2004, initial)[0]["answers"]
    assert answers[1:] == [["", 0]] * 5 + [["1.a", 0]]


@pytest.mark.parametrize("double", DOUBLES, ids=lambda double: double.value)
def test_a_later_launch_of_scorm_2004_goes_on_from_the_record(stage: Page, double: Double) -> None:
    initial = {
        "cmi.completion_status": "incomplete",
        "cmi.entry": "resume",
        "cmi.location": "p-two",
        "cmi.suspend_data": "1.a",
        "cmi.interactions.0.id": "q",
        "cmi.interactions.0.type": "choice",
        "cmi.interactions.0.correct_responses.0.pattern": "a",
        "cmi.interactions.0.learner_response": "b",
        "cmi.objectives.0.id": "o_1",
        "cmi.objectives.0.completion_status": "incomplete",
    }
    asked = ["cmi.entry", "cmi.location", "cmi.suspend_data", "cmi.interactions._count", "cmi.objectives._count", "cmi.objectives.0.id"]
    calls: list[list[Any]] = [BEGIN_2004, *(["GetValue", name] for name in asked)]
    calls += [CHOICE[0], CHOICE[1], AGAIN, ["SetValue", "cmi.interactions.0.learner_response", "a"], ["SetValue", "cmi.interactions.1.id", "r"], ["Commit", ""]]
    played = play(stage, double, [calls], Quirks.PLAIN_2004, initial, ("o_1",) if double is Double.SCORM_AGAIN else ())[0]
    assert [error for _, error in played["answers"]] == [0] * len(calls)
    assert [answer for answer, _ in played["answers"][1:4]] == ["resume", "p-two", "1.a"]
    kind, stored = played["kept"][0]
    assert (kind, stored["cmi.interactions.0.learner_response"], stored["cmi.interactions.1.id"]) == ("commit", "a", "r")


@pytest.mark.parametrize(
    ("completion", "success", "rolled"),
    [("completed", "passed", ("completed", "passed")), ("completed", "failed", ("completed", "failed")), ("incomplete", "unknown", ("incomplete", "unknown"))],
)
def test_the_sequencer_hands_objectives_over_and_rolls_a_course_up(stage: Page, completion: str, success: str, rolled: tuple[str, str]) -> None:
    calls: list[list[Any]] = [
        BEGIN_2004,
        ["GetValue", "cmi.objectives._count"],
        ["GetValue", "cmi.objectives.0.id"],
        ["SetValue", "cmi.exit", "suspend"],
        ["SetValue", "cmi.completion_status", completion],
        ["SetValue", "cmi.success_status", success],
        ["Commit", ""],
        ["Terminate", ""],
    ]
    played = play(stage, Double.SCORM_AGAIN, [calls], Quirks.PLAIN_2004, objectives=("o_1", "o_2"))[0]
    assert [answer for answer, _ in played["answers"][1:3]] == ["2", "o_1"]
    assert (played["rolled"]["completionStatus"], played["rolled"]["successStatus"]) == rolled


def test_open_edx_ways_are_those_of_the_code_that_is_installed() -> None:
    """Its GetValue hands to nobody what the server answers for these elements, and Initialize, Commit and the error code are fixed words."""
    found = find_spec("openedxscorm")
    assert found is not None
    assert found.origin is not None
    source = Path(found.origin).parent / "static" / "js" / "src"
    script = (source / "scormxblock.js").read_text(encoding="utf-8")
    asked = re.search(r"uncachedValues = \[(.*?)\]", script, re.DOTALL)
    assert asked is not None
    told = {element for quirks in (Quirks.OPEN_EDX, Quirks.OPEN_EDX_2004) for element in read_quirks(quirks)["rules"][1]["elements"]}
    assert set(re.findall(r'"([^"]+)"', asked[1])) == told
    getter = script[script.index("var GetValue =") : script.index("var setValueEvents")]
    assert re.findall(r"return ([^;]+);", getter) == ["response.value", "settings.scorm_data[cmi_element]", '""']
    api = (source / "scorm.js").read_text(encoding="utf-8")
    assert set(re.findall(r'return "([^"]*)"', api)) == {"true", "0", "Some Error", "Some Diagnostic"}
