"""What kinds without a right answer read alike: lines that are nobody's answer yet, and no boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.course.cmi import Component, Definition, InteractionType
from builder.course.document import Fence, Item, Picture, Prose
from builder.diagnostics import Diagnostic
from builder.interactions import reading
from builder.interactions.reading import Option


def read_lines(fence: Fence, fewest: int, called: str, faults: list[Diagnostic]) -> tuple[Option, ...]:
    """Read the lines of the list; `called` is the plural word for them. None of them is right or wrong."""
    items = fence.items()
    reading.check_count(fence, items, fewest, called, faults)
    reading.check_items(items, faults)
    return tuple(Option(item.code, item.text, right=False, feedback=None, picture=reading.picture(item)) for item in items)


def refuse_boxes(items: Iterable[Item], kind: str, faults: list[Diagnostic]) -> None:
    """Report boxes: they would seem to mark a right answer."""
    for item in items:
        if item.ticked is not None:
            message = f"Lines of a {kind} do not have boxes."
            faults.append(Diagnostic(reading.NEEDLESS_BOX, message, item.place, f"Delete the `{'[x]' if item.ticked else '[ ]'}`."))


def define_open_choice(prompt: Sequence[Prose | Picture], options: Sequence[Option], most_chosen: int) -> Definition:
    """Return the `choice` definition of options of which none is right."""
    return Definition(
        type=InteractionType.CHOICE,
        description=reading.plain_prompt(prompt),
        choices=tuple(Component(option.code, option.text.plain) for option in options),
        most_chosen=most_chosen,
    )
