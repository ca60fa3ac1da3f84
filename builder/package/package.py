"""A package: path -> content. What a standard returns, the zip writer seals, lint reads, the preview serves, a golden test compares."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from builder.package.content import Content


class Package(Struct, frozen=True):
    """The files of one zip.

    Attributes:
        name: of the zip without folder: `<course-id>-<standard>.zip`.
        files: path with forward slashes -> bytes, or the path of a large file on disk that is streamed.

    """

    name: str
    files: dict[str, Content]

    def read(self, path: str) -> bytes:
        """Return the content of one file. Raises KeyError when the package has none of that name."""
        content = self.files[path]
        return content.read_bytes() if isinstance(content, Path) else content
