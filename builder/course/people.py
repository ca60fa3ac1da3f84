"""Who made a course and helped with it, and what may be said of them where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from builder.diagnostics import Place

ConsentPlace = Literal["credits", "evidence"]
"""Where a name may be shown: in the credits of books, or in what reviewers for accreditation read."""


class Person(Struct, frozen=True):
    """Somebody who made the course or helped with it.

    Attributes:
        id: in people.yaml.
        name: a name or an alias, as this person wants to be called; shown only where they agreed to it.
        roles: what they did.
        competence: what they know about, in their own words.
        interests: what might make others doubt their judgement.
        consent: the places where their name may be shown; mostly none.
        agreed_on: the day on which they agreed to that.
        place: in people.yaml.

    """

    id: str
    name: str
    roles: tuple[str, ...]
    place: Place
    competence: str = ""
    interests: str = ""
    consent: tuple[ConsentPlace, ...] = ()
    agreed_on: str = ""


class Helpers(Struct, frozen=True):
    """What people.yaml says: the people, and what was offered to all of them. `is_sound`: nothing in the file is at fault."""

    people: tuple[Person, ...] = ()
    offered: str = ""
    is_sound: bool = True


class Credits(Struct, frozen=True):
    """People as a place may show them: `named` in order, and of all others how many there are by role."""

    named: tuple[Person, ...]
    counted: tuple[tuple[str, int], ...]


def credit_people(people: Iterable[Person], place: ConsentPlace) -> Credits:
    """Return whom a place may name, and all others as counts; somebody with two roles counts in both."""
    everybody = tuple(people)
    named = tuple(person for person in everybody if place in person.consent)
    counts = Counter(role for person in everybody if place not in person.consent for role in person.roles)
    return Credits(named, tuple(counts.items()))
