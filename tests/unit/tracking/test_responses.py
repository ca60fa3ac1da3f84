"""One table serves all ten types of response: as JSON, as a text, in words, as what it costs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, strategies as st

from builder.course.cmi import Definition, InteractionType, Numeric, Response
from builder.tracking.response_types import DELIMITED, RESPONSE_TYPES, NotationRow, row_of
from builder.tracking.responses import TableResponse, delimited, longest_response, marked_codes, response_words, table_response, write_response
from tests.unit.tracking.responses import QUESTIONS

TYPES = list(InteractionType)
SHORT_NOTATION = NotationRow(",", ".", "t", "f", 255, "any")


def test_each_type_has_a_row_and_each_class_of_response_is_one_types() -> None:
    assert set(RESPONSE_TYPES) == set(QUESTIONS) == set(InteractionType)
    assert {row.response for row in RESPONSE_TYPES.values()} == set(get_args(Response))
    assert len({row.response for row in RESPONSE_TYPES.values()}) == len(InteractionType)


@pytest.mark.parametrize("of", TYPES)
@given(data=st.data())
def test_a_response_written_for_the_browser_reads_back_as_it_was(of: InteractionType, data: st.DataObject) -> None:
    response = data.draw(QUESTIONS[of][1])
    row: Any = table_response(response)
    written = msgspec.json.encode(row)
    assert msgspec.json.decode(written)["type"] == of.value
    assert msgspec.json.decode(written, type=TableResponse) == row
    if isinstance(response, Numeric):
        assert Decimal(row.value) == response.minimum
    else:
        assert row == response


@pytest.mark.parametrize(
    ("low", "high", "text"), [("53", "53.20", "53[:]53.20"), (None, "7", "[:]7"), ("-4", None, "-4[:]"), ("5", "5", "5"), (None, None, "")]
)
def test_a_range_of_numbers_is_a_text_with_two_ends(low: str | None, high: str | None, text: str) -> None:
    response = Numeric(*(None if end is None else Decimal(end) for end in (low, high)))
    assert msgspec.to_builtins(table_response(response)) == {"type": "numeric", "value": text}
    assert delimited(response) == text


@pytest.mark.parametrize("notation", [DELIMITED, SHORT_NOTATION])
@pytest.mark.parametrize("of", TYPES)
@given(data=st.data())
def test_no_response_is_longer_than_was_worked_out(of: InteractionType, notation: NotationRow, data: st.DataObject) -> None:
    definition, responses = QUESTIONS[of]
    longest = longest_response(definition, notation)
    assert (longest is None) == (of is InteractionType.LONG_FILL_IN)
    assert longest is None or len(write_response(data.draw(responses), notation)) <= longest


@pytest.mark.parametrize("of", TYPES)
@given(data=st.data())
def test_a_response_has_no_more_members_than_were_worked_out(of: InteractionType, data: st.DataObject) -> None:
    definition, responses = QUESTIONS[of]
    response = data.draw(responses)
    assert len(row_of(response).members(response, DELIMITED)) <= RESPONSE_TYPES[of].members_at_most(definition)


WORDS = {
    InteractionType.CHOICE: "text of a; text of b",
    InteractionType.MATCHING: "text of a – text of x; text of b – text of y",
    InteractionType.SEQUENCING: "text of b, then text of a",
    InteractionType.LIKERT: "text of c",
    InteractionType.FILL_IN: "“a”; “b”",
}
SAID: dict[InteractionType, dict[str, object]] = {
    InteractionType.CHOICE: {"codes": ["a", "b"]},
    InteractionType.MATCHING: {"pairs": [["a", "x"], ["b", "y"]]},
    InteractionType.SEQUENCING: {"codes": ["b", "a"]},
    InteractionType.LIKERT: {"code": "c"},
    InteractionType.FILL_IN: {"texts": ["a", "b"]},
}


@pytest.mark.parametrize("of", list(SAID))
def test_codes_are_said_in_the_words_of_the_question_and_typed_letters_are_no_codes(of: InteractionType) -> None:
    definition = QUESTIONS[of][0]
    response: Any = msgspec.convert({"type": of.value, **SAID[of]}, type=TableResponse)
    assert response_words(definition, response) == WORDS[of]


def test_marking_goes_by_what_the_learner_decides_about() -> None:
    expected = {"choice": "abc", "fill-in": "ab", "matching": "abc", "performance": "abc", "sequencing": "abc", "likert": "abc"}
    assert {of.value: "".join(marked_codes(definition)) for of, (definition, _) in QUESTIONS.items()} == {
        of.value: expected.get(of.value, "") for of in InteractionType
    }


def test_a_definition_without_its_lists_has_nothing_to_mark() -> None:
    assert marked_codes(Definition(InteractionType.MATCHING, "?")) == ()
