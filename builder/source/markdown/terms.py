"""Links to the glossary: which entry the words of a link mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from builder.course.term import Term
from builder.course.typed_answer import gap_key
from builder.source.suggestions import list_known, suggest_similar
from builder.source.tree.lines import fold

LINK = "glossary"
"""`[words](glossary)` finds an entry by its words, `[words](glossary:id)` by its id."""


class Glossary(dict[str, Term]):
    """The entries of glossary.yaml by id; `by_words` has them by the words that they explain, of two with the same words the first."""

    @cached_property
    def by_words(self) -> Mapping[str, Term]:
        """Return the entries by `term_key` of their words."""
        entries: dict[str, Term] = {}
        for entry in self.values():
            entries.setdefault(term_key(entry.term), entry)
        return entries

    def also_found_by(self, other: Glossary) -> Glossary:
        """Return the same entries, which links find by the words of another glossary too, where an id is the same in both."""
        both = Glossary(self)
        others = {words: self[term.id] for words, term in other.by_words.items() if term.id in self}
        both.by_words = {**others, **self.by_words}
        return both


Terms: TypeAlias = Glossary | None
"""Entries of glossary.yaml by id; `None` where it could not be read, so that nothing is said of links to it."""


def is_term_link(target: str) -> bool:
    """Tell whether the address of a link means the glossary."""
    return target.lower() == LINK or target.lower().startswith(f"{LINK}:")


def find_term(target: str, words: str, terms: Glossary) -> Term | None:
    """Return the entry that a link means, by its id if it names one, else by its words."""
    ident = target.partition(":")[2].strip().lower()
    if ident:
        return terms.get(ident)
    return terms.by_words.get(term_key(words))


def report_missing_term(target: str, words: str, terms: Glossary) -> tuple[str, str]:
    """Return what to say of a link that means no entry, and what to type."""
    ident = target.partition(":")[2].strip().lower()
    if not terms:
        return "The course does not explain any words yet.", "Make a file glossary.yaml beside course.yaml; the guide shows its form."
    if ident:
        near = suggest_similar(ident, tuple(terms))
        return f"There is no entry “{ident}” in glossary.yaml.", f"Did you mean `glossary:{near}`?" if near else _known(tuple(terms))
    near = suggest_similar(term_key(words), tuple(terms.by_words))
    message = f"glossary.yaml does not explain “{fold(words)}”."
    if near:
        return message, f"Did you mean “{terms.by_words[near].term}”? To keep your words, type `[{fold(words)}](glossary:{terms.by_words[near].id})`."
    return message, _known(tuple(terms))


def _known(idents: Sequence[str]) -> str:
    return f"Type the id of an entry: `[words](glossary:{idents[0]})`. The ids are: {list_known(idents)}."


def term_key(words: str) -> str:
    """Return the form in which words are compared: by the table of what counts as the same in a typed answer."""
    return gap_key(words)
