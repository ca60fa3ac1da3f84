"""Fences that `##` lines part: one tab, one step, one time after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from builder.course.blocks import Section, Sections
from builder.course.document import Text
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source import rules
from builder.source.bind.boxes import check_id, check_lists
from builder.source.bind.reader import ReadBlocks
from builder.source.markdown.prose import Context
from builder.source.markdown.render import read_inline
from builder.source.reading import DiagnosticReading, Reading, read_all
from builder.source.tree import grammar
from builder.source.tree.block_schemas import BlockSchema, Parts
from builder.source.tree.lines import Line, Span, span
from builder.source.tree.session import Content, FenceNode

SAME_SECTION_TWICE = Rule("CRS091", "same-section-twice", Severity.ERROR, "Learners choose a section by its name, and could not tell these apart.")

TEXT_BEFORE_SECTION = Rule(
    "SRC080", "text-before-section", Severity.ERROR, "All text in this block must be under one of its headings. Learners would not see this text."
)
NUMBER_OF_SECTIONS = Rule(
    "SRC081", "number-of-sections", Severity.ERROR, "With one section, there is nothing to choose or to follow. Too many tabs do not fit on a screen."
)
EMPTY_SECTION = Rule("SRC082", "empty-section", Severity.ERROR, "Learners would open it and find it empty.")
NO_TIME = Rule("SRC085", "no-time", Severity.ERROR, "Each part of a timeline says when, and then what.")

_COLON = re.compile(r"(?<!\\)(?:(?<![0-9])[:：]|[:：](?![0-9]))")
"""Between a time and what happens; not the one within `10:30`."""
_ADDRESS = re.compile(r"\]\([^()\n]*\)")
"""Behind the words of a link: its colon parts nothing."""


def read_sections(node: FenceNode, schema: BlockSchema, parts: Parts, context: Context, read_blocks: ReadBlocks) -> Reading[Sections]:
    """Read a fence that `##` lines part."""
    place = yield from check_id(node)
    before, typed = _part(node.content)
    early = next((inner for inner in before if not isinstance(inner, Line) or not inner.blank), None)
    if early is not None and typed:
        line = early if isinstance(early, Line) else early.opening
        hint = "Put it above the line with the three colons, or under one of the headings."
        yield Diagnostic(TEXT_BEFORE_SECTION, f"This text of the “{node.name}” is before its first heading.", line.whole, hint)
    if not parts.fewest <= len(typed) <= parts.most:
        yield _report_count(node.name, parts, len(typed), place)
    sections = yield from read_all(_read_section(section, node.name, schema, parts, context, read_blocks) for section in typed)
    if parts.named_once:
        yield from _check_names([section.heading for section in sections], node.name)
    return Sections(node.name, sections, place)


class _SectionNode(Struct):
    """A section as typed; its name is `line.text[start:end]`."""

    line: Line
    start: int
    end: int
    body: list[Line | FenceNode] = field(default_factory=list)

    @property
    def heading(self) -> Span:
        return span([(self.line, self.start)]).part(0, self.end - self.start)

    @property
    def place(self) -> Place:
        return self.line.place(self.line.text.index("#"), len(self.line.text.strip()))


def _part(body: Content) -> tuple[list[Line | FenceNode], list[_SectionNode]]:
    """Part a body at its `##` lines; those of fences inside it are theirs."""
    before: list[Line | FenceNode] = []
    sections: list[_SectionNode] = []
    for node in body:
        heading = grammar.HEADING.match(node.text) if isinstance(node, Line) else None
        if isinstance(node, Line) and heading and heading["signs"] == "##":
            sections.append(_SectionNode(node, *grammar.heading_words(node.text, heading.end())))
        else:
            (sections[-1].body if sections else before).append(node)
    return before, sections


def _read_section(node: _SectionNode, block: str, schema: BlockSchema, parts: Parts, context: Context, read_blocks: ReadBlocks) -> Reading[Section]:
    when, heading = yield from _read_heading(node, context, timed=parts.timed)
    body = yield from read_blocks(node.body, schema, context)
    held = any(not isinstance(inner, Line) or not inner.blank for inner in node.body)
    if not held and not parts.bare:
        hint = "Type its text under the heading, or delete the heading."
        yield Diagnostic(EMPTY_SECTION, f"“{heading.plain}” has no text.", node.place, hint)
    elif held:
        yield from check_lists(body, schema, block, node.place)
    return Section(heading, body, when)


def _read_heading(node: _SectionNode, context: Context, *, timed: bool) -> Reading[tuple[Text | None, Text]]:
    whole = node.heading
    if not whole.text.strip():
        yield Diagnostic(rules.NO_HEADING, "This heading has no words.", node.place, "Type them after the # signs, or delete the line.")
    elif timed:
        colon = _COLON.search(_ADDRESS.sub(lambda address: "_" * len(address[0]), whole.text))
        when, what = (whole.part(0, colon.start()), whole.part(colon.end())) if colon else (whole, whole)
        if colon and when.text and what.text:
            time = yield from read_inline(when, context.terms, links=False)
            return time, (yield from read_inline(what, context.terms, links=False))
        hint = "Type the time, a colon and what happens: `## March 2024: The group meets`."
        yield Diagnostic(NO_TIME, f"“{whole.text}” does not say when and what.", node.place, hint)
    return None, (yield from read_inline(whole, context.terms, links=False))


def _report_count(block: str, parts: Parts, count: int, place: Place) -> Diagnostic:
    if parts.fewest == parts.most:
        wanted = f"needs {parts.most}"
    else:
        wanted = f"needs {parts.fewest} or more" if count < parts.fewest else f"may have {parts.most} at most"
    has = {0: "no section", 1: "1 section"}.get(count, f"{count} sections")
    hint = "Begin each section with a line `## Its name`." if count < parts.fewest else "Split them into two blocks, or delete some."
    return Diagnostic(NUMBER_OF_SECTIONS, f"This “{block}” has {has}; it {wanted}.", place, hint)


def _check_names(headings: Sequence[Text], block: str) -> DiagnosticReading[None]:
    seen: dict[str, Text] = {}
    for heading in headings:
        words = " ".join(heading.plain.split()).lower()
        first = seen.setdefault(words, heading)
        if words and first is not heading:
            message = f"Two sections of this “{block}” are called “{heading.plain}”; the first is in line {first.place.line}."
            yield Diagnostic(SAME_SECTION_TWICE, message, heading.place, "Give one of them another name.")
