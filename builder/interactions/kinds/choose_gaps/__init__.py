"""The kind `choose-gaps`: pick the missing words from a list."""

from builder.interactions.kinds.choose_gaps.interaction import KIND, ChooseGaps

__all__ = ["KIND", "ChooseGaps"]
