"""Finds files of a package by their names: addresses carry a digest of what they hold."""

from __future__ import annotations

from collections.abc import Iterable

from builder.package.content import plain_path


def address_in(files: Iterable[str], path: str) -> str:
    """Return the address of the one file that is called `path` but for its digest."""
    (address,) = [address for address in files if plain_path(address) == path]
    return address
