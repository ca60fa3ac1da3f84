"""Changes of an author's files that a program can make.

Columns are those of a `Place`: 1-based, in characters as they are on disk, without a byte order mark.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class Replacement(Struct, frozen=True, tag="replace"):
    """A text in place of what is between two points of a file; nothing is between them where a text is only added.

    Attributes:
        file: path relative to the course folder.
        start: line and column of the first character to go.
        end: of the first character to stay. The line after the last one, column 1, is the end of the file.
        text: what is there instead; its lines end in a line feed.

    """

    file: str
    start: tuple[int, int]
    end: tuple[int, int]
    text: str


class Renaming(Struct, frozen=True, tag="rename"):
    """A file or a folder gets another path; both are relative to the course folder."""

    file: str
    new: str


class Deletion(Struct, frozen=True, tag="delete"):
    """A file or a folder goes."""

    file: str


Change: TypeAlias = Replacement | Renaming | Deletion
