"""`put-in-order`: bring lines into their right order; CMI type `sequencing`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from builder.course.blocks import Interaction
from builder.course.cmi import Component, Definition, InteractionType, Sequence
from builder.course.document import Fence, Item, Text
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions import reading
from builder.interactions.kind import Kind
from builder.interactions.paper_form import OrderForm, PaperAnswer, Shape
from builder.interactions.shuffling import shuffled

NAME = "put-in-order"

BOX_IN_ORDER = Rule("CRS220", "box-in-order", Severity.ERROR, "The order of the lines is the right answer. A box has no meaning here.")
NUMBER_IN_LINE = Rule(
    "CRS221",
    "number-in-line",
    Severity.WARNING,
    "Learners see the lines in a different order. A number at the start of a line would tell them its place.",
)


class OrderedLine(Struct, frozen=True):
    """One line; its place is that in the tuple that holds it."""

    code: str
    text: Text


class PutInOrder(Interaction, frozen=True):
    """Lines in the right order, and as learners first see them: in another, the same for everybody."""

    lines: tuple[OrderedLine, ...]
    shown: tuple[OrderedLine, ...]


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `put-in-order`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    asked = reading.read_asked(fence, prompt, faults)
    items = fence.items()
    reading.check_count(fence, items, 2, "lines", faults)
    reading.check_items(items, faults)
    faults.extend(_check_lines(items))
    if has_errors(faults):
        return Checked(None, tuple(faults))
    lines = tuple(OrderedLine(item.code, item.text) for item in items)
    definition = Definition(
        type=InteractionType.SEQUENCING,
        description=reading.plain_prompt(prompt),
        correct=(Sequence(tuple(line.code for line in lines)),),
        choices=tuple(Component(line.code, line.text.plain) for line in lines),
    )
    return Checked(PutInOrder(kind=NAME, definition=definition, lines=lines, shown=shuffled(fence.id, lines), **asked), tuple(faults))


def _check_lines(items: tuple[Item, ...]) -> Iterator[Diagnostic]:
    for place, item in enumerate(items, 1):
        if item.ticked is not None:
            hint = "Delete the box. Type the lines in the right order."
            yield Diagnostic(BOX_IN_ORDER, "Lines of put-in-order do not have boxes.", item.place, hint)
        if item.text.plain.startswith((f"{place}.", f"{place})", f"{place}:", f"Step {place}")):
            message = f"“{item.text.plain}” starts with its place."
            yield Diagnostic(NUMBER_IN_LINE, message, item.text.place, "Delete the number. The page numbers the lines.")


def draw_on_paper(question: Interaction) -> Shape:
    """Return the lines to number, in the order in which everybody sees them first."""
    assert isinstance(question, PutInOrder)
    shown, right = (tuple(PaperAnswer(line.code, line.text) for line in lines) for lines in (question.shown, question.lines))
    return OrderForm(shown, right)


KIND = Kind(
    name=NAME,
    title="Put in order",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"items"}),
    labels=frozenset(),
    item_labels=frozenset(),
    ordered=True,
    also_called=frozenset({"ordering", "order", "sequence", "sequencing"}),
    perhaps_called=frozenset({"drag-and-drop", "drag-drop", "dragdrop"}),
)
