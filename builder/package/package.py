"""A package: path -> content. What a standard returns, the zip writer seals, lint reads, the preview serves, a golden test compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from builder.package.content import Content, size_of
from builder.package.limits import JudgingLimits
from builder.package.text_files import TextFiles, select_text_files
from builder.package.zip_member import ZipMember

Stored = Content | ZipMember
"""Bytes, a large file on disk, or a file inside a stranger's zip, which is read when it is needed."""


class Package(Struct, frozen=True, dict=True):
    """The files of one zip.

    Attributes:
        name: of the zip without folder: `<course-id>-<standard>.zip`.
        files: path with forward slashes -> bytes, or where the content lies: a large file on disk is streamed, a file of a stranger's
            zip is read when it is needed.

    """

    name: str
    files: Mapping[str, Stored]

    def content(self, path: str) -> Content:
        """Return the content of one file, or where it lies on disk. Raises KeyError when the package has none of that name, OSError."""
        stored = self.files[path]
        return stored.read() if isinstance(stored, ZipMember) else stored

    def read(self, path: str) -> bytes:
        """Return the content of one file, whole. Raises KeyError when the package has none of that name, OSError."""
        content = self.content(path)
        return content.read_bytes() if isinstance(content, Path) else content

    def size(self, path: str) -> int:
        """Return the bytes of one file, without reading it. Raises KeyError when the package has none of that name, OSError."""
        stored = self.files[path]
        return stored.size if isinstance(stored, ZipMember) else size_of(stored)

    @cached_property
    def texts(self) -> TextFiles:
        """The files that are judged by what they say, within the limits for a stranger's package."""
        return select_text_files({name: self.size(name) for name in self.files}, self.read, JudgingLimits())

    def holds(self, address: str) -> bool:
        """Tell whether an address from the root of the zip, with or without %XX, leads to a file."""
        from urllib.parse import unquote

        return address in self.files or unquote(address) in self.files

    def scripts(self) -> Iterator[bytes]:
        """Yield the content of each script and each page that may hold one."""
        return (self.read(name) for name in sorted((*self.texts.scripts, *self.texts.pages)))

    def find_in_other_capitals(self, path: str) -> str:
        """Return the path of a file that differs from this one in capitals alone; empty where there is none."""
        return self._by_lower_case.get(path.lower(), "")

    @cached_property
    def _by_lower_case(self) -> dict[str, str]:
        """Path in lower case -> the first file of it. Made once: a stranger's manifest may ask for 20,000 files that are not there."""
        return {name.lower(): name for name in reversed(tuple(self.files))}
