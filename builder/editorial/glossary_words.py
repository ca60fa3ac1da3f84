"""The glossary and the text: entries that no page links to, and words that are explained but not linked where a session first uses them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from builder.course.model import Course
from builder.course.term import Term
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.editorial.passages import GLOSSARY, Passage, PassageGroup, list_room_passages
from builder.editorial.reading import list_words

UNLINKED_ENTRY = Rule(
    "TXT034",
    "unlinked-entry",
    Severity.NOTE,
    "Learners find the meaning of a word by pressing it. An entry that no page links to is only in the list, where few look.",
    "WCAG 2.2 3.1.3",
)
UNLINKED_FIRST_USE = Rule(
    "TXT035",
    "unlinked-first-use",
    Severity.NOTE,
    "A word needs its meaning where a session first uses it. Further down, learners have already read on without it.",
    "WCAG 2.2 3.1.3: the first occurrence of a word",
)

_LINKABLE = frozenset({"Text", "List", "Table", "Quote"})
"""Roles of passages that are judged: ordinary text. Who answers a question reads it before, as a rule."""

_LINK = re.compile(r"<a [^<>]*>[^<]*</a>")
_TAG = re.compile(r"<[^<>]*>")


class _Use(Struct, frozen=True):
    """The first place where a session says a word of the glossary without linking it: the page's id, and the passage."""

    page: str
    passage: Passage


def advise_on_entries(course: Course, sessions: Sequence[Sequence[PassageGroup]]) -> Iterator[Diagnostic]:
    """Tell of the entries of the glossary to which nothing links, for learners or facilitators. `sessions`: the passages of each."""
    rooms = [list_room_passages(course, session) for session in course.sessions]
    linked = {term for groups in (*sessions, *rooms) for group in groups for passage in group.passages for term in passage.terms}
    for term in course.glossary:
        if term.id in linked:
            continue
        used = any(_find_first_uses(groups, {term.id: _ways(term)}) for groups in sessions)
        message = f"Nothing links to “{term.term}”" + (", though the text says it." if used else ", and the text does not say it.")
        hint = f"Link it where it is first used: `[{term.term}](glossary:{term.id})`." + ("" if used else " Or delete the entry.")
        yield Diagnostic(UNLINKED_ENTRY, message, term.place, hint)


def advise_on_first_uses(course: Course, groups: Iterable[PassageGroup]) -> Iterator[tuple[str, Diagnostic]]:
    """Yield the advice on words of one session that are not linked where they are first used: one a passage, with the id of its page."""
    uses = _find_first_uses(groups, {term.id: _ways(term) for term in course.glossary})
    for use in dict.fromkeys(uses.values()):
        terms = [term for term in course.glossary if uses.get(term.id) == use]
        words = ", ".join(f"“{term.term}”" for term in terms)
        message = f"The session first uses {words} here, without a link to the glossary."
        hint = f"Link {'it' if len(terms) == 1 else 'them'}: `[{terms[0].term}](glossary:{terms[0].id})`. The words in square brackets can be yours."
        yield use.page, Diagnostic(UNLINKED_FIRST_USE, message, use.passage.place, hint)


def _find_first_uses(groups: Iterable[PassageGroup], ways: Mapping[str, tuple[tuple[str, ...], ...]]) -> dict[str, _Use]:
    """Return by id of an entry where it is first said, unless a link to it stands there or before."""
    found: dict[str, _Use] = {}
    open_ways = {way: ident for ident, each in ways.items() for way in each}
    lengths = sorted({len(way) for way in open_ways}, reverse=True)
    linked: set[str] = set()
    for group in groups:
        if group.title == GLOSSARY or not group.page:
            continue
        for passage in group.passages:
            linked.update(passage.terms)
            if passage.role not in _LINKABLE or passage.question:
                continue
            for ident in _said(passage, open_ways, lengths):
                if ident not in linked:
                    found.setdefault(ident, _Use(group.page, passage))
    return found


def _said(passage: Passage, ways: Mapping[tuple[str, ...], str], lengths: Sequence[int]) -> Iterator[str]:
    """Yield the ids of entries whose words a passage says outside links. Of “research ethics committee” the longest entry is taken."""
    text = _TAG.sub("", _LINK.sub(" . ", passage.html)) if passage.html else passage.words
    typed = list_words(text)
    at = 0
    while at < len(typed):
        length = next((length for length in lengths if _as_said(typed[at : at + length]) in ways), 0)
        if length:
            yield ways[_as_said(typed[at : at + length])]
        at += length or 1


def _as_said(words: Sequence[str]) -> tuple[str, ...]:
    """Return words as they are compared: in small letters, save initials; the last without an “s” of its plural."""
    plain = [word if word.isupper() and len(word) > 1 else word.lower().replace("’", "'") for word in words]
    if plain and plain[-1].endswith("s") and not plain[-1].endswith(("ss", "is", "us")):
        plain[-1] = plain[-1][:-1]
    return tuple(plain)


def _ways(term: Term) -> tuple[tuple[str, ...], ...]:
    """Return how a text may say a term: as the glossary has it, without what stands in brackets, and that alone if it is initials."""
    before, _, rest = term.term.partition("(")
    inside = rest.partition(")")[0].strip()
    ways = (term.term, before, *((inside,) if inside.isupper() else ()))
    return tuple(dict.fromkeys(way for way in (_as_said(list_words(each)) for each in ways) if way))
