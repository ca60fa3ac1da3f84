"""What a reader of a container returns."""

from __future__ import annotations

from msgspec import Struct


class Tracks(Struct, frozen=True):
    """The codecs of the tracks, in order, and the length in seconds, `None` where the file does not say."""

    codecs: tuple[str, ...]
    seconds: float | None


def length_in_seconds(ticks: float, per_second: float) -> float | None:
    """Return so many ticks as seconds; `None` for no length and for a clock that stands still."""
    seconds = ticks / per_second if per_second > 0 else 0.0
    return seconds if 0 < seconds < float("inf") else None
