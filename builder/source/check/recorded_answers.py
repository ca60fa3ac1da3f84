"""Answers that are sent though no check marks them (`record_also`): who lists one is told, and nobody is promised what is not so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from builder.course.blocks import Block, Interaction
from builder.course.document import Prose
from builder.course.walk import texts, walk
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.interactions.keeping import IMPOSSIBLE_KEEP
from builder.source.bind.course import BoundCourse
from builder.source.suggestions import did_you_mean
from builder.source.tree.session import QUESTIONS

SENT_WITH_NAME = Rule(
    "CRS041",
    "sent-with-name",
    Severity.NOTE,
    "Answers that are sent to a platform have the learner's name on them. Learners must know this before they answer.",
    "tracking contract 5",
)
ANONYMOUS = Rule(
    "CRS042",
    "not-anonymous",
    Severity.ERROR,
    "A platform adds the learner's name to every answer that it gets, so the word “anonymous” would be untrue.",
    "tracking contract 5",
)
UNKNOWN_RECORD_ALSO = Rule(
    "CRS040", "unknown-record-also", Severity.ERROR, "The question must exist. Otherwise somebody waits for answers that never come."
)

RECORD_ALSO_UNUSED = Rule(
    "CRS048",
    "record-also-unused",
    Severity.WARNING,
    "Answers are sent only where `record` is `answers`. Otherwise somebody waits for answers that never come.",
    "tracking contract 5",
)

_ANONYMOUS = re.compile(r"\banonym\w*", re.IGNORECASE)


def check_recorded_ids(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of ids in `record_also` that no question has. One that could not be read has its id all the same."""
    if course.file is None or not course.trees_are_sound or not course.form_is_known:
        return
    known = [fence.id for session in course.sessions for fence in session.tree.fences() if fence.name in QUESTIONS and fence.id]
    known += [question.id for question, _place in course.form.questions if course.form.is_on_screen(question)] if course.form is not None else []
    for index, ident in enumerate(_record_also(course)):
        if ident not in known:
            place = course.file.places[f"record_also.{index}"]
            message = f"There is no question “{ident}” in the course."
            yield Diagnostic(UNKNOWN_RECORD_ALSO, message, place, did_you_mean(ident, known))


def _record_also(course: BoundCourse) -> tuple[str, ...]:
    typed = course.file.values.get("record_also") if course.file is not None else None
    return typed if isinstance(typed, tuple) else ()


def check_record_also_is_used(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of a `record_also` beside a `record` under which no answer is sent at all."""
    if course.file is None or not _record_also(course):
        return
    record = course.file.values.get("record")
    if record in {"completion", "scores"}:
        message = f"`record_also` has no effect beside `record: {record}`: no answer is sent to the platform."
        hint = "Type `record: answers` to send the answers of these questions and of all checks. Or delete `record_also` and the lines under it."
        yield Diagnostic(RECORD_ALSO_UNUSED, message, course.file.places["record_also"], hint)


def check_promises(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell what `record_also` means, and refuse the word "anonymous" on a page whose answers have a name on them (tracking contract 5)."""
    if course.file is None or course.file.values.get("record") != "answers":
        return
    record_also = _record_also(course)
    told: set[str] = set()
    for page in course.pages():
        listed = [question for question in walk(page) if isinstance(question, Interaction) and question.id in record_also]
        for question in listed:
            if question.keep == "window":
                place = course.file.places[f"record_also.{record_also.index(question.id)}"]
                message = f"Answers to “{question.id}” are sent to the platform, and the question says `Keep: window`."
                yield Diagnostic(IMPOSSIBLE_KEEP, message, place, "Delete this line. Or delete `Keep: window` from the question.")
        sent = [question.id for question in listed]
        promises = list(_promises(page)) if sent else []
        yield from promises
        for ident in sent if not promises else ():
            if ident not in told:
                place = course.file.places[f"record_also.{record_also.index(ident)}"]
                message = f"Answers to “{ident}” are sent to the platform with the learner's name."
                hint = (
                    "You do not have to change anything: learners read it before their first answer. If the name must not be there, delete the line."
                )
                yield Diagnostic(SENT_WITH_NAME, message, place, hint)
            told.add(ident)


def _promises(page: Sequence[Block]) -> Iterator[Diagnostic]:
    for words, place in _written(page):
        promise = _ANONYMOUS.search(words)
        if promise:
            message = f"“{promise[0]}” is on a page whose answers are sent with the learner's name."
            yield Diagnostic(ANONYMOUS, message, place, "Type instead who gets the answers, and that the learner's name is attached.")


def _written(blocks: Iterable[Block]) -> Iterator[tuple[str, Place]]:
    """Yield every text that learners read in some blocks, with its place."""
    for block in walk(blocks):
        if isinstance(block, Prose):
            yield block.plain, block.place
        else:
            yield from ((text.plain, text.place) for text in texts(block))
