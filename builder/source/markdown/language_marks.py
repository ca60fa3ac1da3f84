"""Words in another language, `[bore da](lang:cy)`: no link, but a mark by which screen readers change their voice."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.language_tag import names_language

BAD_LANGUAGE_MARK = Rule(
    "TXT004", "bad-language-mark", Severity.ERROR, "Screen readers change their voice by the tag after `lang:`.", "WCAG 2.2 3.1.2; RFC 5646"
)

MARK = "lang:"
"""Begins what stands in the round brackets."""


def is_language_mark(target: str) -> bool:
    """Tell whether the address of a link is the mark of a language."""
    return target.lower().startswith(MARK)


def read_language_mark(target: str) -> str:
    """Return the tag of the language; empty where what is typed is none."""
    language = target[len(MARK) :]
    return language if names_language(language) else ""


def report_bad_language(target: str, place: Place) -> Diagnostic:
    """Return what to say of a mark whose tag is none."""
    hint = "Type `lang:` and the tag of the language, such as `[bore da](lang:cy)` for Welsh."
    return Diagnostic(BAD_LANGUAGE_MARK, f"“{target[len(MARK) :]}” is not the tag of a language.", place, hint)
