"""What the driver of SCORM 2004 knows."""

from __future__ import annotations

from builder.standards.scorm2004.notation import LOCATION_LENGTH, NOTATION, RIGHT, WRONG, write_description, write_patterns
from builder.standards.scorm_table import Notation, ScormTable, scorm_table
from builder.tracking.plan import TrackingPlan

EXITS = {"suspend": "suspend", "normal": "normal"}
"""`cmi.exit` of a finished course, by the author's word."""


def driver_table(plan: TrackingPlan) -> ScormTable:
    """Return what the driver knows of one unit."""
    return scorm_table(plan, Notation(LOCATION_LENGTH, EXITS, RIGHT, WRONG, NOTATION, write_patterns, write_description))
