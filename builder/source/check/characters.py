"""Characters that are no text, or that learners would see as something else than the author: in every text file of a course."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.fixes import Fix, diagnose, replace_span
from builder.lazy_pattern import lazy_pattern
from builder.source.bind.course import BoundCourse
from builder.source.characters import CONTROLS, LINE_BREAKS, OVERRIDES, hidden_characters
from builder.source.files import Source
from builder.source.media_types import CAPTION_TYPES, ending_of
from builder.source.tree.codes import EMPTY_SIGNS, TICK_SIGNS
from builder.source.tree.markers import GLUED_BULLETS, SPACED_BULLETS

CONTROL_CHARACTER = Rule(
    "SRC110",
    "control-character",
    Severity.ERROR,
    "These characters are commands for old machines, not text. Platforms refuse files that hold them.",
    "XML 1.0 2.2",
)
TURNED_TEXT = Rule(
    "SRC111",
    "turned-text",
    Severity.ERROR,
    "This invisible character shows letters in another order than they are typed in, so learners would read other words.",
    "UAX 9 2.2",
)
UNREADABLE_CHARACTER = Rule(
    "SRC112", "unreadable-character", Severity.ERROR, "Learners would see an empty box, or nothing, in place of this character."
)
HIDDEN_TEXT = Rule(
    "SRC113", "hidden-text", Severity.WARNING, "These characters are invisible, but programs can read words in them. Copack drops them."
)
HIDDEN_LINE_BREAK = Rule(
    "SRC114", "hidden-line-break", Severity.WARNING, "Other programs show a new line here. Copack does not, so two lines become one."
)

_BULLET_AND_BOX = lazy_pattern(rf"[\s0-9.){re.escape(GLUED_BULLETS + SPACED_BULLETS)}]*[{re.escape(TICK_SIGNS + EMPTY_SIGNS)}]?")
"""What a line can begin with: bullets and boxes of Word are private use characters of its sign fonts, and are read."""

_QUOTED_WORDS = 2
_QUOTED_LENGTH = 20
"""The most words and characters that a message quotes on either side of a character that nobody can see."""

_MOST_IN_A_LINE = 20
"""So many characters of a kind are told of a line: a file that is no text at all would fill the screen."""


class _Kind(Struct, frozen=True):
    """One kind of such characters.

    Attributes:
        rule: what they break.
        find: where they are in a line.
        message: how what is said of them begins.
        advise: a line and an index in it -> what to do, and what to type in place of the characters where that is all; else `None`.

    """

    rule: Rule
    find: Callable[[str], Iterator[int]]
    message: str
    advise: Callable[[str, int], tuple[str, str | None]]


def check_characters(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of each run of such characters."""
    for path in _text_files(course.source):
        for number, line in enumerate(course.source.lines(path), 1):
            if not line.isascii() or not line.isprintable():
                yield from _check_line(path, number, line)


def _text_files(source: Source) -> Iterator[str]:
    yield from (text.path for text in source.texts())
    captions = [(path, content) for path, content in source.files.items() if ending_of(path) in CAPTION_TYPES]
    if captions:
        from builder.source.caption_files import is_readable  # most courses have none

        yield from (path for path, content in captions if not isinstance(content, bytes) or is_readable(content))  # others are told as a whole


def _check_line(path: str, number: int, line: str) -> Iterator[Diagnostic]:
    for kind in _KINDS:
        for start, end in islice(_runs(kind.find(line)), _MOST_IN_A_LINE):
            message, place = f"{kind.message} {_where(line, start, end)}.", Place(path, number, start + 1, end - start)
            words, instead = kind.advise(line, start)
            changes = () if instead is None else (replace_span(place, instead),)
            yield diagnose(kind.rule, message, place, Fix(words, changes))


def _runs(positions: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Yield where each run of neighbouring positions begins and ends."""
    start = end = -1
    for at in positions:
        if at != end:
            if start >= 0:
                yield start, end
            start = at
        end = at + 1
    if start >= 0:
        yield start, end


def _positions(characters: str) -> Callable[[str], Iterator[int]]:
    return lambda line: (match.start() for match in re.finditer(f"[{characters}]", line))


def _find_breaks(line: str) -> Iterator[int]:
    """Yield line breaks between words: at the end of a line they change nothing."""
    last = len(line.rstrip())
    return (at for at in _positions(LINE_BREAKS)(line) if line[:at].strip() and at < last)


def _find_unreadable(line: str) -> Iterator[int]:
    begin = _BULLET_AND_BOX.match(line)
    read = begin.end() if begin is not None else 0
    return (at for at in _positions("\ue000-\uf8ff\ufffc\ufffd\U000f0000-\U000ffffd\U00100000-\U0010fffd")(line) if at >= read)


def _where(line: str, start: int, end: int) -> str:
    """Return words that lead to a character that cannot be seen: what stands before it and after it."""
    before = " ".join(_visible(line[:start]).split()[-_QUOTED_WORDS:])[-_QUOTED_LENGTH:]
    after = " ".join(_visible(line[end:]).split()[:_QUOTED_WORDS])[:_QUOTED_LENGTH]
    if before and after:
        return f"between “{before}” and “{after}”"
    return f"after “{before}”" if before else f"before “{after}”" if after else "alone on this line"


def _visible(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _advise_control(line: str, at: int) -> tuple[str, str]:
    """Name the sign that this number has on Windows, where it is one of those."""
    try:
        meant = line[at].encode("latin-1").decode("windows-1252") if "\x80" <= line[at] <= "\x9f" else ""
    except UnicodeDecodeError:
        meant = ""
    return (f"Delete it and type `{meant}` in its place.", meant) if meant else _advise_deletion(line, at)


def _advise_deletion(_line: str, _at: int) -> tuple[str, str]:
    return "Delete it. If you cannot see it, type the words on both sides again.", ""


def _advise_unreadable(line: str, at: int) -> tuple[str, None]:
    if line[at] == "\ufffc":
        words = "Delete it. If there was a picture here, save the picture in the folder media and type its line: `![What it shows](media/name.svg)`."
        return words, None
    if line[at] == "\ufffd":
        return "Delete it and type the letter that was here.", None
    return "Delete it, and type an ordinary sign in its place.", None


def _advise_line_break(_line: str, _at: int) -> tuple[str, str]:
    return "Delete it and press Enter there, or type a space in its place.", " "


_KINDS = (
    _Kind(CONTROL_CHARACTER, _positions(CONTROLS), "There is a character that is not text", _advise_control),
    _Kind(TURNED_TEXT, _positions(OVERRIDES), "There is an invisible character that turns the text around", _advise_deletion),
    _Kind(UNREADABLE_CHARACTER, _find_unreadable, "There is a character that learners cannot read", _advise_unreadable),
    _Kind(HIDDEN_TEXT, hidden_characters, "There are invisible characters", _advise_deletion),
    _Kind(HIDDEN_LINE_BREAK, _find_breaks, "There is a line break that your editor does not show", _advise_line_break),
)
