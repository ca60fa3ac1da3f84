"""The kind `put-in-order`: put steps in order."""

from builder.interactions.kinds.put_in_order.interaction import KIND, PutInOrder

__all__ = ["KIND", "PutInOrder"]
