"""Finds files of a package by their names: addresses carry a digest of what they hold."""

from __future__ import annotations

from collections.abc import Iterable

from builder.package.content import address_of, plain_path
from builder.package.package import Package


def address_in(files: Iterable[str], path: str) -> str:
    """Return the address of the one file that is called `path` but for its digest."""
    (address,) = [address for address in files if plain_path(address) == path]
    return address


def with_plain_names(package: Package) -> Package:
    """Return a package of text files as it was before each address got the digest of its content, in names and wherever a file says one.

    So what is written about a package holds whatever its scripts say. An address with another digest than that of its content stays.
    """
    contents = {address: package.read(address) for address in package.files}
    plain = {address: plain_path(address) for address, content in contents.items() if address == address_of(plain_path(address), content)}
    named = {plain.get(address, address): content for address, content in contents.items()}
    assert len(named) == len(contents), "two files have one name but for their digests"
    for path, content in named.items():
        text = content.decode()
        for address, name in plain.items():
            text = text.replace(address, name)
        named[path] = text.encode()
    return Package(package.name, named)
