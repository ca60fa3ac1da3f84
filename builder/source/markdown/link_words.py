"""The words of a link: that there are some, and that they say where it goes."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Place, Rule, Severity

EMPTY_LINK = Rule("A11003", "empty-link", Severity.ERROR, "Learners cannot hear a link without words, and can hardly see it.", "WCAG 2.2 2.4.4")
VAGUE_LINK = Rule(
    "A11005",
    "vague-link",
    Severity.WARNING,
    "Many people hear a list of links without the text around them; these words do not say where the link goes.",
    "WCAG 2.2 2.4.4",
)

_VAGUE = frozenset({"here", "click here", "this", "link", "this link", "more", "read more", "this page", "page"})


def bare_words(words: str) -> str:
    """Return the words of a link without the signs around them, in lower case."""
    return " ".join(words.split()).strip(" .,:;!").lower()


def is_vague(words: str) -> bool:
    """Tell whether words of a link say nothing of where it goes."""
    return bare_words(words) in _VAGUE


def report_empty_link(target: str, place: Place) -> Diagnostic:
    """Return what to say of a link without words."""
    hint = f"Type words in the square brackets: `[the name of the page]({target})`."
    return Diagnostic(EMPTY_LINK, f"The link to “{target}” has no words.", place, hint)


def report_vague_link(words: str, place: Place) -> Diagnostic:
    """Return what to say of a link whose words say nothing."""
    message = f"The link says “{words.strip()}”, which does not tell where it goes."
    return Diagnostic(VAGUE_LINK, message, place, "Type the name of the page or of its owner in the square brackets.")
