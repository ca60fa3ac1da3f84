"""Every standard that Copack knows, each imported when it is asked for. A new one is a folder and a line here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from importlib import import_module

from msgspec import Struct

from builder.standards.standard import Standard


class Entry(Struct, frozen=True):
    """A standard that need not be imported to be named: its title, and the folder whose `standard.py` has it among its `STANDARDS`."""

    title: str
    folder: str


class Registry(Collection[Standard]):
    """Standards by name, in order. A build imports those that it makes; going through all of them imports all."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        """Take the entry of each standard by its name."""
        self._entries = entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in order; nothing is imported."""
        return tuple(self._entries)

    def title(self, name: str) -> str:
        """Return what a standard is called; nothing is imported. Raises KeyError where there is none."""
        return self._entries[name].title

    def find(self, name: str) -> Standard:
        """Return the standard of a name. Raises KeyError where there is none."""
        room = import_module(f"builder.standards.{self._entries[name].folder}.standard")
        standards: tuple[Standard, ...] = room.STANDARDS
        return next(standard for standard in standards if standard.name == name)

    def __iter__(self) -> Iterator[Standard]:
        return map(self.find, self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, standard: object) -> bool:
        return any(standard is known for known in self)


STANDARDS = Registry(
    {
        "scorm12": Entry("SCORM 1.2", "scorm12"),
        "scorm2004-3rd": Entry("SCORM 2004 3rd Edition", "scorm2004"),
        "scorm2004-4th": Entry("SCORM 2004 4th Edition", "scorm2004"),
        "cmi5": Entry("cmi5", "cmi5"),
        "xapi": Entry("xAPI (Tin Can)", "xapi"),
        "web": Entry("Web page", "web"),
    }
)
"""In the order in which a linter asks whose package it has: the most particular first."""
