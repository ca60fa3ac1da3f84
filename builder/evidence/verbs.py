"""The verb of an outcome: how far it goes, and whether a question that only asks learners to recognise something can show it.

Levels are those of Miller's pyramid as far as a course alone reaches ("knows", "knows how", "shows how"); the Royal Pharmaceutical Society
asks for them. The table is ours: a verb that is not here has no level, unless the author types it under `levels:` in course.yaml.
"""

from __future__ import annotations

from typing import Final

from builder.course.records import OutcomeLevel

_KNOWS: Final = ("define", "describe", "identify", "know", "list", "name", "outline", "recall", "recognise", "say", "state")
_KNOWS_HOW: Final = (
    *("apply", "arrange", "calculate", "choose", "compare", "decide", "distinguish", "explain", "find", "interpret", "judge", "match", "order"),
    *("put", "read", "select", "sort", "spot", "tell", "turn", "understand", "work"),
)
_SHOWS_HOW: Final = (
    *("agree", "ask", "build", "create", "demonstrate", "design", "discuss", "draft", "give", "hold", "keep", "lead", "make", "plan", "practise"),
    *("prepare", "present", "record", "review", "run", "set", "share", "show", "speak", "support", "take", "use", "write"),
)

LEVELS: Final[dict[str, OutcomeLevel]] = {
    **dict.fromkeys(_KNOWS, "knows"),
    **dict.fromkeys(_KNOWS_HOW, "knows how"),
    **dict.fromkeys(_SHOWS_HOW, "shows how"),
}
"""Verb in its plain form -> level."""

PRODUCING: Final = frozenset((*_SHOWS_HOW, "define", "describe", "explain", "list", "name", "outline", "recall", "say", "state"))
"""Verbs that promise words or deeds of the learner's own: choosing among answers that are there does not show them."""


def verb_of(text: str, language: str) -> str:
    """Return the verb that an outcome begins with, in small letters; empty where it is none of the table, or not in English."""
    first = text.split(maxsplit=1)[0].strip(",.:;").lower() if text.split() else ""
    return first if first in LEVELS and language.lower().split("-")[0] == "en" else ""
