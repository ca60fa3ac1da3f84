"""Rules about standards as such; what one standard demands is in its own room."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

UNKNOWN_STANDARD = Rule(
    "CRS070",
    "unknown-standard",
    Severity.ERROR,
    "A package can only be made for a standard that Copack knows.",
)

RULES = (UNKNOWN_STANDARD,)
