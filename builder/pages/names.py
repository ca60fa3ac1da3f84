"""How sentences name pages, checks and questions: by their titles, and by where they stand as well where two read alike."""

from __future__ import annotations

from collections.abc import Callable

from builder.sentences import say
from builder.tracking.plan import TrackingPlan
from builder.tracking.positions import Position, Positions, alike_checks, alike_pages, alike_questions


def name_course(plan: TrackingPlan) -> str:
    """Return what a window of a course, or of one unit of it, is called: its title, with the label of a pilot behind it."""
    labels = (each.name for each in plan.around if each.role == "pilot")
    return " – ".join((plan.title, *labels))


def name_pages(plan: TrackingPlan) -> dict[str, str]:
    """Return by id of each page what sentences call it, in the course's language."""
    titles = {page.id: page.title for session in plan.sessions() for page in session.pages}
    return _name(plan.language, titles, alike_pages(plan))


def name_checks(plan: TrackingPlan) -> dict[str, str]:
    """Return by id of each check what sentences call it."""
    return _name(plan.language, {check.id: check.title for check in plan.checks}, alike_checks(plan))


def name_questions(plan: TrackingPlan) -> dict[str, str]:
    """Return by id of each question what sentences call it."""
    return _name(plan.language, {question.id: question.definition.description for question in plan.interactions}, alike_questions(plan))


def _name(language: str, titles: dict[str, str], alike: Positions) -> dict[str, str]:
    return {ident: f"“{title}”" + (f" {write_position(language, alike[ident])}" if ident in alike else "") for ident, title in titles.items()}


def write_position(language: str, position: Position, speak: Callable[..., str] = say) -> str:
    """Return where a page, check or question stands, in brackets: `(session 2, “Ask and answer”, page 3, “Try it”)`.

    `speak`: `say_on_page` for the HTML of a page.
    """
    words = speak(
        language,
        "shell-position-page" if position.only_session else "shell-position",
        session_number=position.session_number,
        session=position.session,
        page_number=position.page_number,
        page=position.page,
    )
    return speak(language, "shell-position-among", position=words, number=position.among_alike) if position.among_alike else words
