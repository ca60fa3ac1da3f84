"""How hard each page is to read, for the evidence pack: the two estimates that `copack check --plain` judges by."""

from __future__ import annotations

from msgspec import Struct

from builder.course.model import Course
from builder.editorial.plain_english import READING_AGE, PageReading, read_pages


class SessionReading(Struct, frozen=True):
    """A session by its id and title, with the figures of its pages in order."""

    id: str
    title: str
    pages: tuple[PageReading, ...]


def read_sessions(course: Course) -> tuple[SessionReading, ...]:
    """Return the figures of every session; none where the course is not in English, which alone the estimates can judge."""
    pages = read_pages(course)
    sessions = (
        SessionReading(session.id, session.title, tuple(page for page in pages if page.session == session.id)) for session in course.sessions
    )
    return tuple(session for session in sessions if session.pages)


def count_hard_pages(course: Course) -> str:
    """Return in one line how many pages are judged, and how many of them are hard."""
    pages = read_pages(course)
    if not pages:
        return "Not estimated: the estimates are for English"
    judged = [page for page in pages if not page.short]
    if not judged:
        return f"Not estimated: each page is too short to be judged ({len(pages)} in all)"
    hard = sum(page.hard for page in judged)
    return f"{hard or 'None'} of {len(judged)} judged pages {'is' if hard == 1 else 'are'} above {READING_AGE} by both estimates"
