"""accessibility.yaml: what tests of this course for accessibility found, each of one package, told by its digest."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from builder.course.record_values import Date, Line, Named, Words

Digest = Annotated[
    str,
    Meta(pattern=r"^(?:[0-9a-f]{64})?$", description="SHA-256 of the zip, as the handover sheet gives it", extra={"form": "digest"}),
]


class Failure(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a test found to fail: what, by which criterion of WCAG, where, and what is planned."""

    what: Named
    criterion: Line = ""
    where: Line = ""
    planned: Words = ""


class AccessibilityResult(Struct, frozen=True, forbid_unknown_fields=True):
    """What one test found.

    Attributes:
        tool: a program, a screen reader, or the role of a person who looked.
        tool_version: of the program; for people, who they are in words, such as “two learners with screen readers”.
        date: the day of the test.
        digest: of the zip that was judged.
        judged: what was looked at, and how.
        failures: all that failed.

    """

    tool: Named
    tool_version: Line = ""
    date: Date = ""
    digest: Digest = ""
    judged: Words = ""
    failures: tuple[Failure, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields without which nobody can tell what was judged by what and when."""
        return tuple(field for field in ("tool_version", "date", "digest") if not getattr(self, field))


class Accessibility(Struct, frozen=True, forbid_unknown_fields=True):
    """accessibility.yaml: the results of all tests."""

    results: tuple[AccessibilityResult, ...] = ()
