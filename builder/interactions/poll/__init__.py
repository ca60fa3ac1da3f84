"""The kind `poll`: give your opinion."""

from builder.interactions.poll.interaction import KIND, Poll

__all__ = ["KIND", "Poll"]
