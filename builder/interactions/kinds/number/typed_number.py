"""Numbers as people type them, authors and learners alike; `typed_number.ts` is the browser's half, tests/vectors/typed_numbers.json holds both.

The rule (docs/authors/syntax.md, "number"):

* A unit before or behind the number, blanks around it, a plus, and the form of minus and digits make no difference.
* Blanks and apostrophes part thousands. Of commas and points that are both there, the last kind is the decimal mark and parts nothing else.
* A comma or a point that is there several times parts thousands.
* A comma that is there once parts thousands where exactly three digits follow and one to three stand before it, the first of them not nought:
  `1,000`. Any other is the decimal mark: `53,10`, `0,125`. A point that is there once is always the decimal mark.
"""

from __future__ import annotations

import re
from decimal import Decimal

from builder.course.typed_answer import gap_key
from builder.lazy_pattern import lazy_pattern

MOST_DIGITS = 15
"""The most digits that a browser compares exactly (IEEE 754 double precision)."""

_THOUSANDS = lazy_pattern(r"[0-9]*|[0-9]{1,3}([., '])[0-9]{3}(?:\1[0-9]{3})*|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}", re.ASCII)
"""Digits without marks, with one kind of mark before each three, or as in India: `1,00,000`."""

_ONE_COMMA = lazy_pattern(r"[1-9][0-9]{0,2},[0-9]{3}", re.ASCII)


def parse_number(typed: str, unit: str = "") -> Decimal | None:
    """Return the number that is typed with or without its unit, or `None`."""
    digits, below_zero = _split_sign(gap_key(typed), gap_key(unit))
    digits = re.sub(r" ?([.,'\u00b7]) ?", r"\1", digits).replace("\u00b7", ".")
    if not re.search(r"[0-9]", digits) or len(re.sub(r"[^0-9]", "", digits)) > MOST_DIGITS:
        return None
    whole, fraction = _split_decimals(digits)
    if not _THOUSANDS.fullmatch(whole) or not re.fullmatch(r"[0-9]*", fraction):
        return None
    number = Decimal(f"{re.sub(r'[^0-9]', '', whole) or '0'}.{fraction}" if fraction else re.sub(r"[^0-9]", "", whole))
    return -number if below_zero and number else number


def _split_sign(key: str, unit: str) -> tuple[str, bool]:
    """Return what is typed without its unit and its sign, which may stand on either side of a unit, and whether it is a minus."""
    sign = key[:1] if key[:1] in {"+", "-"} else ""
    rest = key[len(sign) :].strip(" ")
    bare = (rest.removeprefix(unit) if rest.startswith(unit) else rest.removesuffix(unit)).strip(" ")
    inner = "" if sign or bare[:1] not in {"+", "-"} else bare[:1]
    return bare[len(inner) :].strip(" "), "-" in (sign, inner)


def _split_decimals(digits: str) -> tuple[str, str]:
    """Return what stands before the decimal mark, thousands marks included, and after it; an empty text where there is none."""
    comma, point = digits.rfind(","), digits.rfind(".")
    mark = "," if comma > point else "."
    once = digits.count(mark) == 1
    alone = min(comma, point) < 0
    if max(comma, point) < 0 or (alone and not once) or _ONE_COMMA.fullmatch(digits):
        return digits, ""
    whole, _, fraction = digits.rpartition(mark)
    return whole, fraction
