"""What the driver of the web package knows."""

from __future__ import annotations

from msgspec import Struct

from builder.tracking.plan import TrackingPlan


class WebTable(Struct, frozen=True):
    """What the driver knows. `key`: where progress lies on the device, different for each course."""

    key: str


def driver_table(plan: TrackingPlan) -> WebTable:
    """Return what the driver knows of one unit."""
    return WebTable(f"copack.web.{plan.base}{plan.course}")
