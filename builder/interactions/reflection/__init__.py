"""The kind `reflection`: write for yourself."""

from builder.interactions.reflection.interaction import KIND, Reflection

__all__ = ["KIND", "Reflection"]
