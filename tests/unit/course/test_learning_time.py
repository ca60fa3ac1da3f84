"""Minutes by one rule: every word that learners may meet counts, questions by their kind, recordings by their length; nothing lowers them."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from builder.course.blocks import Interaction
from builder.course.learning_time import ANSWERING, READING, describe_rule, page_minutes, page_seconds
from builder.course.recordings.recording import read_duration
from builder.course.walk import walk
from builder.interactions.kind import Kind
from builder.interactions.registry import KINDS
from builder.pipeline import compile_folder
from tests.unit.source.author import course_of

ROOT = Path(__file__).parents[3]
ROOM = ROOT / "builder" / "interactions" / "kinds"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180"/></svg>'
MEDIA = {"sessions/01-any/media/meeting.svg": SVG}
SILENT = re.compile(r"\s*(?::::|$|#|(?:Page|Lines|Choose|Scale|Answer|Accept|Unit|Area|Picture|Outcome|Points|Shuffle|Marks):)|.*(?:\]\(|->)")
"""Lines that say something to Copack, end in a target, or hold a picture: a word more would change their sense."""


def seconds_of(page: str) -> float:
    (only, *_) = course_of(page, media=MEDIA).sessions[0].pages
    return page_seconds(only.blocks, {})


def example_of(kind: Kind) -> str:
    return (ROOM / kind.folder / "example.md").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_every_word_of_a_question_counts_and_its_answer_besides(kind: Kind) -> None:
    page = example_of(kind)
    (only, *_) = course_of(page, media=MEDIA).sessions[0].pages
    questions = [block for block in walk(only.blocks) if isinstance(block, Interaction)]
    answering = sum(ANSWERING[definition.type].figure for question in questions for _, definition in question.definitions())
    shown = {
        part.text
        for question in questions
        for _, asked in question.definitions()
        for part in (*asked.choices, *asked.sources, *asked.targets, *asked.steps)
        if not re.fullmatch(r"Gap \d+", part.text)
    }
    words = sum(len(text.split()) for text in shown)
    assert seconds_of(page) >= words * 60 / READING.figure + answering > 0


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_a_word_more_on_any_line_that_learners_read_takes_longer(kind: Kind) -> None:
    lines = example_of(kind).splitlines()
    before = seconds_of("\n".join(lines))
    places = [at for at, line in enumerate(lines) if not SILENT.match(line)]
    assert places
    for at in places:
        assert seconds_of("\n".join((*lines[:at], f"{lines[at]} furthermore", *lines[at + 1 :]))) > before, lines[at]


@given(st.lists(st.sampled_from(["word", "two words", "- line", "a | b"]), max_size=8), st.integers(0, 8), st.sampled_from(["more", "two more"]))
@settings(max_examples=50)
def test_adding_words_never_lowers_the_minutes(paragraphs: list[str], at: int, more: str) -> None:
    page = ["Words.", *paragraphs]
    place = min(at, len(page) - 1)
    longer = [*page[:place], f"{page[place]} {more}", *page[place + 1 :]]
    assert seconds_of("\n\n".join(longer)) > seconds_of("\n\n".join(page))


def test_scenes_feedback_and_tables_count() -> None:
    scenario = example_of(next(kind for kind in KINDS if kind.name == "scenario"))
    decisions = 4
    long = scenario.replace("\n## ", f"\n{'word ' * 100}\n\n## ", 2)
    assert seconds_of(long) - seconds_of(scenario) == pytest.approx(200 * 60 / READING.figure)
    assert seconds_of(scenario) > decisions * 10
    table = "| A | B |\n|---|---|\n" + "| one two three | four five six |\n" * 10
    assert seconds_of(table) == pytest.approx(62 * 60 / READING.figure)


QUESTIONS = {
    "short": "Short.\nOutcome: 1.1",
    "long": "A much longer question, of which every word is read.\nOutcome: 1.1",
    "longest": "The longest question of all, of which every single word is read, about nothing.",
}


def bank_of(*names: str, draw: str = "") -> str:
    asked = "\n".join(f"::: true-or-false {name}\n{QUESTIONS[name]}\nAnswer: true\n:::\n" for name in names)
    return f"::: check bank\n{draw}\nAnswer these.\n\n{asked}:::\n"


@pytest.mark.parametrize(
    ("draw", "counted"),
    [
        ("Draw: 1", ("longest",)),
        ("Draw: 2", ("long", "longest")),
        ("Draw: 1 of 1.1", ("long",)),
        ("Draw: 2 of 1.1", ("short", "long")),
        ("Draw: 3", ("short", "long", "longest")),
    ],
)
def test_of_a_bank_the_longest_questions_that_may_be_drawn_count(draw: str, counted: tuple[str, ...]) -> None:
    assert seconds_of(bank_of(*QUESTIONS, draw=draw)) == pytest.approx(seconds_of(bank_of(*counted)))
    assert seconds_of(bank_of(*QUESTIONS)) > seconds_of(bank_of(*QUESTIONS, draw="Draw: 2"))


def test_a_recording_counts_its_length_or_its_transcript() -> None:
    files = compile_folder(ROOT / "tests" / "courses" / "media")
    assert files.course is not None
    course = files.course
    recordings = [(page, block) for _, page in course.pages() for block in walk(page.blocks) if block.__class__.__name__ == "Recording"]
    assert recordings
    for page, recording in recordings:
        length = read_duration(course.files[recording.file])  # type: ignore[union-attr]  # named by its class above
        without, with_files = page_seconds(page.blocks, {}), page_seconds(page.blocks, course.files)
        assert with_files >= max(without, length or 0)


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (60, 1), (60.1, 2), (59 * 60, 59)])
def test_minutes_are_rounded_up(seconds: float, minutes: int) -> None:
    assert page_minutes(seconds) == minutes == max(1, math.ceil(seconds / 60))


def test_the_rule_names_each_figure_and_says_that_it_is_assumed() -> None:
    rule = " ".join(describe_rule())
    assert f"{READING.figure} words a minute" in rule
    assert all(f"{rate.figure} {rate.unit}" in rule for rate in ANSWERING.values())
    assert "assumed, not measured" in rule
    assert {rate.grade for rate in (READING, *ANSWERING.values())} == {"assumed"}


def test_the_guide_for_authors_prints_the_same_rule() -> None:
    guide = (ROOT / "docs" / "authors" / "syntax.md").read_text("utf-8")
    assert all(sentence in guide for sentence in describe_rule())
