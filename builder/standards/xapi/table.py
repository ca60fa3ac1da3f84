"""What the driver of xAPI knows: the table of statements and the course's profile."""

from __future__ import annotations

from typing import Any

from builder.standards.statement_table import RecordTable, record_fields
from builder.tracking.plan import TrackingPlan
from builder.tracking.statements import profile_activity

VERSIONS = ("1.0.3", "2.0.0")


class XapiTable(RecordTable, frozen=True, kw_only=True, rename="camel"):
    """What the driver of xAPI knows. `category` is what stands there: the version of the course's profile."""

    category: tuple[dict[str, Any], ...]


def driver_table(plan: TrackingPlan) -> XapiTable:
    """Return what the driver knows of one unit."""
    return XapiTable(**record_fields(plan, plan.shapes), versions=VERSIONS, category=(profile_activity(plan),))
