"""`reflection`: learners write for themselves; CMI type `long-fill-in`. Nothing is right or wrong, and nothing is packed."""

from __future__ import annotations

import re
from typing import ClassVar

from builder.course.blocks import Interaction, Keeping
from builder.course.cmi import Definition, InteractionType
from builder.course.document import Fence, Prose
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions import keeping, reading
from builder.interactions.kind import Kind
from builder.interactions.paper_form import Shape, WritingForm

NAME = "reflection"

LINES = 4
"""The height of the box where the author says nothing."""

MOST_LINES = 20

TEXT_LENGTH = 4000
"""The most characters that learners may write: what SCORM 2004 4th Edition keeps of a long answer (RTE 4.2.9, `long-fill-in`)."""

BAD_LINES = Rule(
    "CRS280", "bad-lines", Severity.ERROR, f"The height of the box is a whole number of lines from 1 to {MOST_LINES}; more would fill the screen."
)
LIST_TO_WRITE = Rule(
    "CRS281",
    "list-in-a-reflection",
    Severity.ERROR,
    "Learners answer this question in their own words. Lines of a list would look like answers to choose from.",
)


class Reflection(Interaction, frozen=True):
    """A question to write about. `lines` is the height of the box."""

    lines: int
    most: int = TEXT_LENGTH

    usual_keeping: ClassVar[Keeping] = "window"


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `reflection`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    asked = reading.read_asked(fence, prompt, faults)
    faults.extend(keeping.refuse_keep(fence, "platform", "A platform never keeps what learners write for themselves as a part of their progress."))
    lines = _lines(fence, faults)
    for block in prompt:
        if isinstance(block, Prose) and block.kind == "list":
            message = f"The question “{fence.id}” has a list, but learners do not choose anything here."
            hint = "Change it into a sentence. Or change the name after the three colons to `checklist` or `poll`."
            faults.append(Diagnostic(LIST_TO_WRITE, message, block.place, hint))
    if has_errors(faults):
        return Checked(None, tuple(faults))
    definition = Definition(type=InteractionType.LONG_FILL_IN, description=reading.plain_prompt(prompt))
    return Checked(Reflection(kind=NAME, definition=definition, lines=lines, **asked), tuple(faults))


def _lines(fence: Fence, faults: list[Diagnostic]) -> int:
    for label in fence.labelled("lines"):
        typed = label.text.plain
        if re.fullmatch(r"[0-9]{1,2}", typed) and 1 <= int(typed) <= MOST_LINES:
            return int(typed)
        message = f"“{typed}” is not a number of lines that a box can have."
        faults.append(Diagnostic(BAD_LINES, message, label.text.place, f"Type a whole number from 1 to {MOST_LINES}, for example `Lines: {LINES}`."))
    return LINES


def draw_on_paper(question: Interaction) -> Shape:
    """Return lines to write on."""
    assert isinstance(question, Reflection)
    return WritingForm(question.lines)


KIND = Kind(
    name=NAME,
    title="Write for yourself",
    read=read,
    paper=draw_on_paper,
    coded=frozenset(),
    labels=frozenset({"lines"}),
    item_labels=frozenset(),
    one_line=frozenset({"lines"}),
    judged=False,
    in_checks=False,
    also_called=frozenset({"journal", "open-ended"}),
    perhaps_called=frozenset({"survey", "form", "essay", "short-answer", "open-question", "free-text"}),
)
