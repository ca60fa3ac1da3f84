"""The kind `fill-gaps`: fill in the missing words."""

from builder.interactions.kinds.fill_gaps.interaction import KIND, FillGaps

__all__ = ["KIND", "FillGaps"]
