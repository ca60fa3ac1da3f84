"""`choose-several`: every right answer and no other; CMI type `choice`."""

from __future__ import annotations

from builder.course.blocks import Interaction
from builder.course.document import Fence
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions.kind import Kind
from builder.interactions.paper_form import Shape, TickForm, option_on_paper
from builder.interactions.reading import Option, define_choice, read_asked, read_either, read_options, read_yes_or_no

NAME = "choose-several"

NOT_ALL_OR_PART = Rule("CRS111", "not-all-or-part", Severity.ERROR, "A question gives all its points or none, or a part for each right answer.")
TOO_FEW_POINTS = Rule(
    "CRS112",
    "too-few-points-to-share",
    Severity.WARNING,
    "Points are whole numbers. If there are fewer points than right answers, one right answer gives no points.",
    "tracking contract 1",
)


class ChooseSeveral(Interaction, frozen=True):
    """A question with one right answer or more. `options` stand in the author's order."""

    options: tuple[Option, ...]


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `choose-several`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    asked = read_asked(fence, prompt, faults)
    options = read_options(fence, faults)
    shuffle = read_yes_or_no(fence, "shuffle", faults)
    partial = read_either(fence, "marks", {"all": False, "part": True}, NOT_ALL_OR_PART, faults)
    right = sum(option.right for option in options)
    if partial and asked["points"] < right and not has_errors(faults):
        points = "1 point" if asked["points"] == 1 else f"{asked['points']} points"
        message = f"{right} right answers share {points}, so one right answer alone gives no points."
        faults.append(Diagnostic(TOO_FEW_POINTS, message, fence.place, f"Type `Points: {right}`, or delete `Marks: part`."))
    if has_errors(faults):
        return Checked(None, tuple(faults))
    interaction = ChooseSeveral(
        kind=NAME,
        definition=define_choice(prompt, options, most_chosen=len(options)),
        options=options,
        shuffle=shuffle,
        partial=partial,
        **asked,
    )
    return Checked(interaction, tuple(faults))


def draw_on_paper(question: Interaction) -> Shape:
    """Return the answers to tick."""
    assert isinstance(question, ChooseSeveral)
    return TickForm(tuple(option_on_paper(option) for option in question.options), several=True)


KIND = Kind(
    name=NAME,
    title="Choose all that are right",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"items"}),
    labels=frozenset({"shuffle", "marks"}),
    item_labels=frozenset({"feedback", "picture"}),
    one_line=frozenset({"shuffle", "marks"}),
    keyed=True,
    also_called=frozenset(
        {
            "multiple-response",
            "multiple-answer",
            "multiple-answers",
            "multiple-select",
            "multi-select",
            "multi-response",
            "checkboxes",
            "select-all",
            "choose-many",
        }
    ),
    perhaps_called=frozenset({"mcq", "multiple-choice", "multichoice", "mc", "choice", "question", "select"}),
)
