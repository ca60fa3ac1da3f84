"""What the driver of cmi5 knows: the table of statements, and the words and ids that cmi5 itself gives."""

from __future__ import annotations

from builder.standards.cmi5.shapes import cmi5_shapes
from builder.standards.statement_table import RecordTable, record_fields
from builder.tracking.plan import TrackingPlan

VERSIONS = ("1.0.3",)
"""cmi5 is written for xAPI 1.0.3 and names no way to agree on a later one (tracking contract 4)."""

LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"


class Cmi5Table(RecordTable, frozen=True, kw_only=True, rename="camel"):
    """What the driver of cmi5 knows.

    Attributes:
        launch_data: id of a document that the platform writes.
        preferences: likewise.

    """

    launch_data: str
    preferences: str


def driver_table(plan: TrackingPlan) -> Cmi5Table:
    """Return what the driver knows of one unit."""
    return Cmi5Table(
        **record_fields(plan, cmi5_shapes(plan, plan.shapes)),
        versions=VERSIONS,
        launch_data=LAUNCH_DATA,
        preferences=PREFERENCES,
    )
