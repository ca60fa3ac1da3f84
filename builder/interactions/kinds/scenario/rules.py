"""What may be wrong with a story of decisions."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

NO_SCENE = Rule("CRS270", "no-scene", Severity.ERROR, "A scenario is made of scenes. Without one, nothing happens.")
UNKNOWN_SCENE = Rule("CRS271", "unknown-scene", Severity.ERROR, "A choice that points to a scene that is not there would leave learners stuck.")
UNREACHED_SCENE = Rule("CRS272", "unreached-scene", Severity.ERROR, "No choice leads to this scene, so learners would never see it.")
NO_WAY_OUT = Rule("CRS273", "no-way-out", Severity.ERROR, "From this scene learners could go round for ever and never reach an ending.")
NO_DECISION = Rule("CRS274", "no-decision", Severity.ERROR, "In a scenario, learners make at least one decision.")
NO_TARGET = Rule(
    "CRS275", "choice-leads-nowhere", Severity.ERROR, "Each choice leads to a scene. Without an arrow, nothing happens when learners choose it."
)
MIXED_BOXES = Rule(
    "CRS276",
    "boxes-at-some-choices",
    Severity.ERROR,
    "Mark every choice of a scenario as right or wrong, or mark none of them. Otherwise learners do not know what a missing mark means.",
)
CHOICE_OUTSIDE = Rule(
    "CRS277", "choice-before-the-first-scene", Severity.ERROR, "Each choice belongs to a scene, so it must come after the first scene heading."
)
