r"""What counts as the same where a typed answer is compared: one table, for Python and for the browser.

`templates/assets/browser_types.py` hands the table to the player, whose half is `templates/runtime/typed_text.ts`; `tests/vectors/typed_answers.json`
holds both to the same. An answer is compared in three steps: the rows of `AS_TYPED`, then compatibility composition (NFKC, UAX 15: full-width
letters, ligatures, decomposed letters, blanks of any width), digits and case, then the rows of `AS_FOLDED`. Accents count: an author who takes
`cafe` for `café` says so with a bar or a tolerance.

Patterns are such that Python's `re` and the browser's `RegExp` read them alike: classes, hexadecimal escapes, and `$1` for what the first
brackets hold.
"""

from __future__ import annotations

import re
import unicodedata

Replacement = tuple[str, str]
"""A pattern, and what stands in place of each match."""

INVISIBLE = (
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff]"
)
"""Controls but blanks, soft hyphen, joiners, direction marks, variation selectors, and the kashida that stretches Arabic words."""

AS_TYPED: tuple[Replacement, ...] = (
    (INVISIBLE, ""),
    # Apostrophes and quotes of phones, word processors and other languages; some become a blank and a mark in NFKC, so they come first.
    (r"[`\xb4\u02b9-\u02bf\u2018-\u201b\u2032\u2035\uff07]", "'"),
    (r"[\xab\xbb\u201c-\u201f\u2033\u2036\uff02]|''", '"'),
    # NFKC makes 10 and a small 2 one number, and 1 and a half eleven halves.
    (r"([0-9])(?=[\xb2\xb3\xb9\u2070-\u2079])", "$1^"),
    (r"([0-9]) ?(?=[\xbc-\xbe\u2150-\u215e])", "$1 "),
)

AS_FOLDED: tuple[Replacement, ...] = (
    (r"[\u2010-\u2015\u2043\u2212]", "-"),
    (r"[\u2044\u2215]", "/"),
    (r"[\u00d7\u2715\u2716]", "x"),
    (r"\u066b", "."),
    (r"\u066c", "'"),
    (r"i\u0307", "i"),
    (r"[\t-\r\x1c-\x20\x85\u1680\u2028\u2029\u2800]+", " "),
    # No blank beside a dash or a slash, between a digit and a letter, after a sign of money, at either end.
    (r" ?([-/]) ?", "$1"),
    (r"([0-9]) (?=[a-z%\xb0])", "$1"),
    (r"([$\xa3\u20ac]) ", "$1"),
    (r"^ | $", ""),
    # A full stop at the end, also after a blank; one that is the whole answer stays.
    (r"([^. \u3002])[. \u3002]+$", "$1"),
)

ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6)
"""The digits nought of Arabic, Persian and Urdu, Hindi, Bengali, Punjabi, Gujarati and Tamil; nine follow each (Unicode, property Nd)."""


def gap_key(text: str) -> str:
    """Return the form in which a typed answer is compared; empty where nothing is typed."""
    composed = unicodedata.normalize("NFKC", _replace(text, AS_TYPED))
    return _replace("".join(map(_digit, composed)).lower().upper().lower(), AS_FOLDED)


def _replace(text: str, rows: tuple[Replacement, ...]) -> str:
    for pattern, put in rows:
        text = re.sub(pattern, put.replace("$1", r"\1"), text)
    return text


def _digit(character: str) -> str:
    zero = next((zero for zero in ZEROS if zero <= ord(character) <= zero + 9), None)
    return character if zero is None else str(ord(character) - zero)
