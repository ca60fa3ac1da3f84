"""What tests of this course found about its accessibility, and whether they judged this build."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from builder.course.accessibility_results import AccessibilityResult
from builder.course.model import Course


class Judgement(Struct, frozen=True):
    """A result that counts. `is_of_this_build`: whether the package that it judged is one of this build, by its digest."""

    result: AccessibilityResult
    is_of_this_build: bool


class Judgements(Struct, frozen=True):
    """The results that count, in the author's order, and how many do not: they lack the version, the day or the digest."""

    results: tuple[Judgement, ...]
    incomplete: int

    @property
    def of_this_build(self) -> int:
        """How many judged this build."""
        return sum(each.is_of_this_build for each in self.results)


def judge_results(course: Course, digests: Collection[str]) -> Judgements:
    """Return the results of a course. `digests`: SHA-256 of the packages of this build, in hex digits."""
    results = list_results(course)
    counting = tuple(Judgement(each, each.digest in digests) for each in results if not each.missing)
    return Judgements(counting, len(results) - len(counting))


def list_results(course: Course) -> tuple[AccessibilityResult, ...]:
    """Return all results that are recorded."""
    return course.records.accessibility.results if course.records.accessibility is not None else ()
