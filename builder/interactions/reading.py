"""What every kind reads alike: labels of each question, codes, answers with boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from msgspec import Struct

from builder.course.blocks import Keeping
from builder.course.cmi import Choice, Component, Definition, InteractionType
from builder.course.document import Fence, Item, Label, Picture, Prose, Text
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.interactions.keeping import read_keep
from builder.interactions.prompt import require_words
from builder.lazy_pattern import lazy_pattern

CODED_LABELS = frozenset({"extra"})
"""Labels whose text starts with a code; `source` hands it over as `(z) text`, filled in where the author left it out."""

WITHOUT_LINKS = frozenset({"scale"})
"""Labels whose words stand on what learners choose, where a link has no place."""

MOST_CODES = 36
"""Codes are one character `[a-z0-9]`, so no list of a question is longer (lms-requirements S12: one-character codes)."""

MOST_POINTS = 100

_POINTS = lazy_pattern(r"(?P<count>[0-9]{1,3})(?:\.0+)?(?: ?(?:points?|marks?|pts?\.?))?", re.IGNORECASE)
_KEY = lazy_pattern(r"[A-Za-z0-9_-]{3}")
_CODED = lazy_pattern(r"\(([a-z0-9])\) ?")

BAD_POINTS = Rule(
    "CRS081", "bad-points", Severity.ERROR, f"Points are a whole number from 1 to {MOST_POINTS}, so that the mark can be calculated exactly."
)
BAD_KEY = Rule(
    "CRS082", "bad-key", Severity.ERROR, "A key is the three characters under which saved work is kept. It must be three letters or digits."
)
DUPLICATE_CODE = Rule(
    "CRS083",
    "duplicate-code",
    Severity.ERROR,
    "Learners' records name an answer only by its code. If two answers have the same code, records cannot tell them apart.",
)
TOO_FEW = Rule("CRS084", "too-few-answers", Severity.ERROR, "With only one answer, there is nothing to choose.")
TOO_MANY = Rule(
    "CRS085",
    "too-many-answers",
    Severity.ERROR,
    f"Codes are one character, so a list can have {MOST_CODES} answers at most. That is already too many for learners.",
    "S12",
)
EMPTY_ANSWER = Rule("CRS086", "empty-answer", Severity.ERROR, "Learners cannot read or hear an answer without words.")
SAME_ANSWER = Rule("CRS087", "same-answer-twice", Severity.ERROR, "Learners cannot choose between two answers with the same words.")
NEEDLESS_BOX = Rule(
    "CRS088",
    "needless-box",
    Severity.ERROR,
    "A box marks right and wrong answers. This kind of question has no right or wrong answers, so a box has no meaning.",
)

NOT_YES_OR_NO = Rule("CRS089", "not-yes-or-no", Severity.ERROR, "Some labels turn something on or off. They have only two values.")

NO_BOX = Rule("CRS100", "answer-without-box", Severity.ERROR, "The box says whether the answer is right. Without it, Copack cannot tell.")
NO_RIGHT_ANSWER = Rule("CRS101", "no-right-answer", Severity.ERROR, "Without a right answer, learners can never answer the question correctly.")


class InteractionFields(TypedDict):
    """What all kinds have in common: the fields of `Interaction` but kind and definition, to be handed on as `**asked`."""

    id: str
    place: Place
    prompt: tuple[Prose | Picture, ...]
    outcomes: tuple[str, ...]
    points: int
    hint: Text | None
    if_right: Text | None
    if_wrong: Text | None
    key: str
    keep: Keeping | None


class Option(Struct, frozen=True):
    """An answer to choose, with the feedback shown for it."""

    code: str
    text: Text
    right: bool
    feedback: Text | None
    picture: Picture | None = None


def read_asked(fence: Fence, prompt: Sequence[Prose | Picture], faults: list[Diagnostic]) -> InteractionFields:
    """Read what every question asks whose answers stand below its prompt: the prompt, which needs words, and the labels of every question.

    Args:
        fence: the question.
        prompt: its blocks that come before the answers.
        faults: where what is wrong goes.

    """
    require_words(fence, prompt, faults)
    return read_shared_fields(fence, prompt, faults)


def read_shared_fields(fence: Fence, prompt: Sequence[Prose | Picture], faults: list[Diagnostic]) -> InteractionFields:
    """Read the labels of every question; what is wrong goes to `faults`."""
    return InteractionFields(
        id=fence.id,
        place=fence.place,
        prompt=tuple(prompt),
        outcomes=_evidenced_outcomes(fence, faults),
        points=_points(fence, faults),
        hint=_label_text(fence, "hint"),
        if_right=_label_text(fence, "if right"),
        if_wrong=_label_text(fence, "if wrong"),
        key=read_key(fence.labels, faults),
        keep=read_keep(fence, faults),
    )


def split_outcomes(labels: Iterable[Label]) -> tuple[str, ...]:
    """Return the ids in `Outcome:` labels of a question or `Outcomes:` of a page, which commas and blanks part, each once."""
    ids = (name.lower() for label in labels if label.name in {"outcome", "outcomes"} for name in re.split(r"[,;\s]+", label.text.plain) if name)
    return tuple(dict.fromkeys(ids))


def read_key(labels: Iterable[Label], faults: list[Diagnostic]) -> str:
    """Return the author's own state key (`Key:`), or an empty text; a bad one is reported."""
    for label in labels:
        if label.name != "key":
            continue
        if _KEY.fullmatch(label.text.plain):
            return label.text.plain
        message = f"“{label.text.plain}” is not a key: a key is three letters or digits."
        faults.append(Diagnostic(BAD_KEY, message, label.text.place, "Type three letters or digits, for example `Key: a7x`."))
    return ""


def _evidenced_outcomes(fence: Fence, faults: list[Diagnostic]) -> tuple[str, ...]:
    """Return the outcomes that a question evidences: those that it names, but none with `Review: yes` (tracking contract 1)."""
    named = split_outcomes(fence.labels)
    return () if read_yes_or_no(fence, "review", faults) else named


def _points(fence: Fence, faults: list[Diagnostic]) -> int:
    for label in fence.labelled("points"):
        typed = label.text.plain
        points = _POINTS.fullmatch(typed)
        if points and 1 <= int(points["count"]) <= MOST_POINTS:
            return int(points["count"])
        message = f"“{typed}” is not a number of points that a question can have."
        faults.append(Diagnostic(BAD_POINTS, message, label.text.place, f"Type a whole number from 1 to {MOST_POINTS}, for example `Points: 2`."))
    return 1


def _label_text(fence: Fence, name: str) -> Text | None:
    return next((label.text for label in fence.labelled(name)), None)


def feedback(item: Item) -> Text | None:
    """Return the text of the item's `Feedback:`, or `None`."""
    return next((label.text for label in item.labels if label.name == "feedback"), None)


def picture(item: Item) -> Picture | None:
    """Return the picture of the item's `Picture:`, or `None`."""
    return next((label.picture for label in item.labels if label.name == "picture"), None)


def read_either(fence: Fence, name: str, words: Mapping[str, bool], rule: Rule, faults: list[Diagnostic]) -> bool:
    """Tell which of two words a label of the fence says; no where it is left out.

    Args:
        fence: the question.
        name: of the label, `marks`.
        words: what may be typed and what it means, the two to be shown first: `{"all": False, "part": True}`.
        rule: what another word breaks.
        faults: where it goes.

    """
    first, second = list(words)[:2]
    wanted = first if words[first] else second
    for label in fence.labelled(name):
        typed = label.text.plain.lower()
        if typed not in words:
            message = f"“{name.capitalize()}:” is {first} or {second}, not “{label.text.plain}”."
            faults.append(Diagnostic(rule, message, label.text.place, f"Type `{name.capitalize()}: {wanted}`, or delete the line."))
        return words.get(typed, False)
    return False


def read_yes_or_no(fence: Fence, name: str, faults: list[Diagnostic]) -> bool:
    """Read a label of the fence whose value is yes or no; no where it is left out."""
    return read_either(fence, name, {"yes": True, "no": False, "true": True, "false": False}, NOT_YES_OR_NO, faults)


def split_code(text: Text) -> tuple[str, Text]:
    """Part the text of a coded label: its code and the text without it. The code is empty where there is none."""
    match = _CODED.match(text.plain)
    if not match:
        return "", text
    return match[1], Text(text.plain[match.end() :], _CODED.sub("", text.html, count=1), text.place, text.facts)


def check_codes(coded: Iterable[tuple[str, Place]], faults: list[Diagnostic]) -> None:
    """Report each code that stands a second time in its list."""
    seen: dict[str, Place] = {}
    for code, place in coded:
        if code and code in seen:
            message = f"The code ({code}) is used twice. The first is in line {seen[code].line}."
            faults.append(Diagnostic(DUPLICATE_CODE, message, place, "Delete this code. `copack check --fix` types a free one."))
        elif code:
            seen[code] = place


_EACH_ON_ITS_LINE = "Type each on its own line. Start the line with a dash."


def check_count(fence: Fence, things: Sequence[object], fewest: int, called: str, faults: list[Diagnostic], hint: str = _EACH_ON_ITS_LINE) -> None:
    """Report a list that is too short or too long; `called` is the plural word for its things, `hint` how to type more of them."""
    if len(things) < fewest:
        message = f"The question “{fence.id}” has too few {called}: {len(things)}. It needs at least {fewest}."
        faults.append(Diagnostic(TOO_FEW, message, fence.place, hint))
    elif len(things) > MOST_CODES:
        message = f"The question “{fence.id}” has {len(things)} {called}. The most is {MOST_CODES}."
        faults.append(Diagnostic(TOO_MANY, message, fence.place, "Split it into two questions, or delete some."))


_STRAIGHT = str.maketrans({**dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„‟", '"')})
"""Curly quotes and apostrophes as straight ones: no learner tells two answers apart by them."""


def check_texts(texts: Iterable[Text], faults: list[Diagnostic]) -> None:
    """Report answers without words, and answers with the same words as an earlier one."""
    seen: dict[str, Place] = {}
    for text in texts:
        words = " ".join(text.plain.split()).lower().translate(_STRAIGHT)
        if not words:
            faults.append(Diagnostic(EMPTY_ANSWER, "This answer has no words.", text.place, "Type its words on the same line."))
        elif words in seen:
            message = f"“{text.plain}” is here twice. The first is in line {seen[words].line}."
            faults.append(Diagnostic(SAME_ANSWER, message, text.place, "Change the words of one of them, or delete it."))
        else:
            seen[words] = text.place


def check_items(items: Sequence[Item], faults: list[Diagnostic]) -> None:
    """Report each code, and each text, that stands a second time in a list of answers or lines, and each without words."""
    check_codes(((item.code, item.code_place) for item in items), faults)
    check_texts((item.text for item in items), faults)


def read_options(fence: Fence, faults: list[Diagnostic]) -> tuple[Option, ...]:
    """Read answers with boxes; `NO_BOX`, `NO_RIGHT_ANSWER` and the shared rules may be reported."""
    items = fence.items()
    check_count(fence, items, 2, "answers", faults)
    check_items(items, faults)
    for item in items:
        if item.ticked is None:
            message = f"The answer “{item.text.plain}” has no box."
            faults.append(Diagnostic(NO_BOX, message, item.place, "Type `[x]` after the dash if it is right, `[ ]` if it is not."))
    options = tuple(Option(item.code, item.text, bool(item.ticked), feedback(item), picture(item)) for item in items)
    boxed = [item for item in items if item.ticked is not None]
    if len(items) > 1 and len(boxed) == len(items) and not any(option.right for option in options):
        message = f"No answer of the question “{fence.id}” is marked as right."
        faults.append(Diagnostic(NO_RIGHT_ANSWER, message, fence.place, "Type `[x]` in place of `[ ]` before each answer that is right."))
    return options


def define_choice(prompt: Sequence[Prose | Picture], options: Sequence[Option], most_chosen: int) -> Definition:
    """Return the `choice` definition of options: right is exactly the set of right ones."""
    return Definition(
        type=InteractionType.CHOICE,
        description=plain_prompt(prompt),
        correct=(Choice(tuple(option.code for option in options if option.right)),),
        choices=tuple(Component(option.code, option.text.plain) for option in options),
        most_chosen=most_chosen,
    )


def plain_prompt(prompt: Iterable[Prose | Picture]) -> str:
    """Return the prompt's words in one line, for reports and platforms."""
    return " ".join(" ".join(block.plain.split()) for block in prompt if isinstance(block, Prose))
