"""facilitator.md and handouts: what the person who runs a session reads, and gives out. No package gets them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import Block
from builder.course.model import RoomText
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source import rules
from builder.source.bind.blocks import read_blocks
from builder.source.files import SessionFolder, TextFile
from builder.source.markdown.prose import Context
from builder.source.markdown.render import read_inline
from builder.source.reading import DiagnosticReading, Reading, Reference, collect
from builder.source.tree import grammar
from builder.source.tree.block_schemas import ROOM_TEXT
from builder.source.tree.lines import Line
from builder.source.tree.parse import parse
from builder.source.tree.session import FenceNode, PageNode, SessionTree, StrayClosing

HEADING_AND_TEXT = Rule(
    "SRC160",
    "heading-and-text",
    Severity.ERROR,
    "People in a room find a text by its heading. So each text is under a heading that begins with one #, and each heading has a text.",
)
SECOND_TITLE = Rule("SRC161", "second-title", Severity.ERROR, "A handout is one sheet with one title. A line that begins with one # is a title.")

GUIDE_HEADING = "# 2 hours"
HANDOUT_HEADING = "# My plan"
"""What hints type as an example."""


class BoundRoomTexts(Struct, frozen=True):
    """What a session has for the room, as far as it could be read.

    Attributes:
        trees: of its files.
        guide: parts of `facilitator.md`.
        handouts: in the order of their files.
        references: the pages that they name.

    """

    trees: tuple[SessionTree, ...] = ()
    guide: tuple[RoomText, ...] = ()
    handouts: tuple[RoomText, ...] = ()
    references: tuple[Reference, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of guide and handouts, in order."""
        return (block for text in (*self.guide, *self.handouts) for block in text.blocks)


def read_room_texts(folder: SessionFolder, context: Context) -> DiagnosticReading[BoundRoomTexts]:
    """Return what a session has for the room, as far as it could be read."""
    collected = collect(_read_texts(folder, context))
    yield from collected.diagnostics
    trees, guide, handouts = collected.value
    return BoundRoomTexts(trees, guide, handouts, collected.references)


def _read_texts(folder: SessionFolder, context: Context) -> Reading[tuple[tuple[SessionTree, ...], tuple[RoomText, ...], tuple[RoomText, ...]]]:
    trees: list[SessionTree] = []
    guide: tuple[RoomText, ...] = ()
    handouts: list[RoomText] = []
    if folder.facilitator is not None:
        trees.append(_parse(folder.facilitator))
        guide = yield from _read_parts(trees[-1], GUIDE_HEADING, context)
    for file in folder.handouts:
        trees.append(_parse(file))
        parts = yield from _read_parts(trees[-1], HANDOUT_HEADING, context)
        yield from _check_one_title(trees[-1])
        handouts += (replace(part, name=PurePosixPath(file.path).stem) for part in parts[:1])
    return tuple(trees), guide, tuple(handouts)


def _parse(file: TextFile) -> SessionTree:
    return parse(file.path, file.raw)


def _read_parts(tree: SessionTree, example: str, context: Context) -> Reading[tuple[RoomText, ...]]:
    """Read each heading with its text; `example` is a heading that a hint may type."""
    yield from _check_start(tree, example)
    parts: list[RoomText] = []
    for node in tree.pages:
        title = yield from read_inline(node.heading, context.terms, links=False)
        place = node.line.place(node.heading_at, max(1, len(node.heading.text)))
        content = [inner for inner in node.body if not isinstance(inner, StrayClosing)]
        if grammar.EMPTY_PAGE.match(node.line.text):
            yield Diagnostic(rules.NO_HEADING, "This heading has no words.", node.line.place(), "Type its words after the # and a space.")
        elif not any(_is_shown(inner) for inner in content):
            message = f"There is nothing under the heading “{title.plain}”."
            yield Diagnostic(HEADING_AND_TEXT, message, place, "Type its text under it, or delete the heading.")
        blocks = yield from read_blocks(content, ROOM_TEXT, context)
        parts.append(RoomText(title, blocks, place))
    return tuple(parts)


def _is_shown(node: Line | FenceNode) -> bool:
    return not isinstance(node, Line) or not node.blank


def _check_start(tree: SessionTree, example: str) -> DiagnosticReading[None]:
    """Tell of text above the first heading, and of a file without any."""
    if tree.top is not None:
        hint = "Delete them. Only session.md has a title, an id and outcomes between rows of dashes."
        yield Diagnostic(HEADING_AND_TEXT, "This file begins with a row of dashes and lines under it.", tree.top.opening.whole, hint)
    early = next((node for node in tree.lead if isinstance(node, FenceNode) or (isinstance(node, Line) and not node.blank)), None)
    if early is not None:
        line = early.opening if isinstance(early, FenceNode) else early
        message = "This text is above the first heading." if tree.pages else "This text has no heading."
        yield Diagnostic(HEADING_AND_TEXT, message, line.whole, f"Type a heading above it, such as `{example}`.")
    elif not tree.pages and tree.top is None:
        message = f"“{tree.file}” is empty."
        yield Diagnostic(HEADING_AND_TEXT, message, Place(tree.file), f"Type a heading, such as `{example}`, and text under it. Or delete the file.")


def _check_one_title(tree: SessionTree) -> DiagnosticReading[None]:
    for page in tree.pages[1:]:
        yield _report_second_title(page)


def _report_second_title(page: PageNode) -> Diagnostic:
    title = page.heading.text
    hint = f"Type `## {title}`, with two # signs. Or move it, with its text, to a file of its own."
    return Diagnostic(SECOND_TITLE, f"“{title}” is a second title.", page.line.whole, hint)
