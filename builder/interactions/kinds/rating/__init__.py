"""The kind `rating`: say how far you agree."""

from builder.interactions.kinds.rating.interaction import KIND, Rating

__all__ = ["KIND", "Rating"]
