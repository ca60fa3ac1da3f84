"""`true-or-false`: is the sentence true?; CMI type `true-false`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.course.blocks import Interaction
from builder.course.cmi import Definition, InteractionType, Truth
from builder.course.document import Fence, Picture, Prose
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions import reading
from builder.interactions.kind import Kind
from builder.interactions.paper_form import Shape, TruthForm
from builder.interactions.prompt import refuse_lists

NAME = "true-or-false"

NO_TRUTH = Rule("CRS210", "no-truth", Severity.ERROR, "Copack cannot tell whether the sentence is true. You have to say it.")
NOT_TRUE_OR_FALSE = Rule("CRS211", "not-true-or-false", Severity.ERROR, "Learners say true or false, so the right answer is one of the two.")
ANSWER_IN_PROMPT = Rule(
    "CRS212", "answer-in-prompt", Severity.ERROR, "Learners see two buttons. The words here would show the answer, or the buttons a second time."
)

_ANSWERS = {word: truth for truth, words in ((True, "true t yes y right correct"), (False, "false f no n wrong incorrect")) for word in words.split()}


class TrueOrFalse(Interaction, frozen=True):
    """A sentence (the prompt), and whether it is true."""

    true: bool


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `true-or-false`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    refuse_lists(prompt, "Delete the list. Type the right answer on its own line: `Answer: true` or `Answer: false`.", faults)
    faults.extend(_check_end_of_prompt(prompt))
    asked = reading.read_asked(fence, prompt, faults)
    true = _read_answer(fence, faults)
    if has_errors(faults):
        return Checked(None, tuple(faults))
    definition = Definition(InteractionType.TRUE_FALSE, reading.plain_prompt(prompt), (Truth(true),))
    return Checked(TrueOrFalse(kind=NAME, definition=definition, true=true, **asked), tuple(faults))


_TRUTH_AT_END = re.compile(r"[(\[] ?(?P<truth>true|false|t|f|correct|incorrect|right|wrong) ?[)\]]\.?$", re.IGNORECASE)
_BUTTONS_AT_END = re.compile(r"(?:(?<=[.?!:] )|^)[(\[]?(?:[☐○◯□] ?)?(?:true|t) ?[/| ] ?(?:[☐○◯□] ?)?(?:false|f)[)\]]?$", re.IGNORECASE)


def _check_end_of_prompt(prompt: Sequence[Prose | Picture]) -> Iterator[Diagnostic]:
    """Tell of words behind the sentence that other tools put there: the answer, `(False)`, or the two buttons, `True / False`."""
    for block in prompt:
        if not isinstance(block, Prose) or block.kind != "paragraph":
            continue
        for pattern in (_TRUTH_AT_END, _BUTTONS_AT_END):
            match = pattern.search(block.plain)
            if match is not None:
                answer = f" Type `Answer: {str(_ANSWERS[match['truth'].lower()]).lower()}` on its own line." if "truth" in match.groupdict() else ""
                yield Diagnostic(ANSWER_IN_PROMPT, f"The question text ends with “{match[0]}”.", block.place, f"Delete “{match[0]}”.{answer}")


def _read_answer(fence: Fence, faults: list[Diagnostic]) -> bool:
    for label in fence.labelled("answer"):
        typed = label.text.plain.lower().rstrip(".")
        if typed in _ANSWERS:
            return _ANSWERS[typed]
        message = f"“Answer:” is true or false, not “{label.text.plain}”."
        faults.append(Diagnostic(NOT_TRUE_OR_FALSE, message, label.text.place, "Type `Answer: true` or `Answer: false`."))
        return False
    message = f"The question “{fence.id}” does not say whether its sentence is true."
    faults.append(Diagnostic(NO_TRUTH, message, fence.place, "Type `Answer: true` or `Answer: false` on its own line."))
    return False


def draw_on_paper(question: Interaction) -> Shape:
    """Return the two words to tick."""
    assert isinstance(question, TrueOrFalse)
    return TruthForm(question.true)


KIND = Kind(
    name=NAME,
    title="True or false",
    read=read,
    paper=draw_on_paper,
    coded=frozenset(),
    labels=frozenset({"answer"}),
    item_labels=frozenset(),
    one_line=frozenset({"answer"}),
    also_called=frozenset({"tf", "t-f", "true-false", "truefalse", "boolean"}),
)
