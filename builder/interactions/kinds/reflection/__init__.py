"""The kind `reflection`: write for yourself."""

from builder.interactions.kinds.reflection.interaction import KIND, Reflection

__all__ = ["KIND", "Reflection"]
