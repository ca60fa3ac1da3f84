"""Captions as the page carries them: for where a browser may not read their file, as on a course opened by double-click."""

from __future__ import annotations

from builder.course.captions import read_times
from builder.package.content import Content

Cue = tuple[float, float, str]
"""Start and end in seconds, and the words."""


def read_cues(content: Content) -> tuple[Cue, ...]:
    """Return the captions of a WebVTT file that `source` has judged."""
    held = content if isinstance(content, bytes) else content.read_bytes()
    lines = held.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cues: list[Cue] = []
    for at, line in enumerate(lines):
        times = read_times(line)
        if times is not None:
            end = next((below for below in range(at + 1, len(lines)) if not lines[below]), len(lines))
            cues.append((times[0] / 1000, times[1] / 1000, "\n".join(lines[at + 1 : end])))
    return tuple(cues)
