"""Rules about what only the making of pages shows."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

UNREADABLE_PICTURE = Rule(
    "CRS071",
    "unreadable-picture",
    Severity.ERROR,
    "A picture that cannot be opened here cannot be shown to learners either.",
)
