"""Caption files of other kinds as WebVTT: SubRip (`.srt`), and texts in UTF-16 (W3C WebVTT 1, section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.course.captions import ARROW
from builder.source.characters import canonical
from builder.source.media_types import ending_of
from builder.source.tree.lines import split_lines

HEAD = ("WEBVTT", "")
"""Lines that a SubRip file lacks: its first line is the third of the WebVTT file."""

_WIDE = (
    (re.compile(rb"\xff\xfe|\xfe\xff"), "utf-16"),
    (re.compile(rb"(?:[\t\n\r -~]\0){2}"), "utf-16-le"),
    (re.compile(rb"(?:\0[\t\n\r -~]){2}"), "utf-16-be"),
)
"""How a text in UTF-16 begins, with its mark or without one, and its name."""
_TIMING = re.compile(r"\s*(?P<start>[0-9:.,]+)\s*-{1,3}>\s*(?P<end>[0-9:.,]+)(?P<rest>.*)")
_TIME = re.compile(r"(?:(?P<hours>[0-9]{1,3}):)?(?P<minutes>[0-9]{1,2}):(?P<seconds>[0-9]{1,2})[,.](?P<thousandths>[0-9]{3})")
_OVERRIDE = re.compile(r"\{\\[^{}]*\}|\{/?[biuBIU]\}|\{[yY]:[biuBIU]+\}")
"""Codes of SubStation Alpha that players of SubRip know: `{\\an8}`, `{b}`."""

_FIRST_LINES = 5
"""Lines that tell whether captions are SubRip: perhaps empty ones, a number, two times."""

_AT_TOP = re.compile(r"\{\\an[789]\}")
_KEPT_TAG = re.compile(r"</?[biu]>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def decode_captions(content: bytes) -> str:
    """Return the text of a caption file, in UTF-8 or in UTF-16. Raises UnicodeDecodeError."""
    encoding = next((name for start, name in _WIDE if start.match(content)), "utf-8")
    return content.decode(encoding)


def is_readable(content: bytes) -> bool:
    """Tell whether a caption file is text."""
    try:
        decode_captions(content)
    except UnicodeDecodeError:
        return False
    return True


def webvtt_lines(path: str, text: str) -> Sequence[str]:
    """Return the lines of a caption file as WebVTT has them; those of SubRip stand two lines lower."""
    lines = split_lines(text)
    return (*HEAD, *_convert(lines)) if is_subrip(path, lines) else lines


def is_subrip(path: str, lines: Sequence[str]) -> bool:
    """Tell whether captions are SubRip: by their first words; where those say nothing, by the name of their file."""
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip("\ufeff").startswith("WEBVTT"):
        return False
    timing = next((match for line in lines[:_FIRST_LINES] if (match := _TIMING.fullmatch(line))), None)
    return ending_of(path) == "srt" or (timing is not None and "," in timing["start"] and "," in timing["end"])


def to_webvtt(path: str, content: bytes) -> bytes:
    """Return captions as a WebVTT file in the one form of text: UTF-8 without a mark, line feeds, the characters of `canonical`.

    What cannot be read stays as it is, since that is reported.
    """
    try:
        text = decode_captions(content)
    except UnicodeDecodeError:
        return content
    lines = webvtt_lines(path, text)
    end = () if lines[-1] == "" else ("",)
    return canonical("\n".join((*lines, *end))).encode("utf-8", "replace")


def _convert(lines: Sequence[str]) -> Iterator[str]:
    """Yield each line of a SubRip file as WebVTT has it."""
    for at, line in enumerate(lines):
        timing = _TIMING.fullmatch(line)
        if timing is not None:
            below = lines[at + 1] if at + 1 < len(lines) else ""
            setting = " line:0" if _AT_TOP.search(below) else ""
            yield f"{_time(timing['start'])} {ARROW} {_time(timing['end'])}{setting}"
        elif not line.strip():
            yield ""
        else:
            yield _words(line)


def _time(text: str) -> str:
    """Return a time with hours of two digits and a point; what is no time as it is, to be reported."""
    time = _TIME.fullmatch(text)
    if time is None:
        return text
    return f"{int(time['hours'] or 0):02}:{int(time['minutes']):02}:{int(time['seconds']):02}.{time['thousandths']}"


def _words(line: str) -> str:
    """Return words without codes and colours; signs that WebVTT gives a meaning are written out."""
    kept: list[str] = []
    rest = _OVERRIDE.sub("", line)
    while (tag := _TAG.search(rest)) is not None:
        kept += [_escape(rest[: tag.start()]), tag[0].lower() if _KEPT_TAG.fullmatch(tag[0]) else ""]
        rest = rest[tag.end() :]
    return "".join((*kept, _escape(rest)))


def _escape(text: str) -> str:
    return re.sub(r"&(?!(?:amp|lt|gt|nbsp|lrm|rlm);)", "&amp;", text).replace("<", "&lt;").replace(ARROW, "--&gt;")
