"""Fences that `##` lines part: one tab, one step, one time after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from builder.course import rules as sense
from builder.course.blocks import Section, Sections
from builder.course.document import Text
from builder.diagnostics import Place
from builder.source import grammar, rules
from builder.source.boxes import Body, Read, check_id, check_lists
from builder.source.findings import Findings
from builder.source.forms import Form, Parts
from builder.source.lines import Line, Stretch, stretch
from builder.source.markdown import read_inline
from builder.source.outline import RawFence

_COLON = re.compile(r"(?<!\\)(?:(?<![0-9])[:：]|[:：](?![0-9]))")
"""Between a time and what happens; not the one within `10:30`."""


def read_sections(raw: RawFence, form: Form, parts: Parts, read: Read, findings: Findings) -> Sections:
    """Read a fence that `##` lines part."""
    place = check_id(raw, findings)
    before, found = _part(raw.body)
    early = next((node for node in before if isinstance(node, RawFence) or not node.blank), None)
    if early is not None and found:
        line = early if isinstance(early, Line) else early.opening
        where = line.place(len(line.text) - len(line.text.lstrip()), len(line.text.strip()))
        hint = "Put it above the line with the three colons, or under one of the headings."
        findings.report(rules.TEXT_BEFORE_SECTION, f"This text of the “{raw.name}” stands before its first heading.", where, hint)
    if not parts.fewest <= len(found) <= parts.most:
        _report_number(raw.name, parts, len(found), place, findings)
    sections = [_read_section(section, raw.name, form, parts, read, findings) for section in found]
    if parts.named_once:
        _check_names([section.heading for section in sections], raw.name, findings)
    return Sections(raw.name, tuple(sections), place)


class _RawSection(Struct):
    line: Line
    start: int
    end: int
    body: list[Line | RawFence] = field(default_factory=list)

    @property
    def heading(self) -> Stretch:
        return stretch([(self.line, self.start)]).part(0, self.end - self.start)

    @property
    def place(self) -> Place:
        return self.line.place(self.line.text.index("#"), len(self.line.text.strip()))


def _part(body: Body) -> tuple[list[Line | RawFence], list[_RawSection]]:
    """Part a body at its `##` lines; those of fences inside it are theirs."""
    before: list[Line | RawFence] = []
    sections: list[_RawSection] = []
    for node in body:
        found = grammar.HEADING.match(node.text) if isinstance(node, Line) else None
        if isinstance(node, Line) and found and found["signs"] == "##":
            sections.append(_RawSection(node, found.start("heading"), found.end("heading")))
        else:
            (sections[-1].body if sections else before).append(node)
    return before, sections


def _read_section(raw: _RawSection, block: str, form: Form, parts: Parts, read: Read, findings: Findings) -> Section:
    when, heading = _read_heading(raw, timed=parts.timed, findings=findings)
    body = read(raw.body, form)
    held = any(isinstance(node, RawFence) or not node.blank for node in raw.body)
    if not held and not parts.bare:
        message = f"“{heading.plain}” holds no text."
        findings.report(rules.EMPTY_SECTION, message, raw.place, "Type its text under the heading, or take the heading away.")
    elif held:
        check_lists(body, form, block, raw.place, findings)
    return Section(heading, body, when)


def _read_heading(raw: _RawSection, *, timed: bool, findings: Findings) -> tuple[Text | None, Text]:
    whole = raw.heading
    if not whole.text.strip():
        findings.report(rules.NO_HEADING, "This heading has no words.", raw.place, "Type them after the # signs, or take the line away.")
    elif timed:
        colon = _COLON.search(whole.text)
        when, what = (whole.part(0, colon.start()), whole.part(colon.end())) if colon else (whole, whole)
        if colon and when.text and what.text:
            return read_inline(when, findings, links=False), read_inline(what, findings, links=False)
        message = f"“{whole.text}” does not say when and what."
        findings.report(rules.NO_TIME, message, raw.place, "Type the time, a colon and what happens: `## March 2024: The group meets`.")
    return None, read_inline(whole, findings, links=False)


def _report_number(block: str, parts: Parts, found: int, place: Place, findings: Findings) -> None:
    if parts.fewest == parts.most:
        wanted = f"needs {parts.most}"
    else:
        wanted = f"needs {parts.fewest} or more" if found < parts.fewest else f"may have {parts.most} at most"
    has = {0: "no section", 1: "1 section"}.get(found, f"{found} sections")
    hint = "Begin each section with a line `## Its name`." if found < parts.fewest else "Part them between two blocks, or take some away."
    findings.report(rules.NUMBER_OF_SECTIONS, f"This “{block}” has {has}; it {wanted}.", place, hint)


def _check_names(headings: Sequence[Text], block: str, findings: Findings) -> None:
    seen: dict[str, Text] = {}
    for heading in headings:
        words = " ".join(heading.plain.split()).lower()
        first = seen.setdefault(words, heading)
        if words and first is not heading:
            message = f"Two sections of this “{block}” are called “{heading.plain}”; the first is in line {first.place.line}."
            findings.report(sense.SAME_SECTION_TWICE, message, heading.place, "Give one of them another name.")
