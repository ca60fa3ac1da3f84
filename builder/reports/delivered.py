"""A zip as it lies in the output folder, for whoever is handed it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from builder.package.content import digest_of, size_in_words, size_of
from builder.standards.standard import Standard


class Delivery(Struct, frozen=True):
    """One zip.

    Attributes:
        standard: which it is of.
        name: of the file.
        size: as people say it.
        digest: SHA-256 in hex digits, so that two people can tell whether they hold the same file.

    """

    standard: Standard
    name: str
    size: str
    digest: str


def describe_delivery(standard: Standard, path: Path) -> Delivery:
    """Return what the sheet says of a zip. Reads it piece by piece: media may be large. Raises OSError."""
    return Delivery(standard, path.name, size_in_words(size_of(path)), digest_of(path))
