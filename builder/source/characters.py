r"""The one form in which characters of an author's text are read, whatever file they come from.

Text is composed (Unicode Normalization Form C, UAX 15). Characters that nobody can see are left out unless they have a meaning where they
stand: joiners in emoji, Arabic and Indic words, direction marks beside right-to-left letters, variation selectors after signs, the tags of
the flags of England, Scotland and Wales. Blanks are a space or a hard space. Characters that are no text are left out too, and the check
`check/characters.py` reports them, with those that show wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

GAP_MARKS = "\ue000\ue001"
"""`GAP_MARK` of `course/document.py` is made of them, so no text may hold them."""

CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
"""Control characters, lone surrogates and noncharacters (Unicode 23.1, 23.7): no text, and XML refuses most of them (XML 1.0, 2.2)."""

OVERRIDES = "\u202d\u202e"
"""They show letters in another order than they are typed in, so that words read differently than they are (UAX 9, 2.2)."""

LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
"""Line breaks that no editor counts as the end of a line; Word and Google Docs write them for Shift and Enter."""

BLANKS = "\u1680\u2000-\u2006\u2008-\u200a\u205f\u2800\u3000"
HARD_BLANKS = "\u2007\u202f"
"""Blanks that do not break, of other widths than the hard space."""

NEVER_SEEN = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e001f"
"""Soft hyphen, zero-width space and no-break space, fillers, invisible operators and what Unicode has withdrawn: they change no word."""

TAGS = "\U000e0020-\U000e007f"
JOINERS = "\u200c\u200d"
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069"
SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0080-\U000e01ef"

_JOINING = r"[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
"""Scripts whose words need joiners: Arabic and its neighbours, the scripts of India, Tibetan, Myanmar, Khmer, Mongolian."""

_PICTOGRAPH = r"[\u2190-\u2bff\u3030\u303d\u3297\u3299\u00a9\u00ae\u203c\u2049\u2122\u2139\U0001f000-\U0001faff]"
_SELECTED = rf"(?:{_PICTOGRAPH}|[0-9#*](?=[\ufe0e\ufe0f]\u20e3)|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u1820-\u18aa])"
_RIGHT_TO_LEFT = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"

_KEPT = (
    rf"(?<={_JOINING})[{JOINERS}]|[{JOINERS}](?={_JOINING})"
    rf"|(?<=[{_PICTOGRAPH[1:-1]}\ufe0f\u20e3])\u200d(?={_PICTOGRAPH})"
    rf"|(?:{_SELECTED})[{SELECTORS}]"
    r"|\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f"
)
"""Invisible characters that mean something, with the sign before them where that decides."""

_BALANCED = "[\u202a\u202b][^\u202a-\u202c]*\u202c|[\u2066-\u2068][^\u2066-\u2069]*\u2069|[\u061c\u200e\u200f]"
_SPACES = f"[{LINE_BREAKS}{BLANKS}]"
_UNCLEAN = f"[{GAP_MARKS}{CONTROLS}{OVERRIDES}{NEVER_SEEN}{TAGS}{JOINERS}{DIRECTIONS}{SELECTORS}{LINE_BREAKS}{BLANKS}{HARD_BLANKS}]"
_UNCLEAN_ASCII = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""The others are compiled when the first text asks for them: most lines of most courses do not."""


class CanonicalText(Struct, frozen=True):
    """A text in the one form.

    Attributes:
        text: its characters.
        origins: of each character the index in the text as typed, and of the end; `None` where nothing was left out or composed.

    """

    text: str
    origins: tuple[int, ...] | None = None


def canonical_text(typed: str) -> CanonicalText:
    """Return a text of one line in the one form. Takes time in proportion to its length."""
    unclean = _UNCLEAN_ASCII.search(typed) if typed.isascii() else re.search(_UNCLEAN, typed)
    kept, origins = _clean(typed) if unclean else (typed, range(len(typed) + 1))
    if not unicodedata.is_normalized("NFC", kept):
        kept, origins = _compose(kept, origins)
    return CanonicalText(kept, None if kept == typed else tuple(origins))


def canonical(typed: str) -> str:
    """Return the characters of `canonical_text`, line by line."""
    return "\n".join(canonical_text(line).text for line in typed.split("\n"))


def hidden_characters(typed: str) -> Iterator[int]:
    """Yield the index of each tag and selector that stands where it means nothing: what is written with them can be read by programs alone."""
    kept = _meaningful(typed)
    hidden = re.finditer(f"[{TAGS}\U000e0080-\U000e01ef]", typed)
    return (match.start() for match in hidden if match.start() not in kept)


def _clean(typed: str) -> tuple[str, Sequence[int]]:
    """Leave out what has no meaning, and make the blanks alike."""
    meaningful = _meaningful(typed)
    pieces: list[str] = []
    origins: list[int] = []
    done = 0
    for match in re.finditer(_UNCLEAN, typed):
        at = match.start()
        if at in meaningful:
            continue
        blank = " " if re.match(_SPACES, match[0]) else "\u00a0" if match[0] in HARD_BLANKS else ""
        pieces += (typed[done:at], blank)
        origins += range(done, at + len(blank))
        done = at + 1
    return "".join(pieces) + typed[done:], [*origins, *range(done, len(typed) + 1)]


def _meaningful(typed: str) -> frozenset[int]:
    """Return the indexes of invisible characters that mean something where they stand."""
    kept = {index for match in re.finditer(_KEPT, typed) for index in range(*match.span())}
    if re.search(_RIGHT_TO_LEFT, typed):
        kept |= {index for match in re.finditer(_BALANCED, typed) for index in (match.start(), match.end() - 1)}
    return frozenset(kept)


def _compose(text: str, origins: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Compose each letter with the marks that follow it; what becomes of them has the origin of the letter."""
    composed: list[str] = []
    places: list[int] = []
    for start, end in _clusters(text):
        cluster = unicodedata.normalize("NFC", text[start:end])
        composed.append(cluster)
        places += origins[start:end] if cluster == text[start:end] else [origins[start]] * len(cluster)
    return "".join(composed), [*places, origins[len(text)]]


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each run of characters that can be composed begins and ends (UAX 15, 9): a new one begins where nothing is joined."""
    start = 0
    for index in range(1, len(text)):
        if not unicodedata.combining(text[index]) and not _is_joined(text[start:index], text[index]):
            yield start, index
            start = index
    if text:
        yield start, len(text)


def _is_joined(before: str, character: str) -> bool:
    """Tell whether a character that is no mark is composed with what stands before it, as the vowels of Hangul are."""
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", before + character) != apart
