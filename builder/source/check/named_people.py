"""Names of people: where they stand without consent, and which files carried them before somebody changed their mind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.course.named_builds import NamedBuild
from builder.course.people import ConsentPlace, Person
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.files import Source, TextFile

WITHDRAWN_NAME = Rule(
    "TRK033", "withdrawn-name", Severity.WARNING, "Copies that others hold still have the name. Only people can ask for them to be deleted."
)
NAME_WITHOUT_CONSENT = Rule(
    "TRK034", "name-without-consent", Severity.WARNING, "Readers of the course or its evidence would see the name of a person who did not agree."
)

_PLACES: tuple[tuple[ConsentPlace, str], ...] = (("credits", "in credits"), ("evidence", "in evidence for reviewers"))
_SHORTEST = 3
"""Letters of the shortest name that is looked for; a shorter one is part of too many sentences."""


def check_withdrawn_names(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell, of everyone who was named and no longer is to be, which builds carried the name."""
    if not course.helpers.is_sound or course.builds is None or course.builds.model is None:
        return
    builds = course.builds.model.builds
    people = {person.id: person for person in course.helpers.people}
    for place, words in _PLACES:
        named = dict.fromkeys(ident for build in builds for file in build.files for ident in getattr(file, place))
        for ident in named:
            if ident not in people or place not in people[ident].consent:
                first = next(index for index, build in enumerate(builds) if _files(build, place, ident))
                where = course.builds.places.get(f"builds.{first}.word", Place("builds.yaml"))
                yield _tell_withdrawn(ident, place, words, builds, where)


def _tell_withdrawn(ident: str, place: ConsentPlace, words: str, builds: Sequence[NamedBuild], where: Place) -> Diagnostic:
    carried = [(build, files) for build in builds if (files := _files(build, place, ident))]
    listed = "; ".join(f"{build.word} ({build.build}) of {build.made_on}: {', '.join(files)}" for build, files in carried)
    number = "1 build" if len(carried) == 1 else f"{len(carried)} builds"
    message = f"“{ident}” is not to be named {words} any more. {number} carried the name: {listed}."
    hint = (
        f"Delete your own copies, and ask the people who have these files to do the same. "
        f"Then delete “{ident}” from `{place}:` of these files in builds.yaml."
    )
    return Diagnostic(WITHDRAWN_NAME, message, where, hint)


def _files(build: NamedBuild, place: ConsentPlace, ident: str) -> list[str]:
    return [file.name for file in build.files if ident in getattr(file, place)]


def check_names_in_texts(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of names in the course and in its records of people who did not agree to be named there."""
    for person in course.helpers.people:
        for place, texts in (("credits", _taught(course.source)), ("evidence", tuple(course.source.records.values()))):
            if place not in person.consent and len(person.name) >= _SHORTEST and person.name.casefold() not in _roles(course.helpers.people):
                yield from _find_name(person, place, texts)


def _roles(people: Sequence[Person]) -> set[str]:
    return {role.casefold() for person in people for role in person.roles}


def _taught(source: Source) -> tuple[TextFile, ...]:
    """Return the texts that learners or facilitators get."""
    kept = (source.local, source.sign_offs, source.people, source.builds, *source.records.values())
    return tuple(text for text in source.texts() if text not in kept)


def _find_name(person: Person, place: str, texts: Sequence[TextFile]) -> Iterator[Diagnostic]:
    """Tell of the first line of each text that has the name as whole words; lines of notes in YAML do not count."""
    for text in texts:
        for number, line in enumerate(text.raw.splitlines(), 1):
            column = _find_words(line, person.name)
            if column and not (text.path.endswith(".yaml") and line.lstrip().startswith("#")):
                message = f"The name of “{person.id}” is here, and people.yaml has no consent for it."
                hint = f"Delete the name, or write the role. If this person agrees, type `consent: [{place}]` with the day in people.yaml."
                yield Diagnostic(NAME_WITHOUT_CONSENT, message, Place(text.path, number, column, column + len(person.name)), hint)
                break


def _find_words(line: str, words: str) -> int:
    """Return the column, from 1, where words stand that are no part of longer ones; 0 where they do not."""
    start = line.find(words)
    while start >= 0:
        before, after = line[start - 1 : start] if start else "", line[start + len(words) : start + len(words) + 1]
        if not before.isalnum() and not after.isalnum():
            return start + 1
        start = line.find(words, start + 1)
    return 0
