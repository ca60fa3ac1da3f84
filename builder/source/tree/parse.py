"""Parses a session file into its tree, and writes it back.

Pages and fences are found line by line before anything else is read. Nothing is lost and nothing is judged:
`write(parse(file, text)) == text` for every text. Each line is looked at a bounded number of times.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from builder.diagnostics import Place
from builder.interactions.registry import find
from builder.source.tree import grammar
from builder.source.tree.block_schemas import BLOCKS
from builder.source.tree.heads import read_head, with_long_labels
from builder.source.tree.labels import LabelNode
from builder.source.tree.lines import BYTE_ORDER_MARK, Line, read_lines, span
from builder.source.tree.openings import read_opening
from builder.source.tree.question import parse_question
from builder.source.tree.session import QUESTIONS, Content, FenceNode, Head, PageNode, SessionTree, StrayClosing, TopBlock, TreeNode


def parse(file: str, text: str) -> SessionTree:
    """Return the tree of a session file. `file` is its path relative to the course folder."""
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    return parse_lines(file, mark, read_lines(file, text.removeprefix(BYTE_ORDER_MARK)))


def write(tree: SessionTree) -> str:
    """Return the text of a tree: the very one that it was parsed from."""
    return tree.mark + "".join(line.raw + line.end for line in tree.lines)


def parse_lines(file: str, mark: str, lines: tuple[Line, ...]) -> SessionTree:
    """Return the tree of lines that are read already."""
    above, top, rest = _top_block(lines)
    scan = _Scanner()
    shown, open_notes = _without_notes(rest)
    for line in shown:
        scan.take(line)
    scan.end_page()
    return SessionTree(file, mark, lines, above, top, tuple(scan.lead), tuple(scan.pages), open_notes, scan.sound)


def _top_block(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], TopBlock | None, tuple[Line, ...]]:
    first = next((index for index, line in enumerate(lines) if not line.blank), None)
    if first is None or not grammar.TOP_BLOCK.match(lines[first].text):
        return (), None, lines
    later = range(first + 1, len(lines))
    end = next((at for at in later if grammar.TOP_BLOCK.match(lines[at].text)), len(lines))
    page = next((at for at in later if grammar.PAGE.match(lines[at].text)), len(lines))
    if end < page:
        return lines[:first], TopBlock(lines[first], lines[first + 1 : end], lines[end]), lines[end + 1 :]
    return lines[:first], TopBlock(lines[first], lines[first + 1 : page], None), lines[page:]


def _without_notes(lines: Sequence[Line]) -> tuple[Sequence[Line], tuple[Line, ...]]:
    """Return the lines with notes turned into blanks, and those on which a note begins that never ends."""
    last_end = max((index for index, line in enumerate(lines) if "-->" in line.text), default=-1)
    shown: list[Line] = []
    never_ending: list[Line] = []
    inside = False
    for index, line in enumerate(lines):
        if not inside and not grammar.NOTE.match(line.text):
            shown.append(line)
        elif not inside and index > last_end:
            shown.append(line.blanked())
            never_ending.append(line)
        else:
            end = line.text.find("-->", 0 if inside else line.text.index("<!--") + 2)  # `<!-->` and `<!--->` are whole notes (CommonMark 0.31, 6.6)
            inside = end < 0
            shown.append(line.blanked() if inside else line.blanked(end + 3))
    return shown, tuple(never_ending)


def _without_notes_behind(line: Line) -> Line:
    """Return a line that may begin or end a fence with blanks in place of its notes: `::: check <!-- ask Sam -->`."""
    return replace(line, text=grammar.mask_notes(line.text)) if "<!--" in line.text and line.text.lstrip().startswith("::") else line


class _Open(Struct):
    """A fence whose end is not met yet."""

    name: str
    id: str
    opening: Line
    name_at: int
    id_at: int
    typed: str = ""
    title: tuple[int, int] | None = None
    body: list[TreeNode] = field(default_factory=list)


class _Scanner:
    """Takes line after line and keeps which fences are open."""

    def __init__(self) -> None:
        self.lead: list[TreeNode] = []
        self.pages: list[PageNode] = []
        self.page: tuple[Line, int, list[TreeNode]] | None = None
        self.open: list[_Open] = []
        self.spare = 0
        self.sound = True

    def take(self, line: Line) -> None:
        text = line.text
        if "::" in text and self.take_colons(_without_notes_behind(line)):
            return
        heading = grammar.PAGE.match(text)
        if heading or grammar.EMPTY_PAGE.match(text):
            self.end_page()
            self.page = (line, heading.start("heading") if heading else len(text), [])
        else:
            self.add(line)

    def take_colons(self, line: Line) -> bool:
        """Take a line that begins or ends a fence, or was meant to; tell whether it was one."""
        if grammar.CLOSING.match(line.text):
            self.close(line)
        elif opening := read_opening(line.text):
            self.start(_Open(opening.name, opening.id, line, opening.name_at, opening.id_at, opening.typed, opening.title))
        elif (almost := find_near_fence(line)) is not None:
            self.sound = False
            if almost == "closing":
                self.close(line)
            else:
                at = line.text.index(":")
                self.start(_Open("", "", line, at, at))
        else:
            return False
        return True

    def add(self, node: TreeNode) -> None:
        holder = self.open[-1].body if self.open else self.page[2] if self.page is not None else self.lead
        holder.append(node)

    def start(self, fence: _Open) -> None:
        if self.open and self.open[-1].name in QUESTIONS and fence.name in QUESTIONS:
            self.spare += 1
            self.sound = False
            self.end_fence(cut_by=fence.opening.place(fence.name_at, len(fence.name)))
        self.open.append(fence)

    def close(self, line: Line) -> None:
        if self.open:
            self.end_fence(line)
        elif self.spare:
            self.spare -= 1
            self.add(StrayClosing(line, spare=True))
        else:
            self.sound = False
            self.add(StrayClosing(line, spare=False))

    def end_fence(self, closing: Line | None = None, *, cut_by: Place | None = None, still_open: bool = False) -> None:
        fence = self.open.pop()
        content: Content = [node for node in fence.body if not isinstance(node, StrayClosing)]
        schema, kind = BLOCKS.get(fence.name), find(fence.name)
        head = Head((), (), content)
        if schema is not None and schema.parts is None:
            head = _with_title(with_long_labels(content, schema.labels, schema.long), fence)
        self.add(
            FenceNode(
                name=fence.name,
                id=fence.id,
                opening=fence.opening,
                name_at=fence.name_at,
                id_at=fence.id_at,
                typed=fence.typed,
                closing=closing,
                body=tuple(fence.body),
                open=still_open,
                cut_by=cut_by,
                head=head,
                question=parse_question(content, kind) if kind is not None else None,
            )
        )

    def end_page(self) -> None:
        """End the page, and every fence that is still open there."""
        while self.open:
            self.sound = False
            self.end_fence(still_open=True)
        self.spare = 0
        if self.page is not None:
            line, heading_at, body = self.page
            head = read_head([node for node in body if not isinstance(node, StrayClosing)], grammar.PAGE_LABELS)
            self.pages.append(PageNode(line, heading_at, tuple(body), head))
            self.page = None


def _with_title(head: Head, fence: _Open) -> Head:
    """Put the title that stands on the first line of a fence before its labels."""
    if fence.title is None:
        return head
    start, end = fence.title
    title = LabelNode("title", fence.opening, start, span([(replace(fence.opening, text=fence.opening.text[:end]), start)]))
    return Head((title, *head.labels), head.slips, head.content)


def find_near_fence(line: Line) -> Literal["colons", "two-colons", "closing"] | None:
    """Tell whether a line that is no fence was meant as one: with three colons, with two, or with two as a closing line."""
    if grammar.CLOSING.match(line.text) or read_opening(line.text) is not None:
        return None
    if grammar.COLONS.match(line.text):
        return "colons"
    two = grammar.TWO_COLONS.match(line.text)
    if two is None:
        return None
    if (two["name"] or "").lower() in {*QUESTIONS, *grammar.BLOCK_NAMES}:
        return "two-colons"
    return "closing" if not two["name"] and not two["rest"].strip() else None
