"""The keys of the packed state: one for each page, check and response, and no two alike in their name space."""

from __future__ import annotations

from collections.abc import Iterable

from builder.course.blocks import Interaction
from builder.course.model import Course
from builder.diagnostics import Diagnostic, Place
from builder.tracking.identifiers import state_key
from builder.tracking.rules import KEY_COLLISION


def question_key(question: Interaction, ident: str) -> str:
    """Return the key of a response. That of a part is made from its id; with the author's own `Key:` from that and the part's code."""
    if not question.parts:
        return state_key(ident, question.key)
    return state_key(question.key + ident.removeprefix(question.id) if question.key else ident)


def key_faults(course: Course) -> tuple[Diagnostic, ...]:
    """Report ids that would be kept under the same key."""
    pages = [(page.id, state_key(page.id, page.key), page.place) for _, page in course.pages()]
    checks = [(check.id, state_key(check.id, check.key), check.place) for _, _, check in course.checks()]
    questions = [
        (ident, question_key(interaction, ident), interaction.place)
        for *_, interaction in course.interactions()
        for ident, _ in interaction.definitions()
    ]
    return tuple(fault for what, named in (("page", pages), ("check", checks), ("question", questions)) for fault in _collisions(what, named))


def _collisions(what: str, named: Iterable[tuple[str, str, Place]]) -> Iterable[Diagnostic]:
    """Yield collisions within one name space; pages, checks and questions are kept apart in the state."""
    holders: dict[str, str] = {}
    for author_id, key, place in named:
        if key in holders:
            message = f"{what.capitalize()} “{author_id}” and {what} “{holders[key]}” would be kept under the same three characters, “{key}”."
            hint = "Give the newer one, which no learner has answered yet, its own line: `Key: ` and three letters or digits."
            yield Diagnostic(KEY_COLLISION, message, place, hint)
        else:
            holders[key] = author_id
