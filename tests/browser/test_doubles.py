"""Both SCORM 1.2 doubles refuse the same forbidden calls and accept the same good ones; every rule cites its source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.harness.platform import LMS, Double, Manners, read_manners, read_table
from tests.browser.harness.server import read_files, serve

CALLS: Final[dict[str, Any]] = json.loads((Path(__file__).resolve().parent / "scorm12_calls.json").read_text(encoding="utf-8"))
BEGIN: Final = ["LMSInitialize", ""]
SOURCE: Final = re.compile(r"\b(RTE 3\.\d|S12-\d\d|RT-\d\d|moodle/moodle|LearningHub\.Nhs)")
DOUBLES: Final = list(Double)

PLAY: Final = """
({double, table, manners, initial, cases}) => cases.map((calls) => {
  const kept = [];
  const store = (kind, values) => { kept.push([kind, values]); return true; };
  const make = double === "strict" ? StrictScorm12 : WrappedScormAgain;
  const api = make({ table, manners, initial, store });
  const answers = calls.map(([name, ...args]) => [String(api[name](...args.map((arg) =>
    typeof arg === "string" ? expandSample(arg) : arg))), Number(api.LMSGetLastError())]);
  return { answers, kept };
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
        for script in ("scorm-again.js", "strict.js", "wrapped.js"):
            page.add_script_tag(url=f"{server.origin}/lms/{script}")
        yield page
        page.close()


def play(
    stage: Page, double: Double, cases: list[list[list[Any]]], manners: Manners = Manners.PLAIN, initial: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    parts = {"double": double.value, "table": read_table(), "manners": read_manners(manners), "initial": initial or {}, "cases": cases}
    played: list[dict[str, Any]] = stage.evaluate(PLAY, parts)
    return played


def prepare(name: str) -> list[list[Any]]:
    """Calls that must come before an element can be written: a beginning, and the row's id."""
    row = re.match(r"cmi\.(interactions|objectives)\.0\.", name)
    if row is None or (name.endswith(".0.id") and name.count(".") == 3):
        return [BEGIN]
    return [BEGIN, ["LMSSetValue", f"cmi.{row[1]}.0.id", "q"]]


def cases_of_values() -> Iterator[Case]:
    """Each good and bad sample of each writable element, and of each response form."""
    table = read_table()
    types = {row["type"]: row for row in table["types"]}
    for element in table["elements"]:
        if "w" not in element["access"]:
            continue
        name = element["name"].replace(".n", ".0")
        for sample, error in samples(types[element["type"]], element["error"]):
            yield Case(f"{name} = {sample!r}", [*prepare(name), ["LMSSetValue", name, sample]], error)
        if element["type"] == "response":
            for form in table["responses"]:
                typed = [*prepare(name), ["LMSSetValue", "cmi.interactions.0.type", form["of"]]]
                for sample, error in samples(form, element["error"]):
                    yield Case(f"{name} ({form['of']}) = {sample!r}", [*typed, ["LMSSetValue", name, sample]], error)


def samples(row: dict[str, Any], error: int) -> Iterator[tuple[str, int]]:
    yield from ((sample, 0) for sample in row["good"])
    yield from ((sample, error) for sample in row["bad"])


def cases_of_access() -> Iterator[Case]:
    """Reading what is write only, writing what is read only, and writing keywords."""
    for element in read_table()["elements"]:
        name = element["name"].replace(".n", ".0")
        if element["access"] == "w":
            yield Case(f"read {name}", [*prepare(name), ["LMSGetValue", name]], 404)
        if element["access"] == "r":
            yield Case(f"write {name}", [*prepare(name), ["LMSSetValue", name, "1"]], element["error"])
            yield Case(f"read {name}", [*prepare(name), ["LMSGetValue", name]], 0)


def cases_of_order() -> Iterator[Case]:
    for row in CALLS["forbidden"]:
        yield Case(row["name"], [*row["before"], row["call"]], row["error"])
    for row in CALLS["allowed"]:
        for length in range(1, len(row["calls"]) + 1):
            yield Case(f"{row['name']}, {length} calls", row["calls"][:length], 0)


@pytest.mark.parametrize("double", DOUBLES, ids=lambda double: double.value)
@pytest.mark.parametrize("cases", [cases_of_values, cases_of_access, cases_of_order], ids=["values", "access", "order"])
def test_both_doubles_judge_each_call_alike(stage: Page, double: Double, cases: Any) -> None:
    wanted = list(cases())
    assert len(wanted) > 40
    played = play(stage, double, [case.calls for case in wanted])
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
    table = read_table()
    rows = [row for part in ("rules", "types", "responses", "elements") for row in table[part]]
    rows += [row for manners in Manners for row in read_manners(manners)["rules"]]
    assert len(rows) > 90
    assert [row for row in rows if not SOURCE.search(row.get("source", ""))] == []


def test_the_table_holds_together() -> None:
    table = read_table()
    types = {row["type"] for row in table["types"]}
    errors = {row["error"] for row in table["rules"]}
    for row in table["elements"]:
        assert row.get("keyword") or row["type"] in types, row
        assert row["error"] in errors, row
        assert bool(row.get("keyword")) == (row["error"] == 402), row
    names = [row["name"] for row in table["elements"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("manners", "calls", "error"),
    [
        (Manners.LEARNING_HUB, [["LMSSetValue", "cmi.suspend_data", "#63999"]], 0),
        (Manners.LEARNING_HUB, [["LMSSetValue", "cmi.suspend_data", "#64000"]], 405),
        (Manners.LEARNING_HUB, [["LMSInitialize", ""]], 0),
        (Manners.LEARNING_HUB, [["LMSSetValue", "cmi.nothing", "x"]], 201),
        (Manners.LEARNING_HUB, [["LMSGetValue", "cmi.nothing"]], 401),
        (
            Manners.LEARNING_HUB,
            [
                ["LMSSetValue", "cmi.interactions.0.id", "q"],
                ["LMSSetValue", "cmi.interactions.0.type", "numeric"],
                ["LMSSetValue", "cmi.interactions.0.student_response", "-4"],
            ],
            405,
        ),
        (Manners.MOODLE, [["LMSSetValue", "cmi.suspend_data", "#4097"]], 405),
        (Manners.MOODLE, [["LMSGetValue", "cmi.nothing"]], 201),
        (Manners.MOODLE, [["LMSGetValue", "cmi.objectives.3.id"]], 0),
        (Manners.MOODLE, [["LMSFinish", ""], ["LMSInitialize", ""]], 0),
        (Manners.MANDATORY_ONLY, [["LMSSetValue", "cmi.interactions.0.id", "q"]], 401),
        (Manners.MANDATORY_ONLY, [["LMSGetValue", "cmi.objectives._count"]], 401),
        (Manners.MANDATORY_ONLY, [["LMSSetValue", "cmi.core.score.max", "100"]], 401),
        (Manners.MANDATORY_ONLY, [["LMSSetValue", "cmi.core.score.raw", "100"]], 0),
    ],
)
def test_named_platforms_have_their_own_ways(stage: Page, manners: Manners, calls: list[list[Any]], error: int) -> None:
    played = play(stage, Double.STRICT, [[BEGIN, *calls]], manners)[0]
    assert played["answers"][-1][1] == error


def test_moodle_appends_comments(stage: Page) -> None:
    calls = [BEGIN, ["LMSSetValue", "cmi.comments", "one "], ["LMSSetValue", "cmi.comments", "two"], ["LMSGetValue", "cmi.comments"]]
    assert play(stage, Double.STRICT, [calls], Manners.MOODLE)[0]["answers"][-1][0] == "one two"
    assert play(stage, Double.STRICT, [calls])[0]["answers"][-1][0] == "two"
