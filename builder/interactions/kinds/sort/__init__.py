"""The kind `sort`: sort things into groups."""

from builder.interactions.kinds.sort.interaction import KIND, Sort

__all__ = ["KIND", "Sort"]
