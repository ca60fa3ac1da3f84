"""A package: path -> content. What a standard returns, the zip writer seals, lint reads, the preview serves, a golden test compares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from builder.package.content import Content

_SCRIPT_ENDS = (".js", ".mjs", ".htm", ".html", ".xhtml")


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

    def holds(self, address: str) -> bool:
        """Tell whether an address from the root of the zip, with or without %XX, leads to a file."""
        from urllib.parse import unquote

        return address in self.files or unquote(address) in self.files

    def find_in_other_capitals(self, path: str) -> str:
        """Return the path of a file that differs from this one in capitals alone; empty where there is none."""
        return next((name for name in self.files if name.lower() == path.lower()), "")

    def scripts(self) -> Iterator[bytes]:
        """Yield the content of each script and each page that may hold one."""
        return (self.read(name) for name in self.files if name.lower().endswith(_SCRIPT_ENDS))
