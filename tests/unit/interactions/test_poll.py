"""`poll`: one opinion or several, none of them right, and no boxes."""

from __future__ import annotations

import pytest

from builder.course.cmi import Component, Definition, InteractionType
from builder.interactions.kinds.poll import Poll
from tests.unit.interactions.as_typed import Slips, assert_fixed, assert_read_as_meant, messages
from tests.unit.source.author import question_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>'
CLEAN = """::: poll best-time
When could you come?
Choose: several
- (a) In the morning
- (r) In the “evening”
- (c) Only online
:::
"""
SLIPS: dict[str, Slips] = {
    "bullets and signs": [("- (a)", "▪(a)"), ("- (r)", "– ®"), ("- (c)", "• ©")],
    "labels and capitals": [("Choose: several", "  **CHOOSE :** Several"), ("::: poll", ":::Poll"), ("- (a)", "* (A)")],
    "hard spaces, blank lines and Windows line ends": [("- (a) ", "-\u00a0(a)\u00a0"), ("- (c)", "\n\n\t- (c)"), ("\n", "\r\n")],
}


def test_several_opinions_and_none_is_right() -> None:
    question = question_of(CLEAN)
    choices = (Component("a", "In the morning"), Component("r", "In the “evening”"), Component("c", "Only online"))
    assert question.definition == Definition(InteractionType.CHOICE, "When could you come?", choices=choices, most_chosen=3)
    assert question_of(CLEAN.replace("Choose: several\n", "")).definition.most_chosen == 1
    assert question_of(CLEAN.replace("several", "ONE")).definition.most_chosen == 1


def test_a_line_may_have_a_picture() -> None:
    typed = CLEAN.replace("- (r)", "  Picture: ![A clock at nine](media/nine.svg)\n- (r)")
    question = question_of(typed, media={"sessions/01-any/media/nine.svg": SVG})
    assert isinstance(question, Poll)
    assert [option.picture and option.picture.alt for option in question.options] == ["A clock at nine", None, None]


@pytest.mark.parametrize("slips", SLIPS.values(), ids=SLIPS.keys())
def test_slips_are_read_as_they_were_meant(slips: Slips) -> None:
    assert_read_as_meant(CLEAN, slips)


def test_an_id_and_codes_are_written_once() -> None:
    assert_fixed("::: poll\nWhen?\n- Now\n- Later\n:::\n", ["::: poll when", "- (a) Now", "- (b) Later"])


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ("Choose: 2\n- (a) One\n- (b) Two", "CRS305", "“Choose:” is one or several, not “2”."),
        ("- [x] (a) One\n- (b) Two", "CRS088", "Lines of a poll do not have boxes."),
        ("- (a) One", "CRS084", "The question “any” has too few lines: 1. It needs at least 2."),
        ("- (a) One\n- (b) one", "CRS087", "“one” is here twice. The first is in line 11."),
        ("- (a) One\n- (b) Two\nHint: Three", "SRC050", "“Hint:” has no effect in this question."),
    ],
)
def test_what_nobody_can_answer_is_reported(typed: str, code: str, message: str) -> None:
    ((found, said, hint),) = messages(f"::: poll any\nWhich?\n{typed}\n:::\n")
    assert found == code
    assert said.startswith(message)
    assert hint


def test_it_cannot_stand_in_a_check() -> None:
    check = "::: check any-check\n" + CLEAN + "\n::: choose-one good\nGood?\n- [x] (a) Yes\n- [ ] (b) No\n:::\n:::\n"
    assert [code for code, *_rest in messages(check)] == ["SRC035"]
