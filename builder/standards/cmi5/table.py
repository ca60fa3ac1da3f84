"""What the driver of cmi5 knows: the table of statements, and the words and ids that cmi5 itself gives."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from builder.standards.cmi5.shapes import CMI5_CATEGORY, MASTERY_SCORE, MOVEON_CATEGORY, SESSION_ID, category, cmi5_shapes
from builder.standards.statement_table import RecordTable, record_fields
from builder.tracking.plan import TrackingPlan
from builder.tracking.statements import profile_activity

VERSIONS = ("1.0.3",)
"""cmi5 is written for xAPI 1.0.3 and names no way to agree on a later one (tracking contract 4)."""

LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"


class CategoryTable(Struct, frozen=True):
    """The activities that stand in `category`: of cmi5 defined statements, of those that move on, and of all."""

    cmi5: dict[str, Any]
    moveon: dict[str, Any]
    profile: tuple[dict[str, Any], ...]


class Cmi5Table(RecordTable, frozen=True, kw_only=True, rename="camel"):
    """What the driver of cmi5 knows.

    Attributes:
        mastery_score_extension: IRI.
        session_extension: IRI.
        launch_data: id of a document that the platform writes.
        preferences: likewise.

    """

    category: CategoryTable
    mastery_score_extension: str
    session_extension: str
    launch_data: str
    preferences: str


def driver_table(plan: TrackingPlan) -> Cmi5Table:
    """Return what the driver knows of one unit."""
    return Cmi5Table(
        **record_fields(plan, cmi5_shapes(plan, plan.shapes)),
        versions=VERSIONS,
        category=CategoryTable(category(CMI5_CATEGORY), category(MOVEON_CATEGORY), (profile_activity(plan),)),
        mastery_score_extension=MASTERY_SCORE,
        session_extension=SESSION_ID,
        launch_data=LAUNCH_DATA,
        preferences=PREFERENCES,
    )
