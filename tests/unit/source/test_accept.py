"""Words that a reviewer suggested: put in where the passage still reads as it did, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.course.model import Course
from builder.editorial.digest import digest_words
from builder.source.accept import Accepted, Suggestion, accept, number_passages
from builder.source.compile import compile_course
from builder.source.files import Source
from builder.source.load import load
from builder.source.tree.lines import split_lines

FOLDER = Path(__file__).parents[2] / "courses" / "every_interaction"


@pytest.fixture(scope="module")
def source() -> Source:
    loaded = load(FOLDER).value
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def course(source: Source) -> Course:
    compiled = compile_course(source).value
    assert compiled is not None
    return compiled


def suggest(source: Source, course: Course, words: str, better: str, was: str | None = None) -> Accepted:
    numbers = [number for number, passage in enumerate(number_passages(course, "try"), 1) if passage.words == words]
    return accept(source, course, "try", [Suggestion(numbers[0], digest_words(words if was is None else was), better)])


def lines_that_differ(accepted: Accepted, source: Source) -> list[tuple[str, str]]:
    old, new = source.sessions[0].file.raw.split("\n"), accepted.source.sessions[0].file.raw.split("\n")
    return [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize(
    ("words", "better", "line"),
    [
        ("Which entrance can everybody use?", "Which way in can everybody use?", "Which way in can everybody use?"),
        ("The ramp", "A ramp", "- [x] (a) A ramp"),
        ("Yes. Nobody is kept out by a ramp.", "Yes. A ramp is for all.", "  Feedback: Yes. A ramp is for all."),
        ("Think of wheels.", "Think of people who use wheels.", "Hint: Think of people who use wheels."),
        ("A slope up to a door", "A gentle slope up to a door", "  Picture: ![A gentle slope up to a door](media/ramp.svg)"),
        ("Helping to plan a study", "Helping a study", None),
        ("Choose one", "Choose just one", "# Choose just one"),
    ],
)
def test_only_the_words_that_differ_change(source: Source, course: Course, words: str, better: str, line: str | None) -> None:
    accepted = suggest(source, course, words, better)
    assert accepted.made, accepted.refused
    ((_old, new),) = lines_that_differ(accepted, source)
    assert line is None or new == line
    compiled = compile_course(accepted.source).value
    assert compiled is not None
    assert better in [passage.words for passage in number_passages(compiled, "try")]


@pytest.mark.parametrize(
    ("better", "reason"),
    [
        ("Which [entrance](https://evil.example) can everybody use?", "signs"),
        ("Which entrance can **everybody** use?", "signs"),
        ("Which entrance can everybody use? <script>", "signs"),
        ("Which entrance\n::: callout\ncan everybody use?", "Something else"),
        ("- Which entrance can everybody use?", "Something else"),
        ("Points: 5 Which entrance can everybody use?", "Something else"),
    ],
)
def test_words_that_would_be_markup_are_refused(source: Source, course: Course, better: str, reason: str) -> None:
    accepted = suggest(source, course, "Which entrance can everybody use?", better)
    if accepted.made:  # a line end is a blank, so what stood on a line of its own is in the middle of the text, as words
        compiled = compile_course(accepted.source).value
        assert compiled is not None
        assert " ".join(better.split()) in [passage.words for passage in number_passages(compiled, "try")]
        return
    assert reason in next(iter(accepted.refused.values()))
    assert accepted.source is source


def test_a_passage_that_changed_since_is_left_alone(source: Source, course: Course) -> None:
    accepted = suggest(source, course, "The ramp", "A ramp", was="The old ramp")
    assert accepted.refused
    assert "other words now" in next(iter(accepted.refused.values()))


def test_a_passage_that_moved_is_found_by_its_words(source: Source, course: Course) -> None:
    accepted = accept(source, course, "try", [Suggestion(90_000, digest_words("Which entrance can everybody use?"), "Which entrance can all use?")])
    assert accepted.made == (90_000,)


def test_words_of_course_yaml_are_changed_by_hand(source: Source, course: Course) -> None:
    assert "course.yaml" in next(iter(suggest(source, course, "Say what you think.", "Say it.").refused.values()))


def test_several_suggestions_are_made_one_after_the_other(source: Source, course: Course) -> None:
    first, second = "Which entrance can everybody use?", "Think of wheels."
    accepted = accept(
        source, course, "try", [Suggestion(90_000, digest_words(first), "Which door can everybody use?"), Suggestion(90_001, digest_words(second), "Think of chairs.")]
    )
    assert accepted.made == (90_000, 90_001)
    assert len(lines_that_differ(accepted, source)) == 2


def test_windows_line_ends_stay(source: Source, course: Course) -> None:
    first, *others = source.sessions
    raw = first.file.raw.replace("\n", "\r\n")
    windows = replace(source, sessions=(replace(first, file=replace(first.file, raw=raw, lines=split_lines(raw))), *others))
    accepted = suggest(windows, course, "Which entrance can everybody use?", "Which door can everybody use?")
    assert accepted.made
    assert accepted.source.sessions[0].file.raw == raw.replace("Which entrance can", "Which door can")
