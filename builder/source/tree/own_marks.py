"""Letters and numbers that authors type before answers, where Copack has a code: `(а) Ja` in Cyrillic letters, `[a] Yes`, `1. Yes`, `(a) a) Yes`.

In place of a code one letter in round brackets was meant as one. Any other mark counts in company alone: a single answer may well begin with `[1]`,
`A.` or `1.`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from string import ascii_lowercase

from msgspec import Struct

from builder.lazy_pattern import lazy_pattern
from builder.source.tree.lines import BLANKS

_IN_BRACKETS = lazy_pattern(
    rf"[(（\[{{][{BLANKS}]?(?P<inner>[^\W_]|[^\W\d_][0-9]|[0-9]{{2}}|(?P<twice>[^\W\d_])(?P=twice))[.:]?[{BLANKS}]?[)）\]}}](?!\()(?:[.:](?=[{BLANKS}\n]))?(?P<after>[{BLANKS}\n]+|$)?"
)
_SIGN_ALONE = lazy_pattern(rf"[-–—:)](?:[{BLANKS}\n]+)(?=[^\W\d_])")
"""Not before a digit: `- 5` is a number below nothing."""
_AS_LIST = lazy_pattern(
    r"(?P<bold>[*_]{0,3})(?P<inner>[^\W\d_]|[0-9]{1,2}|[ivxIVX]{2,5})"
    rf"(?:[*_]{{0,3}}[.):：）]|[{BLANKS}][-–—])(?P<closed>[*_]{{0,3}})[{BLANKS}\n]+(?=\S)"
)
_AS_SIGN = lazy_pattern(rf"(?P<bold>[*_]{{0,3}})(?P<inner>[①-⑳❶-➓⓪-⓿Ⓐ-ⓩ🄰-🅉🅐-🅩🅰-🆉])\ufe0f?[*_]{{0,3}}[.):：）]?[*_]{{0,3}}[{BLANKS}\n]*(?=\S)")

_LOOK_ALIKE = {
    ord(letter): code
    for letters, codes in (
        ("аеорсухіјѕԁһԛԝ", "aeopcyxijsdhqw"),
        ("АВЕНКМОРСТХІЈЅ", "abehkmopctxijs"),
        ("αοινκρυχ", "aoivkpux"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"),
    )
    for letter, code in zip(letters, codes, strict=True)
}
"""Letters of Cyrillic and Greek that look like a letter from a to z, which a keyboard of another language puts in its place."""

_WHITE_LETTERS = {first + index: letter for first in (0x1F150, 0x1F170) for index, letter in enumerate(ascii_lowercase)}
"""White letters in black circles and squares, which Unicode does not decompose."""

_ALPHABETS = (ascii_lowercase, "абвгдежзиклмнопрст", "αβγδεζηθικλμνξοπρστ")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class OwnMark(Struct, frozen=True):
    """A mark at the start of an answer.

    Attributes:
        typed: as it stands there, without the blanks after it.
        length: characters to its end, the blanks after it included.
        meant: the code that it stands for, or an empty text.
        bold: marks of bold text that open before it and do not close after it.
        places: the places in the order that it may give, from 1 on.

    """

    typed: str
    length: int
    meant: str
    bold: str = ""
    places: frozenset[int] = frozenset()


def read_mark_in_brackets(text: str, *, alone: bool = True) -> OwnMark | None:
    """Return the mark at the start of a text that was meant as a code, perhaps with words touching it.

    `alone`: other texts of the list have none, so it has to be one letter or digit in round brackets, of whatever alphabet or width.
    """
    match = _IN_BRACKETS.match(text)
    if match is None:
        return None
    follows = text[match.end() : match.end() + 1]
    if match["after"] is None and not (follows.isupper() or follows.isdigit()):  # `(s)he` is a word
        return None
    if alone and not (text[0] in "(（" and len(match["inner"]) == 1):
        return None
    return OwnMark(match[0].rstrip(BLANKS + "\n"), match.end(), _fold(match["inner"]))


def read_touching_code(text: str, code: str) -> OwnMark | None:
    """Return the very code that a text would get, if its first word touches it: `(a)ethics`."""
    typed = f"({code})"
    return OwnMark(typed, len(typed), code) if text.lower().startswith(typed) else None


def all_have_marks_in_brackets(texts: Sequence[str]) -> bool:
    """Tell whether two or more texts of one list all begin with a mark in brackets."""
    return len(texts) > 1 and all(read_mark_in_brackets(text, alone=False) is not None for text in texts)


def read_mark_of_list(text: str) -> OwnMark | None:
    """Return the mark at the start of a text that a list line may begin with: `a)`, `1.`, `iv)`, `A:`, `а)`, `①`, `B -`."""
    match = _AS_LIST.match(text) or _AS_SIGN.match(text)
    if match is None:
        return None
    inner = unicodedata.normalize("NFKC", match["inner"].translate(_WHITE_LETTERS)).strip("()").lower()
    places = {alphabet.index(inner) + 1 for alphabet in _ALPHABETS if len(inner) == 1 and inner in alphabet}
    places |= {_ROMAN.index(inner) + 1} if inner in _ROMAN else set()
    places |= {int(inner)} if inner.isascii() and inner.isdigit() else set()
    places |= {int(unicodedata.numeric(match["inner"], 0))} if not places and len(inner) == 1 else set()
    bold = match["bold"] if match["bold"] and match["bold"] not in match[0][len(match["bold"]) :] else ""
    return OwnMark(match[0].rstrip(BLANKS + "\n"), match.end(), _fold(inner), bold, frozenset(places))


def read_sign_of_list(text: str) -> OwnMark | None:
    """Return the dash or the colon that stands at the start of a text, behind its code: `(a) - Yes`."""
    match = _SIGN_ALONE.match(text)
    return OwnMark(match[0].rstrip(BLANKS + "\n"), match.end(), "") if match is not None else None


def read_marks_in_order(texts: Sequence[str]) -> tuple[OwnMark, ...]:
    """Return the marks of the texts of one list; none unless there are two or more and each begins with its own, in their order."""
    marks = [mark for text in texts if (mark := read_mark_of_list(text)) is not None and len(mark.places) > 0]
    in_order = len(marks) == len(texts) > 1 and all(place in mark.places for place, mark in enumerate(marks, 1))
    return tuple(marks) if in_order else ()


def _fold(inner: str) -> str:
    """Return the code that a letter or a digit looks like, or an empty text."""
    plain = unicodedata.normalize("NFKD", inner.translate(_LOOK_ALIKE))[:1].lower()
    return plain if plain.isascii() and plain.isalnum() and len(inner) == 1 else ""
