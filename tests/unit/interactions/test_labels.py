"""Labels that several kinds know: `Shuffle:`, `Marks:`, `Picture:`, `Tolerance:`."""

from __future__ import annotations

import pytest

from builder.interactions.kinds.choose_one import ChooseOne
from builder.interactions.kinds.choose_several import ChooseSeveral
from builder.interactions.kinds.fill_gaps import FillGaps
from tests.unit.source.author import codes, course_of, question_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
ONE = "::: choose-one one\nWhich?\n- [x] (a) Ramp\n- [ ] (b) Stairs\n{}:::\n"
SEVERAL = "::: check c\n::: choose-several some\nWhich?\n- [x] (a) Ramp\n- [ ] (b) Stairs\n- [x] (c) Lift\n{}:::\n:::\n"
GAPS = "::: fill-gaps gaps\nAn [[(a) ethics]] committee.\n{}:::\n"


@pytest.mark.parametrize(("label", "shuffle"), [("Shuffle: yes", True), ("SHUFFLE : Yes", True), ("**Shuffle:** true", True), ("Shuffle: no", False), ("", False)])
def test_answers_are_shuffled_where_the_author_says_so(label: str, shuffle: bool) -> None:
    question = question_of(ONE.format(f"{label}\n"))
    assert isinstance(question, ChooseOne)
    assert question.shuffle is shuffle


@pytest.mark.parametrize(
    ("label", "partial"), [("Marks: part\nPoints: 2", True), ("marks:\u00a0PART\nPoints: 3", True), ("Marks: all", False), ("", False)]
)
def test_a_part_of_the_right_answers_earns_a_part_of_the_points(label: str, partial: bool) -> None:
    (*_where, question) = next(course_of(SEVERAL.format(f"{label}\n")).interactions())
    assert isinstance(question, ChooseSeveral)
    assert question.partial is partial


@pytest.mark.parametrize("typed", ["Picture: ![A ramp](media/ramp.svg)", "  PICTURE :![A ramp](media/ramp.svg)", "\n\n\tPicture:\u00a0![A ramp]( media/ramp.svg )"])
def test_an_answer_may_have_a_picture_beside_its_words(typed: str) -> None:
    page = f"::: choose-one one\nWhich?\n- [x] (a) Ramp\n{typed}\n  Feedback: Yes.\n- [ ] (b) Stairs\n:::\n"
    course = course_of(page, media={"media/ramp.svg": SVG})
    (*_where, question) = next(course.interactions())
    assert isinstance(question, ChooseOne)
    first, second = question.options
    assert first.picture is not None
    assert (first.picture.file, first.picture.alt, first.text.plain) == ("media/ramp.svg", "A ramp", "Ramp")
    assert first.feedback is not None
    assert second.picture is None
    assert list(course.media) == ["media/ramp.svg"]


@pytest.mark.parametrize(("label", "tolerance"), [("Tolerance: 0", 0), ("tolerance: 1", 1), ("**Tolerance:** 2", 2), ("", 0)])
def test_so_many_letters_may_be_wrong(label: str, tolerance: int) -> None:
    question = question_of(GAPS.format(f"{label}\n"))
    assert isinstance(question, FillGaps)
    assert question.definition.tolerance == tolerance


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (ONE.format("Shuffle: at random\n"), ["CRS089"]),
        (ONE.format("Shufle: yes\n"), ["SRC050"]),
        (ONE.format("Marks: part\n"), ["SRC050"]),
        (ONE.format("Picture: media/ramp.svg\n"), ["SRC073"]),
        (SEVERAL.format("Marks: some\nPoints: 2\n"), ["CRS111"]),
        (SEVERAL.format("Marks: part\n"), ["CRS112"]),
        (SEVERAL.format("Marks: all\n"), []),
        ("::: choose-several some\nWhich?\n- [x] (a) Ramp\n- [ ] (b) Stairs\nMarks: part\n:::\n", ["CRS034"]),
        (GAPS.format("Tolerance: many\n"), ["CRS308"]),
        (GAPS.format("Tolerance: -1\n"), ["CRS308"]),
        (GAPS.replace("ethics", "200").format("Tolerance: 1\n"), []),
        (GAPS.replace("ethics", "2,000").format("Tolerance: 1\n"), ["CRS309"]),
    ],
)
def test_what_a_label_cannot_mean_is_reported(typed: str, found: list[str]) -> None:
    assert codes(typed) == found
