"""`poll`: an opinion, or several; CMI type `choice` without a right answer."""

from __future__ import annotations

from typing import ClassVar

from builder.course.blocks import Interaction, Keeping
from builder.course.document import Fence
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions import reading, unscored
from builder.interactions.kind import Kind
from builder.interactions.paper_form import Shape, TickForm, option_on_paper
from builder.interactions.reading import Option

NAME = "poll"

BAD_CHOOSE = Rule("CRS305", "bad-choose", Severity.ERROR, "Learners choose one line or several. Copack does not know any other word here.")


class Poll(Interaction, frozen=True):
    """Opinions to choose from, in the author's order; `definition.most_chosen` says how many."""

    options: tuple[Option, ...]

    usual_keeping: ClassVar[Keeping] = "window"


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `poll`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    asked = reading.read_asked(fence, prompt, faults)
    unscored.refuse_boxes(fence.items(), NAME, faults)
    options = unscored.read_lines(fence, 2, "lines", faults)
    most = len(options) if reading.read_either(fence, "choose", {"one": False, "several": True}, BAD_CHOOSE, faults) else 1
    if has_errors(faults):
        return Checked(None, tuple(faults))
    return Checked(Poll(kind=NAME, definition=unscored.define_open_choice(prompt, options, most), options=options, **asked), tuple(faults))


def draw_on_paper(question: Interaction) -> Shape:
    """Return the answers to tick."""
    assert isinstance(question, Poll)
    return TickForm(tuple(option_on_paper(option, judged=False) for option in question.options), several=question.definition.most_chosen > 1)


KIND = Kind(
    name=NAME,
    title="Give your opinion",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"items"}),
    labels=frozenset({"choose"}),
    item_labels=frozenset({"picture"}),
    one_line=frozenset({"choose"}),
    judged=False,
    in_checks=False,
    perhaps_called=frozenset({"survey", "form"}),
)
