"""The kind `true-or-false`: say whether a sentence is true."""

from builder.interactions.kinds.true_or_false.interaction import KIND, TrueOrFalse

__all__ = ["KIND", "TrueOrFalse"]
