"""Letters and numbers that stand behind the code of an answer, which learners would see: `(a) a) Yes`, `(c) (а) Ja`."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.diagnostics.fixes import Fix, diagnose, replace_span
from builder.interactions.reading import CODED_LABELS
from builder.interactions.registry import find
from builder.source.bind.course import BoundCourse
from builder.source.tree import grammar
from builder.source.tree.codes import BOX_START, CodedText, read_coded
from builder.source.tree.own_marks import OwnMark, read_mark_in_brackets, read_mark_of_list, read_marks_in_order, read_sign_of_list
from builder.source.tree.session import QuestionNode

MARK_BESIDE_CODE = Rule(
    "SRC152", "mark-beside-code", Severity.ERROR, "Codes are for Copack alone. Learners would see a second letter or number as a part of the words."
)

_ESCAPABLE = frozenset(string.punctuation + grammar.ESCAPABLE_SIGNS) - set("*_")
"""Signs of a mark that lose their meaning by a backslash."""


def check_own_marks(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of each answer, partner, group and choice with a mark of its own behind its code."""
    for session in course.sessions:
        for fence in session.tree.fences():
            kind = find(fence.name)
            for texts in _lists(fence.question) if fence.question is not None else ():
                for coded, mark in _marks(texts):
                    if not (kind is not None and kind.ordered and mark.typed[0].isdigit()):  # told by the kind, whatever the order of the numbers
                        yield _report(coded, mark)


def _lists(question: QuestionNode) -> Iterator[list[CodedText]]:
    """Yield the texts with codes of a question, list by list."""
    for section in question.sections:
        yield [item.body for item in section.items]
        yield [item.side for item in section.items if item.side is not None]
        for gap in (gap for node in section.prose for gap in node.gaps):
            yield [choice.coded for choice in gap.choices] if gap.typed is None else [gap.typed]
    yield [section.heading for section in question.sections if section.heading is not None]
    yield [read_coded(label.value) for label in question.labels if label.name in CODED_LABELS]


def _marks(texts: Sequence[CodedText]) -> Iterator[tuple[CodedText, OwnMark]]:
    """Yield what stands behind codes: a mark in brackets, the letter of the code once more, or marks in the order of the list."""
    texts = [coded for coded in texts if coded.code]
    in_order = read_marks_in_order([coded.text.text for coded in texts]) or [None] * len(texts)
    for coded, of_list in zip(texts, in_order, strict=True):
        mark = of_list or _read_second_code(coded)
        if mark is not None:
            yield coded, mark


def _read_second_code(coded: CodedText) -> OwnMark | None:
    """Return a mark that is no word: one in round brackets, or the letter of the code itself. `[1]` and `A.` may be a word."""
    sign = read_sign_of_list(coded.text.text)
    if sign is not None:
        return sign
    in_brackets, of_list = read_mark_in_brackets(coded.text.text, alone=False), read_mark_of_list(coded.text.text)
    if in_brackets is not None and (in_brackets.typed[0] in "(（" or (in_brackets.meant == coded.code and not BOX_START.match(in_brackets.typed))):
        return in_brackets
    return of_list if of_list is not None and of_list.meant == coded.code and of_list.typed.strip("*_").endswith(")") else None


def _report(coded: CodedText, mark: OwnMark) -> Diagnostic:
    message = f"Learners would see “{mark.typed}” before “{' '.join(coded.text.text[mark.length :].split())}”. The code is ({coded.code})."
    place = coded.text.place_at(0, len(mark.typed))
    sign = next((at for at, letter in enumerate(mark.typed) if letter in _ESCAPABLE), None)
    words = f"Delete “{mark.typed}”."
    if sign is not None:
        words += f" If learners should see it, type `{mark.typed[:sign]}\\{mark.typed[sign:]}`."
    fix = Fix(words, (replace_span(coded.text.place_at(0, mark.length), ""),))
    return diagnose(MARK_BESIDE_CODE, message, place, fix)
