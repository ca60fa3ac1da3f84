"""Reviewers see every word that learners may meet, with what is right and what each picture says."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.course.model import Course
from builder.editorial.passages import Passage, list_passages, list_room_passages
from builder.pages.visible_words import typed_words
from builder.pipeline import compile_folder

ROOT = Path(__file__).parents[3]
COURSES = ("every-block", "every_interaction", "media")


def compile_course(name: str) -> Course:
    course = compile_folder(ROOT / "tests" / "courses" / name).course
    assert course is not None
    return course


def passages_of(course: Course, session: int) -> list[Passage]:
    return [passage for group in list_passages(course, course.sessions[session]) for passage in group.passages]


@pytest.mark.parametrize("name", COURSES)
def test_no_word_that_learners_may_meet_is_left_out(name: str) -> None:
    course = compile_course(name)
    for session in course.sessions:
        shown = "\n".join(" ".join((passage.words, *passage.remarks)) for group in list_passages(course, session) for passage in group.passages)
        missing = [(words, place) for page in session.pages for words, place in typed_words(page) if words not in shown]
        assert not missing


def test_right_answers_feedback_and_hints_are_said_as_what_they_are() -> None:
    said = {(passage.role, passage.words): passage.remarks for passage in passages_of(compile_course("every_interaction"), 0)}
    assert said["Answer", "The ramp"] == ("Right answer.",)
    assert said["Answer", "The stairs"] == ("Not right.",)
    assert ("Feedback on this answer", "Yes. Nobody is kept out by a ramp.") in said
    assert said["Accepted in gap 1", "ethics"][0] == "Right answer."
    assert said["Answer", "£53.10"] == ("Right answer.", "From £53 to £53.20 is right.")
    assert said["Answer", "Say hello"] == ("Right place: 1.",)
    assert said["Answer, left side", "Helping to plan a study"] == ()
    assert any(role == "Hint" for role, _words in said)


def test_a_picture_is_there_with_the_words_for_people_who_cannot_see_it() -> None:
    (ramp,) = (passage for passage in passages_of(compile_course("every_interaction"), 0) if passage.words == "A slope up to a door")
    assert ramp.files == ("media/ramp.svg",)


def test_each_passage_of_a_page_says_where_its_author_typed_it() -> None:
    course = compile_course("every_interaction")
    files = {passage.place.file for passage in passages_of(course, 0)}
    assert files == {"sessions/01-try/session.md", "course.yaml"}


def test_words_for_facilitators_are_apart_from_those_of_learners() -> None:
    course = compile_course("every-block")
    session = course.sessions[1]
    learners = {passage.words for group in list_passages(course, session) for passage in group.passages}
    room = {passage.words for group in list_room_passages(course, session) for passage in group.passages}
    assert room
    assert not room & learners
