"""The times of a caption in a WebVTT file (W3C WebVTT 1, section 4.3)."""

from __future__ import annotations

import re

from builder.lazy_pattern import lazy_pattern

ARROW = "-->"

_TIMING = lazy_pattern(r"(?P<start>\S+)[ \t]*-->[ \t]*(?P<end>\S+)(?:[ \t]+\S.*)?")
_TIME = lazy_pattern(r"(?:(?P<hours>[0-9]{2,}):)?(?P<minutes>[0-5][0-9]):(?P<seconds>[0-5][0-9])\.(?P<thousandths>[0-9]{3})")


def read_times(line: str) -> tuple[int, int] | None:
    """Return start and end in thousandths of a second; `None` where the line is not the times of a caption."""
    timing = _TIMING.fullmatch(line.strip())
    ends = [_TIME.fullmatch(timing[name]) for name in ("start", "end")] if timing else []
    if not ends or None in ends:
        return None
    start, end = (_thousandths(end) for end in ends if end)
    return start, end


def _thousandths(time: re.Match[str]) -> int:
    minutes = int(time["hours"] or 0) * 60 + int(time["minutes"])
    return (minutes * 60 + int(time["seconds"])) * 1000 + int(time["thousandths"])
