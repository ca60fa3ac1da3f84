"""`choose-one`: one right answer among several; CMI type `choice`."""

from __future__ import annotations

from builder.course.blocks import Interaction
from builder.course.document import Fence
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions.kind import Kind
from builder.interactions.paper_form import Shape, TickForm, option_on_paper
from builder.interactions.reading import Option, define_choice, read_asked, read_options, read_yes_or_no

NAME = "choose-one"

TWO_RIGHT_ANSWERS = Rule(
    "CRS110",
    "two-right-answers",
    Severity.ERROR,
    "Learners can choose only one answer. If there are two right ones, a right choice would be marked as wrong.",
)


class ChooseOne(Interaction, frozen=True):
    """A question with one right answer. `options` stand in the author's order."""

    options: tuple[Option, ...]


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `choose-one`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    asked = read_asked(fence, prompt, faults)
    options = read_options(fence, faults)
    shuffle = read_yes_or_no(fence, "shuffle", faults)
    right = [item for item in fence.items() if item.ticked]
    if len(right) > 1:
        message = f"“{right[1].text.plain}” is the second right answer; the first is in line {right[0].place.line}."
        hint = "Type `[ ]` before one of them, or change the name after the three colons to `choose-several`."
        faults.append(Diagnostic(TWO_RIGHT_ANSWERS, message, right[1].place, hint))
    if has_errors(faults):
        return Checked(None, tuple(faults))
    interaction = ChooseOne(
        kind=NAME,
        definition=define_choice(prompt, options, most_chosen=1),
        options=options,
        shuffle=shuffle,
        **asked,
    )
    return Checked(interaction, tuple(faults))


def draw_on_paper(question: Interaction) -> Shape:
    """Return the answers to tick."""
    assert isinstance(question, ChooseOne)
    return TickForm(tuple(option_on_paper(option) for option in question.options))


KIND = Kind(
    name=NAME,
    title="Choose one answer",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"items"}),
    labels=frozenset({"shuffle"}),
    item_labels=frozenset({"feedback", "picture"}),
    one_line=frozenset({"shuffle"}),
    keyed=True,
    also_called=frozenset({"single-choice", "single-select", "single-answer", "radio", "radio-buttons", "choose-1"}),
    perhaps_called=frozenset({"mcq", "multiple-choice", "multichoice", "mc", "choice", "question", "select"}),
)
