"""`fill-gaps`: type the missing words of a text; CMI type `fill-in`, one text a gap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from builder.course.blocks import Interaction
from builder.course.cmi import CORRECT_LIMIT, SHORT_ANSWER_LENGTH, Definition, InteractionType, Texts
from builder.course.document import Fence, Gap, Picture, Prose
from builder.course.typed_answer import gap_key
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions import reading
from builder.interactions.kind import Kind
from builder.interactions.paper_form import PaperGap, PassageForm, Shape
from builder.interactions.passages import describe_passage, name_gaps, split_passage

NAME = "fill-gaps"

NO_GAP = Rule("CRS300", "no-gap", Severity.ERROR, "Without a gap, learners cannot type anything.")
EQUAL_ANSWERS = Rule(
    "CRS301",
    "equal-answers-of-a-gap",
    Severity.ERROR,
    "Capital letters, extra spaces, a full stop at the end and the form of quotes and dashes do not matter when answers are compared, "
    "so you do not need the second one.",
)
LONG_ANSWER = Rule(
    "CRS302",
    "long-answer-of-a-gap",
    Severity.ERROR,
    f"A typed answer is kept with {SHORT_ANSWER_LENGTH} characters at most, so a longer one could never be given.",
    "tracking contract 3",
)

BAD_TOLERANCE = Rule("CRS308", "bad-tolerance", Severity.ERROR, "With more than two letters wrong, another word would count as the right one.")
LOOSE_NUMBER = Rule(
    "CRS309",
    "tolerance-for-a-number",
    Severity.WARNING,
    "One wrong digit makes a different number. With a tolerance, that number would be marked as right.",
)

MOST_TOLERANCE = 2
EXACT_LENGTH = 3
"""Answers of so many characters and fewer must be exact (`isTyped` of `templates/runtime/typed_text.ts`)."""


class FillGaps(Interaction, frozen=True):
    """A text with gaps.

    Attributes:
        passage: the text from the first gap on; its HTML holds `GAP_MARK` for each gap.
        gaps: all gaps, in order; `Gap.index` is the position in this tuple.

    """

    passage: tuple[Prose | Picture, ...]
    gaps: tuple[Gap, ...]


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `fill-gaps`: blocks before the first one with a gap are the prompt."""
    faults: list[Diagnostic] = []
    prompt, passage, gaps = split_passage(fence)
    asked = reading.read_shared_fields(fence, prompt, faults)
    if not gaps:
        message = f"The question “{fence.id}” has no gap."
        faults.append(Diagnostic(NO_GAP, message, fence.place, "Put the words that learners type in double square brackets: `[[ethics]]`."))
    elif len(gaps) > reading.MOST_CODES:
        reading.check_count(fence, gaps, 1, "gaps", faults)
    reading.check_codes(((gap.code, gap.code_place) for gap in gaps), faults)
    for gap in gaps:
        faults.extend(_check_answers(gap))
    tolerance = _read_tolerance(fence, gaps, faults)
    if has_errors(faults):
        return Checked(None, tuple(faults))
    interaction = FillGaps(
        kind=NAME,
        definition=_define(fence.prose(), gaps, tolerance),
        passage=passage,
        gaps=gaps,
        **asked,
    )
    return Checked(interaction, tuple(faults))


def _check_answers(gap: Gap) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for text in gap.accepted:
        if len(text) > SHORT_ANSWER_LENGTH:
            message = f"“{text}” has {len(text)} characters. A gap can have {SHORT_ANSWER_LENGTH} at most."
            yield Diagnostic(LONG_ANSWER, message, gap.place, "Ask for fewer words, or split it into two gaps.")
        first = seen.setdefault(gap_key(text), text)
        if first is not text:
            yield Diagnostic(EQUAL_ANSWERS, f"“{first}” and “{text}” count as the same answer.", gap.place, f"Delete “| {text}”.")


def _read_tolerance(fence: Fence, gaps: tuple[Gap, ...], faults: list[Diagnostic]) -> int:
    for label in fence.labelled("tolerance"):
        typed = label.text.plain
        if typed not in {str(number) for number in range(MOST_TOLERANCE + 1)}:
            message = f"“{typed}” is not a number of letters that may be wrong."
            faults.append(Diagnostic(BAD_TOLERANCE, message, label.text.place, f"Type `Tolerance: 1`. The most is {MOST_TOLERANCE}."))
            return 0
        numbers = [
            (text, gap) for gap in gaps for text in gap.accepted if len(text) > EXACT_LENGTH and any(character.isdigit() for character in text)
        ]
        if numbers and typed != "0":
            text, gap = numbers[0]
            message = f"“{text}” has a number in it. With this tolerance, another number would be marked as right too."
            faults.append(Diagnostic(LOOSE_NUMBER, message, gap.place, "Delete `Tolerance:`, or ask for the number in a separate question."))
        return int(typed)
    return 0


def _define(prose: tuple[Prose | Picture, ...], gaps: tuple[Gap, ...], tolerance: int) -> Definition:
    variants = tuple(gap.accepted for gap in gaps)
    return Definition(
        type=InteractionType.FILL_IN,
        description=describe_passage(prose, gaps),
        correct=tuple(Texts(texts) for texts in islice(product(*variants), CORRECT_LIMIT)),
        choices=name_gaps(gaps),
        variants=variants,
        tolerance=tolerance,
    )


def draw_on_paper(question: Interaction) -> Shape:
    """Return the passage with lines to write on."""
    assert isinstance(question, FillGaps)
    return PassageForm(question.passage, tuple(PaperGap(gap.code, gap.accepted) for gap in question.gaps))


KIND = Kind(
    name=NAME,
    title="Fill in the missing words",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"gaps"}),
    labels=frozenset({"tolerance"}),
    item_labels=frozenset(),
    one_line=frozenset({"tolerance"}),
    also_called=frozenset({"cloze", "fill-in", "fill-in-the-blank", "fill-in-the-blanks", "fill-the-gaps", "gap-fill", "gaps"}),
    perhaps_called=frozenset({"short-answer", "blank"}),
)
