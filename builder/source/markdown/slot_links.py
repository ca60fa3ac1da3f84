"""Links to slots, `[contact](local:)`: places in the text for words of whoever runs the course."""

from __future__ import annotations

import re

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.tree.lines import fold

OTHER_WORDS = Rule("CRS405", "words-beside-slot", Severity.ERROR, "A slot shows the words of an organisation, or its neutral words, and no others.")

LINK = "local"
"""`[contact](local:)` names a slot by its words, `[contact](local:contact)` by its id as well."""


def is_slot_link(target: str) -> bool:
    """Tell whether the address of a link means a slot."""
    return target.lower() == LINK or target.lower().startswith(f"{LINK}:")


def read_slot_link(target: str, words: str) -> tuple[str, str]:
    """Return the id of the slot that a link means, and the words that would not be shown, mostly none."""
    named, typed = re.sub(r"[\s_]+", "-", target.partition(":")[2].strip().lower()), fold(words)
    meant = re.sub(r"[\s_]+", "-", typed.lower())
    return (named or meant), (typed if named and named != meant else "")


def report_other_words(ident: str, lost: str, place: Place) -> Diagnostic:
    """Return what to say of words beside the id of a slot."""
    message = f"Learners would not see “{lost}”: the words of the slot “{ident}” are there."
    return Diagnostic(OTHER_WORDS, message, place, f"Type `[{ident}](local:)`, and put your words into the text around it.")
