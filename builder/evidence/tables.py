"""The matrix and the question bank as tables for spreadsheets (CSV, RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from builder.course.model import Course
from builder.evidence.assessment import advise_on_outcome
from builder.evidence.matrix import OutcomeEvidence, outcome_matrix
from builder.tracking.plan import PlannedInteraction, TrackingPlan
from builder.tracking.responses import response_words

BYTE_ORDER_MARK = "\ufeff"
"""Spreadsheets take a file without it for one in the code page of the computer."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a cell begins with that a spreadsheet would work out, also in the wide letters of East Asia (OWASP, CSV injection)."""


def matrix_csv(course: Course, plan: TrackingPlan) -> bytes:
    """Return a row an outcome."""
    head = ("outcome", "text", "shown in", "level", "pages", "activities", "marked questions", "points", "statements", "advice")
    return _write(head, (_matrix_row(course, outcome) for outcome in outcome_matrix(course, plan)))


def _matrix_row(course: Course, outcome: OutcomeEvidence) -> tuple[object, ...]:
    told = " ".join(one.message for one in advise_on_outcome(course, outcome))
    return (
        *(outcome.objective.id, outcome.objective.text, outcome.kind, outcome.level or ""),
        " ".join(page.id for _session, page in outcome.pages),
        " ".join(question.id for question in outcome.activities),
        " ".join(question.id for question in outcome.marked),
        *(outcome.points, len(outcome.statements), told),
    )


def question_csv(plan: TrackingPlan) -> bytes:
    """Return a row for each response that platforms know, with its answers and those that are right."""
    head = ("question", "kind", "asked", "session", "page", "check", "outcomes", "points", "sent", "answers", "right")
    return _write(head, (_question_row(question) for question in plan.interactions))


def _question_row(question: PlannedInteraction) -> tuple[object, ...]:
    definition = question.definition
    answers = (*definition.choices, *definition.sources, *definition.targets, *definition.steps)
    return (
        *(question.id, question.kind, definition.description, question.session, question.page, question.check or "", " ".join(question.outcomes)),
        question.points if question.check else "",
        "yes" if question.recorded else "no",
        " | ".join(answer.text for answer in answers),
        " or ".join(response_words(definition, right) for right in definition.correct),
    )


def _write(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> bytes:
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(head)
    table.writerows([_plain(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _plain(cell: object) -> object:
    """Return a cell that no spreadsheet works out."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
