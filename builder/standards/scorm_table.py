"""What the drivers of both SCORM versions know of a unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from builder.course.cmi import Definition, InteractionType
from builder.course.model import Record
from builder.tracking.plan import TrackingPlan
from builder.tracking.response_types import NotationRow

PATIENCE = 5000
"""Milliseconds in which the driver looks for the platform's API (RT-01)."""


class ScormInteraction(Struct, frozen=True, omit_defaults=True):
    """A question whose answers are sent.

    Attributes:
        id: the tracked one.
        patterns: the accepted responses as texts.
        weight: its points as a text.
        objectives: tracked ids of its outcomes.
        description: the question as a text, where the version has one.

    """

    id: str
    patterns: tuple[str, ...]
    weight: str
    objectives: tuple[str, ...]
    description: str | None = None


class ScormObjective(Struct, frozen=True):
    """An outcome: its tracked id, the author's, and whether it is this unit that completes its objective. Its score is written by each that asks."""

    id: str
    outcome: str
    completes: bool


class ScormTable(Struct, frozen=True):
    """What a driver of SCORM knows of one unit.

    Attributes:
        patience: milliseconds in which the API is looked for.
        location: most characters of a location.
        exit: what the exit element says once the course is finished.
        whole: whether the unit is all of the package, the whole course or a session that was taken out of it.
        score: whether scores are sent.
        right: the result of a right answer.
        wrong: of a wrong one.
        notation: by CMI type.
        interactions: by id of question: those whose answers are sent.

    """

    patience: int
    location: int
    exit: str
    whole: bool
    score: bool
    right: str
    wrong: str
    notation: dict[str, NotationRow]
    interactions: dict[str, ScormInteraction]
    objectives: tuple[ScormObjective, ...]


class Notation(Struct, frozen=True):
    """How a version writes what the table holds.

    Attributes:
        location: most characters of a location.
        exits: the exit element of a finished course, by the author's word.
        right: the result of a right answer.
        wrong: of a wrong one.
        rows: how it writes responses, by type.
        patterns: the accepted responses as texts.
        description: the question as a text; `None` where the version has none.

    """

    location: int
    exits: Mapping[str, str]
    right: str
    wrong: str
    rows: Mapping[InteractionType, NotationRow]
    patterns: Callable[[Definition], tuple[str, ...]]
    description: Callable[[Definition], str] | None = None


def scorm_table(plan: TrackingPlan, notation: Notation) -> ScormTable:
    """Return what a driver knows of one unit. Only questions whose answers are sent are in it."""
    recorded = [interaction for interaction in plan.interactions if interaction.recorded]
    types = {interaction.definition.type for interaction in recorded}
    tracked = {objective.id: objective.tracked_id for objective in plan.objectives}
    kept = plan.record is not Record.COMPLETION
    return ScormTable(
        patience=PATIENCE,
        location=notation.location,
        exit=notation.exits[plan.exit_when_done],
        whole=plan.units[0].activity.suffix == plan.root,
        score=kept,
        right=notation.right,
        wrong=notation.wrong,
        notation={of.value: row for of, row in notation.rows.items() if of in types},
        interactions={
            interaction.id: ScormInteraction(
                id=interaction.tracked_id,
                patterns=notation.patterns(interaction.definition),
                weight=str(interaction.points),
                objectives=tuple(tracked[outcome] for outcome in interaction.outcomes if outcome in tracked),
                description=notation.description(interaction.definition) if notation.description else None,
            )
            for interaction in recorded
        },
        objectives=tuple(
            ScormObjective(objective.tracked_id, objective.id, objective.id in plan.units[0].completes) for objective in plan.objectives if kept
        ),
    )
