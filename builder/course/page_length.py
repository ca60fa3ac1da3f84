"""How long a page is on a phone: the one rule that `copack check` judges long pages by.

Nothing is drawn for it. Heights are those of the player's styles, and `python -m tests.benchmarks.screens` prints the estimate of each page of a
course beside what Chromium draws. What learners open by themselves (expanders, transcripts, hints, feedback) counts closed. A check cannot be cut
into two pages, so it counts as its longest question.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from builder.course.blocks import Block, Box, Check, Download, Interaction, Recording, Resource, Sections
from builder.course.cmi import Component, Definition, InteractionType
from builder.course.document import Picture, Prose
from builder.course.walk import inner

WIDTH, SCREEN = 360, 740
"""Width and height in px of the phone that pages are judged by."""

MOST_SCREENS = 2
MOST_CONTROLS = 8
"""Of a page, by the design: about two phone screens, eight controls."""

LINE, GAP = 26, 22
"""px of a line of text, and between two blocks."""
CARD = 200
"""px of a question beside its words and answers: its name, its edge, its button."""
TARGET = 60
"""px of a row that can be pressed, with the space below it."""
PICTURE, EDGE = 260, 56
"""px of a picture, and of the edge of a box."""
CHARACTERS, CHARACTERS_IN_BOX = 36, 30
"""On a line, across the page and in a box."""

MOST_RADIOS = 2
"""Groups to sort into that make rows of their own below a line; more are narrow, or a list that opens."""

_T = InteractionType


class Length(Struct, frozen=True):
    """How long something is: px on a phone of 360 px, and controls, as `controls` counts them."""

    pixels: int = 0
    controls: int = 0

    @property
    def screens(self) -> float:
        """Phone screens, in halves."""
        return round(self.pixels * 2 / SCREEN) / 2

    def __add__(self, other: Length) -> Length:
        """Return the length of both, one below the other."""
        return Length(self.pixels + other.pixels, self.controls + other.controls)


FRAME = Length(520)
"""What every page takes beside its blocks: the bar, the heading with its minutes, and the way on."""


def page_length(blocks: Iterable[Block]) -> Length:
    """Return the length of a page that holds these blocks, with all that every page has."""
    return FRAME + blocks_length(blocks)


def blocks_length(blocks: Iterable[Block], characters: int = CHARACTERS) -> Length:
    """Return the length of blocks, one below the other; `characters` fit on a line."""
    return sum((block_length(block, characters) for block in blocks), Length())


def block_length(block: Block, characters: int = CHARACTERS) -> Length:
    """Return the length of one block, as it is when the page opens."""
    match block:
        case Prose():
            return Length(_prose(block, characters))
        case Picture():
            return Length(_picture(block))
        case Interaction():
            return Length(_card(block), controls(block))
        case Check():
            return _check(block)
        case Sections():
            return _sections(block, characters)
        case Box(name="expander") | Box(name="short-version") | Download() | Resource():
            return Length(TARGET + GAP)
        case Recording():
            return Length((PICTURE if block.name == "video" else TARGET) + TARGET + GAP)
        case _:
            return Length(EDGE + GAP) + blocks_length(inner(block), CHARACTERS_IN_BOX)


def controls(question: Interaction) -> int:
    """Return in how many places a question is answered: options to tick, lines to match, sort, order or rate, gaps, fields.

    Of a story that asks in several scenes, one is in view at a time.
    """
    if question.parts and question.definition.type is _T.LIKERT:
        return len(question.parts)
    return _places(question.definition)


def _places(definition: Definition) -> int:
    match definition.type:
        case _T.TRUE_FALSE:
            return 2
        case _T.MATCHING:
            return max(1, len(definition.sources))
        case _T.CHOICE | _T.SEQUENCING:
            return max(1, len(definition.choices))
        case _T.FILL_IN:
            return max(1, len(definition.variants), len(definition.choices))
        case _T.PERFORMANCE:
            return max(1, len(definition.steps))
    return 1


def describe_rule() -> tuple[str, ...]:
    """Return the rule as sentences, for authors."""
    return (
        f"A phone is {WIDTH} by {SCREEN} px. The bar, the heading and the buttons of a page take {FRAME.pixels} px of it.",
        f"A line of text has {CHARACTERS} characters ({CHARACTERS_IN_BOX} in a box) and takes {LINE} px, a picture {PICTURE} px.",
        f"A question takes {CARD} px beside its words, and {TARGET} px for each answer to choose from, or more where a list or buttons are below it.",
        "What is closed when the page opens counts as one line: expanders, accordions, transcripts, descriptions. Hints and feedback do not count.",
        "A check counts as its longest question, since it cannot be cut. A story of scenes counts as its first scene.",
    )


def _check(check: Check) -> Length:
    asked = [block_length(question) for question in check.interactions()]
    others = blocks_length(block for block in check.body if not isinstance(block, Interaction))
    longest = max((length.pixels for length in asked), default=0)
    return Length(EDGE, 0) + others + Length(longest, max((length.controls for length in asked), default=0))


def _sections(block: Sections, characters: int) -> Length:
    if block.name == "accordion":
        return Length(TARGET * len(block.sections) + GAP)
    if block.name == "tabs":
        shown = max((blocks_length(section.body, CHARACTERS_IN_BOX).pixels for section in block.sections), default=0)
        return Length(TARGET * len(block.sections) + shown + GAP)
    heads = sum(_lines(section.heading.plain, characters) * LINE + GAP for section in block.sections)
    return sum((blocks_length(section.body, CHARACTERS_IN_BOX) for section in block.sections), Length(heads + GAP))


def _card(question: Interaction) -> int:
    pixels = CARD + sum(_asked(block) for block in question.prompt)
    definition = question.definition
    if question.parts and definition.type is _T.LIKERT:
        return pixels + sum(_lines(part.definition.description[-80:], CHARACTERS_IN_BOX) * LINE + 2 * TARGET for part in question.parts)
    if question.parts:
        definition = question.parts[0].definition
        pixels += _lines(definition.description, CHARACTERS_IN_BOX) * LINE
    pictures = sum(isinstance(block, Picture) for block in inner(question)) - sum(isinstance(block, Picture) for block in question.prompt)
    return pixels + _answers(definition) + (PICTURE * pictures if not question.parts else 0)


def _asked(block: Prose | Picture) -> int:
    return _prose(block, CHARACTERS_IN_BOX) if isinstance(block, Prose) else _picture(block)


def _answers(definition: Definition) -> int:
    match definition.type:
        case _T.TRUE_FALSE:
            return 2 * TARGET
        case _T.CHOICE:
            return _rows(definition.choices, 0)
        case _T.SEQUENCING:
            return _rows(definition.choices, TARGET + LINE)
        case _T.MATCHING if len(definition.targets) < len(definition.sources):
            return _rows(definition.sources, TARGET * min(len(definition.targets), MOST_RADIOS))
        case _T.MATCHING:
            return _rows(definition.sources, TARGET)
        case _T.PERFORMANCE:
            return _rows(definition.steps, TARGET)
        case _T.LONG_FILL_IN:
            return 2 * TARGET + GAP
    return TARGET


def _rows(components: Sequence[Component], below: int) -> int:
    """Return the height of rows that each hold some words, and `below` them something to choose with."""
    return sum(TARGET + (_lines(component.text, CHARACTERS_IN_BOX) - 1) * LINE + below for component in components)


def _prose(block: Prose, characters: int) -> int:
    lines = sum(_lines(line, characters) for line in block.plain.splitlines() or [""])
    # On a phone each cell has the heading of its column above it.
    lines += block.html.count("<td") + block.html.count("<li") // 2
    return lines * LINE + GAP * (2 if block.kind == "heading" else 1)


def _picture(picture: Picture) -> int:
    caption = _lines(picture.caption.plain, CHARACTERS) * LINE if picture.caption is not None else 0
    return PICTURE + caption + (TARGET if picture.description is not None else 0) + GAP


def _lines(words: str, characters: int) -> int:
    return max(1, math.ceil(len(words) / characters))
