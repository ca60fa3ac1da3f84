"""The learner's book: every session, every page, every question to be filled in by hand, and the answers at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from builder.course.model import Page, Session
from builder.diagnostics import Diagnostic
from builder.pages.blocks import render_page_blocks
from builder.pages.visible_words import compare_words, shown_words, typed_words
from builder.printing.answer_sheet import answer_chapter
from builder.printing.book import Book, Chapter, Section
from builder.printing.materials import Materials
from builder.printing.paper import escape_text, render_on_paper
from builder.sentences import name_counted, say_on_page

LEARNER_BOOK = "learner-book"

_ADDRESS = re.compile(r'<span class="address">.*?</span>', re.DOTALL)


def make_learner_book(materials: Materials) -> Book:
    """Return the book of a course, or of the sessions that were chosen."""
    chapters = [session_chapter(materials, number, session) for number, session in materials.sessions]
    answers = answer_chapter(materials)
    return Book(LEARNER_BOOK, materials, (*chapters, *((answers,) if answers is not None else ())))


def session_chapter(materials: Materials, number: int, session: Session) -> Chapter:
    """Return the chapter of a session: `number` is its place in the whole course."""
    course = materials.course
    html = render_on_paper(
        "session.html.jinja",
        number=number,
        whole=materials.whole,
        session=session,
        cover=materials.pictures[session.cover.file] if session.cover is not None else None,
        minutes=session.minutes,
        outcomes=[outcome.text for outcome in course.outcomes_of(session)],
        pages=[(page, Markup(page.title.html), _render_page(materials, page), page.is_form) for page in session.pages],
        words=partial(say_on_page, course.language),
        counted=partial(name_counted, course.language),
    )
    sections = tuple(Section(f"page-{page.id}", Markup(page.title.html)) for page in session.pages)
    return Chapter(f"session-{session.id}", escape_text(session.title), Markup(html), sections)


def _render_page(materials: Materials, page: Page) -> Markup:
    return render_page_blocks(page.blocks, materials.around(page))


def check_words(book: Book, html: bytes) -> Iterator[Diagnostic]:
    """Tell of words of a page that the book does not hold as they were typed: no template of paper may lose any."""
    course = book.materials.course
    shown = shown_words(_ADDRESS.sub("", html.decode()), course.language)
    for _session, page in course.pages():
        yield from compare_words(typed_words(page), shown)
