"""The cost sheet: amounts that fit their rates, and a currency where there is money."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.costs import COST_HEADINGS, Cost, Costs, list_costs
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.bind.course import BoundCourse

UNCLEAR_COST = Rule("TRK030", "unclear-cost", Severity.WARNING, "Reviewers add the costs up, and doubt all of them where one is not clear.")


def check_costs(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of amounts that are not what their rates give, of rates of nothing, and of money without a currency."""
    filled = course.records.get("costs")
    if filled is None or filled.model is None:
        return
    costs: Costs = filled.model
    lines = [(f"{heading}.{index}", line) for heading in COST_HEADINGS for index, line in enumerate(list_costs(costs, heading))]
    for path, line in lines:
        places = [filled.places[f"{path}.{field}"] for field in ("amount", "rate", "what") if f"{path}.{field}" in filled.places]
        yield from _check_line(line, places[0])
    if not costs.currency and any(line.total is not None for _path, line in lines):
        message = "There is money in costs.yaml, but no currency."
        yield Diagnostic(UNCLEAR_COST, message, filled.places.get("currency", Place("costs.yaml")), "Type it in words, such as `currency: pounds`.")


def _check_line(line: Cost, place: Place) -> Iterator[Diagnostic]:
    if line.hours is not None and line.number is not None:
        message = f"“{line.what}” has `hours:` and `number:`. The rate can be of one of them only."
        yield Diagnostic(UNCLEAR_COST, message, place, "Make two lines of it, each with a rate of its own.")
    elif line.amount is not None and line.worked_out is not None and line.amount != line.worked_out:
        message = f"“{line.what}” has {line.quantity} at {line.rate}, which is {line.worked_out}, but `amount:` is {line.amount}. The amount counts."
        yield Diagnostic(UNCLEAR_COST, message, place, "Correct one of the three, or delete `amount:`.")
    elif line.rate is not None and line.quantity is None:
        message = f"“{line.what}” has a rate, but Copack does not know of how many."
        yield Diagnostic(UNCLEAR_COST, message, place, "Type `hours:` or `number:`, or the whole as `amount:`.")
