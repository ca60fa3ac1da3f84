"""The kind `poll`: give your opinion."""

from builder.interactions.kinds.poll.interaction import KIND, Poll

__all__ = ["KIND", "Poll"]
