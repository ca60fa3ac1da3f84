"""Where pages, checks and questions stand in a course: what tells two apart whose titles read alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from builder.tracking.plan import TrackingPlan


class Position(Struct, frozen=True):
    """Where a page, or something on it, stands. Numbers begin at 1.

    Attributes:
        session: title of the session; `session_number` is its place among the sessions of the plan.
        only_session: the plan has no other session.
        page: title of the page; `page_number` is its place in the session, as the player counts.
        among_alike: its place among those on the page that read like it; 0 where no other does.

    """

    session: str
    session_number: int
    only_session: bool
    page: str
    page_number: int
    among_alike: int = 0


Positions = dict[str, Position]
"""Position by id."""


def page_positions(plan: TrackingPlan) -> Positions:
    """Return the position of every page of a plan."""
    sessions = plan.sessions()
    return {
        page.id: Position(session.title, session_number, len(sessions) == 1, page.title, page_number)
        for session_number, session in enumerate(sessions, 1)
        for page_number, page in enumerate(session.pages, 1)
    }


def alike_sessions(plan: TrackingPlan) -> dict[str, int]:
    """Return by id of each session whose title reads like that of another its place among the sessions, from 1."""
    titles = {session.id: _as_read(session.title) for session in plan.sessions()}
    counts = Counter(titles.values())
    return {ident: number for number, (ident, title) in enumerate(titles.items(), 1) if counts[title] > 1}


def alike_pages(plan: TrackingPlan) -> Positions:
    """Return the position of each page whose title reads like that of another."""
    pages = [page for session in plan.sessions() for page in session.pages]
    return _alike(plan, [(page.id, page.title, page.id) for page in pages])


def alike_checks(plan: TrackingPlan) -> Positions:
    """Return the position of each check whose title reads like that of another."""
    return _alike(plan, [(check.id, check.title, check.page) for check in plan.checks])


def alike_questions(plan: TrackingPlan) -> Positions:
    """Return the position of each question whose words read like those of another."""
    return _alike(plan, [(question.id, question.definition.description, question.page) for question in plan.interactions])


def _alike(plan: TrackingPlan, titled: Iterable[tuple[str, str, str]]) -> Positions:
    """Return the positions of those among (id, title, id of the page) whose title is not theirs alone."""
    listed = [(ident, _as_read(title), page) for ident, title, page in titled]
    by_title = Counter(title for _, title, _ in listed)
    by_page = Counter((title, page) for _, title, page in listed)
    pages, counted, alike = page_positions(plan), Counter[tuple[str, str]](), Positions()
    for ident, title, page in listed:
        counted[title, page] += 1
        if by_title[title] > 1:
            position = pages[page]
            alike[ident] = replace(position, among_alike=counted[title, page]) if by_page[title, page] > 1 else position
    return alike


def _as_read(title: str) -> str:
    """Return a title as a reader takes it in: capitals and blanks tell nothing apart."""
    return " ".join(title.split()).casefold()
