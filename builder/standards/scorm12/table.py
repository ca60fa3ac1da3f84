"""What the driver of SCORM 1.2 knows."""

from __future__ import annotations

from builder.standards.scorm12.notation import LOCATION_LENGTH, NOTATION, RIGHT, WRONG, write_patterns
from builder.standards.scorm_table import Notation, ScormTable, scorm_table
from builder.tracking.plan import TrackingPlan

EXITS = {"suspend": "suspend", "normal": ""}
"""`cmi.core.exit` of a finished course, by the author's word: SCORM 1.2 knows a normal exit as the empty text (RTE 3.4.4)."""


def driver_table(plan: TrackingPlan) -> ScormTable:
    """Return what the driver knows of one unit."""
    return scorm_table(plan, Notation(LOCATION_LENGTH, EXITS, RIGHT, WRONG, NOTATION, write_patterns))
