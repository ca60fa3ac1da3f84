"""The evaluation form (`evaluation.yaml`) on sheets of its own, to be copied and given out: the one of the screen, and the long one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from builder.course.model import Page, Session
from builder.pages.blocks import render_page_blocks
from builder.printing.book import Book, Chapter
from builder.printing.materials import Materials
from builder.printing.paper import render_on_paper
from builder.sentences import say_on_page

EVALUATION_FORM, LONG_FORM = "evaluation-form", "long-evaluation-form"


def make_evaluation_forms(materials: Materials) -> Iterator[Book]:
    """Yield the form of the screen and the long form, each for the course or for the sessions that were chosen; neither where there is none."""
    for name, find in ((EVALUATION_FORM, _form_of), (LONG_FORM, _long_form_of)):
        forms = tuple(_form_chapters(materials, find))
        if forms:
            yield Book(name, materials, forms, loose=True)


def _form_of(session: Session) -> Page | None:
    return next((page for page in session.pages if page.is_form), None)


def _long_form_of(session: Session) -> Page | None:
    return session.long_form


def _form_chapters(materials: Materials, find: Callable[[Session], Page | None]) -> Iterator[Chapter]:
    """Yield the forms of the chosen sessions; where none of them has one, that of the course, which stands at its end."""
    chosen = [(number, session, form) for number, session in materials.sessions if (form := find(session)) is not None]
    ending = [(number, session, form) for number, session in materials.ending if (form := find(session)) is not None]
    return (_form_chapter(materials, *each) for each in chosen or ending)


def _form_chapter(materials: Materials, number: int, session: Session, page: Page) -> Chapter:
    html = render_on_paper(
        "evaluation_form.html.jinja",
        course=materials.course,
        session=session,
        of_session=page.id.endswith(f"-{session.id}"),
        number=number,
        whole=materials.whole,
        body=render_page_blocks(page.blocks, materials.around(page, level=2)),
        words=partial(say_on_page, materials.course.language),
    )
    return Chapter(f"page-{page.id}", Markup(page.title.html), Markup(html))
