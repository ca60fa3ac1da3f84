"""Sheets of paper for the records of a course: terms of working and costs to fill in together, and a tally of a pilot's forms.

A sheet has nothing of the cost sheet, because paper lies about; of the terms it has what was typed, which all who help were offered.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from builder.course.cmi import Component
from builder.course.costs import COST_HEADINGS
from builder.course.model import Course
from builder.course.terms import TERMS
from builder.interactions.paper_form import GridForm, TickForm
from builder.interactions.registry import find_paper_form
from builder.output.build_name import BuildName
from builder.reports.sheet import render_sheet

ENDING = "-record-sheets.html"
"""End of the name of the file, behind the id of the course."""

_LINES = {12: 2, 14: 2, 18: 1}
"""By points of the text, the lines to write on under a heading, so that a sheet fills one side of A4."""


class Counted(Struct, frozen=True):
    """A question whose answers are counted by hand, as a table.

    Attributes:
        asked: its words.
        key: in pilots.yaml, of a question with one answer for each row; empty where each row has a key of its own.
        rows: code of an answer, or key of a line, with its words.
        steps: of a scale, as its words on paper; none where rows are answers.

    """

    asked: str
    key: str
    rows: tuple[tuple[str, str], ...]
    steps: tuple[str, ...] = ()


def record_sheets(course: Course, build: BuildName, size: int = 12) -> bytes | None:
    """Return a page with a sheet for each of terms.yaml, costs.yaml and pilots.yaml that the course has; `None` without any.

    `size`: points of the text: 12, 14 or 18.
    """
    records = course.records
    wanted = tuple(name for name in ("terms", "costs", "pilots") if getattr(records, name) is not None)
    return _render(course, wanted, build, size) if wanted else None


def tally_sheet(course: Course | None) -> bytes:
    """Return the sheet for a pilot alone; without a course, one with lines for any questions."""
    return _render(course, ("pilots",), None, 12)


def _render(course: Course | None, wanted: tuple[str, ...], build: BuildName | None, size: int) -> bytes:
    return render_sheet(
        "record_sheets.html.jinja",
        build=build, brand=None, course=course, wanted=wanted,
        size=size,
        lines=_LINES[size],
        terms=TERMS,
        costs=COST_HEADINGS,
        counted=tuple(count_questions(course)) if course is not None else (),
    )


def count_questions(course: Course) -> Iterator[Counted]:
    """Yield the questions of the evaluation form whose answers can be counted, once each."""
    seen: set[str] = set()
    for question in (question for session in course.sessions for page in session.pages if page.is_form for question in page.interactions()):
        shape, asked = find_paper_form(question).shape, question.definition.description
        key = question.id.rpartition(".")[2]  # of a form at each session, without the session
        if key in seen:
            continue
        seen.add(key)
        if isinstance(shape, TickForm):
            yield Counted(asked, key, tuple((answer.code, answer.text.plain) for answer in shape.answers))
        elif isinstance(shape, GridForm):
            rows = tuple((f"{key}-{line.code}", line.text.plain) for line in shape.lines)
            yield Counted(asked, "", rows, tuple(_name_step(step) for step in shape.steps))


def _name_step(step: Component) -> str:
    """Return the code of a step with its words, which often begin with it."""
    return step.text if step.text.split(" ", 1)[0] == step.code else f"{step.code} {step.text}"
