"""Each clause of the statement has rows that keep it and rows that break it; an outside validator agrees."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from builder.lrs.fault import Edition, RequirementLevel
from builder.lrs.validator import refusals, validate_statement, validate_statements, validate_text
from tests.spec.xapi.statement_case import GOOD, Case
from tests.spec.xapi.statement_table import CASES

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT.parent / "shared/standards/xapi_statement_1.0.1"
BY_NAME = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


@BY_NAME
def test_verdict(case: Case) -> None:
    faults = validate_statement(case.make())
    if case.at is None:
        assert faults == ()
        return
    grade = RequirementLevel.SHOULD if case.advice else RequirementLevel.MUST
    assert (case.at, case.clause, grade) in [(fault.path, fault.clause, fault.grade) for fault in faults], faults
    assert case.is_taken is not bool(refusals(faults)), faults


def test_names_differ() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_messages_show_the_value_at_fault() -> None:
    fault = validate_statement({**GOOD, "timestamp": "yesterday"})[0]
    assert '"yesterday"' in fault.message
    assert str(fault).startswith('$.timestamp: "yesterday" is not a date')


@pytest.fixture(scope="module")
def verdicts() -> list[list[str]]:
    node, package = shutil.which("node"), ROOT / "node_modules/@learninglocker/xapi-validation/package.json"
    if node is None or not package.is_file():
        pytest.skip("node and npm's @learninglocker/xapi-validation are not installed")
    script = Path(__file__).with_name("oracle.mjs")
    statements = json.dumps([case.make() for case in CASES])
    done = subprocess.run([node, script, package], input=statements, capture_output=True, text=True, check=True, timeout=60)
    judged: list[list[str]] = json.loads(done.stdout)
    return judged


def test_the_outside_validator_agrees(verdicts: list[list[str]]) -> None:
    assert len(verdicts) == len(CASES)
    surprises = [
        f"{case.name}: {'refused' if warnings else 'taken'} {warnings[:1]}"
        for case, warnings in zip(CASES, verdicts, strict=True)
        if ((warnings == []) is case.is_taken) is not (case.oracle is None)
    ]
    assert not surprises, "\n".join(surprises)


def test_the_schema_of_1_0_1_agrees() -> None:
    """Rustici's JSON Schema, where `../shared` has it: it takes what we take, but for what 1.0.1 did not know."""
    if not SCHEMA.is_dir():
        pytest.skip("../shared/standards is not beside this repository")
    jsonschema = pytest.importorskip("jsonschema")
    parts = [json.loads(path.read_text()) for path in sorted(SCHEMA.glob("*.json"))]
    for part in parts:
        part.pop("$schema", None)
    whole = {"definitions": {str(index): part for index, part in enumerate(parts)}, "allOf": [{"$ref": "#statement"}]}
    judge = jsonschema.Draft4Validator(whole)
    unlike = [case.name for case in CASES if case.is_taken and not judge.is_valid(case.make())]
    assert not unlike, unlike


DUPLICATES = {
    '{"actor": 1, "actor": 2}': "$",
    '{"verb": {"id": "http://a.example", "id": "http://b.example"}}': "$.verb",
    '{"context": {"extensions": {"http://a.example": {"x": [1, {"y": 1, "y": 2}]}}}}': '$.context.extensions["http://a.example"].x[1]',
}


@pytest.mark.parametrize("text", DUPLICATES)
def test_a_key_given_twice(text: str) -> None:
    found = [fault for fault in validate_text(text) if "more than once" in fault.message]
    assert [(fault.path, fault.clause) for fault in found] == [(DUPLICATES[text], "Data 2.2")]


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[1,]", b'{"a": NaN}', b'{"a": Infinity}', b'{"a": 1e999}', b"\xef\xbb\xbf{}", b"\xff", b"'x'", b"[" * 5000, b'{"a": 1} x'],
)
def test_text_that_is_no_json(raw: bytes) -> None:
    faults = validate_text(raw)
    assert len(faults) == 1
    assert faults[0].grade is RequirementLevel.MUST


def test_text_that_no_utf_8_can_carry() -> None:
    assert [
        fault.path
        for fault in validate_text(json.dumps({**GOOD, "result": {"response": "\ud800"}}).replace('"choice"', '"other"'))
        if fault.clause == "Communication 1.4"
    ] == ["$.result.response"]


def test_text_nested_without_end() -> None:
    deep = json.dumps(GOOD).replace('{"nothing": null}', "[" * 300 + "]" * 300)
    assert any("nested deeper" in fault.message for fault in validate_text(deep))


def test_a_batch_names_each_place_and_refuses_an_id_twice() -> None:
    faults = validate_statements([GOOD, {**GOOD, "id": str(GOOD["id"]).upper(), "mood": 1}])
    assert {fault.path for fault in faults} == {"$[1].mood", "$[1].id"}
    assert any(fault.clause == "Communication 2.1.2" for fault in refusals(faults))


CONTEXT_AGENT = {"objectType": "contextAgent", "agent": {"mbox": "mailto:a@example.org"}, "relevantTypes": ["https://a.example/role"]}
CONTEXT_GROUP = {"objectType": "contextGroup", "group": {"objectType": "Group", "mbox": "mailto:t@example.org"}}
EDITION_2: dict[str, tuple[dict[str, Any], str | None]] = {
    "context agents": ({"context": {"contextAgents": [CONTEXT_AGENT]}}, None),
    "context groups": ({"context": {"contextGroups": [CONTEXT_GROUP]}}, None),
    "wrong objectType": ({"context": {"contextAgents": [{**CONTEXT_AGENT, "objectType": "Agent"}]}}, "$.context.contextAgents[0].objectType"),
    "no agent": ({"context": {"contextAgents": [{"objectType": "contextAgent"}]}}, "$.context.contextAgents[0]"),
    "bad agent": ({"context": {"contextAgents": [{**CONTEXT_AGENT, "agent": {"key": "x"}}]}}, "$.context.contextAgents[0].agent.key"),
    "empty relevantTypes": ({"context": {"contextAgents": [{**CONTEXT_AGENT, "relevantTypes": []}]}}, "$.context.contextAgents[0].relevantTypes"),
    "relevantTypes no IRI": (
        {"context": {"contextAgents": [{**CONTEXT_AGENT, "relevantTypes": ["x"]}]}},
        "$.context.contextAgents[0].relevantTypes[0]",
    ),
    "group in contextAgents": ({"context": {"contextAgents": [CONTEXT_GROUP]}}, "$.context.contextAgents[0].group"),
    "agent in contextGroups": (
        {"context": {"contextGroups": [{**CONTEXT_GROUP, "group": {"mbox": "mailto:a@example.org"}}]}},
        "$.context.contextGroups[0].group",
    ),
    "no array": ({"context": {"contextAgents": CONTEXT_AGENT}}, "$.context.contextAgents"),
    "version 2.0.0": ({"version": "2.0.0"}, None),
    "version 1.0.0, forwarded": ({"version": "1.0.0"}, None),
    "version 3.0.0": ({"version": "3.0.0"}, "$.version"),
    "time with a space": ({"timestamp": "2008-09-15 15:53:00.601+00:00"}, None),
    "time with zone -00:00": ({"timestamp": "2008-09-15T15:53:00.601-00:00"}, "$.timestamp"),
    "time without zone": ({"timestamp": "2008-09-15T15:53:00.601"}, "$.timestamp"),
}


@pytest.mark.parametrize("name", EDITION_2)
def test_what_2_0_adds(name: str) -> None:
    changes, at = EDITION_2[name]
    faults = refusals(validate_statement({**GOOD, **changes}, Edition.V2))
    assert (at in [fault.path for fault in faults]) if at else faults == ()


def test_a_statement_of_ours_is_valid_under_both() -> None:
    assert validate_statement(GOOD, Edition.V1) == validate_statement(GOOD, Edition.V2) == ()
