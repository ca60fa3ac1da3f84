"""Words explained: buttons in the text that open a meaning right there, and the list of all of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from html import escape

from builder.course.term import Term
from builder.pages.markup import TERM_CLASS

TERM_BLOCK, LIST_BLOCK = "term", "glossary"
"""The blocks whose style and script a page needs where a word is explained in the text, and in the list."""

_LINK = re.compile(rf'<a class="{TERM_CLASS}" href="#term:(?P<id>[a-z0-9-]+)">(?P<words>.*?)</a>', re.DOTALL)


def explain_terms(html: str, terms: Mapping[str, Term]) -> str:
    """Return a page with each link to the glossary as a button, and after it the meaning, hidden until the button is pressed.

    Ids are numbered through the page, for a word may stand in it twice.
    """
    number = 0

    def make(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        term = terms[match["id"]]
        means = f'<strong class="copack-term__name">{escape(term.term)}:</strong> {escape(term.means)}'
        return (
            f'<button type="button" class="{TERM_CLASS}" data-action="word" aria-expanded="false" aria-controls="means-{number}">'
            f"{match['words']}</button>"
            f'<span class="copack-term__means" id="means-{number}" role="note" hidden>{means}</span>'
        )

    return _LINK.sub(make, html)


def has_terms(html: str) -> bool:
    """Tell whether a word is explained in a page as it is rendered."""
    return f'class="{TERM_CLASS}"' in html


def sort_terms(terms: Iterable[Term]) -> list[Term]:
    """Return the terms as people look them up: whatever their capitals and accents."""
    return sorted(terms, key=lambda term: (unicodedata.normalize("NFKD", term.term).encode("ascii", "ignore").lower(), term.term))
