"""`sort`: groups and lines as they are read, the order that learners see, and what is refused."""

from __future__ import annotations

import pytest

from builder.course.cmi import InteractionType, Matching
from builder.interactions.kinds.sort import Sort
from builder.source.fix import fix
from tests.unit.source.author import PAGE, TOP, codes, question_of, source_of

CLEAN = (
    "::: sort research-or-not\nIt's not all research.\n\nSort these.\n## (r) Research\n- (a) Comparing two “treatments”\n  Feedback: It's new.\n- (c) Asking\n"
    "## (u) *Audit*\n- (b) Checking wards\n  twice a year\nExtra: (z) Care\nHint: Two are.\n:::\n"
)


def test_groups_are_targets_and_lines_are_sources() -> None:
    question = question_of(CLEAN)
    assert isinstance(question, Sort)
    assert question.definition.type is InteractionType.MATCHING
    assert question.definition.description == "It's not all research. Sort these."
    assert question.definition.correct == (Matching((("a", "r"), ("c", "r"), ("b", "u"))),)
    assert [(one.code, one.text) for one in question.definition.sources] == [
        ("a", "Comparing two “treatments”"), ("c", "Asking"), ("b", "Checking wards twice a year"),
    ]  # fmt: skip
    assert [(one.code, one.text.plain, one.extra) for one in question.groups] == [("r", "Research", False), ("u", "Audit", False), ("z", "Care", True)]
    assert question.groups[1].text.html == "<em>Audit</em>"
    assert {line.code: line.feedback and line.feedback.plain for line in question.lines} == {"a": "It's new.", "b": None, "c": None}


def test_a_letter_may_be_a_line_and_a_group() -> None:
    assert not codes("::: sort s\nSort.\n## (a) One\n- (a) Two\n## (b) Three\n- (b) Four\n:::\n")


def test_one_group_and_an_extra_will_do() -> None:
    assert not codes("::: sort s\nSort.\n## (a) One\n- (a) Two\n- (b) Four\nExtra: (z) Three\n:::\n")


def test_lines_are_mixed_by_ids_and_codes_alone() -> None:
    orders = set()
    for number in range(40):
        typed = f"::: sort sort-{number}\nSort.\n## (x) X\n- (a) A\n- (b) B\n## (y) Y\n- (c) C\n- (d) D\n:::\n"
        question, renamed = question_of(typed), question_of(typed.replace(") A\n", ") Another\n"))
        assert isinstance(question, Sort)
        assert isinstance(renamed, Sort)
        order = "".join(line.code for line in question.lines)
        assert order != "abcd"
        assert order == "".join(line.code for line in renamed.lines)
        orders.add(order)
    assert len(orders) > 10


@pytest.mark.parametrize(
    "typed",
    [
        CLEAN.replace("- (a)", "• (A)").replace("- (c)", "1. ©").replace("- (b)", "▪(b)").replace("## (r)", "##®").replace("\n", "\r\n"),
        CLEAN.replace("## (u)", "\n\n  ##\u00a0(U)").replace("  Feedback:", "\tFEEDBACK :").replace("Extra:", "**Extra:**"),
        CLEAN.replace("- ", "\n– ").replace("::: sort", ":::: Sort").replace("## (r) Research", "## (r) Research ##").replace("Extra", "    extra"),
    ],
)
def test_what_a_word_processor_makes_of_it_is_read_as_the_clean_one(typed: str) -> None:
    slip, clean = question_of(typed), question_of(CLEAN)
    assert isinstance(slip, Sort)
    assert isinstance(clean, Sort)
    assert (slip.id, slip.definition, slip.hint and slip.hint.plain) == (clean.id, clean.definition, "Two are.")
    assert [line.feedback and line.feedback.plain for line in slip.lines] == [line.feedback and line.feedback.plain for line in clean.lines]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["CRS230"]),
        ("- (a) One\n- (b) Two\n", ["CRS230"]),
        ("## (x) X\n- (a) One\n- (b) Two\n", ["CRS230"]),
        ("## (x) X\n- (a) One\n## (y) Y\n", ["CRS231"]),
        ("- (a) One\n## (x) X\n- (b) Two\n## (y) Y\n- (c) Three\n", ["CRS232"]),
        ("## (x) X\nText.\n- (a) One\n## (y) Y\n- (b) Two\n", ["CRS233"]),
        ("## (x) X\n- [ ] (a) One\n## (y) Y\n- (b) Two\n", ["CRS234"]),
        ("## (x) X\n- (a) One\n## (y) Y\n- (a) Two\n", ["CRS083"]),
        ("## (x) X\n- (a) One\n## (x) Y\n- (b) Two\n", ["CRS083"]),
        ("## (x) X\n- (a) One\n## (y) Y\n- (b) Two\nExtra: (y) Z\n", ["CRS083"]),
        ("## (x) X\n- (a) One\n## (y) x\n- (b) Two\n", ["CRS087"]),
        ("## (x) X\n- (a) One\n## (y) Y\n- (b) one\n", ["CRS087"]),
        ("## (x) X\n- (a) One\n## (y) Y\n- (b) Two\nExtra: (z)\n", ["CRS086"]),
        ("### (x) X\n- (a) One\n## (y) Y\n- (b) Two\n", ["SRC061"]),
    ],
)
def test_what_cannot_be_sorted_is_reported(typed: str, found: list[str]) -> None:
    assert codes(f"::: sort any-question\nSort these.\n{typed}:::\n") == found


def test_fix_writes_id_and_codes_once() -> None:
    session = TOP + PAGE + "::: sort\nSort these things.\n## Research\n- Comparing\n- (a) Asking\n##Audit\n- Checking\nExtra: Care\n:::\n"
    (change,) = fix(source_of(session))
    assert change.new.endswith(
        "::: sort sort-these-things\nSort these things.\n## (a) Research\n- (b) Comparing\n- (a) Asking\n## (b) Audit\n- (c) Checking\nExtra: (c) Care\n:::\n"
    )
    assert not fix(source_of(change.new))
