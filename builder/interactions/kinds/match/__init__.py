"""The kind `match`: match the pairs."""

from builder.interactions.kinds.match.interaction import KIND, Match

__all__ = ["KIND", "Match"]
