"""The order in which everybody sees lines whose order in the file would give the answer away."""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol, TypeVar


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_Line = TypeVar("_Line", bound=_Coded)


def shuffled(question: str, lines: tuple[_Line, ...]) -> tuple[_Line, ...]:
    """Return the lines in an order that hangs on ids and codes alone, and is never that of the file.

    So changed words and a renewed build leave it as it is, and a further line leaves the others in their order.
    """
    order = tuple(sorted(lines, key=lambda line: sha256(f"{question} {line.code}".encode()).digest()))
    return order if order != lines else (*lines[1:], *lines[:1])
