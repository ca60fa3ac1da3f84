"""The kind `choose-several`: choose all that are right."""

from builder.interactions.kinds.choose_several.interaction import KIND, ChooseSeveral

__all__ = ["KIND", "ChooseSeveral"]
