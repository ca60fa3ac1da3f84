"""`rating`: each line is placed on one scale; a CMI `likert` interaction for each line."""

from __future__ import annotations

from typing import ClassVar

from builder.course.answer_rows import AnswerRows
from builder.course.blocks import Interaction, Keeping, Part
from builder.course.cmi import Component, Definition, InteractionType
from builder.course.document import Fence, Label
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions import reading, unscored
from builder.interactions.kind import Kind
from builder.interactions.paper_form import GridForm, Shape, option_on_paper
from builder.interactions.reading import Option

NAME = "rating"

STEP_CODES = "123456789a"
"""Codes of the steps, from lowest to highest. They hang on the place in the scale: its words may change, and steps may be added at its end."""

FEWEST_STEPS = 2

MOST_STEPS_IN_ROW, LONGEST_WORD_IN_ROW, LONGEST_STEP_IN_ROW = 5, 8, 20
"""Steps, and characters of a word and of a step, that fit in one row of a phone of 337 px in letters of 13 px."""

LINE_OF_RATING, STEPS_IN_ROW, STEP = 58, 82, 64
"""px of the words of a line with the space around it and its steps, of all steps in one row, and of a step in a row of its own (`widget.css`)."""
CHARACTERS_IN_LINE = 34
"""On a line of the words, on a phone."""

NO_SCALE = Rule(
    "CRS290", "no-scale", Severity.ERROR, "Learners choose a step of the scale for each line. Without a scale, they have nothing to choose from."
)
BAD_SCALE = Rule(
    "CRS291",
    "bad-scale",
    Severity.ERROR,
    f"A scale has {FEWEST_STEPS} to {len(STEP_CODES)} steps, and each has words: learners cannot read or hear a step without words.",
)
EQUAL_STEPS = Rule("CRS292", "equal-steps", Severity.ERROR, "If two steps have the same words, you cannot tell their answers apart.")

EXAMPLE = "`Scale: Not at all | A little | Mostly | Fully`"


class Rating(Interaction, frozen=True):
    """Lines to place on a scale, both in the author's order. `parts` has a definition for each line."""

    lines: tuple[Option, ...]
    steps: tuple[Component, ...]

    usual_keeping: ClassVar[Keeping] = "window"

    @property
    def fits_phone_row(self) -> bool:
        """Whether the words of all steps fit below circles in one row of a phone: at most five steps, and no long word among few."""
        texts = [step.text for step in self.steps]
        longest_word = max(len(word) for text in texts for word in text.split())
        return len(texts) <= MOST_STEPS_IN_ROW and longest_word <= LONGEST_WORD_IN_ROW and max(map(len, texts)) <= LONGEST_STEP_IN_ROW

    @property
    def answer_rows(self) -> AnswerRows:
        """The lines, each with its steps in one row or one below the other."""
        steps = STEPS_IN_ROW if self.fits_phone_row else STEP * len(self.steps)
        return AnswerRows(tuple(line.text.plain for line in self.lines), LINE_OF_RATING + steps, characters=CHARACTERS_IN_LINE)


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `rating`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    asked = reading.read_asked(fence, prompt, faults)
    unscored.refuse_boxes(fence.items(), NAME, faults)
    lines = unscored.read_lines(fence, 1, "lines", faults)
    steps = _steps(fence, faults)
    if has_errors(faults):
        return Checked(None, tuple(faults))
    description = reading.plain_prompt(prompt)
    whole = Definition(type=InteractionType.LIKERT, description=description, choices=steps)
    asked_of = description if description.endswith(("?", ".", "!", ":", "…")) else f"{description}:"
    parts = tuple(Part(line.code, Definition(InteractionType.LIKERT, f"{asked_of} {line.text.plain}", choices=steps)) for line in lines)
    return Checked(Rating(kind=NAME, definition=whole, parts=parts, lines=lines, steps=steps, **asked), tuple(faults))


def _steps(fence: Fence, faults: list[Diagnostic]) -> tuple[Component, ...]:
    label = next(fence.labelled("scale"), None)
    if label is None:
        faults.append(Diagnostic(NO_SCALE, f"The question “{fence.id}” has no scale.", fence.place, f"Type one, for example {EXAMPLE}."))
        return ()
    words = [" ".join(word.split()) for word in label.text.plain.split("|")]
    _check_steps(words, label, faults)
    return tuple(Component(code, word) for code, word in zip(STEP_CODES, words, strict=False))


def _check_steps(words: list[str], label: Label, faults: list[Diagnostic]) -> None:
    seen: set[str] = set()
    if not FEWEST_STEPS <= len(words) <= len(STEP_CODES):
        message = f"This scale has {len(words)} step{'' if len(words) == 1 else 's'}. It can have {FEWEST_STEPS} to {len(STEP_CODES)}."
        faults.append(Diagnostic(BAD_SCALE, message, label.text.place, f"Type the steps with | between them: {EXAMPLE}."))
    elif not all(words):
        message = f"Step {words.index('') + 1} of this scale has no words."
        faults.append(Diagnostic(BAD_SCALE, message, label.text.place, "Type its words, or delete one of the |."))
    for word in words:
        if word and word.lower() in seen:
            message = f"The step “{word}” is in this scale twice."
            faults.append(Diagnostic(EQUAL_STEPS, message, label.text.place, "Change the words of one of them, or delete it."))
        seen.add(word.lower())


def draw_on_paper(question: Interaction) -> Shape:
    """Return the grid of lines and steps."""
    assert isinstance(question, Rating)
    return GridForm(tuple(option_on_paper(line, judged=False) for line in question.lines), question.steps)


KIND = Kind(
    name=NAME,
    title="Say how far you agree",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"items"}),
    labels=frozenset({"scale"}),
    item_labels=frozenset(),
    judged=False,
    in_checks=False,
    also_called=frozenset({"likert", "likert-scale"}),
    perhaps_called=frozenset({"survey", "form"}),
)
