"""The words of each rendered page against those that the author typed: no template may lose, change or cut any.

The other half of the way, from what was typed to the words of the course, is judged as each text is read (`builder.source.markdown.nesting`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape, unescape

from builder.course.blocks import Block
from builder.course.document import GAP_MARK, Picture, Prose
from builder.course.model import Course, Page
from builder.course.walk import texts, walk
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.pages.markup import TERM_CLASS
from builder.pages.pages import Pages
from builder.pages.slots import name_slots
from builder.sentences import mark_language, say_on_page

WORDS_NOT_SHOWN = Rule("SRC148", "words-not-shown", Severity.ERROR, "Learners would not see words that the course holds. This is a fault in Copack.")

_GAP = re.compile(GAP_MARK.format("[0-9]+"))
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^a-z0-9"<>](?:[^"<>]|"[^"]*")*)?)>')
_WITHIN_A_WORD = frozenset({"a", "b", "code", "em", "i", "span", "strong", "sub", "sup"})
"""Elements that may begin and end within a word; any other parts the words around it."""

_ALT = re.compile(r' alt="([^"]*)"')
_COLUMN = re.compile(r'<span class="nhsuk-table__heading"[^>]*>.*?</span>', re.DOTALL)
"""The heading of a column, which a page repeats in each cell."""

_TERM = re.compile(rf'<button [^>]*class="{TERM_CLASS}"[^>]*>(.*?)</button><span class="{TERM_CLASS}__means"[^>]*>.*?</span>', re.DOTALL)
"""A word of the glossary, and its meaning right after it."""

_LONGEST = 60
"""Characters of a text that a message shows."""


def check_visible_words(course: Course, pages: Pages) -> Iterator[Diagnostic]:
    """Tell of texts of a course that are not in its rendered pages, each as often as it was typed."""
    for session, rendered_session in zip(course.sessions, pages.sessions, strict=True):
        for page, rendered in zip(session.pages, rendered_session.pages, strict=True):
            yield from compare_words(typed_words(page), shown_words(rendered.html, course.language))
    listed = [(words, Place("glossary.yaml")) for term in course.glossary for words in (_words(term.term), _words(term.means))]
    for unit, shell in pages.shells.items():
        shown = shown_words(shell + pages.views.get(unit, ""), course.language)
        yield from compare_words([(_words(course.title), Place("course.yaml")), *listed], shown)


def compare_words(texts_typed: Iterable[tuple[str, Place]], shown: str) -> Iterator[Diagnostic]:
    """Tell of texts that are not in `shown`, each as often as it was typed."""
    typed = dict.fromkeys(texts_typed)  # a kind may hold a text in two orders
    counts = Counter(words for words, _place in typed)
    at = 0
    for words, place in _first_places(typed).items():
        # Most texts follow one another as they were typed, so each search is short.
        here = shown.find(words, at)
        at = here if here >= 0 else at
        if (here < 0 and words not in shown) or (counts[words] > 1 and _count(words, shown) < counts[words]):
            message = f"The words “{words[:_LONGEST]}{'…' if len(words) > _LONGEST else ''}” are not on the page as you typed them."
            yield Diagnostic(WORDS_NOT_SHOWN, message, place, "Please report this fault in Copack. Until then, type the words in another way.")


def _first_places(typed: Iterable[tuple[str, Place]]) -> dict[str, Place]:
    """Return where each text was typed first, in that order."""
    places: dict[str, Place] = {}
    for words, place in typed:
        places.setdefault(words, place)
    return places


def _count(words: str, shown: str) -> int:
    """Return how often words are shown, not as part of a longer word."""
    count, at = 0, shown.find(words)
    while at >= 0:
        end = at + len(words)
        count += not _is_one_word(shown[max(0, at - 1) : at], words[0]) and not _is_one_word(words[-1], shown[end : end + 1])
        at = shown.find(words, end)
    return count


def _is_one_word(before: str, after: str) -> bool:
    """Tell whether two characters side by side are letters of one word; either may be empty."""
    return before.isalpha() and after.isalpha()


def typed_words(page: Page) -> Iterator[tuple[str, Place]]:
    """Yield the words of each text of a page that learners see, hear or may open, with its place; blanks are single spaces."""
    yield _words(page.title.plain), page.title.place
    for block in walk(page.blocks):
        for words in _words_of(block):
            yield words, block.place
        if not isinstance(block, Prose):
            yield from ((_words(text.plain), text.place) for text in texts(block) if text.plain.strip())


def _words_of(block: Block) -> Iterator[str]:
    """Yield the words of a block that are no text of their own: of ordinary text, between its gaps; of a picture, its alternative."""
    if isinstance(block, Prose):
        yield from filter(None, map(_words, _GAP.split(block.plain)))
    elif isinstance(block, Picture) and block.alt:
        yield _words(block.alt)


def shown_words(html: str, language: str) -> str:
    """Return the words of a page's HTML, alternatives of pictures among them; blanks are single spaces.

    Without what a page adds in the middle of an author's text: headings of columns, meanings of words, and that a link opens a new tab.
    A slot counts as its id, which is what the author typed.
    """
    new_tab = mark_language(escape(say_on_page(language, "shell-new-tab")), language)
    bare = _TERM.sub(r"\1", _COLUMN.sub("", name_slots(html))).replace(f" {new_tab}</a>", "</a>")
    return _words(unescape(_TAG.sub(_stand_in, bare)))


def _stand_in(tag: re.Match[str]) -> str:
    if tag[2] in _WITHIN_A_WORD:
        return ""
    alternative = _ALT.search(tag[3])
    return f" {alternative[1]} " if alternative else " "


def _words(text: str) -> str:
    return " ".join(text.split())
