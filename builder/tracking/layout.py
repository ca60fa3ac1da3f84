"""The layout of the packed state: which fields it has, in which order, and how wide each is (tracking contract 3).

This is the only place that says so. `state.py` works out from it what a course costs at worst; the build hook writes it as constants
for the browser (`templates/assets/browser_types.py`); the table in `docs/developers/state.md` is made from it.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from builder.course.cmi import SHORT_ANSWER_LENGTH

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Base-64 digits: all from the alphabet that every platform leaves alone (RT-12)."""

KEY_LENGTH = 3
"""Characters of a key; `identifiers.state_key` makes it."""

SECTION_END, ANSWER_END = "~", "."


class Field(Struct, frozen=True):
    """A field of a record.

    Attributes:
        name: as in `State`, `KeptCheck` and `KeptAnswer` of `templates/runtime/state.ts`.
        coding: `text`: as it is; `digits`: a number in base-64 digits, the most significant first; `optional`: a number kept one higher,
            so that zero says "none"; `flags`: a sum of `FLAGS` in one digit.
        width: in characters.
        holds: what it says, for the documentation.

    """

    name: str
    coding: Literal["text", "digits", "optional", "flags"]
    width: int
    holds: str


_KEY = Field("key", "text", KEY_LENGTH, "key")
_COUNT = Field("count", "digits", 2, "times submitted")
_OUTCOME = Field("outcome", "text", 1, "letter of the outcome")
_RAW = Field("raw", "optional", 2, "mark in per cent or none")
_SEED = Field("seed", "digits", 2, "seed")
_FINISHED = Field("finished", "optional", 3, "day of finishing or none")
_LANGUAGE = Field("language", "optional", 1, "number of the language chosen or none")

VERSION = 3
"""The version that every state is written in. All before it are read for ever; a state of one above it is left as it is."""

SEEDS = len(DIGITS) ** _SEED.width
"""One more than the largest seed."""

HEADS: dict[int, tuple[Field, ...]] = {1: (_OUTCOME, _RAW), 2: (_OUTCOME, _RAW, _SEED), VERSION: (_OUTCOME, _RAW, _SEED, _FINISHED, _LANGUAGE)}
"""The section after the version, for each version that is read."""

PAGE: tuple[Field, ...] = (_KEY,)
CHECK: tuple[Field, ...] = (_KEY, _COUNT, Field("best", "optional", 2, "best mark in per cent or none"))
ANSWER: tuple[Field, ...] = (_KEY, _COUNT, Field("flags", "flags", 1, "flags"), Field("index", "optional", 2, "index at the platform or none"))
"""What stands before the payload of an answer."""

DRAFT: tuple[Field, ...] = (_KEY,)
"""What stands before the payload of a draft."""

_FIRST_SECTIONS = ("version", "head", "pages", "checks", "answers")

SECTIONS: dict[int, tuple[str, ...]] = {1: _FIRST_SECTIONS, 2: _FIRST_SECTIONS, VERSION: (*_FIRST_SECTIONS, "drafts")}
"""For each version that is read its sections in order, `SECTION_END` between them."""

FLAGS: tuple[str, ...] = ("submitted", "right", "firstRight")
"""What the flags of an answer say; each is worth twice the one before it, and the first is worth 1.

In versions 1 and 2 an answer that is not `submitted` was a draft, and a draft took the place of what was submitted. Later ones are all submitted.
"""

OUTCOMES: dict[str, str] = {"going-on": "g", "complete": "c", "passed": "p", "failed-may-retry": "r", "failed": "f"}
"""The letter of each kind of outcome (tracking contract 1)."""

PACKED_TEXT = 60
"""The most characters that a typed text takes packed; before that it is cut to `SHORT_ANSWER_LENGTH` characters."""

EMPTY_GAP, OWN_WORDS = 62, 63
"""What the first digit of a gap says when it is not the number of an accepted text: nothing typed; a digit of length and a packed text follow."""

GAP_FRAME = 2
"""Characters before the packed text of a gap: `OWN_WORDS` and its length."""


def width(fields: tuple[Field, ...]) -> int:
    """Return the characters that a record of these fields takes."""
    return sum(field.width for field in fields)


assert len(DIGITS) > PACKED_TEXT, "one digit holds the length of a packed text"
assert SHORT_ANSWER_LENGTH <= PACKED_TEXT, "a short answer in plain letters is kept whole"
