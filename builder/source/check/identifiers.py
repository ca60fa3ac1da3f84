"""Ids of sessions, pages and questions: each well formed and used once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.fixes import Fix, diagnose, replace_span
from builder.source import rules
from builder.source.bind.course import BoundCourse
from builder.source.tree import grammar
from builder.source.tree.placement import list_questions
from builder.source.tree.session import FenceNode, PageNode

DUPLICATE_SESSION_ID = Rule(
    "CRS001", "duplicate-session-id", Severity.ERROR, "Learners' records and files are called after the session's id, so each session has its own."
)
DUPLICATE_PAGE_ID = Rule(
    "CRS002", "duplicate-page-id", Severity.ERROR, "Where a learner left off is kept under the page's id, so each page of the course has its own."
)
DUPLICATE_QUESTION_ID = Rule(
    "CRS003",
    "duplicate-question-id",
    Severity.ERROR,
    "Learners' records are linked to the id, so each question and each check of the course needs its own.",
)

ID_LENGTH = 40
FIXABLE = "Delete it here. `copack check --fix` types a free one."


def check_ids(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of ids with a wrong form, and of those that stand a second time."""
    sessions: dict[str, Place] = {}
    pages: dict[str, Place] = {}
    questions: dict[str, Place] = {}
    for session in course.sessions:
        ident = session.top.values.get("id") if session.top is not None else None
        if session.top is not None and isinstance(ident, str):
            yield from _check_id(ident, session.top.places["id"], sessions, DUPLICATE_SESSION_ID, "Type a different id here.")
        for page in session.tree.pages:
            yield from _check_page_id(page, pages)
            for fence in list_questions(page):
                yield from _check_id(fence.id, place_of_id(fence), questions, DUPLICATE_QUESTION_ID, FIXABLE)
    yield from _check_form(course, pages, questions)


def place_of_id(fence: FenceNode) -> Place:
    """Return where the id of a fence stands, or would be written."""
    return fence.opening.place(fence.id_at, max(1, len(fence.id)))


def _check_page_id(page: PageNode, pages: dict[str, Place]) -> Iterator[Diagnostic]:
    label = next((label for label in page.head.labels if label.name == "page"), None)
    if label is not None and label.value.text:
        yield from _check_id(label.value.text.lower(), label.value.place, pages, DUPLICATE_PAGE_ID, FIXABLE)


def _check_id(ident: str, place: Place, places: dict[str, Place], doubled: Rule, hint: str) -> Iterator[Diagnostic]:
    if not grammar.ID.fullmatch(ident):
        message = f"“{ident}” cannot be an id." if len(ident) <= ID_LENGTH else f"“{ident}” is too long for an id: it has {len(ident)} characters."
        yield diagnose(rules.BAD_ID, message, place, _fix_id(ident, place, places))
        return
    first = places.setdefault(ident, place)
    if first is not place:
        where = f"line {first.line}" if first.file == place.file else f"{first.file}, line {first.line}"
        yield Diagnostic(doubled, f"The id “{ident}” is used twice. The first is in {where}.", place, hint)


def _fix_id(typed: str, place: Place, places: dict[str, Place]) -> Fix:
    """Return the fix that makes an id of what was typed, where letters that an id can have make one that is free."""
    form = f"Use small letters a to z, digits and dashes, {ID_LENGTH} at most, with a letter or digit at both ends."
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", typed).lower() if not unicodedata.combining(sign))
    made = re.sub(r"[^a-z0-9]+", "-", bare)[:ID_LENGTH].strip("-") if not any(sign.isalpha() and not sign.isascii() for sign in bare) else ""
    if not grammar.ID.fullmatch(made) or made in places:
        return Fix(form, ())
    return Fix(f"Type `{made}` in its place. {form}", (replace_span(place, made),))


def _check_form(course: BoundCourse, pages: dict[str, Place], questions: dict[str, Place]) -> Iterator[Diagnostic]:
    """Tell of pages and questions of the course that have ids of the form."""
    form = course.form
    if form is None or form.file.model is None:
        return
    ids = [session.top.values.get("id") for session in course.sessions if session.top is not None]
    for page in dict.fromkeys(form.page_id(str(ident)) for ident in ids):
        if page in pages:
            message = f"The form needs the id “{page}” for its own page, but the course already has a page with this id."
            yield Diagnostic(DUPLICATE_PAGE_ID, message, pages[page], "Give your page a different id.")
    for question, place in form.questions:
        earlier = questions.setdefault(question.id, place)
        if earlier is not place:
            message = f"The id “{question.id}” is used twice. The first is in {earlier.file}, line {earlier.line}."
            yield Diagnostic(DUPLICATE_QUESTION_ID, message, place, "Type a different id here.")
