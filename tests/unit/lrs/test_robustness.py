"""The judge answers about anything, and an LRS never answers 500."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import example, given, settings, strategies as st

from builder.lrs.fault import Edition
from builder.lrs.validator import refusals, validate_statement, validate_text
from tests.selection import examples
from tests.spec.xapi.client import Lrs
from tests.spec.xapi.statement_case import GOOD

ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(["Group", "SubStatement", "a", "choice"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=8,
)


def list_places(value: Any, steps: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield steps
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from list_places(inner, (*steps, key))


PLACES = [steps for steps in list_places(GOOD) if steps]


def replace_at(steps: tuple[Any, ...], value: Any) -> dict[str, Any]:
    statement = copy.deepcopy(GOOD)
    here: Any = statement
    for step in steps[:-1]:
        here = here[step]
    here[steps[-1]] = value
    return statement


@given(ANY)
def test_any_value_can_be_judged(value: Any) -> None:
    for edition in Edition:
        assert refusals(validate_statement(value, edition)) or isinstance(value, dict)


@given(st.sampled_from(PLACES), ANY)
def test_any_value_at_any_place_can_be_judged(steps: tuple[Any, ...], value: Any) -> None:
    for fault in validate_statement(replace_at(steps, value)):
        assert fault.path.startswith("$")
        assert fault.clause
        assert fault.message


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_text_can_be_judged(raw: bytes | str) -> None:
    assert refusals(validate_text(raw))


@settings(max_examples=examples(150))
@given(st.sampled_from(PLACES), ANY)
@example(("result", "extensions"), {"https://a.example": "\ud800"})
@example(("object", "definition", "name"), {"en": "\ud800"})
def test_an_lrs_takes_exactly_what_the_judge_lets_pass(steps: tuple[Any, ...], value: Any) -> None:
    lrs = Lrs(largest=100_000)
    raw = json.dumps(replace_at(steps, value)).encode()
    answer = lrs.ask("POST", "statements", body=raw)
    assert answer.status_code == (400 if refusals(validate_text(raw)) else 200)
    if answer.status_code == 200:
        for style in ("exact", "ids", "canonical"):
            assert lrs.ask("GET", "statements", {"format": style, "related_agents": "true", "related_activities": "true"}).status_code == 200
        assert lrs.ask("POST", "statements", body=raw).status_code == 200


@settings(max_examples=examples(100))
@given(
    st.sampled_from(["statements", "activities/state", "agents", "activities", "agents/profile", "activities/profile"]),
    st.dictionaries(
        st.sampled_from(["agent", "activityId", "stateId", "limit", "since", "cursor", "verb", "format", "statementId"]),
        st.text(st.characters(codec="utf-8"), max_size=12),
        max_size=3,
    ),
)
def test_no_query_breaks_it(path: str, query: dict[str, str]) -> None:
    assert Lrs().ask("GET", path, query).status_code in (200, 400, 404)
