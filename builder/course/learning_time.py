"""How long a page takes: the one rule that minutes come from, in learners' contents, `copack plan` and the handover sheet.

Nothing has been measured with learners of these courses, so each rate says how it is known. The rule only adds: another word, question or
minute of film never makes a page shorter.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from builder.course.blocks import Block, Box, Check, Interaction, Recording
from builder.course.cmi import Definition, InteractionType
from builder.course.document import Prose
from builder.course.walk import inner, texts, walk

SHORT_VERSION = "short-version"
"""The box that is read in place of the page: it takes no time of its own."""


class Rate(Struct, frozen=True):
    """A figure of the rule.

    Attributes:
        figure: how much.
        unit: of what, in words: `words a minute`.
        grade: whether somebody measured it, or it is assumed.
        source: where it is from.

    """

    figure: int
    unit: str
    grade: Literal["measured", "assumed"]
    source: str


READING = Rate(
    130,
    "words a minute",
    "assumed",
    "a little more than half of the mean of adults who read English texts in silence (238; Brysbaert 2019, Journal of Memory and Language 109), "
    "for people who are tired, ill or new to the words",
)

_OWN = "no study of these kinds of question is known to us"


def _assumed(seconds: int, what: str) -> Rate:
    return Rate(seconds, f"seconds for {what}", "assumed", _OWN)


_T = InteractionType
ANSWERING: dict[InteractionType, Rate] = {
    _T.TRUE_FALSE: _assumed(20, "a true or false question"),
    _T.CHOICE: _assumed(30, "a choice"),
    _T.LIKERT: _assumed(10, "a line of a rating"),
    _T.FILL_IN: _assumed(15, "a gap to type"),
    _T.LONG_FILL_IN: _assumed(60, "own words"),
    _T.MATCHING: _assumed(10, "a line to match or sort, or a gap to choose"),
    _T.SEQUENCING: _assumed(10, "a line to put in order"),
    _T.PERFORMANCE: _assumed(10, "a step"),
    _T.NUMERIC: _assumed(60, "a number"),
    _T.OTHER: _assumed(30, "any other answer"),
}
"""Time to think and answer, by CMI type; reading the question comes on top. Types whose answer has parts take it once for each part."""


def _parts(definition: Definition) -> int:
    match definition.type:
        case _T.MATCHING:
            return max(1, len(definition.sources))
        case _T.SEQUENCING:
            return max(1, len(definition.choices))
        case _T.PERFORMANCE:
            return max(1, len(definition.steps))
        case _T.FILL_IN:
            return max(1, len(definition.variants), len(definition.choices))
    return 1


def answering_seconds(definition: Definition) -> int:
    """Return how long it takes to think and answer."""
    return ANSWERING[definition.type].figure * _parts(definition)


def page_minutes(seconds: float) -> int:
    """Return whole minutes, rounded up; at least one."""
    return max(1, math.ceil(seconds / 60))


def page_seconds(blocks: Iterable[Block], files: Mapping[str, bytes | Path]) -> float:
    """Return the seconds of all that a page can show.

    Args:
        blocks: of the page.
        files: recordings by path relative to the course folder; one that is missing counts by its transcript.

    """
    return sum(_seconds(blocks, files))


def find_unmeasured(blocks: Iterable[Block], files: Mapping[str, bytes | Path]) -> Iterator[Recording]:
    """Yield the recordings of a page, however deep they stand, whose files do not say how long they are.

    Args:
        blocks: of the page.
        files: recordings by path relative to the course folder; those that are missing are not yielded.

    """
    placed = [block for block in walk(blocks) if isinstance(block, Recording) and block.file in files]
    if not placed:
        return
    from builder.course.recordings.recording import read_recording  # most courses have none, and each build would wait for it

    for recording in placed:
        facts = read_recording(files[recording.file])
        if facts is not None and facts.seconds is None:
            yield recording


def _playing(content: bytes | Path | None) -> float:
    """Return the length of a recording, or 0 where it is missing or does not say."""
    if content is None:
        return 0
    from builder.course.recordings.recording import read_duration  # most courses have none, and each build would wait for it

    return read_duration(content) or 0


def _seconds(blocks: Iterable[Block], files: Mapping[str, bytes | Path]) -> Iterator[float]:
    for block in blocks:
        if isinstance(block, Box) and block.name == SHORT_VERSION:
            continue
        if isinstance(block, Prose):
            yield _reading(block.plain)
            continue
        yield sum(_reading(text.plain) for text in texts(block))
        within = page_seconds(inner(block), files) if not isinstance(block, Check) else _check_seconds(block, files)
        if isinstance(block, Recording):
            # Learners play it or read its transcript.
            within = max(within, _playing(files.get(block.file)))
        yield within
        if isinstance(block, Interaction):
            yield sum(answering_seconds(definition) for _, definition in block.definitions())


def _check_seconds(check: Check, files: Mapping[str, bytes | Path]) -> float:
    """Return the seconds of what a check shows. Of a bank, nobody is asked more than is drawn: the longest questions that may be count."""
    beside = page_seconds((block for block in check.body if not isinstance(block, Interaction)), files)
    return beside + sum(page_seconds((question,), files) for question in check.largest_drawn(lambda asked: page_seconds((asked,), files)))


def _reading(words: str) -> float:
    return len(words.split()) * 60 / READING.figure


def describe_rule() -> tuple[str, ...]:
    """Return the rule as sentences, figures and grades included, for people who plan or accredit a course."""
    return (
        f"All words that a page can show count, {READING.figure} {READING.unit}: text, tables, questions, answers, hints, feedback, every scene.",
        "A recording counts its length, or its transcript where that takes longer or the file does not say how long it is.",
        "A check that draws some of its questions counts the longest ones that a learner can get.",
        f"Answering counts as well: {', '.join(f'{rate.figure} {rate.unit}' for rate in ANSWERING.values())}.",
        "Each page counts whole minutes, rounded up. Downloads, other websites, breaks and talk in a group are not counted.",
        f"All these figures are assumed, not measured with learners. {READING.figure} words a minute is {READING.source}.",
    )
