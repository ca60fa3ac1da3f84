"""How long something is on a phone, and in how many places a question is answered."""

from __future__ import annotations

from msgspec import Struct

from builder.course.blocks import Interaction
from builder.course.cmi import Definition, InteractionType

WIDTH, SCREEN = 360, 740
"""Width and height in px of the phone that pages are judged by."""


class Length(Struct, frozen=True):
    """How long something is: px on a phone of 360 px, and controls, as `controls` counts them."""

    pixels: int = 0
    controls: int = 0

    @property
    def screens(self) -> float:
        """Phone screens, in halves."""
        return round(self.pixels * 2 / SCREEN) / 2

    def __add__(self, other: Length) -> Length:
        """Return the length of both, one below the other."""
        return Length(self.pixels + other.pixels, self.controls + other.controls)


def controls(question: Interaction) -> int:
    """Return in how many places a question is answered: options to tick, lines to match, sort, order or rate, gaps, fields.

    Of a story that asks in several scenes, one is in view at a time.
    """
    if question.parts and question.definition.type is InteractionType.LIKERT:
        return len(question.parts)
    return _places(question.definition)


def _places(definition: Definition) -> int:
    match definition.type:
        case InteractionType.TRUE_FALSE:
            return 2
        case InteractionType.MATCHING:
            return max(1, len(definition.sources))
        case InteractionType.CHOICE | InteractionType.SEQUENCING:
            return max(1, len(definition.choices))
        case InteractionType.FILL_IN:
            return max(1, len(definition.variants), len(definition.choices))
        case InteractionType.PERFORMANCE:
            return max(1, len(definition.steps))
    return 1
