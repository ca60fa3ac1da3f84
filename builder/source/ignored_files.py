"""Files and folders of a course that are left alone because of their names, for an author who asks."""

from __future__ import annotations

import os
from pathlib import Path

from builder.diagnostics.natural_order import natural_key
from builder.source.file_names import is_ignored


def find_ignored(folder: Path) -> tuple[str, ...]:
    """Return the paths of what is ignored in a course folder, in natural order. A folder ends in a slash, and what is in it is not listed."""
    ignored: list[str] = []
    for where, folders, files in os.walk(folder):
        relative = Path(where).relative_to(folder)
        is_course = relative == Path()
        left = {name for name in folders if is_ignored(name, is_folder=True, is_course=is_course)}
        ignored += (f"{(relative / name).as_posix()}/" for name in left)
        ignored += ((relative / name).as_posix() for name in files if is_ignored(name, is_folder=False, is_course=is_course))
        folders[:] = [name for name in folders if name not in left]
    return tuple(sorted(ignored, key=natural_key))
