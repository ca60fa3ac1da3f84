"""builds.yaml: which files carried the names of people, so that copies can be found when somebody no longer wants to be named.

Copack writes it beside people.yaml. It holds ids of people.yaml and no names. No package holds it.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from builder.course.accessibility_results import Digest
from builder.course.record_values import Date, Line, Named

PersonId = Annotated[str, Meta(min_length=1, max_length=40, extra={"one_word": True})]


class NamedFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file that carried names.

    Attributes:
        name: of the file.
        digest: its SHA-256, in hex digits.
        credits: ids of the people who were named in its credits; `evidence`: in what reviewers read.

    """

    name: Named
    digest: Digest = ""
    credits: tuple[PersonId, ...] = ()
    evidence: tuple[PersonId, ...] = ()


class NamedBuild(Struct, frozen=True, forbid_unknown_fields=True):
    """A build of which files carried names: its version word, its letters, the version of the course, and the day."""

    word: Named
    build: Named
    version: Line = ""
    made_on: Date = ""
    files: tuple[NamedFile, ...] = ()


class NamedBuilds(Struct, frozen=True, forbid_unknown_fields=True):
    """builds.yaml: the builds, in the order in which they were made."""

    builds: tuple[NamedBuild, ...] = ()


def add_build(builds: NamedBuilds, build: NamedBuild) -> NamedBuilds:
    """Return the record with one more build; the same where all its files, byte for byte, are in it already."""
    known = {(each.build, file) for each in builds.builds for file in each.files}
    fresh = tuple(file for file in build.files if (build.build, file) not in known)
    if not fresh:
        return builds
    return NamedBuilds((*builds.builds, NamedBuild(build.word, build.build, build.version, build.made_on, fresh)))
