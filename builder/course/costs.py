"""costs.yaml: what making the course cost, in money and in hours of people, at the rates of those who pay.

There is no rate here and no default of one. What nobody typed is not given, which is not the same as nothing.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Final

from msgspec import Meta, Struct

from builder.course.record_values import Date, Line, Money, Quantity, Rate

PENNY: Final = Decimal("0.01")


class Cost(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the cost sheet: what was done or bought, never for whom by name.

    Attributes:
        what: a purpose, such as “meetings to write the course”.
        hours: of people, all together.
        number: how many of `unit`, such as miles, journeys or copies.
        rate: money for one hour or one of `unit`.
        amount: money for all of it, where there is no rate.
        people: among how many people it was shared; fewer than five are hidden in the evidence pack.

    """

    what: Annotated[str, Meta(min_length=1, max_length=250, description="a purpose, such as: meetings to write the course; never one person")]
    hours: Quantity | None = None
    number: Quantity | None = None
    unit: Line = ""
    rate: Rate | None = None
    amount: Money | None = None
    people: Annotated[int, Meta(ge=0, le=100_000, description="among how many people it was shared")] | None = None

    @property
    def quantity(self) -> Decimal | None:
        """By what the rate is multiplied: hours, or else the number; `None` where neither was typed."""
        return self.hours if self.hours is not None else self.number

    @property
    def worked_out(self) -> Decimal | None:
        """Quantity times rate, rounded half up to two places; `None` where one of them is missing."""
        if self.rate is None or self.quantity is None:
            return None
        return (self.rate * self.quantity).quantize(PENNY, ROUND_HALF_UP)

    @property
    def total(self) -> Decimal | None:
        """The amount as typed, or else as worked out; `None` where it is not given."""
        return self.amount if self.amount is not None else self.worked_out


class Costs(Struct, frozen=True, forbid_unknown_fields=True):
    """costs.yaml: lines by heading, and where the rates come from.

    Attributes:
        currency: in words, such as pounds.
        rates_from: whose rates these are, and of which year.
        counted_to: the day up to which the lines count.
        staff_time, lay_pay, travel, replacement_care: what people get or give.
        printing, fees, other: what is bought. Fees are those of rooms and of bodies, not of one person.

    """

    currency: Annotated[str, Meta(max_length=40, description="in words, such as pounds")] = ""
    rates_from: Annotated[str, Meta(max_length=250, description="whose rates these are, such as: our trust's policy on payment, 2026")] = ""
    counted_to: Date = ""
    staff_time: tuple[Cost, ...] = ()
    lay_pay: tuple[Cost, ...] = ()
    travel: tuple[Cost, ...] = ()
    replacement_care: tuple[Cost, ...] = ()
    printing: tuple[Cost, ...] = ()
    fees: tuple[Cost, ...] = ()
    other: tuple[Cost, ...] = ()


COST_HEADINGS = {
    "staff_time": "Time of staff",
    "lay_pay": "Pay of service users and carers",
    "travel": "Travel",
    "replacement_care": "Replacement care",
    "printing": "Printing",
    "fees": "Fees",
    "other": "Other",
}
"""By field of `Costs`, the heading in words, in the order of the sheet."""

PERSONAL_HEADINGS = ("staff_time", "lay_pay", "travel", "replacement_care")
"""Headings of what people get or give; of few people the sum would tell what one of them got."""


def list_costs(costs: Costs, heading: str) -> tuple[Cost, ...]:
    """Return the lines under a heading of `COST_HEADINGS`, in the author's order."""
    lines: tuple[Cost, ...] = getattr(costs, heading)
    return lines
