"""Rules about what a plan can hold."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

KEY_COLLISION = Rule(
    "TRK001",
    "two-ids-share-a-state-key",
    Severity.ERROR,
    "Learners' answers are kept under three characters made from each id. With the same three, one answer would overwrite the other.",
    "tracking contract 3",
)
