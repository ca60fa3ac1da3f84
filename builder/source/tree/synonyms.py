"""Words that other tools and people use for a label, and what each means here (author syntax, "Words of other tools")."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from builder.lazy_pattern import lazy_pattern

Sense = Literal[
    "accept",
    "answer",
    "answers",
    "correct",
    "explanation",
    "extra",
    "hint",
    "if right",
    "if wrong",
    "outcome",
    "points",
    "prompt",
    "shuffle",
    "solution",
    "unit",
]
"""What a word means: a label of this syntax, or one of these.

`answers`: the line above the answers, which says nothing. `correct`: the right answer, or what is said of it. `explanation`: feedback of
the answer above, or of the whole question. `prompt`: the question itself. `solution`: the right answer, or an explanation.
"""


class _Words(Struct, frozen=True):
    """The words of one sense, with commas between. `plain`: they can mean nothing else.

    `ordinary`: text may well begin with them, so they count after the first answer alone.
    """

    plain: str = ""
    ordinary: str = ""


_TABLE: dict[Sense, _Words] = {
    "explanation": _Words(
        "explanation, explanations, rationale, rationales, justification, general feedback, overall feedback, answer explanation, question feedback",
        "reason, reasons, reasoning, why, because, comment, comments, commentary, note, remark, discussion, debrief",
    ),
    "if right": _Words(
        "correct feedback, feedback correct, feedback (correct), feedback (right), feedback if correct, feedback if right, feedback for correct, "
        "feedback for correct answer, feedback when correct, if correct, when correct, when right, on correct, positive feedback, right feedback, "
        "correct answer feedback, correct message, success message",
        "right, well done",
    ),
    "if wrong": _Words(
        "incorrect feedback, wrong feedback, feedback incorrect, feedback wrong, feedback (incorrect), feedback (wrong), feedback if incorrect, "
        "feedback if wrong, feedback for incorrect, feedback for wrong answer, feedback for incorrect answer, feedback when incorrect, if incorrect, "
        "when incorrect, when wrong, on incorrect, negative feedback, incorrect answer feedback, incorrect message, failure message",
        "wrong, incorrect",
    ),
    "answer": _Words(
        "answer, correct answer, correct answers, right answer, right answers, answer key, correct option, correct options, correct choice, "
        "correct choices, the answer, the correct answer, ans, correct order, right order, correct sequence",
    ),
    "correct": _Words("", "correct, correct response"),
    "solution": _Words("", "solution, solutions"),
    "hint": _Words("hints", "tip, tips, clue, clues, help"),
    "points": _Words("point, mark, score, pts, points possible, question points, default mark", "value, weight, worth, grade"),
    "outcome": _Words("outcomes, learning outcome, learning outcomes, learning objective, learning objectives", "objective, objectives"),
    "shuffle": _Words("shuffle answers, shuffle options, shuffle choices, randomise, randomize, randomise answers, randomize answers"),
    "extra": _Words("extras", "distractor, distractors"),
    "accept": _Words("accepted, accepted answers, accept range", "range"),
    "unit": _Words("units"),
    "prompt": _Words("question, q, prompt, stem, question text, question stem, statement"),
    "answers": _Words("options, choices, answer options, answer choices, possible answers, responses, answers"),
}


def _split(words: str) -> list[str]:
    return words.split(", ") if words else []


_SENSES: dict[str, Sense] = {word: sense for sense, words in _TABLE.items() for word in _split(words.plain) + _split(words.ordinary)}
_ORDINARY = frozenset(word for words in _TABLE.values() for word in _split(words.ordinary))

_NUMBERED_PROMPT = lazy_pattern(r"(?:q|question|prompt|statement) ?[0-9]{1,3}")

FOREIGN = frozenset(_split("type, question type, difficulty, difficulty level, tags, tag, category, categories, question id, bloom, bloom's level"))
"""Words of other tools that mean nothing here, and that no text for learners begins with."""


def sense_of(name: str, *, answered: bool) -> Sense | None:
    """Return what a word of other tools means. `answered`: it comes after the first answer of a question."""
    if _NUMBERED_PROMPT.fullmatch(name):
        return "prompt"
    if name in _ORDINARY and not answered:
        return None
    return _SENSES.get(name)


def is_ordinary(name: str) -> bool:
    """Tell whether text may well begin with a word of other tools."""
    return name in _ORDINARY


def list_synonyms() -> tuple[str, ...]:
    """Return every word that is long enough for a slip of it to be told from another word."""
    shortest = 6
    return tuple(word for word in _SENSES if len(word) >= shortest and word not in _ORDINARY)
