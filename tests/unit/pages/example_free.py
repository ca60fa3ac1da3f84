"""Questions that judge nobody, made by hand like those of `example`."""

from __future__ import annotations

from typing import Any

from builder.course.cmi import Definition, InteractionType
from builder.course.model import Interaction
from builder.interactions.reflection import Reflection
from tests.unit.pages.example import HERE, paragraph


def _asked(question_id: str, prompt: str) -> dict[str, Any]:
    return {
        "id": question_id,
        "prompt": (paragraph(prompt),),
        "outcomes": (),
        "points": 1,
        "hint": None,
        "if_right": None,
        "if_wrong": None,
        "key": "",
        "place": HERE,
    }


def reflection(question_id: str = "what-i-bring") -> Interaction:
    definition = Definition(InteractionType.LONG_FILL_IN, "What do you bring?")
    return Reflection(kind="reflection", definition=definition, lines=4, **_asked(question_id, "What do you bring?"))
