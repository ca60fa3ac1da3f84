"""The kind `choose-one`: choose one answer."""

from builder.interactions.kinds.choose_one.interaction import KIND, ChooseOne

__all__ = ["KIND", "ChooseOne"]
