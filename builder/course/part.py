"""A session taken out of its course, to be made by itself: with its outcomes, its check and the form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from builder.course.edition import TakenFrom
from builder.course.model import Course, Page, PassRule, Session

Value = TypeVar("Value")

_LINK = re.compile(r'<a href="#([a-z0-9-]+)">(.*?)</a>', re.DOTALL)


def take_session(course: Course, ident: str) -> Course:
    """Return a course that is one session of this one. Raises KeyError for a session that is not there.

    Ids of pages, checks and questions stay, so their keys and the names in records are those of the whole course. What differs: the id of the
    course has that of the session behind it, what is finished is the session, and a link to a page of another session is plain words. A form at
    the end of the course is at the end of the session.
    """
    number, session = next(((number, each) for number, each in enumerate(course.sessions, 1) if each.id == ident), (0, None))
    if session is None:
        raise KeyError(ident)
    form = next((page for _session, page in course.pages() if page.is_form), None)
    pages = session.pages if form is None or any(page.is_form for page in session.pages) else (*session.pages, form)
    long_form = session.long_form or next((each.long_form for each in course.sessions if each.long_form is not None), None)
    alone = replace(session, pages=_without_links(pages), long_form=long_form)
    return replace(
        course,
        id=f"{course.id}-{session.id}",
        sessions=(alone,),
        outcomes=tuple(outcome for outcome in course.outcomes if outcome.id in _outcomes_about(alone)),
        pass_rule=course.pass_rule if any(check.final for _session, _page, check in replace(course, sessions=(alone,)).checks()) else PassRule(),
        units="course",
        taken_from=TakenFrom(course.id, number, len(course.sessions)),
    )


def _outcomes_about(session: Session) -> set[str]:
    asked = {outcome for page in session.pages for question in page.interactions() for outcome in question.outcomes}
    return {*session.outcomes, *asked, *(outcome for page in session.pages for outcome in page.outcomes)}


def _without_links(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Return the pages with plain words for each link to a page that is not one of them."""
    here = {page.id for page in pages}

    def unlink(html: str) -> str:
        return _LINK.sub(lambda link: link[0] if link[1] in here else link[2], html) if "#" in html else html

    return tuple(_changed(page, unlink) for page in pages)


def _changed(value: Value, change: Callable[[str], str]) -> Value:
    """Return a value with its HTML changed, however deep it stands."""
    if isinstance(value, tuple):
        made = tuple(_changed(each, change) for each in value)
        return value if all(new is old for new, old in zip(made, value, strict=True)) else made  # type: ignore[return-value]
    if not isinstance(value, Struct):
        return value
    changes: dict[str, object] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        new = change(old) if field.name == "html" and isinstance(old, str) else _changed(old, change)
        if new is not old and new != old:
            changes[field.name] = new
    return replace(value, **changes) if changes else value
