"""What is kept and sent of a learner's work, in words: for learners and for the people who run or review a course."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from builder.pages.names import write_position
from builder.sentences import name_counted, say, say_on_page
from builder.tracking.disclosures import Disclosure, Group, disclose
from builder.tracking.plan import TrackingPlan

READERS = {"learner": "shell-recorded-", "staff": "shell-report-"}
"""What the name of a fact's sentence begins with, by who reads it."""


class RecordedSentences(Struct, frozen=True):
    """The sentences about a course, by where they stand.

    Attributes:
        groups: sentences by group (`builder.tracking.disclosures.Group`), each in reading order; a group that nothing is in is empty.
        judged: some of the answers that people can read are right or wrong.

    """

    groups: dict[Group, tuple[str, ...]]
    judged: bool


def write_recorded(plan: TrackingPlan, reader: Literal["learner", "staff"]) -> RecordedSentences:
    """Return what is to be said of a plan, or of the plan of one unit, in the course's language."""
    facts = disclose(plan)
    groups: dict[Group, tuple[str, ...]] = {
        group: tuple(_write_fact(plan.language, fact, reader) for fact in facts if fact.group == group) for group in get_args(Group)
    }
    return RecordedSentences(groups, any(response.recorded and response.definition.correct for response in plan.interactions))


def _write_fact(language: str, fact: Disclosure, reader: Literal["learner", "staff"]) -> str:
    speak, values, name = say_on_page if reader == "learner" else say, dict(fact.values), READERS[reader] + fact.name
    sentence = speak(language, name_counted(language, name, int(values[fact.counted])) if fact.counted else name, **values)
    return sentence if fact.position is None else f"{sentence} {write_position(language, fact.position, speak)}"
