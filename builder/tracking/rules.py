"""Rules about what a plan can hold."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

KEY_COLLISION = Rule(
    "TRK001",
    "two-ids-share-a-state-key",
    Severity.ERROR,
    "Learners' answers are kept under three characters made from each id. Two ids that give the same three would overwrite each other.",
    "tracking contract 3",
)
BAD_KEY = Rule(
    "TRK002",
    "bad-state-key",
    Severity.ERROR,
    "A key of your own takes exactly three characters that every learning platform hands back unchanged.",
    "RT-12",
)

RULES = (KEY_COLLISION, BAD_KEY)
