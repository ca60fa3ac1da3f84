"""Amounts of money, numbers with a point, days and digests: what is read, and what was probably meant by what is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from builder.course.record_values import LONGEST_AMOUNT

_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")
_CURRENCY = re.compile(r"^(?:£|€|\$|gbp|eur)|(?:£|€|gbp|eur|pounds?|euros?|hours?|miles?|copies)$", re.IGNORECASE)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[, ][0-9]{3}){1,2}(?:\.[0-9]{1,4})?")
_COMMA = re.compile(r"[0-9]{1,9},[0-9]{1,2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})")


def read_amount(text: str, places: int) -> Decimal | None:
    """Return a number as digits, with a point and at most `places` digits after it: `25`, `25.50`; `None` for anything else, also below nothing."""
    if not _PLAIN.fullmatch(text) or len(text.partition(".")[2]) > places:
        return None
    return Decimal(text)


def mean_amount(text: str, places: int) -> str:
    """Return the digits that were probably meant by `£25.50`, `1,250`, `12,5` or `24 hours`; empty where that is not clear, as below nothing."""
    bare = _CURRENCY.sub("", _CURRENCY.sub("", text.strip()).strip()).strip()
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "").replace(" ", "")
    elif _COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    return bare if read_amount(bare, places) is not None else ""


def describe_amount(places: int) -> str:
    """Return in words how an amount is typed."""
    limits = f"0 or more, at most {LONGEST_AMOUNT} before the point and {places} after it"
    return f"Type digits, such as 25 or 25.50: {limits}. Leave it empty if you do not know it."


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, as 2026-01-31."""
    try:
        return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def mean_day(text: str) -> str:
    """Return the day that was probably meant by `31/01/2026` (day first, as in the United Kingdom) or `2026/1/31`; empty where none can be."""
    day_first, year_first = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    if day_first is not None:
        day, month, year = day_first.groups()
    elif year_first is not None:
        year, month, day = year_first.groups()
    else:
        return ""
    meant = f"{year}-{month:0>2}-{day:0>2}"
    return meant if is_day(meant) else ""


def mean_digest(text: str) -> str:
    """Return the digest that was probably meant by one in capitals, in groups or behind the name of its sort; empty where none can be."""
    bare = re.sub(r"[ :-]", "", text.lower()).removeprefix("sha256")
    return bare if re.fullmatch(r"[0-9a-f]{64}", bare) else ""


class Form(NamedTuple):
    """A form that a value must have: what was probably meant by a text without it, and how it is typed, in words."""

    mean: Callable[[str], str]
    words: str


FORMS = {
    "day": Form(mean_day, "A day is its year, month and day, such as 2026-01-31. Leave it empty if there is none."),
    "digest": Form(mean_digest, "A digest is 64 of the digits 0 to 9 and the letters a to f. Copy it from the handover sheet."),
}
"""By the name that a type of `builder.course` gives it."""
