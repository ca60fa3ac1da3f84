"""Captions as the page carries them: for where a browser may not read their file, as on a course opened by double-click."""

from __future__ import annotations

import re

from builder.package.content import Content

Cue = tuple[float, float, str]
"""Start and end in seconds, and the words."""

_TIMING = re.compile(r"(?P<start>[0-9:.]+)[ \t]*-->[ \t]*(?P<end>[0-9:.]+)")


def read_cues(content: Content) -> tuple[Cue, ...]:
    """Return the captions of a WebVTT file that `source` has judged."""
    held = content if isinstance(content, bytes) else content.read_bytes()
    lines = held.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cues: list[Cue] = []
    for at, line in enumerate(lines):
        found = _TIMING.match(line.strip())
        if found:
            end = next((below for below in range(at + 1, len(lines)) if not lines[below]), len(lines))
            cues.append((_seconds(found["start"]), _seconds(found["end"]), "\n".join(lines[at + 1 : end])))
    return tuple(cues)


def _seconds(time: str) -> float:
    total = 0.0
    for part in time.split(":"):
        total = total * 60 + float(part)
    return round(total, 3)
