"""`checklist`: tick what applies; CMI type `choice` without a right answer, and any number may be chosen."""

from __future__ import annotations

from typing import ClassVar

from builder.course.blocks import Interaction, Keeping
from builder.course.document import Fence
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions import reading, unscored
from builder.interactions.kind import Kind
from builder.interactions.paper_form import Shape, TickForm, option_on_paper
from builder.interactions.reading import Option

NAME = "checklist"

TICKED_LINE = Rule(
    "CRS310", "ticked-line", Severity.ERROR, "Learners tick the lines of a checklist. It starts empty, and its lines are not right or wrong."
)


class Checklist(Interaction, frozen=True):
    """Lines to tick, in the author's order."""

    options: tuple[Option, ...]

    usual_keeping: ClassVar[Keeping] = "window"


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `checklist`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    asked = reading.read_asked(fence, prompt, faults)
    options = unscored.read_lines(fence, 1, "lines", faults)
    for item in fence.items():
        if item.ticked:
            message = f"“{item.text.plain}” is ticked already."
            hint = "Type `[ ]` in place of `[x]`. Or, if there is a right answer, change the name after the three colons to `choose-several`."
            faults.append(Diagnostic(TICKED_LINE, message, item.place, hint))
    if has_errors(faults):
        return Checked(None, tuple(faults))
    definition = unscored.define_open_choice(prompt, options, len(options))
    return Checked(Checklist(kind=NAME, definition=definition, options=options, **asked), tuple(faults))


def draw_on_paper(question: Interaction) -> Shape:
    """Return the answers to tick."""
    assert isinstance(question, Checklist)
    return TickForm(tuple(option_on_paper(option, judged=False) for option in question.options), several=True)


KIND = Kind(
    name=NAME,
    title="Tick what applies",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"items"}),
    labels=frozenset(),
    item_labels=frozenset({"picture"}),
    judged=False,
    in_checks=False,
    also_called=frozenset({"check-list", "to-do", "todo"}),
)
