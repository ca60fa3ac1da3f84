"""Every standard that Copack knows, each imported when it is asked for. A new one is a folder and a line here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from importlib import import_module

from builder.standards.standard import Standard


class Registry(Collection[Standard]):
    """Standards by name, in order. A build imports those that it makes; going through all of them imports all."""

    def __init__(self, rooms: Mapping[str, str]) -> None:
        """Take the name of each standard and the folder whose `standard.py` has it among its `STANDARDS`."""
        self._rooms = rooms

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in order; nothing is imported."""
        return tuple(self._rooms)

    def find(self, name: str) -> Standard:
        """Return the standard of a name. Raises KeyError where there is none."""
        room = import_module(f"builder.standards.{self._rooms[name]}.standard")
        standards: tuple[Standard, ...] = room.STANDARDS
        return next(standard for standard in standards if standard.name == name)

    def __iter__(self) -> Iterator[Standard]:
        return map(self.find, self._rooms)

    def __len__(self) -> int:
        return len(self._rooms)

    def __contains__(self, standard: object) -> bool:
        return any(standard is known for known in self)


STANDARDS = Registry(
    {
        "scorm12": "scorm12",
        "scorm2004-3rd": "scorm2004",
        "scorm2004-4th": "scorm2004",
        "cmi5": "cmi5",
        "xapi": "xapi",
        "web": "web",
    }
)
"""In the order in which a linter asks whose package it has: the most particular first."""
