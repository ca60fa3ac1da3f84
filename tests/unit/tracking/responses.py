"""Questions of all ten types, and any response that a learner may give to each."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from builder.course.cmi import (
    SHORT_ANSWER_LENGTH,
    Choice,
    Component,
    Definition,
    InteractionType,
    Likert,
    LongTexts,
    Matching,
    Numeric,
    Other,
    Response,
    Sequence,
    Steps,
    Texts,
    Truth,
)

CODES = "abc"
PARTS = tuple(Component(code, f"text of {code}") for code in CODES)
TARGETS = tuple(Component(code, f"text of {code}") for code in "xyz")
SHORT = st.text(max_size=SHORT_ANSWER_LENGTH)
NUMBERS = st.decimals(Decimal(-9999), Decimal(9999), places=2)


def _chosen(most: int) -> st.SearchStrategy[Response]:
    return st.lists(st.sampled_from(CODES), unique=True, min_size=1, max_size=most).map(lambda codes: Choice(tuple(sorted(codes))))


def _pairs(sources: str) -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    return st.tuples(*(st.tuples(st.just(source), st.sampled_from("xyz")) for source in sources))


QUESTIONS: dict[InteractionType, tuple[Definition, st.SearchStrategy[Response]]] = {
    InteractionType.TRUE_FALSE: (Definition(InteractionType.TRUE_FALSE, "?"), st.booleans().map(lambda value: Truth(value=value))),
    InteractionType.CHOICE: (Definition(InteractionType.CHOICE, "?", choices=PARTS, most_chosen=2), _chosen(2)),
    InteractionType.FILL_IN: (
        Definition(InteractionType.FILL_IN, "?", choices=PARTS[:2], variants=(("ethics", "ethical"), ("study",))),
        st.tuples(SHORT | st.just("ethical"), SHORT).map(Texts),
    ),
    InteractionType.LONG_FILL_IN: (Definition(InteractionType.LONG_FILL_IN, "?"), st.text(max_size=300).map(lambda text: LongTexts((text,)))),
    InteractionType.MATCHING: (Definition(InteractionType.MATCHING, "?", sources=PARTS, targets=TARGETS), _pairs(CODES).map(Matching)),
    InteractionType.PERFORMANCE: (Definition(InteractionType.PERFORMANCE, "?", steps=PARTS), _pairs(CODES).map(Steps)),
    InteractionType.SEQUENCING: (Definition(InteractionType.SEQUENCING, "?", choices=PARTS), st.permutations(CODES).map(lambda codes: Sequence(tuple(codes)))),
    InteractionType.LIKERT: (Definition(InteractionType.LIKERT, "?", choices=PARTS), st.sampled_from(CODES).map(Likert)),
    InteractionType.NUMERIC: (Definition(InteractionType.NUMERIC, "?"), NUMBERS.map(lambda number: Numeric(number, number))),
    InteractionType.OTHER: (Definition(InteractionType.OTHER, "?"), SHORT.map(Other)),
}
