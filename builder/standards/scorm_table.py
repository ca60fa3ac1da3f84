"""The driver's table that both SCORM versions share: `ScormTable` of `templates/runtime/contract.ts`."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from builder.course.cmi import Definition, InteractionType
from builder.course.model import Record
from builder.tracking.plan import TrackingPlan

PATIENCE = 5000
"""Milliseconds in which the driver looks for the platform's API (RT-01)."""


class Notation(Struct, frozen=True):
    """How a version writes what the table holds.

    Attributes:
        location: most characters of a location.
        exits: the exit element of a finished course, by the author's word.
        right: the result of a right answer.
        wrong: of a wrong one.
        row: a type's row, `NotationRow` of `contract.ts`.
        patterns: the accepted responses as texts.
        description: the question as a text; `None` where the version has none.

    """

    location: int
    exits: dict[str, str]
    right: str
    wrong: str
    row: Callable[[InteractionType], dict[str, object]]
    patterns: Callable[[Definition], tuple[str, ...]]
    description: Callable[[Definition], str] | None = None


def scorm_table(plan: TrackingPlan, notation: Notation) -> dict[str, object]:
    """Return what a driver knows of one unit. Only questions whose answers are sent are in it."""
    recorded = [one for one in plan.interactions if one.recorded]
    tracked = {objective.id: objective.tracked_id for objective in plan.objectives}
    kept = plan.record is not Record.COMPLETION
    describe = notation.description
    return {
        "patience": PATIENCE,
        "location": notation.location,
        "exit": notation.exits[plan.exit_when_done],
        "score": kept,
        "right": notation.right,
        "wrong": notation.wrong,
        "notation": {of.value: notation.row(of) for of in InteractionType if any(one.definition.type is of for one in recorded)},
        "interactions": {
            one.id: {
                "id": one.tracked_id,
                "patterns": list(notation.patterns(one.definition)),
                "weight": str(one.points),
                "objectives": [tracked[outcome] for outcome in one.outcomes if outcome in tracked],
                **({"description": describe(one.definition)} if describe else {}),
            }
            for one in recorded
        },
        "objectives": [
            {
                "id": objective.tracked_id,
                "outcome": objective.id,
                "sessions": [session.id for session in plan.sessions() if objective.id in session.outcomes],
            }
            for objective in plan.objectives
            if kept
        ],
    }
