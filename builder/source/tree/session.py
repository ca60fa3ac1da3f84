"""A session file as a tree: its top block and its pages with their fences, found line by line before anything else is read.

Nothing is lost and nothing is judged: each line is a leaf in one place of the tree, and `write(parse(text)) == text` for every text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct, field

from builder.diagnostics import Place
from builder.interactions.registry import KINDS, find
from builder.source.tree import grammar
from builder.source.tree.block_schemas import BLOCKS
from builder.source.tree.heads import Content, Head, read_head, with_long_labels
from builder.source.tree.lines import BYTE_ORDER_MARK, Line, Span, read_lines, span
from builder.source.tree.question import QuestionNode, parse_question

QUESTIONS = frozenset(kind.name for kind in KINDS)


class Stray(Struct, frozen=True):
    """A closing line that closes nothing. `spare`: it belongs to a question that another one cut short."""

    line: Line
    spare: bool


class Fence(Struct, frozen=True):
    """A fence as typed.

    Attributes:
        name: in lower case; empty where the opening line is broken.
        id: in lower case; empty where it is left out.
        opening: its first line; `name_at` and `id_at` are indexes in it, `id_at` where an id would be written if there is none.
        closing: its last line; `None` where it has none.
        body: everything between the two.
        open: nothing ends it before the page or the file does.
        cut_by: the name of the question that stands inside this one, ends it, and follows it in the tree; else `None`.
        head: the labels of a block or a check, and what stands besides them.
        question: the body of a question.

    """

    name: str
    id: str
    opening: Line
    name_at: int
    id_at: int
    closing: Line | None
    body: tuple[TreeNode, ...]
    open: bool
    cut_by: Place | None
    head: Head
    question: QuestionNode | None = None

    @property
    def broken(self) -> bool:
        """Whether nobody knows what is inside: its first line is malformed or its last one missing."""
        return not self.name or self.open

    @property
    def content(self) -> Sequence[Line | Fence]:
        """What stands in it besides its labels."""
        return self.head.content



TreeNode = Line | Fence | Stray


class Page(Struct, frozen=True):
    """A page as typed; `heading_at` is the index of the heading's first character in its line."""

    line: Line
    heading_at: int
    body: tuple[TreeNode, ...]
    head: Head

    @property
    def heading(self) -> Span:
        """Return the words of its heading, without closing # signs."""
        words = self.line.text.rstrip()
        without_signs = words.rstrip("#")
        if without_signs != words and without_signs[-1:].isspace():
            words = without_signs
        return span([(self.line, self.heading_at)]).part(0, max(0, len(words) - self.heading_at))


class TopBlock(Struct, frozen=True):
    """The lines between two rows of dashes at the top. `closing` is `None` where the second is missing."""

    opening: Line
    lines: tuple[Line, ...]
    closing: Line | None


class SessionTree(Struct, frozen=True):
    """A session file.

    Attributes:
        file: path relative to the course folder.
        mark: the byte order mark, or an empty text.
        lines: every line, in order: the leaves.
        above: blank lines above the top block.
        top: `None` where there is no top block.
        lead: what stands between the top block and the first page.
        pages: in order.
        open_notes: lines on which a note begins that never ends.
        sound: all fences open and close.

    """

    file: str
    mark: str
    lines: tuple[Line, ...]
    above: tuple[Line, ...]
    top: TopBlock | None
    lead: tuple[TreeNode, ...]
    pages: tuple[Page, ...]
    open_notes: tuple[Line, ...]
    sound: bool

    def nodes(self) -> Iterator[TreeNode]:
        """Yield every node in the lead and on the pages, outer ones before those inside them."""
        waiting = [*(node for page in reversed(self.pages) for node in reversed(page.body)), *reversed(self.lead)]
        while waiting:
            node = waiting.pop()
            yield node
            if isinstance(node, Fence):
                waiting += reversed(node.body)

    def fences(self) -> Iterator[Fence]:
        """Yield every fence, outer ones first."""
        return (node for node in self.nodes() if isinstance(node, Fence))


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
    scan = _Scan()
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
            end = line.text.find("-->", 0 if inside else line.text.index("<!--") + 4)
            inside = end < 0
            shown.append(line.blanked() if inside else line.blanked(end + 3))
    return shown, tuple(never_ending)


class _Open(Struct):
    """A fence whose end is not met yet."""

    name: str
    id: str
    opening: Line
    name_at: int
    id_at: int
    body: list[TreeNode] = field(default_factory=list)


class _Scan:
    """Takes line after line and keeps which fences are open."""

    def __init__(self) -> None:
        self.lead: list[TreeNode] = []
        self.pages: list[Page] = []
        self.page: tuple[Line, int, list[TreeNode]] | None = None
        self.open: list[_Open] = []
        self.spare = 0
        self.sound = True

    def take(self, line: Line) -> None:
        text = line.text
        if "::" in text and self.take_colons(line):
            return
        found = grammar.PAGE.match(text)
        if found or grammar.EMPTY_PAGE.match(text):
            self.end_page()
            self.page = (line, found.start("heading") if found else len(text), [])
        else:
            self.add(line)

    def take_colons(self, line: Line) -> bool:
        """Take a line that begins or ends a fence, or was meant to; tell whether it was one."""
        if grammar.CLOSING.match(line.text):
            self.close(line)
        elif found := grammar.OPENING.match(line.text):
            at = found.start("id") if found["id"] else found.end("name")
            self.start(_Open(found["name"].lower(), (found["id"] or "").lower(), line, found.start("name"), at))
        elif (almost := almost_fence(line)) is not None:
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
            self.add(Stray(line, spare=True))
        else:
            self.sound = False
            self.add(Stray(line, spare=False))

    def end_fence(self, closing: Line | None = None, *, cut_by: Place | None = None, still_open: bool = False) -> None:
        fence = self.open.pop()
        content: Content = [node for node in fence.body if not isinstance(node, Stray)]
        schema, kind = BLOCKS.get(fence.name), find(fence.name)
        head = Head((), (), content)
        if schema is not None and schema.parts is None:
            head = with_long_labels(content, schema.labels, schema.long)
        self.add(
            Fence(
                name=fence.name,
                id=fence.id,
                opening=fence.opening,
                name_at=fence.name_at,
                id_at=fence.id_at,
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
            head = read_head([node for node in body if not isinstance(node, Stray)], grammar.PAGE_LABELS)
            self.pages.append(Page(line, heading_at, tuple(body), head))
            self.page = None


def almost_fence(line: Line) -> Literal["colons", "two-colons", "closing"] | None:
    """Tell whether a line that is no fence was meant as one: with three colons, with two, or with two as a closing line."""
    if grammar.CLOSING.match(line.text) or grammar.OPENING.match(line.text):
        return None
    if grammar.COLONS.match(line.text):
        return "colons"
    two = grammar.TWO_COLONS.match(line.text)
    if two is None:
        return None
    if (two["name"] or "").lower() in {*QUESTIONS, *grammar.BLOCK_NAMES}:
        return "two-colons"
    return "closing" if not two["name"] and not two["rest"].strip() else None
