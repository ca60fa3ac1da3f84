"""The kind `number`: type a number."""

from builder.interactions.number.interaction import KIND, Number

__all__ = ["KIND", "Number"]
