"""How long a page is on a phone: the one rule that `copack check` judges long pages by.

Nothing is drawn for it. Heights are those of the player's styles, and `python -m tests.benchmarks.screens` prints the estimate of each page of a
course beside what Chromium draws. What learners open by themselves (expanders, transcripts, hints, feedback) counts closed. A check cannot be cut
into two pages, so it counts as its longest question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.course.answer_rows import GAP, LINE, OPTION, PAIR, count_lines
from builder.course.blocks import HAND_IN, Block, Box, Check, Download, Interaction, Recording, Resource, Sections
from builder.course.cmi import InteractionType
from builder.course.document import Picture, Prose
from builder.course.length import SCREEN, WIDTH, Length, controls
from builder.course.picture_size import Size
from builder.course.walk import inner
from builder.lazy_pattern import lazy_pattern

MOST_SCREENS = 2
MOST_CONTROLS = 8
"""Of a page, by the design: about two phone screens, eight controls."""

TITLE = 37
"""px of a line of a page's heading after its first."""
CARD, HINT = 166, 46
"""px of a question beside its words and answers: its name, its edge, its button; and of the button that shows a hint."""
STEPS = 150
"""px of the buttons that lead from one question of a check to the next, in place of the one that checks an answer."""
ANSWER = 125
"""px of a question and its answer in the list before a check is submitted."""
CELL, TABLE_ROW = 40, 16
"""px of the edges of a table's cell and of the heading above its words, and between two rows of the table."""
TARGET = 55
"""px of a row that opens, with the space below it."""
PICTURE, EDGE = 260, 72
"""px of a picture whose file does not say how high it is, and of the edge of a box."""
ACROSS, IN_BOX = 328, 270
"""px that a picture may be wide: across the page, and in a box or question."""
LOCAL = 400
"""px of the words of an organisation about help or complaints, which stand in course.yaml, and what Copack adds to them."""
NOTES = 187
"""px of what stands below own words that stay in the window, in place of a button: how to keep them."""
CHARACTERS, CHARACTERS_IN_BOX, CHARACTERS_IN_TITLE = 40, 33, 22
"""On a line: across the page, in a box, and of a page's heading."""

_CELL = lazy_pattern(r"<t[dh][^<>]*>")
_TAG = lazy_pattern(r"<[^<>]*>")

FRAME = Length(274)
"""What every page takes beside its blocks: the bar, a heading of one line, and the way on."""


class Room(Struct, frozen=True):
    """Where a block stands.

    Attributes:
        characters: that fit on a line there.
        pictures: sizes of pictures, by file.

    """

    characters: int = CHARACTERS
    pictures: Mapping[str, Size] = {}

    @property
    def boxed(self) -> Room:
        """Return the room within a box or a question."""
        return replace(self, characters=CHARACTERS_IN_BOX)


PAGE = Room()
"""Across a page, with pictures whose sizes are not known."""


def page_length(blocks: Iterable[Block], pictures: Mapping[str, Size] | None = None, title: str = "") -> Length:
    """Return the length of a page that holds these blocks, with all that every page has. A form counts as its longest question, as a check does.

    Args:
        blocks: of the page.
        pictures: their sizes by file; what is not among them counts as `PICTURE`.
        title: of the page, which may take more than one line.

    """
    shown, room = tuple(blocks), Room(pictures=pictures or {})
    if not any(isinstance(block, Box) and block.name == HAND_IN for block in shown):
        return frame_length(title) + blocks_length(shown, room)
    asked = [block_length(block, room) for block in shown if isinstance(block, Interaction)]
    before = blocks_length((block for block in shown[:1] if isinstance(block, Prose)), room)
    return frame_length(title) + before + max(asked, key=lambda length: length.pixels, default=Length()) + Length(STEPS)


def steps_length(blocks: Iterable[Block], pictures: Mapping[str, Size] | None = None) -> Length:
    """Return what a check or form takes after its longest question: a screen for each of the others, and one that lists all answers.

    Of a bank, the longest questions that a learner can get count.
    """
    shown, room = tuple(blocks), Room(pictures=pictures or {})
    is_form = any(isinstance(block, Box) and block.name == HAND_IN for block in shown)
    asked = [[block for block in shown if isinstance(block, Interaction)]] if is_form else []
    asked += [list(block.largest_drawn(lambda question: block_length(question, room).pixels)) for block in shown if isinstance(block, Check)]
    return sum((_steps([block_length(question, room) for question in questions]) for questions in asked if len(questions) > 1), Length())


def _steps(asked: Sequence[Length]) -> Length:
    step = FRAME + Length(EDGE + STEPS)
    others = sorted(asked, key=lambda length: length.pixels)[:-1]
    return sum((step + length for length in others), FRAME + Length(ANSWER * len(asked) + STEPS))


def frame_length(title: str) -> Length:
    """Return what a page with this title takes beside its blocks."""
    return FRAME + Length((count_lines(title, CHARACTERS_IN_TITLE) - 1) * TITLE)


def blocks_length(blocks: Iterable[Block], room: Room = PAGE) -> Length:
    """Return the length of blocks, one below the other."""
    return sum((block_length(block, room) for block in blocks), Length())


def block_length(block: Block, room: Room = PAGE) -> Length:
    """Return the length of one block, as it is when the page opens."""
    match block:
        case Prose():
            return Length(_prose(block, room))
        case Picture():
            return Length(_picture(block, room))
        case Interaction():
            return Length(_card(block, room), controls(block))
        case Check():
            return _check(block, room)
        case Sections():
            return _sections(block, room)
        case Box(name="local-help") | Box(name="local-complaints"):
            return Length(LOCAL + GAP)
        case Box(name="expander") | Box(name="short-version"):
            return Length(TARGET + GAP)
        case Download() | Resource():
            return Length(2 * TARGET + GAP)
        case Recording():
            return Length((PICTURE if block.name == "video" else TARGET) + 2 * TARGET + GAP)
        case _:
            return Length(EDGE + GAP) + blocks_length(inner(block), room.boxed)


def describe_rule() -> tuple[str, ...]:
    """Return the rule as sentences, for authors."""
    return (
        f"A phone is {WIDTH} by {SCREEN} px. The bar, the heading and the buttons of a page take {FRAME.pixels} px of it.",
        f"A line of text has {CHARACTERS} characters ({CHARACTERS_IN_BOX} in a box) and takes {LINE} px. A picture is as high as its file makes it.",
        f"A question takes {CARD} px beside its words and answers. Each answer to choose from takes {OPTION} px, and words with a list {PAIR} px.",
        f"The cells of a table are one below the other. Each takes {CELL + LINE} px.",
        "What is closed when the page opens counts as one line: expanders, accordions, transcripts, descriptions, hints. Feedback does not count.",
        "A check counts as its longest question, since it cannot be cut. A story of scenes counts as its first scene.",
    )


def _check(check: Check, room: Room) -> Length:
    asked = [block_length(question, room) for question in check.interactions()]
    others = blocks_length((block for block in check.body if not isinstance(block, Interaction)), room)
    longest = max((length.pixels for length in asked), default=0)
    return Length(EDGE + STEPS * (len(asked) > 1), 0) + others + Length(longest, max((length.controls for length in asked), default=0))


def _sections(block: Sections, room: Room) -> Length:
    if block.name == "accordion":
        return Length((TARGET + 10) * len(block.sections) + GAP)
    if block.name == "tabs":
        shown = max((blocks_length(section.body, room.boxed).pixels for section in block.sections), default=0)
        return Length(TARGET * len(block.sections) + shown + GAP)
    heads = sum(count_lines(section.heading.plain, room.characters) * LINE + GAP for section in block.sections)
    return sum((blocks_length(section.body, room.boxed) for section in block.sections), Length(heads + GAP))


def _card(question: Interaction, room: Room) -> int:
    room = room.boxed
    pixels = CARD + HINT * (question.hint is not None)
    pixels += sum(_prose(block, room) if isinstance(block, Prose) else _picture(block, room) for block in question.prompt)
    rows = question.answer_rows
    in_answers = (block for block in inner(question) if isinstance(block, Picture) and block not in question.prompt)
    pictures = sum(_height(block, room, rows.picture) + GAP for block in in_answers) if not question.parts else 0
    notes = NOTES if _stays_as_notes(question) else 0
    return pixels + rows.pixels + pictures + notes


def _stays_as_notes(question: Interaction) -> bool:
    """Tell whether own words stay in the window, where a learner can keep them: not those of a form, which has buttons of its own for this."""
    return question.definition.type is InteractionType.LONG_FILL_IN and question.keeping == "window" and not question.private


def _prose(block: Prose, room: Room) -> int:
    if block.kind == "table":
        return _table(block.html, room)
    is_quote = block.kind == "quote"
    lines = sum(count_lines(line, CHARACTERS_IN_BOX if is_quote else room.characters) for line in block.plain.splitlines() or [""])
    lines += block.html.count("<li") // 2
    return lines * LINE + (GAP + EDGE if is_quote else 2 * GAP if block.kind == "heading" else GAP)


def _table(html: str, room: Room) -> int:
    """Return the height of a table. On a phone its cells stand one below the other, each with the heading of its column above it."""
    head, _, rows = html.partition("</thead>")
    cells = (_TAG.sub("", cell) for cell in _CELL.split(rows)[1:])
    pixels = sum(count_lines(cell.strip(), room.characters) * LINE + CELL for cell in cells)
    return pixels + rows.count("<tr") * TABLE_ROW + ("<caption" in head) * (LINE + GAP) + GAP


def _picture(picture: Picture, room: Room) -> int:
    pixels = _height(picture, room, ACROSS if room.characters == CHARACTERS else IN_BOX)
    caption = count_lines(picture.caption.plain, CHARACTERS) * LINE + GAP if picture.caption is not None else 0
    return pixels + caption + (TARGET if picture.description is not None else 0) + 2 * GAP


def _height(picture: Picture, room: Room, across: int) -> int:
    width, height = room.pictures.get(picture.file, (0, 0))
    return round(height * min(1, across / width)) if width else PICTURE
