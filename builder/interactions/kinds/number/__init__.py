"""The kind `number`: type a number."""

from builder.interactions.kinds.number.interaction import KIND, Number

__all__ = ["KIND", "Number"]
