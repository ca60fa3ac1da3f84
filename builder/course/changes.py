"""changes.yaml: what changed in a course from version to version, and because of whom."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from builder.course.record_values import Date, Named, Words


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """A change of the course.

    Attributes:
        version: as `version:` of course.yaml said it from then on.
        date: the day.
        what: what is different now.
        why: the reason in words.
        pilot: the `site:` of the pilot that it came from, as in pilots.yaml.
        reviewer: the role of the person who asked for it; no name.

    """

    version: Named
    what: Annotated[str, Meta(min_length=1, max_length=4000, description="what is different now")]
    date: Date = ""
    why: Words = ""
    pilot: Annotated[str, Meta(max_length=250, description="the site of the pilot that it came from, as in pilots.yaml")] = ""
    reviewer: Annotated[str, Meta(max_length=250, description="the role of the person who asked for it, such as: carer; no name")] = ""


class Changes(Struct, frozen=True, forbid_unknown_fields=True):
    """changes.yaml: all changes, the newest first or last, as the author likes."""

    changes: tuple[Change, ...] = ()
