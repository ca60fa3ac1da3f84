"""Which of the player's sentences a unit carries: what is true of the course alone is not said of a part of it."""

from __future__ import annotations

from collections.abc import Mapping

UNIT_WORDS = "unit-"
"""Begins the name of a sentence that stands in for another where a unit is not the whole course."""

OWN_WORDS = "own-"
"""Begins the name of a sentence that stands in for another where some answers never leave the learner's window."""


def player_words(words: Mapping[str, str], *, whole: bool, window: bool) -> dict[str, str]:
    """Return the sentences of a unit's player.

    Args:
        words: all sentences by name.
        whole: the unit is the course; else nobody is told that the course is finished.
        window: some answers stay in the window; else the player may say that all answers are saved.

    """
    prefixes = {UNIT_WORDS: not whole, OWN_WORDS: window}
    own = {name: text for name, text in words.items() if not name.startswith(tuple(prefixes))}
    for prefix, holds in prefixes.items():
        if holds:
            own |= {name.removeprefix(prefix): text for name, text in words.items() if name.startswith(prefix)}
    return own
