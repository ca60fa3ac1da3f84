"""Patterns that are compiled when they are first used: half of all look for what few courses hold, and each build would wait for them."""

from __future__ import annotations

import re
from typing import cast


class LazyPattern:
    """Stands in for a `re.Pattern`; not where `re` itself is handed one, nor where a match is asked for its pattern."""

    def __init__(self, pattern: str, flags: int) -> None:
        """Take what `re.compile` takes."""
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        """Return a method or attribute of the compiled pattern, and keep it, so that it is asked for here only once."""
        found: object = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, found)
        return found


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern as `re.compile` does, but not yet compiled: what is wrong in it shows at its first use (`test_patterns.py` uses all)."""
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))
