"""What making the course cost, in sums that tell nothing of single people.

A sum of what people get is shown where it was shared among `LEAST_SHOWN` people or more (the same number as for pilots). While one is hidden, the
sum of everything is hidden too, because the others taken from it would tell the hidden ones.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from builder.course.costs import COST_HEADINGS, PERSONAL_HEADINGS, Cost, Costs, list_costs
from builder.evidence.pilot_totals import LEAST_SHOWN


class HeadingTotal(Struct, frozen=True):
    """The sum under a heading of the cost sheet, in words.

    Attributes:
        name: of the heading.
        money: the sum, “not given” or “hidden”.
        hours: of people, likewise; empty where the heading has none.
        missing: how many lines have no amount.

    """

    name: str
    money: str
    hours: str
    missing: int


class CostTotals(Struct, frozen=True):
    """The sums of all headings, and the sum of everything in words; `hidden`: whether any is hidden."""

    headings: tuple[HeadingTotal, ...]
    money: str
    hidden: bool


def add_up_costs(costs: Costs) -> CostTotals:
    """Return the sums of a cost sheet. A heading without an amount is “not given”; nothing is put in its place."""
    headings = tuple(_add_up_heading(costs, heading) for heading in COST_HEADINGS)
    hidden = any(_HIDDEN in (heading.money, heading.hours) for heading in headings)
    given = [line.total for heading in COST_HEADINGS for line in list_costs(costs, heading) if line.total is not None]
    everything = _HIDDEN if hidden else _say(sum(given, Decimal(0)), costs.currency) if given else _NOT_GIVEN
    return CostTotals(headings, everything, hidden)


_NOT_GIVEN, _HIDDEN = "not given", "hidden"


def _add_up_heading(costs: Costs, heading: str) -> HeadingTotal:
    lines = list_costs(costs, heading)
    given = [line.total for line in lines if line.total is not None]
    hours = [line.hours for line in lines if line.hours is not None]
    hide = heading in PERSONAL_HEADINGS and _is_of_few(lines)
    money, time = sum(given, Decimal(0)), sum(hours, Decimal(0))
    return HeadingTotal(
        COST_HEADINGS[heading],
        _NOT_GIVEN if not given else _HIDDEN if hide and money else _say(money, costs.currency),
        "" if not hours else _HIDDEN if hide and time else f"{_shorten(time)} hours",
        len(lines) - len(given),
    )


def _is_of_few(lines: tuple[Cost, ...]) -> bool:
    """Tell whether a sum may be of fewer people than may be told of: no line is known to be shared among enough of them."""
    return all(line.people is None or line.people < LEAST_SHOWN for line in lines)


def _say(money: Decimal, currency: str) -> str:
    return f"{money:,.2f} {currency or '(currency not given)'}"


def _shorten(number: Decimal) -> str:
    """Return a number without zeros after its point: 24, 1.5."""
    return f"{number.normalize():,f}"
