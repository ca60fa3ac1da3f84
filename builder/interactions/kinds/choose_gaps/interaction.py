"""`choose-gaps`: pick the missing words from a list; CMI type `matching`: sources are the gaps, targets all choices."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.blocks import Interaction
from builder.course.cmi import Component, Definition, InteractionType, Matching
from builder.course.document import Fence, Gap, Picture, Prose
from builder.diagnostics import Checked, Diagnostic, Place, Rule, Severity, has_errors
from builder.interactions import reading
from builder.interactions.kind import Kind
from builder.interactions.paper_form import PaperGap, PassageForm, Shape
from builder.interactions.passages import describe_passage, name_gaps, split_passage

NAME = "choose-gaps"

NO_GAP = Rule("CRS240", "no-gap-to-choose", Severity.ERROR, "Without a gap learners have nothing to choose.")
ONE_CHOICE = Rule("CRS241", "one-choice-in-a-gap", Severity.ERROR, "With a single choice there is nothing to choose.")
NO_RIGHT_CHOICE = Rule("CRS242", "no-right-choice-in-a-gap", Severity.ERROR, "Without a right choice, learners can never fill this gap correctly.")
TWO_RIGHT_CHOICES = Rule(
    "CRS243",
    "two-right-choices-in-a-gap",
    Severity.ERROR,
    "Learners choose one answer. If there are two right ones, a right choice would be marked as wrong.",
)
SAME_CHOICE = Rule(
    "CRS244", "same-choice-twice-in-a-gap", Severity.ERROR, "If the same words are there twice, only one of them would be marked as right."
)
CHOICE_CODE_TWICE = Rule(
    "CRS245",
    "choice-code-twice",
    Severity.ERROR,
    "Learners' records name a choice only by its code. So each code must be unique in the whole question.",
)


class ChooseGaps(Interaction, frozen=True):
    """A text with gaps to choose for.

    Attributes:
        passage: the text from the first gap on; its HTML holds `GAP_MARK` for each gap.
        gaps: all gaps, in order; `Gap.index` is the position in this tuple. Choices stand in the author's order.

    """

    passage: tuple[Prose | Picture, ...]
    gaps: tuple[Gap, ...]


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `choose-gaps`: blocks before the first one with a gap are the prompt."""
    faults: list[Diagnostic] = []
    prompt, passage, gaps = split_passage(fence)
    asked = reading.read_shared_fields(fence, prompt, faults)
    if not gaps:
        hint = "Put the choices in double square brackets, the right one with a cross: `[[[x] may | must not]]`."
        faults.append(Diagnostic(NO_GAP, f"The question “{fence.id}” has no gap.", fence.place, hint))
    choices = [choice for gap in gaps for choice in gap.choices]
    if len(choices) > reading.MOST_CODES:
        reading.check_count(fence, choices, 1, "choices", faults)
    reading.check_codes(((gap.code, gap.code_place) for gap in gaps), faults)
    faults.extend(_check_choice_codes(gaps))
    for gap in gaps:
        faults.extend(_check_choices(gap))
    if has_errors(faults):
        return Checked(None, tuple(faults))
    return Checked(ChooseGaps(kind=NAME, definition=_define(fence.prose(), gaps), passage=passage, gaps=gaps, **asked), tuple(faults))


def _check_choice_codes(gaps: tuple[Gap, ...]) -> Iterator[Diagnostic]:
    seen: dict[str, Place] = {}
    for choice in (choice for gap in gaps for choice in gap.choices if choice.code):
        first = seen.setdefault(choice.code, choice.code_place)
        if first is not choice.code_place:
            message = f"The code ({choice.code}) of “{choice.text}” is used twice in this question: first in line {first.line}."
            yield Diagnostic(CHOICE_CODE_TWICE, message, choice.code_place, "Delete this code. `copack check --fix` types a free one.")


def _check_choices(gap: Gap) -> Iterator[Diagnostic]:
    words = [" ".join(choice.text.split()).lower() for choice in gap.choices]
    right = [choice for choice in gap.choices if choice.ticked]
    for at, choice in enumerate(gap.choices):
        if words[at] in words[:at]:
            yield Diagnostic(SAME_CHOICE, f"“{choice.text}” is in this gap twice.", choice.place, "Change the words, or delete the choice.")
    if len(gap.choices) == 1:
        message = f"This gap has only one choice: “{gap.choices[0].text}”."
        yield Diagnostic(ONE_CHOICE, message, gap.place, f"Type others after it: `[[[x] {gap.choices[0].text} | other words]]`.")
    elif not right:
        message = f"No choice of the gap “{' | '.join(gap.accepted)}” is marked as right."
        yield Diagnostic(NO_RIGHT_CHOICE, message, gap.place, "Type `[x]` before the right one.")
    elif len(right) > 1:
        message = f"“{right[1].text}” is the second right choice of this gap; the first is “{right[0].text}”."
        yield Diagnostic(TWO_RIGHT_CHOICES, message, right[1].place, "Delete `[x]` before one of them.")


def _define(prose: tuple[Prose | Picture, ...], gaps: tuple[Gap, ...]) -> Definition:
    right = ((gap.code, choice.code) for gap in gaps for choice in gap.choices if choice.ticked)
    return Definition(
        type=InteractionType.MATCHING,
        description=describe_passage(prose, gaps),
        correct=(Matching(tuple(right)),),
        sources=name_gaps(gaps),
        targets=tuple(Component(choice.code, choice.text) for gap in gaps for choice in gap.choices),
    )


def draw_on_paper(question: Interaction) -> Shape:
    """Return the passage with lines to write on, and the words to choose from."""
    assert isinstance(question, ChooseGaps)
    gaps = (PaperGap(gap.code, tuple(choice.text for choice in gap.choices if choice.ticked), gap.choices) for gap in question.gaps)
    return PassageForm(question.passage, tuple(gaps))


KIND = Kind(
    name=NAME,
    title="Choose the missing words",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"gaps", "choices"}),
    labels=frozenset(),
    item_labels=frozenset(),
)
