"""The kind `scenario`: decide, see what follows, decide again."""

from builder.interactions.kinds.scenario.interaction import KIND, Scenario, Scene, Turn

__all__ = ["KIND", "Scenario", "Scene", "Turn"]
