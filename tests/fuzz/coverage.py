"""Which lines of some rooms a call reaches, and how many it runs: to keep cases that reach something new, and to notice hangs without a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any


class TooMuchWorkError(Exception):
    """A call ran more lines than its input can explain."""


class LineCoverage:
    """Counts lines of files whose paths hold one of `rooms`.

    Attributes:
        lines: all lines that were ever reached, as (code, line).
        work: lines that the last call ran.

    """

    def __init__(self, rooms: tuple[str, ...]) -> None:
        self.lines: set[tuple[CodeType, int]] = set()
        self.work = 0
        self._rooms = rooms
        self._wanted: dict[CodeType, bool] = {}
        self._most = 0

    @contextmanager
    def watching(self, most: int) -> Iterator[None]:
        """Watch what is called inside. Raises TooMuchWorkError in the middle of it after `most` lines."""
        self.work, self._most = 0, most
        before = sys.gettrace()
        sys.settrace(self._on_call)
        try:
            yield
        finally:
            sys.settrace(before)

    def _on_call(self, frame: FrameType, _event: str, _argument: Any) -> Callable[..., Any] | None:
        code = frame.f_code
        if code not in self._wanted:
            self._wanted[code] = any(room in code.co_filename for room in self._rooms)
        return self._on_line if self._wanted[code] else None

    def _on_line(self, frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        if event == "line":
            self.lines.add((frame.f_code, frame.f_lineno))
            self.work += 1
            if self.work > self._most:
                raise TooMuchWorkError(f"more than {self._most} lines run")
        return self._on_line
