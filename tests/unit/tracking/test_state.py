"""The packed state: its worst case is never too low, its layout is the documented one, its keys are for ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from builder.course.cmi import Component, Definition, InteractionType
from builder.tracking import layout
from builder.tracking.identifiers import state_key
from builder.tracking.state import ANSWER_FRAME, CHECK_COST, DRAFT_FRAME, FRAME_COST, PAGE_COST, answer_cost
from tests.oracles.packed_state import DIGITS, KeptAnswer, KeptCheck, State, pack, pack_response, unpack
from tests.unit.tracking.responses import QUESTIONS

KEYS = st.text(st.sampled_from(DIGITS), min_size=3, max_size=3)
NUMBERS = st.integers(0, 4095)
OPTIONAL = st.none() | st.integers(0, 4094)
ANSWERS = st.builds(KeptAnswer, NUMBERS, st.booleans(), st.booleans(), OPTIONAL, st.text(st.sampled_from(DIGITS), max_size=70))
STATES = st.builds(
    State,
    st.sampled_from("gcprf"),
    st.none() | st.integers(0, 100),
    st.lists(KEYS, unique=True).map(tuple),
    st.dictionaries(KEYS, st.builds(KeptCheck, NUMBERS, OPTIONAL)),
    st.dictionaries(KEYS, ANSWERS),
    NUMBERS,
    st.dictionaries(KEYS, st.text(st.sampled_from(DIGITS), max_size=70)),
    st.none() | st.integers(0, 64**3 - 2),
    st.none() | st.integers(0, 62),
)


@given(STATES)
def test_a_state_takes_exactly_what_the_plan_reckons_for_its_parts(state: State) -> None:
    payloads = sum(len(answer.payload) for answer in state.answers.values())
    drafts = sum(DRAFT_FRAME + len(payload) for payload in state.drafts.values())
    reckoned = FRAME_COST + len(state.pages) * PAGE_COST + len(state.checks) * CHECK_COST + len(state.answers) * ANSWER_FRAME + payloads
    assert len(pack(state)) == reckoned + drafts


@given(STATES)
def test_the_oracle_reads_what_it_writes_in_characters_that_every_platform_hands_back(state: State) -> None:
    assert unpack(pack(state)) == state
    assert re.fullmatch(r"[A-Za-z0-9\-_.~]+", pack(state), re.ASCII)


@pytest.mark.parametrize("of", list(QUESTIONS))
@given(data=st.data())
def test_no_answer_costs_more_than_the_plan_says(of: InteractionType, data: st.DataObject) -> None:
    definition, responses = QUESTIONS[of]
    assert ANSWER_FRAME + len(pack_response(definition, data.draw(responses))) <= answer_cost(definition)


DEAREST = {
    InteractionType.TRUE_FALSE: 1,
    InteractionType.CHOICE: 2,
    InteractionType.FILL_IN: 2 * 62,
    InteractionType.LONG_FILL_IN: 0,
    InteractionType.MATCHING: 6,
    InteractionType.PERFORMANCE: 6,
    InteractionType.SEQUENCING: 3,
    InteractionType.LIKERT: 1,
    InteractionType.NUMERIC: 40,
    InteractionType.OTHER: 60,
}
"""Characters of the dearest payload of each of `QUESTIONS`."""


@pytest.mark.parametrize("of", list(QUESTIONS))
def test_an_answer_costs_its_frame_and_its_dearest_payload(of: InteractionType) -> None:
    assert answer_cost(QUESTIONS[of][0]) == 9 + DEAREST[of]


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


def test_every_character_of_the_layout_is_one_that_platforms_leave_alone() -> None:
    letters = "".join(layout.OUTCOMES.values())
    assert re.fullmatch(r"[A-Za-z0-9\-_.~]+", layout.DIGITS + layout.SECTION_END + layout.ANSWER_END + letters, re.ASCII)
    assert len(set(layout.DIGITS)) == 64
    assert len(set(letters)) == len(layout.OUTCOMES)
    assert not set(layout.DIGITS) & {layout.SECTION_END, layout.ANSWER_END}


def test_keys_are_for_ever() -> None:
    """Learners' records hang on these; a change here loses their progress."""
    assert {name: state_key(name) for name in ("must-you-tell", "hello", "1")} == {"must-you-tell": "sss", "hello": "LPJ", "1": "a4a"}
    assert state_key("must-you-tell", "own") == "own"
