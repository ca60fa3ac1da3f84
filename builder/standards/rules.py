"""Rules about standards as such; what one standard demands is in its own room."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

UNKNOWN_STANDARD = Rule(
    "CRS070",
    "unknown-standard",
    Severity.ERROR,
    "Copack can only make packages for standards that it knows.",
)

ONE_UNIT = Rule(
    "CRS072",
    "one-unit-only",
    Severity.ERROR,
    "Platforms of this standard open a course as a whole. Separate sessions would be separate courses, without a shared record.",
    "tracking contract 7",
)
PARTS_AT_PLATFORM = Rule(
    "CRS074",
    "parts-at-a-platform",
    Severity.NOTE,
    "Some platforms record only the first part that a learner opens, or mix up the records of the parts.",
    "tracking contract 1, 7",
)
BADLY_SERVED_FILM = Rule(
    "CRS127",
    "badly-served-film",
    Severity.WARNING,
    "Some platforms hand out this type of film under a wrong type and only as a whole, so that some browsers do not play it.",
    "LMS requirements 1.1.8",
)
