"""What pilots have shown, in totals, with small numbers hidden so that they tell nothing of single people.

A number of 1 to 4 is hidden, and so is one from which a hidden or a small number could be worked out by subtraction (primary and secondary
suppression, as the Office for National Statistics uses it for small counts). Single sites show no numbers: a total less the others would tell them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final

from msgspec import Struct

from builder.course.records import Pilot

LEAST_SHOWN: Final = 5
"""The smallest count of people that is shown, but for none at all."""

NO_ANSWER: Final = ""
"""Stands for forms on which a question was left open; no answer has this code."""

COUNTED: Final = ("invited", "came", "finished", "forms")
"""Of each pilot, how many people."""

Shown = dict[str, int | None]
"""By name a count; `None` where it is hidden."""


class PilotTotals(Struct, frozen=True):
    """Totals of all pilots.

    Attributes:
        people: those of `COUNTED` that every pilot gives: a sum of some would read as the sum of all.
        rate: forms returned of those who came, in whole per cent rounded down; `None` where either is hidden or not given, or none came.
        answers: by id of a question, how many gave each answer.
        sessions: how often minutes were measured; `minutes`: their median, `None` without any.

    """

    people: Shown
    rate: int | None
    answers: dict[str, Shown]
    sessions: int
    minutes: float | None


def add_up(pilots: Sequence[Pilot]) -> PilotTotals:
    """Return the totals of pilots, small numbers hidden."""
    given = {name: [getattr(pilot, name) for pilot in pilots] for name in COUNTED}
    people = hide_small_differences({name: sum(counts) for name, counts in given.items() if None not in counts})
    questions = dict.fromkeys(question for pilot in pilots for question in pilot.counts)
    forms, came = people.get("forms"), people.get("came")
    measured = [minutes for pilot in pilots for minutes in pilot.minutes]
    return PilotTotals(
        people,
        forms * 100 // came if forms is not None and came else None,
        {question: hide_answers(_answers(pilots, question), forms) for question in questions},
        len(measured),
        median(measured) if measured else None,
    )


def _answers(pilots: Sequence[Pilot], question: str) -> Counter[str]:
    total: Counter[str] = Counter()
    for pilot in pilots:
        total.update(pilot.counts.get(question, {}))
    return total


def hide_answers(answers: Mapping[str, int], forms: int | None) -> Shown:
    """Hide what would tell of a few forms: all answers where their number is hidden, else the small ones; forms without an answer are a part too.

    Args:
        answers: to one question, by the code of the answer.
        forms: that came back, as they are shown; `None` where they are hidden or not given.

    """
    if forms is None:
        return dict.fromkeys(answers)
    without = max(0, forms - sum(answers.values()))
    shown = hide_small_parts({**answers, NO_ANSWER: without})
    return {code: shown[code] for code in answers}


def hide_small_parts(parts: Mapping[str, int]) -> Shown:
    """Hide small parts of a sum that others may know, and the smallest others until the hidden ones are two or more, and not small together."""
    hidden = {name for name, count in parts.items() if _is_small(count)}
    others = [name for _count, name in sorted((count, name) for name, count in parts.items() if count and name not in hidden)]
    while hidden and others and (len(hidden) == 1 or _is_small(sum(parts[name] for name in hidden))):
        hidden.add(others.pop(0))
    return {name: None if name in hidden else count for name, count in parts.items()}


def hide_small_differences(counts: Mapping[str, int]) -> Shown:
    """Hide counts that are small, or differ by little from one that is shown: 12 invited and 10 who came would tell of two people."""
    shown: Shown = {}
    for name, count in counts.items():
        near = any(_is_small(abs(count - other)) for other in shown.values() if other is not None)
        shown[name] = None if _is_small(count) or near else count
    return shown


def _is_small(count: int) -> bool:
    return 0 < count < LEAST_SHOWN
