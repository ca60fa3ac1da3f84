"""The standards of which packages are made, and what a course has that one of them does not do well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.standards.standard import Standard


def choose_standards(names: Iterable[str]) -> tuple[tuple[Standard, ...], tuple[Diagnostic, ...]]:
    """Return the standards of these names, each once, and a diagnostic for each name that is none."""
    from builder.standards.registry import STANDARDS

    wanted = tuple(dict.fromkeys(names))
    unknown = tuple(_unknown(name, STANDARDS.names) for name in wanted if name not in STANDARDS.names)
    return tuple(STANDARDS.find(name) for name in wanted if name in STANDARDS.names), unknown


def _unknown(name: str, known: Iterable[str]) -> Diagnostic:
    from builder.standards.rules import UNKNOWN_STANDARD

    hint = f"Type one of these: {', '.join(known)}."
    return Diagnostic(UNKNOWN_STANDARD, f"There is no standard “{name}”.", Place("course.yaml"), hint)


def check_standards(course: Course, chosen: Iterable[Standard]) -> Iterator[Diagnostic]:
    """Yield what the chosen standards, or platforms that take their packages, do not do as the course wants it."""
    standards = tuple(chosen)
    yield from _check_units(course, standards)
    yield from _check_films(course, standards)
    yield from _check_parts(course, standards)


def _check_units(course: Course, chosen: Iterable[Standard]) -> Iterable[Diagnostic]:
    from builder.standards.registry import STANDARDS
    from builder.standards.rules import ONE_UNIT

    for standard in chosen:
        if course.units == "session" and not standard.several_units:
            able = ", ".join(known.name for known in STANDARDS if known.several_units) or "none of them"
            message = f"“units: session” does not go with {standard.title}: its platforms open the course as a whole."
            hint = f"Write `units: course`, or make packages of these standards only: {able}."
            yield Diagnostic(ONE_UNIT, message, Place("course.yaml"), hint)


def _check_parts(course: Course, chosen: Iterable[Standard]) -> Iterable[Diagnostic]:
    able = [standard for standard in chosen if standard.several_units]
    if course.units != "session" or not able:
        return  # the platforms' files are read only where somebody asks

    from builder.platforms.platform import EvidenceGrade
    from builder.platforms.registry import platforms
    from builder.standards.rules import PARTS_AT_PLATFORM

    for standard, platform in product(able, platforms()):
        for fact in platform.limits:
            if "several units" in fact.course and fact.applies(standard.name, ("several units",)) and fact.grade is not EvidenceGrade.ASSUMED:
                message = f"{platform.title}, with “units: session” and {standard.title}: {fact.text}"
                hint = "If your learners use it, write `units: course`. The handover sheet tells the people who run the platform."
                yield Diagnostic(PARTS_AT_PLATFORM, message, Place("course.yaml"), hint)


def _check_films(course: Course, chosen: Iterable[Standard]) -> Iterable[Diagnostic]:
    from builder.course.blocks import Recording
    from builder.pages.media import list_media

    films = [film for film in list_media(course) if isinstance(film, Recording)]
    if not films:
        return  # the platforms' files are read only where somebody asks

    from builder.platforms.registry import platforms
    from builder.standards.rules import BADLY_SERVED_FILM

    for standard in chosen:
        for platform, film in product(platforms(), films):
            if film.file.endswith(platform.badly_served(standard.name)):
                message = f"{platform.title}, which takes the {standard.title} package, may not play “{film.file}”."
                hint = "Learners there have its transcript. To let them see it as well, put it on a website and link to it with `::: resource`."
                yield Diagnostic(BADLY_SERVED_FILM, message, film.place, hint)
