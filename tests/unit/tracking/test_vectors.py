"""Python and the browser keep the same promises: both are held to `tests/vectors/`.

What `state.json` expects of each state and response is made by `tests/oracles/packed_state.py`, which shares nothing with the product:
`COPACK_UPDATE=1 python -m pytest tests/unit/tracking/test_vectors.py` writes it anew, for a person to read the difference. What is to
become of damaged states, and of two that are merged, is written by hand.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from builder.course.cmi import Definition, InteractionType, Numeric, Response
from builder.course.typed_answer import ZEROS, gap_key
from builder.tracking.identifiers import state_key
from builder.tracking.layout import VERSION
from builder.tracking.response_types import NotationRow
from builder.tracking.responses import NumericText, TableResponse, write_response
from tests.oracles.expectation import assert_expected
from tests.oracles.packed_state import KeptAnswer, KeptCheck, State, pack, pack_response, unpack

VECTORS = Path(__file__).parents[2] / "vectors"
STATE: dict[str, Any] = json.loads((VECTORS / "state.json").read_text(encoding="utf-8"))
TYPED_ANSWERS: list[dict[str, Any]] = json.loads((VECTORS / "typed_answers.json").read_text(encoding="utf-8"))["cases"]
FEWEST_TYPED_ANSWERS = 150
RESPONSES: dict[str, Any] = json.loads((VECTORS / "responses.json").read_text(encoding="utf-8"))
WIDTH = 150


def state_of(written: dict[str, Any]) -> State:
    answers = {
        key: KeptAnswer(kept["count"], kept["right"], kept["firstRight"], kept["index"], kept["payload"])
        for key, kept in written["answers"].items()
    }
    checks = {key: KeptCheck(**kept) for key, kept in written["checks"].items()}
    drafts, seed, finished, language = written.get("drafts", {}), written.get("seed", 0), written.get("finished"), written.get("language")
    return State(written["outcome"], written["raw"], tuple(written["pages"]), checks, answers, seed, drafts, finished, language)


def response_of(written: dict[str, Any]) -> Response:
    """A response as the browser writes it."""
    response: Any = msgspec.convert(written, type=TableResponse)
    return Numeric(Decimal(response.value), Decimal(response.value)) if isinstance(response, NumericText) else response


def payload_of(vector: dict[str, Any]) -> str:
    definition = Definition(InteractionType(vector["type"]), "", variants=tuple(tuple(words) for words in vector.get("variants", ())))
    return pack_response(definition, response_of(vector["response"]))


def rewritten(text: str) -> str:
    """What a state of an earlier version becomes when it is written anew."""
    state = unpack(text)
    assert state is not None, text
    return pack(state)


def as_text(value: object, indent: int = 0) -> str:
    """JSON as people read it: what fits on a line stands on one."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or (indent and indent + len(line) <= WIDTH):
        return line
    inner = " " * (indent + 2)
    members = (
        [f"{json.dumps(key)}: {as_text(member, indent + 2)}" for key, member in value.items()]
        if isinstance(value, dict)
        else [as_text(member, indent + 2) for member in value]
    )
    begins, ends = "{}" if isinstance(value, dict) else "[]"
    return f"{begins}\n{inner}" + f",\n{inner}".join(members) + f"\n{' ' * indent}{ends}"


def test_the_vectors_of_the_state_are_what_the_oracle_makes_of_their_cases() -> None:
    made = {
        **STATE,
        "keys": [{"id": vector["id"], "key": state_key(vector["id"])} for vector in STATE["keys"]],
        "pack": [{**vector, "text": pack(state_of(vector["state"]))} for vector in STATE["pack"]],
        "earlier": [{**vector, "gives": rewritten(vector["text"])} for vector in STATE["earlier"]],
        "payloads": [{**vector, "payload": payload_of(vector)} for vector in STATE["payloads"]],
    }
    assert_expected(VECTORS / "state.json", as_text(made) + "\n")


@pytest.mark.parametrize("vector", STATE["pack"], ids=lambda vector: str(vector["name"]))
def test_the_oracle_reads_every_state_back(vector: dict[str, Any]) -> None:
    assert unpack(vector["text"]) == state_of(vector["state"])


def test_every_type_of_response_has_a_payload_and_a_text_among_the_vectors() -> None:
    assert {vector["type"] for vector in STATE["payloads"]} == set(InteractionType)
    assert {vector["response"]["type"] for vector in RESPONSES["cases"]} == set(InteractionType)


def test_no_vector_is_newer_than_the_version_after_ours() -> None:
    assert all(int(text.split("~")[0]) > VERSION for text in STATE["newer"])


@pytest.mark.parametrize("vector", RESPONSES["cases"], ids=lambda vector: str(vector["name"]))
def test_responses_are_written_alike(vector: dict[str, Any]) -> None:
    notation = msgspec.convert(RESPONSES["rows"][vector["row"]], type=NotationRow)
    written = write_response(response_of(vector["response"]), notation)
    assert (written if notation.limit is None else written[: notation.limit]) == vector["written"]


@pytest.mark.parametrize("vector", TYPED_ANSWERS, ids=lambda vector: f"{vector['class']}: {vector['accepted']!a}")
def test_typed_answers_are_compared_alike(vector: dict[str, Any]) -> None:
    assert {gap_key(typed) for typed in (vector["accepted"], *vector["same"])} == {vector["key"]}
    assert vector["key"] not in {gap_key(typed) for typed in vector["other"]}
    assert gap_key(vector["key"]) == vector["key"]


def test_the_vectors_of_typed_answers_are_of_every_class() -> None:
    assert sum(len(vector["same"]) + len(vector["other"]) for vector in TYPED_ANSWERS) >= FEWEST_TYPED_ANSWERS
    assert len({vector["class"] for vector in TYPED_ANSWERS}) >= 12


@pytest.mark.parametrize("zero", ZEROS)
def test_each_digit_of_another_script_is_a_digit(zero: int) -> None:
    assert gap_key("".join(chr(zero + digit) for digit in range(10))) == "0123456789"
