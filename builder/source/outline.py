"""Pages and fences of a session file, found line by line before anything else is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from builder.interactions.registry import KINDS
from builder.source import grammar, rules
from builder.source.findings import Findings
from builder.source.lines import Line

QUESTIONS = frozenset(kind.name for kind in KINDS)


class RawFence(Struct):
    """A fence as typed.

    Attributes:
        name: in lower case; empty where the opening line is broken.
        id: in lower case; empty where it is left out.
        opening: its first line; `name_at` and `id_at` are indexes in it, `id_at` where an id would be written if there is none.
        broken: reported already; nothing inside it is read.

    """

    name: str
    id: str
    opening: Line
    name_at: int
    id_at: int
    body: list[Line | RawFence] = field(default_factory=list)
    broken: bool = False


class RawPage(Struct):
    """A page as typed; `heading_at` is the index of the heading's first character in its line."""

    line: Line
    heading_at: int
    body: list[Line | RawFence] = field(default_factory=list)


class Outline(Struct):
    """A session file in its parts. `top` is `None` where there is no top block; `sound`: all fences open and close."""

    file: str
    top: list[Line] | None
    pages: list[RawPage]
    sound: bool = True

    def fences(self) -> Iterator[RawFence]:
        """Yield every fence, outer ones first."""
        waiting = [node for page in reversed(self.pages) for node in reversed(page.body) if isinstance(node, RawFence)]
        while waiting:
            fence = waiting.pop()
            yield fence
            waiting += [node for node in reversed(fence.body) if isinstance(node, RawFence)]


def read_outline(file: str, lines: Sequence[Line], findings: Findings) -> Outline:
    """Part a session file into its top block and its pages with their fences."""
    rest, top = _top_block(lines, findings)
    outline = Outline(file, top, [])
    scan = _Scan(findings, outline)
    for line in _without_notes(rest, findings):
        scan.take(line)
    scan.close_all()
    return outline


def _top_block(lines: Sequence[Line], findings: Findings) -> tuple[Sequence[Line], list[Line] | None]:
    first = next((index for index, line in enumerate(lines) if not line.blank), None)
    if first is None or not grammar.TOP_BLOCK.match(lines[first].text):
        if lines:
            hint = "Type three dashes, then id:, title: and outcomes: on lines of their own, then three dashes again."
            findings.report(rules.NO_TOP_BLOCK, "The session has no top block.", lines[first or 0].place(), hint)
        return lines, None
    later = range(first + 1, len(lines))
    end = next((at for at in later if grammar.TOP_BLOCK.match(lines[at].text)), len(lines))
    page = next((at for at in later if grammar.PAGE.match(lines[at].text)), len(lines))
    if end < page:
        return lines[end + 1 :], list(lines[first + 1 : end])
    hint = "Type three dashes on a line of their own after its last line."
    findings.report(rules.OPEN_TOP_BLOCK, "The top block that begins here is never closed.", lines[first].place(), hint)
    return lines[page:], None


def _without_notes(lines: Sequence[Line], findings: Findings) -> Iterator[Line]:
    """Yield the lines with notes turned into blanks."""
    last_end = max((index for index, line in enumerate(lines) if "-->" in line.text), default=-1)
    inside = False
    for index, line in enumerate(lines):
        if not inside and not grammar.NOTE.match(line.text):
            yield line
            continue
        if not inside and index > last_end:
            place = line.place(line.text.index("<!--"), 4)
            findings.report(rules.OPEN_NOTE, "A note begins here and never ends.", place, "Type --> after the last word of the note.")
            yield line.blanked()
            continue
        end = line.text.find("-->", 0 if inside else line.text.index("<!--") + 4)
        inside = end < 0
        yield line.blanked() if inside else line.blanked(end + 3)


class _Scan:
    """Takes line after line and keeps which fences are open."""

    def __init__(self, findings: Findings, outline: Outline) -> None:
        self.findings = findings
        self.outline = outline
        self.open: list[RawFence] = []
        self.closed_for = 0
        self.lost = False
        """Text before the first page is reported already."""

    def take(self, line: Line) -> None:
        text = line.text
        if grammar.CLOSING.match(text):
            self.close(line)
        elif found := grammar.OPENING.match(text):
            name, ident = found["name"].lower(), (found["id"] or "").lower()
            at = found.start("id") if found["id"] else found.end("name")
            self.start(RawFence(name, ident, line, found.start("name"), at))
        elif self.broken(line):
            pass
        elif (found := grammar.PAGE.match(text)) or grammar.EMPTY_PAGE.match(text):
            self.close_all()
            self.outline.pages.append(RawPage(line, found.start("heading") if found else len(text)))
            if not found:
                self.findings.report(rules.NO_HEADING, "This page has no heading.", line.place(), "Type its name after the # and a space.")
        else:
            self.add(line)

    def broken(self, line: Line) -> bool:
        """Report a line that is almost a fence, and read it as one, so that its end does not count as stray."""
        colons = grammar.COLONS.match(line.text)
        two = None if colons else grammar.TWO_COLONS.match(line.text)
        known = two is not None and (two["name"] or "").lower() in {*QUESTIONS, *grammar.BLOCK_NAMES}
        closing = two is not None and not two["name"] and not two["rest"].strip()
        if not colons and not known and not closing:
            return False
        typed = line.text.strip()
        at = line.text.index(":")
        if colons:
            hint = "Type three colons, a name and an id without blanks: `::: choose-one must-you-tell`."
            self.findings.report(rules.BROKEN_FENCE, f"“{typed}” begins with three colons but is no fence.", line.place(at, len(typed)), hint)
        else:
            self.findings.report(rules.BROKEN_FENCE, f"“{typed}” has two colons; a fence has three.", line.place(at, 2), "Type one more colon.")
        self.outline.sound = False
        if closing:
            self.close(line)
        else:
            self.start(RawFence("", "", line, at, at, broken=True))
        return True

    def add(self, node: Line | RawFence) -> None:
        if self.open:
            self.open[-1].body.append(node)
        elif self.outline.pages:
            self.outline.pages[-1].body.append(node)
        elif not self.lost and not (isinstance(node, Line) and node.blank):
            self.lost = True
            line = node if isinstance(node, Line) else node.opening
            place = line.place(len(line.text) - len(line.text.lstrip()), len(line.text.strip()))
            self.findings.report(
                rules.TEXT_BEFORE_PAGE, "This text stands before the first page.", place, "Type a heading above it: `# My first page`."
            )

    def start(self, fence: RawFence) -> None:
        if self.open and self.open[-1].name in QUESTIONS and fence.name in QUESTIONS:
            outer = self.open.pop()
            self.closed_for += 1
            message = f"This question stands inside the question of line {outer.opening.number}, which was probably not closed."
            place = fence.opening.place(fence.name_at, len(fence.name))
            self.findings.report(rules.QUESTION_IN_QUESTION, message, place, "Type `:::` on a line of its own above this line.")
            self.outline.sound = False
        self.add(fence)
        self.open.append(fence)

    def close(self, line: Line) -> None:
        if self.open:
            self.open.pop()
        elif self.closed_for:
            self.closed_for -= 1
        else:
            self.outline.sound = False
            at = line.text.index(":")
            hint = "Take it away, or look above for a fence that is closed too early."
            self.findings.report(rules.STRAY_FENCE, "These colons close nothing.", line.place(at, len(line.text.strip())), hint)

    def close_all(self) -> None:
        """Report what is still open where a page or the file ends."""
        for fence in self.open:
            fence.broken = True
            self.outline.sound = False
            message = f"The fence “{fence.name or fence.opening.text.strip()}” that begins here is never closed."
            place = fence.opening.place(fence.opening.text.index(":"), len(fence.opening.text.strip()))
            self.findings.report(rules.OPEN_FENCE, message, place, "Type `:::` on a line of its own after its last line.")
        self.open.clear()
        self.closed_for = 0
