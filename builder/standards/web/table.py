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


def device_names(plan: TrackingPlan) -> str:
    """Return how the names begin under which windows of a unit keep their progress on the device (driver.ts)."""
    return f"{driver_table(plan).key}#"
