"""The kind `checklist`: tick what applies."""

from builder.interactions.kinds.checklist.interaction import KIND, Checklist

__all__ = ["KIND", "Checklist"]
