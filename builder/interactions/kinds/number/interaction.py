"""`number`: type a number; CMI type `numeric`."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from builder.course.blocks import Interaction
from builder.course.cmi import Definition, InteractionType, Numeric
from builder.course.document import Fence, Label
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions import reading
from builder.interactions.kind import Kind
from builder.interactions.kinds.number.typed_number import MOST_DIGITS, parse_number
from builder.interactions.kinds.number.what_to_type import suggest_number, suggest_range
from builder.interactions.paper_form import NumberForm, Shape
from builder.interactions.prompt import refuse_lists
from builder.lazy_pattern import lazy_pattern

NAME = "number"
UNIT_LENGTH = 20

NO_NUMBER = Rule("CRS250", "no-number", Severity.ERROR, "Without the right number, Copack cannot tell which answers are right.")
NOT_A_NUMBER = Rule(
    "CRS251", "not-a-number", Severity.ERROR, f"A number is made of digits, {MOST_DIGITS} at most, with one decimal point or comma at most."
)
BAD_RANGE = Rule("CRS252", "bad-range", Severity.ERROR, "A range has a lowest and a highest number, or a distance from the answer.")
RANGE_WITHOUT_ANSWER = Rule("CRS253", "range-without-answer", Severity.ERROR, "The right answer itself would be marked as wrong.")
BAD_UNIT = Rule(
    "CRS254",
    "bad-unit",
    Severity.ERROR,
    f"Learners may type the unit with the number, so a unit cannot have digits, and has {UNIT_LENGTH} characters at most.",
)

_RANGE = lazy_pattern(r"(?:from |between )?(?P<low>.+?)(?: to | and | ?[-–—−] ?)(?P<high>.+)", re.IGNORECASE)
_WITHIN = lazy_pattern(r"(?:within |± ?|\+ ?/? ?[-–−] ?)(?P<by>.+)", re.IGNORECASE)


class Number(Interaction, frozen=True):
    """A number to type.

    Attributes:
        answer: the author's own.
        unit: shown beside the field; empty where there is none.
        before: it stands before the number, as signs of money do.

    """

    answer: Decimal
    unit: str
    before: bool

    @property
    def below_zero(self) -> bool:
        """Whether a right answer may be below zero: then a keyboard without a minus will not do."""
        return any(isinstance(response, Numeric) and response.minimum is not None and response.minimum < 0 for response in self.definition.correct)


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `number`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    refuse_lists(prompt, "Delete the list. Type the right number on its own line: `Answer: 12`.", faults)
    asked = reading.read_asked(fence, prompt, faults)
    unit = _read_unit(fence, faults)
    answer = _read_answer(fence, unit, faults)
    accepted = _read_range(fence, answer, unit, faults)
    if answer is None or has_errors(faults):
        return Checked(None, tuple(faults))
    definition = Definition(InteractionType.NUMERIC, reading.plain_prompt(prompt), (Numeric(answer, answer), *((accepted,) if accepted else ())))
    before = bool(unit) and unicodedata.category(unit[0]) == "Sc"
    return Checked(Number(kind=NAME, definition=definition, answer=answer, unit=unit, before=before, **asked), tuple(faults))


def _read_unit(fence: Fence, faults: list[Diagnostic]) -> str:
    for label in fence.labelled("unit"):
        unit = " ".join(label.text.plain.split())
        if any(character.isdigit() for character in unit) or len(unit) > UNIT_LENGTH:
            message = f"“{unit}” is not a unit that learners could type."
            faults.append(Diagnostic(BAD_UNIT, message, label.text.place, "Type a sign or a short word: `Unit: £`, `Unit: hours`."))
            return ""
        return unit
    return ""


def _read_answer(fence: Fence, unit: str, faults: list[Diagnostic]) -> Decimal | None:
    for label in fence.labelled("answer"):
        return _read_number(label, label.text.plain, unit, faults)
    message = f"The question “{fence.id}” has no right number."
    faults.append(Diagnostic(NO_NUMBER, message, fence.place, "Type it on its own line: `Answer: 12`."))
    return None


def _read_number(label: Label, typed: str, unit: str, faults: list[Diagnostic]) -> Decimal | None:
    number = parse_number(typed, unit)
    if number is None:
        faults.append(Diagnostic(NOT_A_NUMBER, f"“{typed}” is not a number.", label.text.place, suggest_number(typed, label.name)))
    return number


def _read_range(fence: Fence, answer: Decimal | None, unit: str, faults: list[Diagnostic]) -> Numeric | None:
    """Read `Accept: 53 to 53.20` or `Accept: within 0.5`, or `Tolerance: 0.5` as other tools have it."""
    for label in (*fence.labelled("accept"), *fence.labelled("tolerance")):
        typed = " ".join(label.text.plain.split())
        if label.name == "tolerance":
            if parse_number(typed, unit) == 0:
                return None
            typed = typed if _WITHIN.fullmatch(typed) or _RANGE.fullmatch(typed) else f"within {typed}"
        within = _WITHIN.fullmatch(typed)
        match = within or _RANGE.fullmatch(typed)
        if not match:
            message = f"“{typed}” is not a range of numbers."
            faults.append(Diagnostic(BAD_RANGE, message, label.text.place, suggest_range(typed)))
            return None
        ends = [_read_number(label, end, unit, faults) for end in match.groups()]
        if answer is None or any(end is None for end in ends):
            return None
        numbers = [end for end in ends if end is not None]
        low, high = (answer - numbers[0], answer + numbers[0]) if within else (numbers[0], numbers[1])
        return _check_range(label, low, answer, high, faults)
    return None


def _check_range(label: Label, low: Decimal, answer: Decimal, high: Decimal, faults: list[Diagnostic]) -> Numeric | None:
    if low >= high:
        message = f"“{label.text.plain}” has no numbers between its ends."
        hint = "Type a higher second number, or delete the line."
        if low > high:
            hint = f"Type the lower number first: `Accept: {high.normalize():f} to {low.normalize():f}`."
        faults.append(Diagnostic(BAD_RANGE, message, label.text.place, hint))
    elif not low <= answer <= high:
        message = f"The answer {answer:f} is not within “{label.text.plain}”."
        faults.append(Diagnostic(RANGE_WITHOUT_ANSWER, message, label.text.place, "Change one of the two, so that the answer is in the range."))
    else:
        return Numeric(low, high)
    return None


def draw_on_paper(question: Interaction) -> Shape:
    """Return the line for a number."""
    assert isinstance(question, Number)
    ranges = [response for response in question.definition.correct if isinstance(response, Numeric)]
    lowest = min((response.minimum for response in ranges if response.minimum is not None), default=question.answer)
    highest = max((response.maximum for response in ranges if response.maximum is not None), default=question.answer)
    return NumberForm(question.answer, lowest, highest, question.unit, question.before)


KIND = Kind(
    name=NAME,
    title="Type a number",
    read=read,
    paper=draw_on_paper,
    coded=frozenset(),
    labels=frozenset({"answer", "accept", "tolerance", "unit"}),
    item_labels=frozenset(),
    one_line=frozenset({"answer", "accept", "tolerance", "unit"}),
    also_called=frozenset({"numeric", "numerical", "numeric-entry"}),
)
