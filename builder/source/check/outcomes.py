"""Outcomes: those that sessions and questions name are in course.yaml, and something is about each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.suggestions import SortedWords, did_you_mean, is_close
from builder.source.tree import grammar
from builder.source.tree.session import SessionTree

UNKNOWN_OUTCOME = Rule("CRS010", "unknown-outcome", Severity.ERROR, "Outcomes are listed in course.yaml; results under another name would be lost.")
UNUSED_OUTCOME = Rule("CRS011", "unused-outcome", Severity.ERROR, "The course promises this outcome, but no session, page or question is about it.")


def check_unknown_outcomes(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of outcomes that course.yaml does not have; nothing where it does not say which there are."""
    typed = typed_outcomes(course)
    if typed is None:
        return
    known = SortedWords(sorted(typed))
    for reference in course.references("outcome"):
        if reference.id not in typed:
            message = f"There is no outcome “{reference.id}” in course.yaml."
            yield Diagnostic(UNKNOWN_OUTCOME, message, reference.place, did_you_mean(reference.id, known))
    yield from _check_evidence(course, typed, known)


def _check_evidence(course: BoundCourse, typed: frozenset[str], known: SortedWords) -> Iterator[Diagnostic]:
    """Tell of outcomes under `evidence:` and `levels:` that course.yaml does not have."""
    if course.file is None:
        return
    for name in ("evidence", "levels"):
        listed = course.file.values.get(name)
        for ident in listed if isinstance(listed, dict) else ():
            if ident not in typed:
                message = f"There is no outcome “{ident}” under `outcomes:`."
                yield Diagnostic(UNKNOWN_OUTCOME, message, course.file.places[f"{name}.{ident}"], did_you_mean(ident, known))


def typed_outcomes(course: BoundCourse) -> frozenset[str] | None:
    """Return the ids of outcomes as they stand in course.yaml, those at fault too; `None` where there is no list of them."""
    if course.file is None or "outcomes" not in course.file.places:
        return None
    start = "outcomes."
    return frozenset(path.removeprefix(start) for path in course.file.places if path.startswith(start)) or None


def check_unused_outcomes(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of outcomes that nothing in the course is about. What cannot be read might be about any of them."""
    outcomes = course.file.values.get("outcomes") if course.file is not None else None
    if course.file is None or not isinstance(outcomes, dict) or not course.source.complete:
        return
    if any(session.top is None or "outcomes" not in session.top.values for session in course.sessions):
        return
    used = {reference.id for reference in course.references("outcome")}
    if used.issuperset(outcomes):
        return
    used.update(typed for session in course.sessions for typed in _list_typed(session.tree))
    for outcome in outcomes:
        if outcome not in used:
            message = f"No session, page or question is about the outcome {outcome}."
            hint = (
                f"Type `Outcomes: {outcome}` under the heading of the page that teaches it, or `Outcome: {outcome}` in a question, "
                f"or add {outcome} to the outcomes of a session. If the course is not about it, delete this line."
            )
            yield Diagnostic(UNUSED_OUTCOME, message, course.file.places[f"outcomes.{outcome}"], hint)


def _list_typed(tree: SessionTree) -> Iterator[str]:
    """Yield what stands behind any `Outcome:`, though it may stand where it is not read, or be misspelt."""
    for line in tree.lines:
        label = grammar.label_of(line.text)
        if label is not None and is_close(label[0], ["outcome"]):
            yield from re.split(r"[,;\s]+", line.text[label[2] :].lower())
