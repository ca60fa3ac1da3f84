"""What may be wrong with a story of decisions."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

NO_SCENE = Rule("CRS270", "no-scene", Severity.ERROR, "A scenario is made of scenes. Without one, nothing happens.")
UNKNOWN_SCENE = Rule("CRS271", "unknown-scene", Severity.ERROR, "A choice that points to a scene that is not there would leave learners stuck.")
UNREACHED_SCENE = Rule("CRS272", "unreached-scene", Severity.ERROR, "No choice leads to this scene, so nobody would ever see it.")
NO_WAY_OUT = Rule("CRS273", "no-way-out", Severity.ERROR, "From this scene learners could go round for ever, and never come to an end.")
NO_DECISION = Rule("CRS274", "no-decision", Severity.ERROR, "A scenario asks for one decision at least. Without any it is a text.")
NO_TARGET = Rule("CRS275", "choice-leads-nowhere", Severity.ERROR, "Learners choose to see what follows. Without an arrow nothing follows.")
MIXED_BOXES = Rule(
    "CRS276",
    "boxes-at-some-choices",
    Severity.ERROR,
    "Either every choice of a scenario says whether it is right, or none does. Otherwise learners could not tell what a missing mark means.",
)
CHOICE_OUTSIDE = Rule("CRS277", "choice-before-the-first-scene", Severity.ERROR, "A choice belongs to a scene. Before the first one there is none.")
