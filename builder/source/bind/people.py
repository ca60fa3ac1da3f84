"""people.yaml: who made the course and helped with it. It stays on the author's computer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.course.people import Helpers, Person
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.files import PEOPLE_FILE, Source
from builder.source.reading import DiagnosticReading
from builder.source.yaml.document import parse_document
from builder.source.yaml.fill import fill
from builder.source.yaml.settings import PeopleFile, PersonEntry

NO_DAY = Rule(
    "CRS425", "consent-without-day", Severity.ERROR, "People may change their minds, so a consent has the day on which it was given."
)
PEOPLE_IN_COURSE = Rule(
    "CRS426",
    "people-in-course-file",
    Severity.WARNING,
    "Names of people are personal data. In course.yaml they would go to everybody who gets the course's folder. No output shows them from there.",
)


def read_people(source: Source) -> DiagnosticReading[Helpers]:
    """Return the people in the order in which they were typed; none where the file is at fault, which is then reported."""
    if source.people is None:
        return Helpers()
    document = yield from parse_document(source.people, empty_is_fine=True)
    if document is not None and document.root is None:
        return Helpers()
    filled = (yield from fill(document.root, PeopleFile)) if document is not None and document.root is not None else None
    if filled is None or filled.model is None:
        return Helpers(is_sound=False)
    people = tuple(
        Person(
            ident, entry.name, entry.roles, filled.places[f"people.{ident}"], entry.competence, entry.interests, entry.consent, entry.agreed_on
        )
        for ident, entry in filled.model.people.items()
    )
    yield from _check_days(people)
    return Helpers(people, filled.model.offered)


def _check_days(people: tuple[Person, ...]) -> Iterator[Diagnostic]:
    for person in people:
        if person.consent and not person.agreed_on:
            message = f"“{person.id}” agreed to be named, but there is no day."
            hint = "Type the day on which this person agreed, such as `agreed_on: 2026-05-01`. Or delete the line `consent:`."
            yield Diagnostic(NO_DAY, message, person.place, hint)


def report_people_in_course(people: tuple[PersonEntry, ...], places: Mapping[str, Place]) -> Iterator[Diagnostic]:
    """Tell of names in course.yaml, and what to type in people.yaml in their stead."""
    if people:
        role = people[0].role
        message = f"There {'is a person' if len(people) == 1 else f'are {len(people)} people'} in course.yaml."
        hint = (
            f"Delete `people:` with the lines under it. Make a file {PEOPLE_FILE} beside course.yaml, and type for each person: "
            f"`people:`, under it `  person-1:`, under it `    name: ...` and `    roles: [{role}]`."
        )
        yield Diagnostic(PEOPLE_IN_COURSE, message, places.get("people", places.get("people.0.name", Place("course.yaml"))), hint)
