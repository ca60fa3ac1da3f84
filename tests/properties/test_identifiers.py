"""Identifiers hang on the author's ids alone: legal everywhere, never two alike, the same for ever."""

from __future__ import annotations

import re

from hypothesis import given, strategies as st

from builder.tracking.identifiers import outcome_tracked_id, state_key, tracked_id
from builder.tracking.layout import DIGITS

IDS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?", fullmatch=True)
OUTCOMES = st.from_regex(r"[a-z0-9]([a-z0-9.-]{0,20}[a-z0-9])?", fullmatch=True)


@given(IDS)
def test_a_tracked_id_is_legal_in_every_run_time(author_id: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_.]{1,250}", tracked_id(author_id), re.ASCII)


@given(IDS, IDS)
def test_two_ids_stay_two(one: str, other: str) -> None:
    assert (tracked_id(one) == tracked_id(other)) is (one == other)


PARTS = st.lists(st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True), min_size=2, max_size=4)


@given(PARTS, st.data())
def test_a_dash_more_or_less_makes_another_id(parts: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(parts) - 1))
    joined = "-".join([*parts[: at - 1], parts[at - 1] + parts[at], *parts[at + 1 :]])
    assert tracked_id("-".join(parts)) != tracked_id(joined)


@given(OUTCOMES, OUTCOMES)
def test_two_outcomes_stay_two(one: str, other: str) -> None:
    assert (outcome_tracked_id(one) == outcome_tracked_id(other)) is (one == other)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_.]{1,249}", outcome_tracked_id(one), re.ASCII)


@given(IDS)
def test_a_state_key_is_three_safe_digits(author_id: str) -> None:
    key = state_key(author_id)
    assert len(key) == 3
    assert set(key) <= set(DIGITS)
