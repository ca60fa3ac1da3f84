"""`picture-spots`: a picture, answers with areas, and areas that nobody could point at."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builder.course.cmi import Choice
from builder.course.walk import inner
from builder.interactions.kinds.picture_spots import PictureSpots
from builder.interactions.kinds.picture_spots.areas import Area
from builder.source.compile import compile_course
from tests.unit.interactions.as_typed import Slips, assert_fixed, assert_read_as_meant
from tests.unit.source.author import PAGE, TOP, question_of, source_of

MEDIA = {
    f"sessions/01-any/media/{name}.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90"><rect width="160" height="90"/></svg>'
    for name in ("room", "other")
}
PICTURE = "![A room with a “long” table.](media/room.svg)\n"
CLEAN = f"""::: picture-spots hard-to-speak
Asha comes in.

Choose two things that make it hard to speak up.
{PICTURE}- [x] (a) The chair
  Area: 70, 60, 15, 20
  Feedback: It stands apart.
- [x] (c) The papers
  Area: 20.5, 50, 40, 10
- [ ] (r) The clock
  Area: 10, 5, 8, 10
:::
"""
SLIPS: dict[str, Slips] = {
    "bullets, boxes and signs": [("- [x] (a)", "•☑ (A)"), ("- [x] (c)", "– [✓] ©"), ("- [ ]", "▪[]")],
    "labels, blanks and signs of per cent": [("Area: 70, 60, 15, 20", "AREA : 70% 60% 15% 20%"), ("Area: 10, 5", "**Area:** 10 ;  5")],
    "hard spaces, odd indents and Windows line ends": [("  Area:", "\t\u00a0Area:\u00a0"), ("- [x] (c)", "\n   -\u200b [x]\u00a0(c)"), ("\n", "\r\n")],
}


def test_each_answer_has_its_place_and_the_picture_is_no_part_of_the_prompt() -> None:
    question = question_of(CLEAN, media=MEDIA)
    assert isinstance(question, PictureSpots)
    assert question.definition.correct == (Choice(("a", "c")),)
    assert question.definition.most_chosen == 3
    assert question.definition.description == "Asha comes in. Choose two things that make it hard to speak up."
    assert question.picture.alt == "A room with a “long” table."
    assert question.picture not in question.prompt
    assert question.picture in tuple(inner(question))
    assert [spot.area for spot in question.spots] == [
        Area(*map(Decimal, sides)) for sides in (("70", "60", "15", "20"), ("20.5", "50", "40", "10"), ("10", "5", "8", "10"))
    ]


@pytest.mark.parametrize("slips", SLIPS.values(), ids=SLIPS.keys())
def test_slips_are_read_as_they_were_meant(slips: Slips) -> None:
    assert_read_as_meant(CLEAN, slips, MEDIA)


def test_an_id_and_codes_are_written_once() -> None:
    typed = f"::: picture-spots\nFind it.\n{PICTURE}- [x] Chair\n  Area: 1,1,9,9\n- [ ] Clock\n  Area: 11,1,9,9\n:::\n"
    assert_fixed(typed, ["::: picture-spots find-it", "- [x] (a) Chair", "- [ ] (b) Clock"], MEDIA)


def answers(first: str, second: str = "10, 5, 8, 10") -> str:
    return f"- [x] (a) The chair\n  Area: {first}\n- [ ] (b) The clock\n  Area: {second}\n"


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        (answers("70, 60, 15, 20"), "CRS260", "The question “any” has no picture."),
        (PICTURE + "\n![Another](media/other.svg)\n" + answers("70, 60, 15, 20"), "CRS260", "This is the second picture of the question “any”."),
        (PICTURE.replace("A room with a “long” table.", "Decorative") + answers("70, 60, 15, 20"), "CRS264", "The picture of the question “any” has no"),
        (PICTURE + "- [x] (a) The chair\n- [ ] (b) The clock\n  Area: 1, 1, 9, 9\n", "CRS261", "The answer “The chair” has no area in the picture."),
        (PICTURE + answers("70, 60, 15"), "CRS262", "“70, 60, 15” is not an area."),
        (PICTURE + answers("70, 60, -15, 20"), "CRS262", "“70, 60, -15, 20” is not an area."),
        (PICTURE + answers("the top left corner"), "CRS262", "“the top left corner” is not an area."),
        (PICTURE + answers("90, 60, 15, 20"), "CRS262", "Part of this area is outside the picture: it ends 105 per cent from the left."),
        (PICTURE + answers("70, 95, 15, 20"), "CRS262", "Part of this area is outside the picture: it ends 115 per cent from the top."),
        (PICTURE + answers("70, 60, 3.9, 20"), "CRS262", "This area is 3.9 per cent wide and 20 high, which is too small to hit."),
        (PICTURE + answers("17, 14, 20, 20"), "CRS263", "The area of “The clock” overlaps that of “The chair”."),
        (PICTURE + answers("70, 60, 15, 20").replace("[x] ", ""), "CRS100", "The answer “The chair” has no box."),
        (PICTURE + answers("70, 60, 15, 20").replace("[x] ", "[ ] "), "CRS101", "No answer of the question “any” is marked as right."),
    ],
)
def test_what_nobody_can_point_at_is_reported(typed: str, code: str, message: str) -> None:
    source = source_of(TOP + PAGE + f"::: picture-spots any\nChoose one.\n\n{typed}:::\n", media=MEDIA)
    (fault,) = compile_course(source).diagnostics
    assert fault.rule.code == code
    assert fault.message.startswith(message)
    assert fault.hint


def test_areas_may_share_an_edge() -> None:
    question_of(f"::: picture-spots any\nChoose one.\n{PICTURE}{answers('18, 15, 20, 20')}:::\n", media=MEDIA)
    question_of(f"::: picture-spots any\nChoose one.\n{PICTURE}{answers('0, 0, 100, 5')}:::\n", media=MEDIA)
