"""The plan's statements as cmi5 wants them: which of them are “cmi5 defined”, and what those must and must not hold.

Numbers in brackets are requirement ids of cmi5 (Quartz), as the npm package `@cmi5/requirements` gives them.
"""

from __future__ import annotations

from builder.tracking.plan import Event, TrackingPlan
from builder.tracking.statements import profile_activity

CMI5_CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
"""Makes a statement “cmi5 defined” (9.6.2.1-1)."""

MOVEON_CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/moveon"
"""Stands exactly in defined statements whose result says success or completion (9.6.2.2-1, 9.6.2.2-2)."""

MASTERY_SCORE = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"

MASTERY_VARIABLE = "$masteryScore"
"""The mastery score of the launch data. It is left out where the launch gave none."""

DEFINED: frozenset[Event] = frozenset({"initialized", "completed", "passed", "failed", "terminated"})
"""Events about the AU itself. Their object is the launch's activity (9.4.0.0-2), each is sent at most once a session (9.3.0.0-2).

The others are “cmi5 allowed”: `answered`, `outcome-scored` and `session-completed` are about questions, outcomes and sessions,
and do not carry the category cmi5. That a result of theirs has success, a score or a completion is no breach: 9.5.1.0-2,
9.5.2.0-3 and 9.5.3.0-2 limit “cmi5 defined statements” alone, and what makes one is the category (9.6.2.1-1). For the same
reason the verb “completed” of a session does not count against 9.3.0.0-6. They must not carry the category moveon
(9.6.2.2-2), a raw score stands with min and max (9.5.1.0-3), and they are sent between the first and the last (7.1.3.0-1).
"""


def category(identifier: str) -> dict[str, object]:
    """Return a category of cmi5 as an activity."""
    return {"objectType": "Activity", "id": identifier}


def cmi5_shapes(plan: TrackingPlan, shapes: dict[Event, dict[str, object]]) -> dict[Event, dict[str, object]]:
    """Return the shapes of a plan's unit as cmi5 has them.

    The context template of the launch is no part of them: the driver begins each context with it and overwrites nothing of it
    (10.2.1.0-6, 10.2.1.0-7). A launch of cmi5 always has a registration (8.1.4.0-1), so the profile is always claimed.
    """
    return {event: _shape(plan, event, shape) for event, shape in shapes.items()}


def _shape(plan: TrackingPlan, event: Event, shape: dict[str, object]) -> dict[str, object]:
    result, context = shape.get("result", {}), shape["context"]
    assert isinstance(result, dict)
    assert isinstance(context, dict)
    activities = context["contextActivities"]
    assert isinstance(activities, dict)
    categories = [profile_activity(plan)]
    if event in DEFINED:
        moves = "success" in result or "completion" in result
        categories = [category(CMI5_CATEGORY), *([category(MOVEON_CATEGORY)] if moves else []), *categories]
    made: dict[str, object] = {**context, "contextActivities": {**activities, "category": categories}}
    if event in {"passed", "failed"}:
        made["extensions"] = {MASTERY_SCORE: MASTERY_VARIABLE}  # 9.6.3.2-2
    return {**shape, "context": made}
