"""What stands over the first page of a session: which it is, how long it takes, and what is kept of its answers."""

from __future__ import annotations

from functools import partial

from builder.course.model import Course, Session
from builder.pages.assets import PackedPictures
from builder.pages.environment import render
from builder.pages.theme import find_mark
from builder.sentences import mark_language, name_counted, say_on_page
from builder.tracking.disclosures import Keeping, keeping_of
from builder.tracking.plan import PlannedInteraction, TrackingPlan


def render_cover(course: Course, session: Session, plan: TrackingPlan, packed: PackedPictures) -> str:
    """Return what stands over the first page of a session: which it is, what it is about, how long it takes, and what is kept.

    The first one also tells what the course is about and how long it is.
    """
    picture = session.cover
    html = render(
        "cover.html.jinja",
        kept=_name_kept(keeping_of(_asked_with(session, plan))),
        course=_describe_course(course) if session is course.sessions[0] and course.taken_from is None else None,
        brand=find_mark(course.theme, packed.pictures),
        picture=packed.pictures[picture.file] if picture is not None else None,
        alt=picture.alt if picture is not None else "",
        number=next(number for number, each in course.numbered() if each is session),
        sessions=course.whole,
        title=session.title,
        summary=session.summary,
        minutes=session.minutes,
        pages=len(session.pages),
        outcomes=[outcome.text for outcome in course.outcomes_of(session)],
        words=partial(say_on_page, course.language),
        counted=partial(name_counted, course.language),
    )
    return mark_language(html, course.language)


def _asked_with(session: Session, plan: TrackingPlan) -> tuple[PlannedInteraction, ...]:
    """Return the questions of a session that are launched with its first page: its check may be a unit of its own."""
    unit = next(unit for unit in plan.units if session.pages[0].id in {page.id for page in unit.pages()})
    pages = {page.id for page in unit.pages()}
    return tuple(response for response in plan.interactions if response.session == session.id and response.page in pages)


def _name_kept(keeping: Keeping) -> tuple[str, ...]:
    """Return the names of the sentences about what is kept of a session's answers."""
    return (
        "shell-cover-kept-answers" if keeping.kept else "shell-cover-kept",
        *(("shell-cover-stays",) if keeping.stay else ()),
        *(("shell-cover-stays-form",) if keeping.form_stays else ()),
        *(("shell-cover-sent",) if keeping.sent else ()),
    )


def _describe_course(course: Course) -> dict[str, str | int]:
    return {"description": course.description, "minutes": sum(session.minutes for session in course.sessions)}
