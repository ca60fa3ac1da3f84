"""Python and the browser keep the same promises: both are held to `tests/vectors/`."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builder.course.cmi import Choice, Definition, InteractionType, Likert, Matching, Numeric, Other, Response, Sequence, Steps, Texts, Truth, gap_key
from builder.tracking.identifiers import state_key
from builder.tracking.responses import response_json
from builder.tracking.state import KeptAnswer, KeptCheck, State, pack, pack_response, unpack

VECTORS = Path(__file__).parents[2] / "vectors"
STATE: dict[str, Any] = json.loads((VECTORS / "state.json").read_text(encoding="utf-8"))
GAP_KEYS: list[dict[str, str]] = json.loads((VECTORS / "gap_keys.json").read_text(encoding="utf-8"))["cases"]


def state_of(found: dict[str, Any]) -> State:
    answers = {
        key: KeptAnswer(one["count"], one["submitted"], one["right"], one["firstRight"], one["index"], one["payload"])
        for key, one in found["answers"].items()
    }
    checks = {key: KeptCheck(**one) for key, one in found["checks"].items()}
    return State(found["outcome"], found["raw"], tuple(found["pages"]), checks, answers, found.get("seed"))


def response_of(found: dict[str, Any]) -> Response:
    match found["type"]:
        case "true-false":
            return Truth(found["value"])
        case "choice":
            return Choice(tuple(found["codes"]))
        case "sequencing":
            return Sequence(tuple(found["codes"]))
        case "matching":
            return Matching(tuple((left, right) for left, right in found["pairs"]))
        case "performance":
            return Steps(tuple((left, right) for left, right in found["steps"]))
        case "likert":
            return Likert(found["code"])
        case "numeric":
            return Numeric(Decimal(found["value"]), Decimal(found["value"]))
        case "fill-in" | "long-fill-in":
            return Texts(tuple(found["texts"]))
        case _:
            return Other(found["text"])


@pytest.mark.parametrize("vector", STATE["pack"], ids=lambda vector: str(vector["name"]))
def test_states_pack_and_unpack_alike(vector: dict[str, Any]) -> None:
    assert pack(state_of(vector["state"])) == vector["text"]
    assert unpack(vector["text"]) == state_of(vector["state"])


@pytest.mark.parametrize("vector", STATE["keys"], ids=lambda vector: str(vector["id"]))
def test_keys_are_alike(vector: dict[str, str]) -> None:
    assert state_key(vector["id"]) == vector["key"]


@pytest.mark.parametrize("vector", STATE["payloads"], ids=lambda vector: str(vector["name"]))
def test_responses_pack_alike(vector: dict[str, Any]) -> None:
    definition = Definition(InteractionType(vector["type"]), "", variants=tuple(tuple(words) for words in vector.get("variants", ())))
    response = response_of(vector["response"])
    assert pack_response(definition, response) == vector["payload"]
    assert response_json(response) == {**vector["response"], "type": response_json(response)["type"]}


@pytest.mark.parametrize("vector", GAP_KEYS, ids=lambda vector: repr(vector["text"]))
def test_gap_keys_are_alike(vector: dict[str, str]) -> None:
    assert gap_key(vector["text"]) == vector["key"]
