"""Questions of further kinds, made by hand like those of `example`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from builder.course.blocks import Interaction, Part
from builder.course.cmi import Choice, Component, Definition, InteractionType
from builder.interactions.kinds.checklist import Checklist
from builder.interactions.kinds.picture_spots import PictureSpots, Spot
from builder.interactions.kinds.picture_spots.areas import Area
from builder.interactions.kinds.poll import Poll
from builder.interactions.kinds.rating import Rating
from builder.interactions.kinds.reflection import Reflection
from builder.interactions.kinds.scenario import Scenario, Scene, Turn
from builder.interactions.reading import Option
from tests.unit.pages.example import HERE, PICTURE, paragraph, text


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


def _options(*words: str) -> tuple[Option, ...]:
    return tuple(Option(code, text(word), right=False, feedback=None) for code, word in zip("abcdef", words, strict=False))


def _choice(prompt: str, options: tuple[Option, ...], most: int) -> Definition:
    choices = tuple(Component(option.code, option.text.plain) for option in options)
    return Definition(InteractionType.CHOICE, prompt, choices=choices, most_chosen=most)


def rating(question_id: str = "how-far", steps: tuple[str, ...] = ("Not at all", "A little", "Mostly", "Fully")) -> Interaction:
    scale = tuple(Component(code, word) for code, word in zip("123456789a", steps, strict=False))
    lines = _options("I can say what I bring", "I can ask for what I need")
    parts = tuple(Part(line.code, Definition(InteractionType.LIKERT, f"How far? {line.text.plain}", choices=scale)) for line in lines)
    whole = Definition(InteractionType.LIKERT, "How far?", choices=scale)
    return Rating(kind="rating", definition=whole, parts=parts, lines=lines, steps=scale, **_asked(question_id, "How far do you agree?"))


def poll(question_id: str = "best-time", most: int = 1) -> Interaction:
    options = _options("In the morning", "In the evening", "Only online")
    return Poll(kind="poll", definition=_choice("When?", options, most), options=options, **_asked(question_id, "When could you come?"))


def checklist(question_id: str = "what-helps") -> Interaction:
    options = _options("A break every hour", "Papers a week before")
    return Checklist(kind="checklist", definition=_choice("Tick.", options, 2), options=options, **_asked(question_id, "Tick what helps."))


def scenario(question_id: str = "two-doors") -> Interaction:
    turns = (Turn("a", text("Left"), "b", right=None, feedback=text("A sign.")), Turn("b", text("Right"), "b", right=None, feedback=None))
    scenes = (
        Scene("a", text("The corridor"), (paragraph("There are two doors."),), turns, HERE),
        Scene("b", text("The meeting"), (paragraph("Tom is there."),), (), HERE),
    )
    definition = _choice("The corridor: There are two doors.", _options("Left", "Right"), 1)
    parts = (Part("a", definition),)
    return Scenario(kind="scenario", definition=definition, parts=parts, scenes=scenes, **_asked(question_id, "Tom is late."))


def picture_spots(question_id: str = "hard-to-speak") -> Interaction:
    words = {"a": "The chair", "b": "The clock", "c": "The papers"}
    sides = {"a": (70, 60, 15, 20), "b": (10, 5, 8, 10), "c": (30, 50, 30, 10)}
    options = {code: Option(code, text(word), right=code != "b", feedback=None) for code, word in words.items()}
    choices = tuple(Component(code, word) for code, word in words.items())
    return PictureSpots(
        kind="picture-spots",
        definition=Definition(InteractionType.CHOICE, "Find two.", (Choice(("a", "c")),), choices=choices, most_chosen=3),
        picture=replace(PICTURE, description=None),
        spots=tuple(Spot(option, Area(*map(Decimal, sides[code]))) for code, option in options.items()),
        **_asked(question_id, "Find two things."),
    )


def every_kind() -> tuple[Interaction, ...]:
    return (picture_spots(), scenario(), reflection(), rating(), poll(), checklist())
