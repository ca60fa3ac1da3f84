"""The sorts of value that records hold: words, names, days, counts, amounts of money."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

LONGEST_AMOUNT = 9
"""Digits before the point of an amount of money or of a number of hours, at most."""

Words = Annotated[str, Meta(max_length=4000)]
Line = Annotated[str, Meta(max_length=250)]
Named = Annotated[str, Meta(min_length=1, max_length=250)]
Date = Annotated[str, Meta(pattern=r"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?$", description="a day, as 2026-01-31; or empty", extra={"form": "day"})]
Count = Annotated[int, Meta(ge=0, le=100_000)]

_NUMBER = {"type": "number", "minimum": 0}

Money = Annotated[Decimal, Meta(description="money, as 25 or 25.50", extra={"places": 2}, extra_json_schema=_NUMBER)]
"""An amount of money, to two places."""

Rate = Annotated[Decimal, Meta(description="money for one, as 25.50 or 0.455", extra={"places": 4}, extra_json_schema=_NUMBER)]
"""Money for one hour, mile or copy, to four places: miles and copies cost parts of a penny."""

Quantity = Annotated[Decimal, Meta(description="a number, as 24 or 1.5", extra={"places": 2}, extra_json_schema=_NUMBER)]
"""How many hours, miles or copies, to two places."""
