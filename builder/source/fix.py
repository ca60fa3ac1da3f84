"""What `copack check --fix` writes: ids and codes that the author left out, and nothing else."""

from __future__ import annotations

from msgspec import Struct

from builder.source.compile import parse_course
from builder.source.files import Source
from builder.source.tree.parse import write
from builder.source.write.edits import apply


class FileChange(Struct, frozen=True):
    """A file before and after, both exact to the byte order mark and the line ends. `file` is relative to the course folder."""

    file: str
    old: str
    new: str


def fix(source: Source) -> tuple[FileChange, ...]:
    """Return the changed files. Files whose fences do not open and close are left alone: nobody knows what belongs together there."""
    parsed = parse_course(source)
    return tuple(
        FileChange(tree.file, write(tree), write(apply(tree, missing.edits)))
        for tree, missing in zip(parsed.trees, parsed.missing, strict=True)
        if missing.edits and tree.sound
    )
