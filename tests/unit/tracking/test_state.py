"""The packed state: what goes in comes out, in safe characters, never dearer than the plan says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from builder.course.cmi import Choice, Component, Definition, InteractionType, Matching, Response, Texts
from builder.tracking.identifiers import DIGITS, state_key
from builder.tracking.state import ANSWER_FRAME, KeptAnswer, KeptCheck, State, answer_cost, pack, pack_response, pack_text, unpack
from tests.unit.tracking.example import CHOOSE_ONE, CHOOSE_SEVERAL, FILL_GAPS, MATCH

KEYS = st.text(st.sampled_from(DIGITS), min_size=3, max_size=3)
NUMBERS = st.integers(0, 4095)
OPTIONAL = st.none() | st.integers(0, 4094)
ANSWERS = st.builds(KeptAnswer, NUMBERS, st.booleans(), st.booleans(), st.booleans(), OPTIONAL, st.text(st.sampled_from(DIGITS), max_size=70))
STATES = st.builds(
    State,
    st.sampled_from("gcprf"),
    st.none() | st.integers(0, 100),
    st.lists(KEYS, unique=True).map(tuple),
    st.dictionaries(KEYS, st.builds(KeptCheck, NUMBERS, OPTIONAL)),
    st.dictionaries(KEYS, ANSWERS),
)


@given(STATES)
def test_round_trip(state: State) -> None:
    assert unpack(pack(state)) == state


@given(STATES)
def test_only_characters_that_every_platform_hands_back(state: State) -> None:
    assert re.fullmatch(r"[A-Za-z0-9\-_.~]+", pack(state), re.ASCII)


@given(st.text(max_size=200))
def test_no_text_whatever_upsets_the_reader(text: str) -> None:
    unpack(text)


@given(STATES, st.data())
def test_a_cut_text_never_upsets_the_reader(state: State, data: st.DataObject) -> None:
    packed = pack(state)
    unpack(packed[: data.draw(st.integers(0, len(packed)))])


@given(st.text(max_size=60))
def test_own_words_are_packed_short_and_safe(text: str) -> None:
    packed = pack_text(text)
    assert len(packed) <= 60
    assert re.fullmatch(r"[A-Za-z0-9_-]*", packed, re.ASCII)


WORDS = st.text(max_size=40)
RESPONSES: list[tuple[Definition, st.SearchStrategy[Response]]] = [
    (CHOOSE_ONE, st.sampled_from("ab").map(lambda code: Choice((code,)))),
    (CHOOSE_SEVERAL, st.lists(st.sampled_from("abc"), unique=True).map(lambda codes: Choice(tuple(sorted(codes))))),
    (MATCH, st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")).map(lambda to: Matching((("a", to[0]), ("b", to[1]))))),
    (FILL_GAPS, WORDS.map(lambda word: Texts((word,)))),
]


@pytest.mark.parametrize(("definition", "responses"), RESPONSES)
def test_no_answer_costs_more_than_the_plan_says(definition: Definition, responses: st.SearchStrategy[Response]) -> None:
    @given(responses)
    def costs(response: Response) -> None:
        assert ANSWER_FRAME + len(pack_response(definition, response)) <= answer_cost(definition)

    costs()


def test_an_accepted_word_is_kept_as_its_number_whatever_its_case() -> None:
    assert pack_response(FILL_GAPS, Texts(("  ETHICAL ",))) == "B"


def test_a_hundred_mixed_questions_stay_under_the_budget() -> None:
    """Twenty-five of each shape that exists, with five options, four pairs and one gap."""
    five = tuple(Component(code, code) for code in "abcde")
    definitions = [
        Definition(InteractionType.CHOICE, "", choices=five),
        Definition(InteractionType.CHOICE, "", choices=five, most_chosen=5),
        Definition(InteractionType.MATCHING, "", sources=five[:4], targets=five),
        Definition(InteractionType.FILL_IN, "", choices=five[:1], variants=(("one", "two"),)),
    ]
    assert 25 * sum(answer_cost(definition) for definition in definitions) + 40 * 3 + 8 * 7 + 8 < 3500


def test_keys_are_for_ever() -> None:
    """Learners' records hang on these; a change here loses their progress."""
    assert {name: state_key(name) for name in ("must-you-tell", "hello", "1")} == {"must-you-tell": "sss", "hello": "LPJ", "1": "a4a"}
    assert state_key("must-you-tell", "own") == "own"
