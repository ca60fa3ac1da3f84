"""The dated facts of a course in figures, for its evidence pack."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from builder.course.model import Course
from builder.course.records import Fact
from builder.editorial.passages import Passage, list_passages, list_room_passages


class SaidPage(Struct, frozen=True):
    """A page that says a fact; both titles are plain text."""

    id: str
    title: str
    session: str


class FactUses(Struct):
    """Where facts are said.

    Attributes:
        pages: by id of a fact, the pages that say it, in order.
        rooms: by id of a fact, titles of the sessions whose texts for facilitators say it.
        facts: by id of a page, ids of the facts that it says, in order.

    """

    pages: dict[str, list[SaidPage]] = field(default_factory=dict)
    rooms: dict[str, list[str]] = field(default_factory=dict)
    facts: dict[str, tuple[str, ...]] = field(default_factory=dict)


def find_uses(course: Course) -> FactUses:
    """Return which page says which fact. A question that is asked again says its facts again."""
    uses = FactUses()
    for session in course.sessions:
        for group in list_passages(course, session):
            said = _unlike(group.passages)
            if group.page:
                uses.facts[group.page] = said
            for fact in said if group.page else ():
                uses.pages.setdefault(fact, []).append(SaidPage(group.page, group.title, session.title))
        for fact in _unlike(passage for group in list_room_passages(course, session) for passage in group.passages):
            uses.rooms.setdefault(fact, []).append(session.title)
    return uses


def _unlike(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for passage in passages for fact in passage.facts))


def list_facts(course: Course) -> tuple[Fact, ...]:
    """Return the facts that are recorded, in the author's order."""
    return course.records.facts.facts if course.records.facts is not None else ()


def count_facts(course: Course) -> str:
    """Return in words how many facts there are, how many a person has checked, and how many have a day for the next look."""
    facts = list_facts(course)
    if not facts:
        return "No dated facts are recorded"
    checked = sum(fact.is_checked for fact in facts)
    dated = sum(bool(fact.review_by) for fact in facts)
    number = "1 fact" if len(facts) == 1 else f"{len(facts)} facts"
    return f"{number}: {checked or 'none'} checked by a person, {dated or 'none'} with a day for the next look"
