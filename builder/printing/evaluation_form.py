"""The evaluation form (`evaluation.yaml`) on sheets of its own, to be copied and given out."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from builder.course.model import Page, Session
from builder.pages.blocks import render_page_blocks
from builder.printing.book import Book, Chapter
from builder.printing.materials import Materials
from builder.printing.paper import render_on_paper
from builder.sentences import say_on_page

EVALUATION_FORM = "evaluation-form"


def make_evaluation_form(materials: Materials) -> Book | None:
    """Return the forms of the course, or of the sessions that were chosen, each on sheets of its own; `None` where there is none."""
    forms = tuple(
        _form_chapter(materials, number, session, page) for number, session in materials.sessions for page in session.pages if page.is_form
    )
    return Book(EVALUATION_FORM, materials, forms, loose=True) if forms else None


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
