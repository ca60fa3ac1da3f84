"""Which of the player's sentences a unit carries.

What is true of the course alone is not said of a part of it, and of answers it is said what the plan keeps.
"""

from __future__ import annotations

from collections.abc import Mapping

from builder.tracking.disclosures import Keeping

UNIT_WORDS = "unit-"
"""Begins the name of a sentence that stands in for another where a unit is not the whole course."""

UNKEPT_WORDS = "unkept-"
"""Begins the name of a sentence that stands in for another where no answer is saved: there is none, or all stay in the learner's window."""

STAYING_WORDS = ("recorded-stays", "recorded-stays-form")
"""What is said of answers, and of those to a form, that never leave the learner's window."""


def player_words(words: Mapping[str, str], *, whole: bool, keeping: Keeping) -> dict[str, str]:
    """Return the sentences of a unit's player.

    Args:
        words: all sentences by name.
        whole: the unit is the course; else nobody is told that the course is finished.
        keeping: what becomes of all answers of the unit.

    """
    prefixes = {UNIT_WORDS: not whole, UNKEPT_WORDS: not keeping.kept}
    untrue = {name for name, holds in zip(STAYING_WORDS, (keeping.stay, keeping.form_stays), strict=True) if not holds}
    own = {name: text for name, text in words.items() if name not in untrue and not name.startswith(tuple(prefixes))}
    for prefix, holds in prefixes.items():
        if holds:
            own |= {name.removeprefix(prefix): text for name, text in words.items() if name.startswith(prefix)}
    return own
