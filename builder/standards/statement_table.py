"""What the drivers of xAPI and of cmi5 both know of a plan: its statements' shapes, and every activity that they are about.

Source of the notation: xAPI 1.0.3 Data 2.4.4.1. All ten types exist, codes are used as they are, and there is no limit and no fallback.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from builder.tracking.activity import Activity
from builder.tracking.plan import Event, PlannedInteraction, TrackingPlan
from builder.tracking.response_types import DELIMITED, NotationRow
from builder.tracking.statements import activity_object

CONNECT = "'self' https: http://localhost:* http://127.0.0.1:*"
"""The store is known only at launch, so every https address must be allowed, and loopback for trials on one's own machine."""

STATE_ID = "copack-progress"
STATE_LENGTH = 64_000
"""Our own bound: the state document has none, but a launch must not read a megabyte."""

KEEP_DAYS = 7
"""Tracking contract 4."""


class About(Struct, frozen=True, rename="camel"):
    """An activity as xAPI writes it, but for its `id`: that is a suffix of the base."""

    object_type: str
    id: str
    definition: dict[str, Any]


class QuestionTable(Struct, frozen=True):
    """A question whose answers are sent. `session` is an id, so are the `outcomes`."""

    session: str
    object: About
    outcomes: tuple[str, ...]


class RecordTable(Struct, frozen=True, kw_only=True, rename="camel"):
    """What a driver knows of the plan when it tells statements; ids of activities are suffixes of the base.

    Attributes:
        course: suffix of the unit's own activity.
        versions: of xAPI that our statements are valid under, the oldest first.
        keep_days: days after which queued rows are dropped.
        state: id of the state document.
        notation: the same for every type.
        shapes: by event, the statement with `"$name"` where the launch or the moment decides.
        sessions: by id.
        checks: by id.
        questions: by id.
        outcomes: by id.
        session_outcomes: ids of outcomes by id of session.

    """

    base: str
    course: str
    versions: tuple[str, ...]
    keep_days: int = KEEP_DAYS
    state: str = STATE_ID
    notation: NotationRow = DELIMITED
    shapes: dict[str, dict[str, Any]]
    sessions: dict[str, About]
    checks: dict[str, About]
    questions: dict[str, QuestionTable]
    outcomes: dict[str, About]
    session_outcomes: dict[str, tuple[str, ...]]


def record_fields(plan: TrackingPlan, shapes: dict[Event, dict[str, Any]]) -> dict[str, Any]:
    """Return the fields of `RecordTable` but for `versions`: what a driver needs to fill in `shapes`."""
    language = plan.language

    def about(activity: Activity, interaction: PlannedInteraction | None = None) -> About:
        written: dict[str, Any] = activity_object(activity, language, interaction)
        return About(written["objectType"], activity.suffix, written["definition"])

    # A session that is a unit of its own is told by the unit's statements alone.
    told = {template.event for template in plan.statements}
    recorded = [interaction for interaction in plan.interactions if interaction.recorded]
    return {
        "base": plan.base,
        "course": plan.units[0].activity.suffix,
        "shapes": {event: shape for event, shape in shapes.items() if event in told or event != "session-completed"},
        "sessions": {session.id: about(session.activity) for session in plan.sessions()},
        "checks": {check.id: about(check.activity) for check in plan.checks},
        "questions": {
            interaction.id: QuestionTable(interaction.session, about(interaction.activity, interaction), interaction.outcomes)
            for interaction in recorded
        },
        "outcomes": {objective.id: about(objective.activity) for objective in plan.objectives},
        "session_outcomes": {session.id: session.outcomes for session in plan.sessions()},
    }
