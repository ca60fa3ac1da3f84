"""The answers to all questions: what is right, and what is said of each answer."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup
from msgspec import Struct

from builder.course.blocks import Interaction
from builder.course.model import Page, Session
from builder.interactions.registry import find_paper_form
from builder.pages.blocks import finish
from builder.printing.book import Chapter, Section
from builder.printing.materials import Materials
from builder.printing.paper import draw_answers, escape_text, render_on_paper
from builder.sentences import say_on_page


class AnsweredPage(Struct, frozen=True):
    """A page and its questions with their answers. `title` is inline HTML."""

    title: Markup
    answers: Markup


def answer_chapter(materials: Materials) -> Chapter | None:
    """Return the chapter of answers; `None` where nothing is to be answered."""
    language = materials.course.language
    sessions = [(session, pages) for _number, session in materials.sessions if (pages := _answered_pages(materials, session))]
    if not sessions:
        return None
    html = render_on_paper("answer_sheet.html.jinja", sessions=sessions, words=partial(say_on_page, language))
    sections = tuple(Section(f"answers-{session.id}", escape_text(session.title)) for session, _pages in sessions)
    return Chapter("answers", Markup(say_on_page(language, "shell-paper-answers")), Markup(html), sections)


def _answered_pages(materials: Materials, session: Session) -> list[AnsweredPage]:
    pages = ((page, render_page_answers(materials, page)) for page in session.pages)
    return [AnsweredPage(Markup(page.title.html), answers) for page, answers in pages if answers]


def render_page_answers(materials: Materials, page: Page) -> Markup:
    """Return the answers to the questions of a page; empty where it has none to be answered."""
    return Markup().join(_render_answers(materials, page, question) for question in page.interactions())


def _render_answers(materials: Materials, page: Page, question: Interaction) -> Markup:
    around = materials.around(page, level=4)
    answers = draw_answers(question, around)
    if not answers or not (find_paper_form(question).judged or 'class="feedback"' in answers):
        return Markup()
    return Markup(
        render_on_paper(
            "answers/question.html.jinja",
            question=question,
            answers=answers,
            prose=partial(finish, around),
            words=partial(say_on_page, around.language),
        )
    )
