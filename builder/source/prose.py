"""A run of ordinary lines, parted into paragraphs, headings, lists, tables, quotes and pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from builder.course.document import Picture, Prose, Text
from builder.source import grammar, rules
from builder.source.files import Source
from builder.source.findings import Findings
from builder.source.gaps import Gaps, check_gap_places, gaps_within, take_gaps
from builder.source.lines import BLANKS, Line, Stretch, stretch, stretch_of
from builder.source.lists import list_end, normal_list
from builder.source.markdown import block, inline, read_inline
from builder.source.pictures import find_picture

LOWEST_HEADING = 3
"""The most # signs before a heading inside a page (author syntax, "A page")."""


class Setting(Struct, frozen=True):
    """Where prose is read.

    Attributes:
        source: the files, for pictures.
        folder: of the session, relative to the course folder.
        headings: whether headings may stand here.
        under_heading: whether a `##` stands above on the page.
        gaps: of a question that has them, else `None`.

    """

    source: Source
    folder: str
    headings: bool = False
    under_heading: bool = False
    gaps: Gaps | None = None


def read_prose(lines: Sequence[Line], setting: Setting, findings: Findings) -> tuple[Prose | Picture, ...]:
    """Return the blocks of a run of lines."""
    return _Run(list(lines), setting, findings).read()


class _Run:
    def __init__(self, lines: list[Line], setting: Setting, findings: Findings) -> None:
        self.lines = lines
        self.setting = setting
        self.findings = findings
        self.at = 0
        self.blocks: list[Prose | Picture] = []

    def read(self) -> tuple[Prose | Picture, ...]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.blank:
                self.at += 1
            elif grammar.PICTURE_START.match(line.text):
                self.picture(line)
            elif found := grammar.HEADING.match(line.text):
                self.heading(line, len(found["signs"]), found.start("heading"), found.end("heading"))
            elif self.is_table():
                self.table()
            elif grammar.DASHES.match(line.text) or grammar.CODE_FENCE.match(line.text):
                self.refuse(line)
            elif grammar.QUOTE.match(line.text):
                self.quote()
            elif grammar.list_start(line.text):
                self.list()
            else:
                self.paragraph()
        return tuple(self.blocks)

    def starts_block(self) -> bool:
        """Tell whether the line at hand ends the paragraph above it."""
        text = self.lines[self.at].text
        starts = (grammar.PICTURE_START, grammar.HEADING, grammar.DASHES, grammar.CODE_FENCE, grammar.QUOTE)
        if any(pattern.match(text) for pattern in starts) or self.is_table():
            return True
        found = grammar.list_start(text)
        return bool(found and (not found["bullet"][0].isdigit() or found["bullet"][:-1] == "1"))

    def is_table(self) -> bool:
        if "|" not in self.lines[self.at].text or self.at + 1 >= len(self.lines):
            return False
        below = self.lines[self.at + 1].text
        return bool("|" in below and grammar.TABLE_DASHES.match(below))

    def take_while_text(self) -> list[Line]:
        """Take lines up to a blank one."""
        start = self.at
        while self.at < len(self.lines) and not self.lines[self.at].blank:
            self.at += 1
        return self.lines[start : self.at]

    def paragraph(self) -> None:
        start = self.at
        self.at += 1
        while self.at < len(self.lines) and not self.lines[self.at].blank and not self.starts_block():
            self.at += 1
        whole = stretch_of(self.lines[start : self.at])
        self.add("paragraph", whole, lambda text: _wrap("p", *inline(text, whole, self.findings)))

    def heading(self, line: Line, level: int, start: int, end: int) -> None:
        self.at += 1
        place = line.place(line.text.index("#"), level)
        if not self.setting.headings:
            hint = "Take the # signs away. For bold text type two stars on both sides: `**text**`."
            self.findings.report(rules.HEADING_IN_FENCE, "A heading cannot stand here.", place, hint)
        elif level > LOWEST_HEADING:
            self.findings.report(rules.HEADING_JUMP, f"A heading has two or three # signs, not {level}.", place, "Type ## or ### before it.")
        elif start == end:
            self.findings.report(rules.NO_HEADING, "This heading has no words.", place, "Type them after the # signs, or take the line away.")
        else:
            if level == 3 and not self.setting.under_heading and not any(isinstance(one, Prose) and one.kind == "heading" for one in self.blocks):  # noqa: PLR2004
                message = "The first heading inside a page has two # signs, not three."
                self.findings.report(rules.HEADING_JUMP, message, place, "Type ## before it.")
            text = read_inline(stretch([(line, start)]).part(0, end - start), self.findings)
            self.blocks.append(Prose("heading", f"<h{level}>{text.html}</h{level}>", text.plain, line.place(start), level))

    def refuse(self, line: Line) -> None:
        """Report a line of dashes or a code block, and leave it out."""
        code = grammar.CODE_FENCE.match(line.text)
        at = len(line.text) - len(line.text.lstrip(BLANKS))
        place = line.place(at, len(line.text.strip()))
        self.at += 1
        if not code:
            self.findings.report(rules.NOT_SUPPORTED, "A line across the page is not shown.", place, "Take it away; use a heading to part the text.")
            return
        self.findings.report(rules.NOT_SUPPORTED, "Code blocks are not shown.", place, "Take the line away; type the text as an ordinary paragraph.")
        end = next((at for at in range(self.at, len(self.lines)) if grammar.CODE_FENCE.match(self.lines[at].text)), self.at - 1)
        self.at = end + 1

    def quote(self) -> None:
        whole = stretch_of(self.take_while_text())

        def render(text: str) -> tuple[str, str]:
            quoted = "\n".join(line.lstrip(BLANKS) for line in text.split("\n"))
            return block(quoted, whole, self.findings)[:2]

        self.add("quote", whole, render)

    def list(self) -> None:
        start, self.at = self.at, list_end(self.lines, self.at, lambda text: bool(grammar.PICTURE_START.match(text)))
        whole = stretch_of(self.lines[start : self.at]).indented  # how far its lines are indented tells the levels
        self.add("list", whole, lambda text: block(normal_list(text.split("\n")), whole, self.findings)[:2])

    def table(self) -> None:
        start = self.at
        while self.at < len(self.lines) and "|" in self.lines[self.at].text:
            self.at += 1
        lines = self.lines[start : self.at]
        caption = self.labels().get("caption")
        whole = stretch_of(lines)
        self.add("table", whole, lambda text: self.render_table(text, whole, lines, caption))

    def render_table(self, text: str, whole: Stretch, lines: Sequence[Line], caption: Text | None) -> tuple[str, str]:
        rows = [row.strip(BLANKS) for row in text.split("\n")]
        rows[1] = re.sub(r"[-–—]+", "---", rows[1])
        rendered, plain, tokens = block("\n".join(rows), whole, self.findings)
        if not tokens or tokens[0].type != "table_open":
            message = "The heading row and the row of dashes under it do not have the same number of cells."
            self.findings.report(rules.BROKEN_TABLE, message, lines[1].place(), "Type one group of dashes for each heading, with | between them.")
        headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "th_open"]
        if not all(headings[1:]):
            place = whole.place
            self.findings.report(
                rules.EMPTY_TABLE_HEADING, "A cell of the heading row is empty.", place, "Type what the cells below it have in common."
            )
        if caption is not None:
            rendered = rendered.replace("<table>", f"<table><caption>{caption.html}</caption>", 1)
            plain = f"{caption.plain} {plain}"
        return rendered, plain

    def add(self, kind: str, whole: Stretch, render: object) -> None:
        """Render one block, with its gaps if the question has any."""
        assert callable(render)
        gaps = self.setting.gaps
        if gaps is None:
            rendered, plain = render(whole.text)
            self.blocks.append(Prose(kind, rendered, plain, whole.place))
            return
        before = len(gaps.found)
        rendered, plain = render(take_gaps(whole, gaps, self.findings))
        check_gap_places(rendered, gaps.found[before:], self.findings)
        self.blocks.append(Prose(kind, rendered, plain, whole.place, gaps=gaps_within(rendered, gaps)))

    def picture(self, line: Line) -> None:
        found = grammar.PICTURE.match(line.text)
        at = line.text.index("!")
        place = line.place(at, len(line.text.strip()))
        self.at += 1
        if not found:
            hint = "Type it alone on its line: `![What it shows](media/name.svg)`."
            self.findings.report(rules.PICTURE_IN_TEXT, "This line begins like a picture and is none.", place, hint)
            return
        alt = " ".join(re.sub(r"\\(.)", r"\1", found["alt"]).split())
        if not alt:
            message = f"The picture “{found['path']}” has no words for people who cannot see it."
            hint = "Type in the square brackets what it shows, or `decorative` if it says nothing."
            self.findings.report(rules.NO_ALT_TEXT, message, line.place(at, 4), hint)
        path_place = line.place(found.start("path"), len(found["path"]))
        path = find_picture(found["path"], self.setting.folder, path_place, self.setting.source, self.findings)
        labels = self.labels()
        decorative = alt.lower() == "decorative"
        picture = Picture(path, "" if decorative else alt, decorative, labels.get("caption"), labels.get("description"), place)
        if path:
            self.blocks.append(picture)

    def labels(self) -> dict[str, Text]:
        """Take `Caption:` and `Description:` that follow a picture or a table."""
        found: dict[str, Text] = {}
        while (at := self.next_text()) is not None:
            line = self.lines[at]
            label = grammar.label_of(line.text)
            if label is None or label[0] not in grammar.PICTURE_LABELS:
                break
            name, start, value = label
            parts, self.at = [(line, value)], at + 1
            while self.at < len(self.lines) and not self.lines[self.at].blank and not self.starts_block() and not self.is_picture_label():
                parts.append((self.lines[self.at], 0))
                self.at += 1
            text = read_inline(stretch(parts), self.findings)
            if name in found:
                message = f"“{name.capitalize()}:” stands here a second time."
                self.findings.report(rules.LABEL_TWICE, message, line.place(start, len(name)), "Take one of them away.")
            elif not text.plain:
                message = f"“{name.capitalize()}:” has no text."
                self.findings.report(
                    rules.EMPTY_LABEL, message, line.place(start, len(name)), "Type the text after the colon, or take the line away."
                )
            found.setdefault(name, text)
        return found

    def next_text(self) -> int | None:
        return next((at for at in range(self.at, len(self.lines)) if not self.lines[at].blank), None)

    def is_picture_label(self) -> bool:
        label = grammar.label_of(self.lines[self.at].text)
        return label is not None and label[0] in grammar.PICTURE_LABELS


def _wrap(tag: str, rendered: str, plain: str) -> tuple[str, str]:
    return f"<{tag}>{rendered}</{tag}>", plain
