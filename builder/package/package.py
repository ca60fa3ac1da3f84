"""A package: path -> content. What a standard returns, the zip writer seals, lint reads, the preview serves, a golden test compares.

A zip with faults gives a `PartialPackage`: rules judge what can be read of it, and nothing that writes or serves a package accepts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set as AbstractSet
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from builder.package.content import Content, size_of
from builder.package.limits import JudgingLimits
from builder.package.text_files import PAGE_ENDS, SCRIPT_ENDS, TextFiles, select_text_files
from builder.package.zip_member import ZipMember

Stored = Content | ZipMember
"""Bytes, a large file on disk, or a file inside a stranger's zip, which is read when it is needed."""


class PackageContents(Struct, frozen=True, dict=True):
    """What rules judge: the files of a whole package or of a partial one.

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

    @property
    def names(self) -> AbstractSet[str]:
        """The paths of all files, those that cannot be read too."""
        return self.files.keys()

    @property
    def total(self) -> int:
        """The bytes of all files."""
        return sum(self.size(name) for name in self.files)

    @cached_property
    def texts(self) -> TextFiles:
        """The files that are judged by what they say, within the limits for a stranger's package."""
        return select_text_files({name: self.size(name) for name in self.files}, self.read, JudgingLimits())

    def lists(self, path: str) -> bool:
        """Tell whether the package has a file of exactly this path, whether or not it can be read."""
        return path in self.names

    def holds(self, address: str) -> bool:
        """Tell whether an address from the root of the zip, with or without %XX, leads to a file, whether or not it can be read."""
        from urllib.parse import unquote

        return self.lists(address) or self.lists(unquote(address))

    def scripts(self) -> Iterator[bytes]:
        """Yield the content of each script and each page that may hold one."""
        return (self.read(name) for name in sorted((*self.texts.scripts, *self.texts.pages)))

    @property
    def has_unread_scripts(self) -> bool:
        """Whether a page or a script was not read, so that nothing can be said of what no script does."""
        return any(name.lower().endswith((*PAGE_ENDS, *SCRIPT_ENDS)) for name in (*self.texts.skipped, *(self.names - self.files.keys())))

    def find_in_other_capitals(self, path: str) -> str:
        """Return the path of a file that differs from this one in capitals alone; empty where there is none."""
        return self._by_lower_case.get(path.lower(), "")

    @cached_property
    def _by_lower_case(self) -> dict[str, str]:
        """Path in lower case -> the first file of it. Made once: a stranger's manifest may ask for 20,000 files that are not there."""
        return {name.lower(): name for name in reversed(tuple(self.names))}


class Package(PackageContents, frozen=True):
    """All files of one zip: what can be written, served and shown."""


class PartialPackage(PackageContents, frozen=True):
    """What can be read of a zip with faults, for rules alone.

    Attributes:
        unreadable: path -> bytes that the zip promises, of files whose content cannot be read or trusted.
        unsafe: names that cannot be used as paths, as the list of the zip has them.

    """

    unreadable: Mapping[str, int] = {}
    unsafe: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> AbstractSet[str]:
        """The paths of all files, those that cannot be read too, without unsafe ones."""
        return dict.fromkeys((*self.files, *self.unreadable)).keys()

    @property
    def total(self) -> int:
        """The bytes of all files, as the zip promises them."""
        return sum(self.size(name) for name in self.files) + sum(self.unreadable.values())

    def lists(self, path: str) -> bool:
        """Tell whether the zip lists a file of exactly this path, whether or not it can be read."""
        return path in self.files or path in self.unreadable or path in self.unsafe
