"""glossary.yaml: the words that a course explains; and which of them a link in the text means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.course import rules as sense
from builder.course.model import Term
from builder.source.fields import fill_entries
from builder.source.files import Source
from builder.source.findings import Findings, nearest
from builder.source.lines import clean_all, fold
from builder.source.settings import GlossaryEntry
from builder.source.yaml import read_yaml

LINK = "glossary"
"""`[words](glossary)` finds an entry by its words, `[words](glossary:id)` by its id."""


def read_glossary(source: Source, findings: Findings) -> Mapping[str, Term] | None:
    """Return the entries by id; `None` where the file is at fault, so that nothing is said of links to it."""
    if source.glossary is None:
        return {} if source.complete else None
    lines = clean_all(source.glossary.path, source.glossary.lines)
    if all(line.blank or line.text.lstrip().startswith("#") for line in lines):
        return {}
    node = read_yaml(lines, findings, source.glossary.path)
    if node is None:
        return None
    entries, places = fill_entries(node, GlossaryEntry, findings)
    if entries is None:
        return None
    first: dict[str, str] = {}
    for ident, entry in entries.items():
        other = first.setdefault(_key(entry.term), ident)
        if other != ident:
            message = f"“{entry.term}” is explained twice: first under “{other}”."
            findings.report(sense.DUPLICATE_TERM, message, places[f"{ident}.term"], "Take one of them away, or say what is different.")
    return {ident: Term(ident, entry.term, entry.means) for ident, entry in entries.items()}


def is_term_link(target: str) -> bool:
    """Tell whether the address of a link means the glossary."""
    return target.lower() == LINK or target.lower().startswith(f"{LINK}:")


def find_term(target: str, words: str, terms: Mapping[str, Term]) -> Term | None:
    """Return the entry that a link means, by its id if it names one, else by its words."""
    ident = target.partition(":")[2].strip().lower()
    if ident:
        return terms.get(ident)
    return next((term for term in terms.values() if _key(term.term) == _key(words)), None)


def miss_term(target: str, words: str, terms: Mapping[str, Term]) -> tuple[str, str]:
    """Return what to say of a link that means no entry, and what to type."""
    ident = target.partition(":")[2].strip().lower()
    if not terms:
        return "The course has no word explained.", "Make a file glossary.yaml beside course.yaml; the guide shows its form."
    if ident:
        near = nearest(ident, tuple(terms))
        return f"There is no entry “{ident}” in glossary.yaml.", f"Did you mean `glossary:{near}`?" if near else _known(tuple(terms))
    by_words = {_key(term.term): term for term in terms.values()}
    near = nearest(_key(words), tuple(by_words))
    message = f"glossary.yaml does not explain “{fold(words)}”."
    if near:
        return message, f"Did you mean “{by_words[near].term}”? To keep your words, type `[{fold(words)}](glossary:{by_words[near].id})`."
    return message, _known(tuple(terms))


def _known(idents: Sequence[str]) -> str:
    return f"Type the id of an entry, `[words](glossary:{idents[0]})`. Known are: {', '.join(idents)}."


def _key(words: str) -> str:
    """Fold what does not matter where words are compared: capitals, blanks, the form of the apostrophe."""
    return " ".join(words.replace("’", "'").split()).casefold()
