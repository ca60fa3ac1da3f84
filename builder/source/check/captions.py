"""Captions: a WebVTT file that every browser shows, or what is wrong with it and in which line (W3C WebVTT 1, section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.course.captions import ARROW, read_times
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.lazy_pattern import lazy_pattern
from builder.source.tree.lines import split_lines

BAD_CAPTIONS = Rule(
    "CRS124", "bad-captions", Severity.ERROR, "Browsers do not show captions that they cannot read, and do not tell you.", "WCAG 2.2 1.2.2"
)

_START = lazy_pattern(r"WEBVTT(?:[ \t].*)?")
_OTHER = lazy_pattern(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
_OTHER_ARROW = lazy_pattern(r"\s*(?P<start>[0-9:.,]+)[^\w\n]{1,9}(?P<end>[0-9:.,]+)\s*")
"""Two times with something else between them: `->`, `–>`, `→`, a comma."""
_CODE = lazy_pattern(r"\{\\[^{}]*\}|\{[yY]:[biuBIU]+\}")
"""Codes of other players, which browsers show as they are; SubRip files are read without them."""
_EXAMPLE = "Type two times with an arrow: `00:01.000 --> 00:04.500`."


class _Line(Struct, frozen=True):
    number: int
    text: str


def check_captions(path: str, content: bytes) -> Iterator[Diagnostic]:
    """Yield what is wrong with a file of captions, each fault in its line."""
    from builder.source.caption_files import HEAD, decode_captions, is_subrip, webvtt_lines  # most courses have none

    try:
        text = decode_captions(content)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield _fault(path, line, "This line is not in UTF-8.", "Save the file again and choose “UTF-8” as its encoding.")
        return
    lines = webvtt_lines(path, text)
    above = len(HEAD) if is_subrip(path, split_lines(text)) else 0
    for fault in _check_lines(path, lines):
        place = fault.place or Place(path, 1)
        yield replace(fault, place=replace(place, line=max(1, (place.line or 1) - above)))


def _check_lines(path: str, lines: Sequence[str]) -> Iterator[Diagnostic]:
    if not _START.fullmatch(lines[0]):
        hint = "Type WEBVTT in the first line and leave the second line empty. Or save the captions again as “WebVTT”."
        yield _fault(path, 1, "The file does not begin with WEBVTT.", hint)
        return
    yield from _check_cues(path, [block for block in _blocks(lines) if block])


def _blocks(lines: Sequence[str]) -> Iterator[list[_Line]]:
    """Yield the groups of lines between blank ones; the header is the first."""
    block: list[_Line] = []
    for number, text in enumerate((*lines, ""), 1):
        if text:
            block.append(_Line(number, text))
        else:
            yield block
            block = []


def _check_cues(path: str, blocks: Sequence[Sequence[_Line]]) -> Iterator[Diagnostic]:
    before = 0
    cues = 0
    header, *rest = blocks
    stray = next((line for line in header[1:] if ARROW in line.text), None)
    if stray is not None:
        yield _fault(path, stray.number, "This caption follows WEBVTT without an empty line.", "Leave the line under WEBVTT empty.")
        return
    for block in rest:
        at = next((index for index, line in enumerate(block[:2]) if ARROW in line.text), None)
        if at is None:
            cues += any(_OTHER_ARROW.fullmatch(line.text) for line in block[:2])
            yield from _check_without_times(path, block)
            continue
        cues += 1
        timing = block[at]
        times = read_times(timing.text)
        if times is None:
            yield _fault(path, timing.number, f"“{_short(timing.text)}” cannot be read as two times.", _advice(timing.text))
            continue
        start, end = times
        if end <= start:
            yield _fault(path, timing.number, "This caption ends before it begins.", "Make the second time later than the first.")
        elif start < before:
            yield _fault(path, timing.number, "This caption begins earlier than the one before it.", "Put the captions in the order of their times.")
        elif len(block) == at + 1:
            yield _fault(path, timing.number, "This caption has no words.", "Type them in the line under the times, or delete the times.")
        yield from _check_words(path, block[at + 1 :])
        before = max(before, start)
    if not cues:
        yield _fault(path, 1, "The file has no captions.", _EXAMPLE)


def _check_without_times(path: str, block: Sequence[_Line]) -> Iterator[Diagnostic]:
    """Yield what is wrong with lines among which there are no times with an arrow between them."""
    arrow = next((match for line in block[:2] if (match := _OTHER_ARROW.fullmatch(line.text))), None)
    if arrow is not None:
        message = f"There is no arrow `{ARROW}` between the two times."
        yield _fault(path, block[0].number, message, f"Type `{arrow['start']} {ARROW} {arrow['end']}`.")
    elif not _OTHER.fullmatch(block[0].text):
        yield _fault(path, block[0].number, f"“{_short(block[0].text)}” has no times above it.", _EXAMPLE)
    yield from _check_style(path, block)


def _check_words(path: str, words: Sequence[_Line]) -> Iterator[Diagnostic]:
    """Yield a caption that follows another without an empty line, whose times browsers show as words, and codes of other players."""
    stray = next((line for line in words if ARROW in line.text), None)
    if stray is not None:
        yield _fault(path, stray.number, "This caption follows another without an empty line.", "Leave a line empty above it, and above its number.")
    for line in words:
        for code in _CODE.finditer(line.text):
            message = f"Learners would see “{_short(code[0])}”, a code of another program."
            yield _fault(path, line.number, message, "Delete it, with its curly brackets.")


def _check_style(path: str, block: Sequence[_Line]) -> Iterator[Diagnostic]:
    """Yield the line of a style that would load something."""
    for line in block if block[0].text.startswith("STYLE") else ():
        if re.search(r"url\s*\(|@import|\\", line.text, re.IGNORECASE):
            yield _fault(path, line.number, "This style may load something from elsewhere.", "Delete this line.")


def _advice(text: str) -> str:
    if re.search(r"[0-9],[0-9]{3}", text):  # the older form of captions, SubRip
        return "Type a point, not a comma, before the thousandths: `00:01.000 --> 00:04.500`."
    return _EXAMPLE


_QUOTED_LENGTH = 40
"""The most characters of a caption line that a message quotes."""


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED_LENGTH else f"{text[:_QUOTED_LENGTH]}…"


def _fault(path: str, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(BAD_CAPTIONS, message, Place(path, line), hint)
