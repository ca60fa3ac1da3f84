"""Advice on plain English: long sentences, pages that are hard to read, initials that nothing explains, American spellings.

It is advice, told as notes by `copack check --plain`: a course that a reader would call hard still builds. It judges English alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain

from msgspec import Struct

from builder.course.model import Course
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.editorial.passages import GLOSSARY, Passage, PassageGroup, list_passages
from builder.editorial.reading import Reading, list_words, measure, split_sentences
from builder.editorial.spelling import BRITISH, advise_on_spelling

LONG_SENTENCE = Rule(
    "TXT030",
    "long-sentence",
    Severity.NOTE,
    "People who are tired, ill or new to the words lose the beginning of a long sentence before they reach its end.",
    "GOV.UK content guidance: sentences of up to 25 words",
)
HARD_PAGE = Rule(
    "TXT031",
    "hard-to-read-page",
    Severity.NOTE,
    "Health information is written for a reading age of 9 to 11, so that most adults can read it without effort.",
    "NHS digital service manual: reading age of 9 to 11",
)
UNEXPLAINED_INITIALS = Rule(
    "TXT032",
    "unexplained-initials",
    Severity.NOTE,
    "Learners cannot guess what initials stand for. Screen readers may spell them, or say them as a word.",
    "WCAG 2.2 3.1.4",
)

MOST_WORDS = 25
"""Words of a sentence that is not called long."""

READING_AGE = 11
"""The highest reading age, in years, of a page that is not called hard."""

LEAST_WORDS = 100
"""Words of a page on which estimates say something: Flesch worked with samples of 100."""

KNOWN_INITIALS = frozenset({"NHS", "UK", "GP", "TV", "ID", "OK", "PDF", "AM", "PM", "BBC", "DVD", "USA", "EU", "SMS"})
"""Initials that people in the United Kingdom know better than the words."""

_UNREAD = ("Title", "Heading", "Table", "Picture, only for the look")
"""How roles of passages begin that have no sentences."""

_PART_END = re.compile(r"</(?:li|p|blockquote)>|<br ?/?>")
_TAG = re.compile(r"<[^<>]*>")
_INITIALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,5}(?![A-Za-z0-9])")


class PageReading(Struct, frozen=True):
    """How hard a page is to read: its session, its id, its title and its figures."""

    session: str
    page: str
    title: str
    place: Place
    reading: Reading

    @property
    def short(self) -> bool:
        """Whether it has too few words to be judged."""
        return self.reading.words < LEAST_WORDS

    @property
    def hard(self) -> bool:
        """Whether both estimates are above the reading age that is asked for. One alone is often wrong about a short page."""
        return not self.short and min(self.reading.ages) > READING_AGE


def is_english(course: Course) -> bool:
    """Tell whether a course is in a language that these rules can judge."""
    return course.language.lower().split("-")[0] == "en"


def advise_on_words(course: Course) -> Iterator[Diagnostic]:
    """Yield all advice on the words of a course, each once; none where it is not in English."""
    if is_english(course):
        yield from dict.fromkeys(_advise(course))


def _advise(course: Course) -> Iterator[Diagnostic]:
    explained = {initials for term in course.glossary for initials in _find_initials(f"{term.term} {term.means}")}
    for session in course.sessions:
        groups = list_passages(course, session)
        yield from chain.from_iterable(_advise_on_sentences(passage) for group in groups for passage in group.passages)
        yield from _advise_on_initials(groups, explained)
        if course.language.lower() == BRITISH:
            yield from advise_on_spelling(groups)
    yield from _advise_on_pages(course)


def read_pages(course: Course) -> tuple[PageReading, ...]:
    """Return the figures of every page, in order; none where the course is not in English."""
    return tuple(_read_pages(course)) if is_english(course) else ()


def _read_pages(course: Course) -> Iterator[PageReading]:
    for session in course.sessions:
        groups = {group.page: group for group in list_passages(course, session) if group.page}
        for page in session.pages:
            texts = chain.from_iterable(map(list_texts, groups[page.id].passages))
            yield PageReading(session.id, page.id, page.title.plain, page.place, measure(texts))


def list_texts(passage: Passage) -> tuple[str, ...]:
    """Return the texts of a passage that have sentences: a list gives one for each item, headings, titles and tables none."""
    if passage.role.startswith(_UNREAD):
        return ()
    if not passage.html:
        return (passage.words,)
    parts = (unescape(_TAG.sub("", part)) for part in _PART_END.split(passage.html))
    return tuple(part for part in (" ".join(part.split()) for part in parts) if part)


def _advise_on_sentences(passage: Passage) -> Iterator[Diagnostic]:
    for sentence in chain.from_iterable(map(split_sentences, list_texts(passage))):
        words = list_words(sentence)
        if len(words) > MOST_WORDS:
            message = f"This sentence has {len(words)} words: “{' '.join(sentence.split()[:8])} …”."
            hint = f"Make two sentences of it, or a list. Up to {MOST_WORDS} words are easy to follow."
            yield Diagnostic(LONG_SENTENCE, message, passage.place, hint)


def _advise_on_pages(course: Course) -> Iterator[Diagnostic]:
    for page in read_pages(course):
        if page.hard:
            first, second = page.reading.ages
            message = f"The page “{page.title}” is for a reading age of {first} (Flesch-Kincaid) or {second} (SMOG)."
            hint = f"Write shorter sentences, and shorter words where there are any. A reading age of {READING_AGE} or less is asked for."
            yield Diagnostic(HARD_PAGE, message, page.place, hint)


def _advise_on_initials(groups: Iterable[PassageGroup], explained: set[str]) -> Iterator[Diagnostic]:
    """Tell of initials at their first place, unless they were explained before; adds those that are met to `explained`."""
    for passage in chain.from_iterable(group.passages for group in groups if group.title != GLOSSARY):
        for initials in _find_initials(passage.words):
            if initials in explained or initials in KNOWN_INITIALS:
                continue
            explained.add(initials)
            if f"({initials})" not in passage.words and f"{initials} (" not in passage.words:
                hint = f"Write the words here, with the initials behind them: “words in full ({initials})”. Or explain {initials} in glossary.yaml."
                yield Diagnostic(UNEXPLAINED_INITIALS, f"Nothing before this explains the initials {initials}.", passage.place, hint)


def _find_initials(text: str) -> tuple[str, ...]:
    """Return initials in order, each once. A text that is all capitals has none: it is only set so."""
    return tuple(dict.fromkeys(_INITIALS.findall(text))) if any(letter.islower() for letter in text) else ()
