"""Advice on plain English: long sentences, hard pages, unexplained initials, American spellings, avoided words, the glossary, passives.

It is advice, told as notes by `copack check --plain`: a course that a reader would call hard still builds. It judges English alone.
An author who leaves a page as it is types why: `Plain English: reason` under its heading. Then its advice is kept apart, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from builder.course.model import Course, Page, Session
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.editorial.avoided_words import Avoided, advise_on_avoided_words, read_avoided
from builder.editorial.glossary_words import advise_on_entries, advise_on_first_uses
from builder.editorial.passages import FACTS, GLOSSARY, Passage, PassageGroup, list_passages
from builder.editorial.passive import advise_on_passives
from builder.editorial.reading import Reading, list_words, measure, split_sentences
from builder.editorial.spelling import BRITISH, advise_on_spelling
from builder.editorial.texts import list_texts

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
NOTHING_LEFT_AS_IS = Rule(
    "TXT038",
    "nothing-left-as-it-is",
    Severity.NOTE,
    "On a page without advice, a reason would hide later advice that no one has read.",
)

MOST_WORDS = 25
"""Words of a sentence that is not called long."""

READING_AGE = 11
"""The highest reading age, in years, of a page that is not called hard."""

LEAST_WORDS = 100
"""Words of a page on which estimates say something: Flesch worked with samples of 100."""

KNOWN_INITIALS = frozenset({"NHS", "UK", "GP", "TV", "ID", "OK", "PDF", "AM", "PM", "BBC", "DVD", "USA", "EU", "SMS"})
"""Initials that people in the United Kingdom know better than the words."""

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


class LeftPage(Struct, frozen=True):
    """A page whose words the author leaves as they are: its session, its id, its title, the reason, and the advice that it would get."""

    session: str
    page: str
    title: str
    reason: str
    advice: tuple[Diagnostic, ...]


def advise_on_words(course: Course) -> Iterator[Diagnostic]:
    """Yield all advice on the words of a course, each once, but for pages that are left as they are; none where it is not in English."""
    if not is_english(course):
        return
    told = tuple(_advise(course))
    left = {page.id: page for _session, page in course.pages() if page.left_as_is is not None}
    yield from dict.fromkeys(advice for page, advice in told if page not in left)
    for page in left.values():
        if page.left_as_is is not None and all(ident != page.id for ident, _advice in told):
            message = f"The page “{page.title.plain}” has a reason to stay as it is, but there is no advice on its words."
            yield Diagnostic(NOTHING_LEFT_AS_IS, message, page.left_as_is.place, "Delete the line that begins with “Plain English:”.")


def list_left_pages(course: Course) -> tuple[LeftPage, ...]:
    """Return the pages that are left as they are, with reasons and with the advice that they would get; none where the course is not in English."""
    pages = [(session, page, page.left_as_is.plain) for session, page in course.pages() if page.left_as_is is not None]
    if not pages or not is_english(course):
        return ()
    told = tuple(_advise(course))
    return tuple(LeftPage(session.id, page.id, page.title.plain, reason, _of_page(page, told)) for session, page, reason in pages)


def _of_page(page: Page, told: Iterable[tuple[str, Diagnostic]]) -> tuple[Diagnostic, ...]:
    return tuple(dict.fromkeys(advice for ident, advice in told if ident == page.id))


def _advise(course: Course) -> Iterator[tuple[str, Diagnostic]]:
    """Yield all advice with the id of its page; empty for covers and the glossary."""
    explained = {initials for term in course.glossary for initials in _find_initials(f"{term.term} {term.means}")}
    avoided = read_avoided(course.avoid)
    british = course.language.lower() == BRITISH
    sessions = [_list_read_groups(course, session) for session in course.sessions]
    for groups in sessions:
        for group in groups:
            yield from ((group.page, advice) for advice in _advise_on_group(group, avoided, british=british))
        yield from _advise_on_initials(groups, explained)
        yield from advise_on_first_uses(course, groups)
    yield from (("", advice) for advice in advise_on_entries(course, sessions))
    yield from _advise_on_pages(course)


def _advise_on_group(group: PassageGroup, avoided: Avoided, *, british: bool) -> Iterator[Diagnostic]:
    for passage in group.passages:
        yield from _advise_on_sentences(passage)
        yield from advise_on_avoided_words(passage, avoided)
        yield from advise_on_passives(passage)
    if british:
        yield from advise_on_spelling((group,))


def _list_read_groups(course: Course, session: Session) -> tuple[PassageGroup, ...]:
    """Return the passages that learners read: not the statements of facts, which reviewers alone are shown."""
    return tuple(group for group in list_passages(course, session) if group.title != FACTS)


def read_pages(course: Course) -> tuple[PageReading, ...]:
    """Return the figures of every page, in order; none where the course is not in English."""
    return tuple(_read_pages(course)) if is_english(course) else ()


def _read_pages(course: Course) -> Iterator[PageReading]:
    for session in course.sessions:
        groups = {group.page: group for group in list_passages(course, session) if group.page}
        for page in session.pages:
            texts = chain.from_iterable(map(list_texts, groups[page.id].passages))
            yield PageReading(session.id, page.id, page.title.plain, page.place, measure(texts))


def _advise_on_sentences(passage: Passage) -> Iterator[Diagnostic]:
    for sentence in chain.from_iterable(map(split_sentences, list_texts(passage))):
        words = list_words(sentence)
        if len(words) > MOST_WORDS:
            message = f"This sentence has {len(words)} words: “{' '.join(sentence.split()[:8])} …”."
            hint = f"Make two sentences of it, or a list. Up to {MOST_WORDS} words are easy to follow."
            yield Diagnostic(LONG_SENTENCE, message, passage.place, hint)


def _advise_on_pages(course: Course) -> Iterator[tuple[str, Diagnostic]]:
    for page in read_pages(course):
        if page.hard:
            first, second = page.reading.ages
            message = f"The page “{page.title}” is for a reading age of {first} (Flesch-Kincaid) or {second} (SMOG)."
            hint = f"Write shorter sentences, and shorter words where there are any. A reading age of {READING_AGE} or less is asked for."
            yield page.page, Diagnostic(HARD_PAGE, message, page.place, hint)


def _advise_on_initials(groups: Sequence[PassageGroup], explained: set[str]) -> Iterator[tuple[str, Diagnostic]]:
    """Tell of initials at their first place, unless they were explained before; adds those that are met to `explained`."""
    met = [(group.page, passage) for group in groups if group.title != GLOSSARY for passage in group.passages]
    for page, passage in met:
        for initials in _find_initials(passage.words):
            if initials in explained or initials in KNOWN_INITIALS:
                continue
            explained.add(initials)
            if f"({initials})" not in passage.words and f"{initials} (" not in passage.words:
                hint = f"Write the words here, with the initials behind them: “words in full ({initials})”. Or explain {initials} in glossary.yaml."
                yield page, Diagnostic(UNEXPLAINED_INITIALS, f"Nothing before this explains the initials {initials}.", passage.place, hint)


def _find_initials(text: str) -> tuple[str, ...]:
    """Return initials in order, each once. A text that is all capitals has none: it is only set so."""
    return tuple(dict.fromkeys(_INITIALS.findall(text))) if any(letter.islower() for letter in text) else ()
