"""What the drivers of xAPI and of cmi5 both know of a plan: its statements' shapes, and every activity that they are about.

Source of the notation: xAPI 1.0.3 Data 2.4.4.1. All ten types exist, codes are used as they are, and there is no limit and no fallback.
"""

from __future__ import annotations

from builder.tracking.plan import Activity, Event, PlannedInteraction, TrackingPlan
from builder.tracking.responses import ITEM, PAIR
from builder.tracking.statements import activity_object

CONNECT = "'self' https: http://localhost:* http://127.0.0.1:*"
"""The store is known only at launch, so every https address must be allowed, and loopback for trials on one's own machine."""

STATE_ID = "copack-progress"
STATE_LENGTH = 64_000
"""Our own bound: the state document has none, but a launch must not read a megabyte."""

KEEP_DAYS = 7
"""Tracking contract 4."""

NOTATION: dict[str, object] = {"item": ITEM, "pair": PAIR, "true": "true", "false": "false"}
"""The same for every type; typed as `NotationRow` in `templates/runtime/contract.ts`."""


def statement_table(plan: TrackingPlan, shapes: dict[Event, dict[str, object]]) -> dict[str, object]:
    """Return what a driver needs to fill in `shapes`. Ids of activities in it are suffixes of the base."""
    language = plan.language

    def about(activity: Activity, interaction: PlannedInteraction | None = None) -> dict[str, object]:
        return {**activity_object(activity, language, interaction), "id": activity.suffix}

    # A session that is a unit of its own is told by the unit's statements alone.
    told = {template.event for template in plan.statements}
    recorded = [one for one in plan.interactions if one.recorded]
    return {
        "base": plan.base,
        "course": plan.units[0].activity.suffix,
        "keepDays": KEEP_DAYS,
        "state": STATE_ID,
        "notation": NOTATION,
        "shapes": {event: shape for event, shape in shapes.items() if event in told or event != "session-completed"},
        "sessions": {session.id: about(session.activity) for session in plan.sessions()},
        "checks": {check.id: about(check.activity) for check in plan.checks},
        "questions": {one.id: {"session": one.session, "object": about(one.activity, one), "outcomes": list(one.outcomes)} for one in recorded},
        "outcomes": {one.id: about(one.activity) for one in plan.objectives},
        "sessionOutcomes": {session.id: list(session.outcomes) for session in plan.sessions()},
    }
