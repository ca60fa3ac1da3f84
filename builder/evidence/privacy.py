"""Data protection, for an assessment (DPIA): each datum of a learner, why it exists, where it lies, who sees it, and how it is erased.

What is listed follows from the tracking plan (`builder.tracking.disclosures`); why, who and how long are the same for every course, because
Copack runs nothing: no server of ours ever gets any of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from builder.pages.recorded import RecordedSentences, write_recorded
from builder.standards.standard import Standard
from builder.tracking.disclosures import Group
from builder.tracking.plan import TrackingPlan


class DataRow(Struct, frozen=True):
    """Data that are kept in one place for one reason.

    Attributes:
        name: what they are called in short.
        data: each datum, in words.
        why: what they are for.
        where: where they lie, one sentence for each way of delivery.
        seen_by: who can read them.
        kept_by: who decides how long they are kept.
        erased: how they are erased.

    """

    name: str
    data: tuple[str, ...]
    why: str
    where: tuple[str, ...]
    seen_by: str
    kept_by: str
    erased: str


_OWNER: Final = "The organisation that runs the learning platform"
_AT_PLATFORM: Final = "People who can open the reports of the platform, and those who run it"
_ERASED_THERE: Final = "The people who run the platform delete the learner’s record of this course there. Copack and the authors do not have a copy."

_REASONS: Final[dict[Group, tuple[str, str, str, str, str]]] = {
    "sent": (
        "Progress and results",
        "To show the learner, and the organisation that asked for the training, how far they are",
        _AT_PLATFORM,
        _OWNER,
        _ERASED_THERE,
    ),
    "answers": ("Answers that can be read", "To show which outcomes a learner has reached", _AT_PLATFORM, _OWNER, _ERASED_THERE),
    "code": (
        "The packed state",
        "So that a learner can stop and go on without answering twice",
        "It is a short code, which is not encrypted. Anyone who can see it can work out what it says",
        _OWNER,
        _ERASED_THERE,
    ),
    "window": (
        "On the learner’s device",
        "So that learners can read their own words again, and nothing is lost when the network fails",
        "The learner, and others who use the same device and browser",
        "The learner",
        "The learner closes the window, or deletes the site’s data in the browser. In the course, too, learners can delete what they kept.",
    ),
}
"""By group of disclosures: its name, why it is kept, who sees it, who decides how long, how it is erased."""


def data_rows(plan: TrackingPlan, standards: Iterable[Standard]) -> tuple[DataRow, ...]:
    """Return what is kept of a learner, by place; a place where nothing lies is left out."""
    recorded = write_recorded(plan, "staff")
    places = _places(plan, standards)
    return tuple(_row(group, recorded, places) for group in _REASONS if recorded.groups[group])


def _places(plan: TrackingPlan, standards: Iterable[Standard]) -> tuple[str, ...]:
    """Return for each place where a record may lie a sentence that names the packages whose records lie there."""
    titles: dict[str, list[str]] = {}
    for standard in standards:
        titles.setdefault(_place(plan, standard), []).append(standard.title)
    return tuple(f"{', '.join(names)}: {place}" for place, names in titles.items())


def _place(plan: TrackingPlan, standard: Standard) -> str:
    if standard.sends_statements:
        return "in the record store (LRS) that the platform uses"
    if any(standard.describe(plan, template) for template in plan.statements):
        return "in the platform’s own database"
    return "on the learner’s device alone, as nothing is sent"


def _row(group: Group, recorded: RecordedSentences, places: tuple[str, ...]) -> DataRow:
    name, why, seen_by, kept_by, erased = _REASONS[group]
    where = ("In the learner’s browser",) if group == "window" else places
    return DataRow(name, recorded.groups[group], why, where, seen_by, kept_by, erased)


def not_sent(plan: TrackingPlan) -> tuple[str, ...]:
    """Return what the course never sends, in words."""
    return write_recorded(plan, "staff").groups["never"]
