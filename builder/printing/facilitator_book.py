"""The facilitator's book: for each session the plans, what to say page by page, answers, and sheets to fill in.

Nothing is invented: where the author has not written a part, the book has lines to write on, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Literal

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import Block, Box
from builder.course.document import Prose, Text
from builder.course.model import Page, RoomText, Session
from builder.course.walk import walk
from builder.interactions.paper_form import GridForm, TickForm
from builder.interactions.registry import find_paper_form
from builder.pages.blocks import finish, render_blocks
from builder.pages.slots import show_contact
from builder.printing.answer_sheet import render_page_answers
from builder.printing.book import Book, Chapter, Section
from builder.printing.materials import Materials
from builder.printing.page_in_short import write_in_short
from builder.printing.paper import escape_text, render_on_paper
from builder.sentences import say_on_page

FACILITATOR_BOOK = "facilitator-book"

PEOPLE_ON_A_SHEET = {12: 20, 14: 17, 18: 12}
"""By points of the text, the lines of an attendance sheet that fill one sheet of A4."""

CONTENT_WARNING = "content-warning"


class ExpectedPart(Struct, frozen=True):
    """A part that each session needs. `name` is the sentence that is its heading; a heading of `facilitator.md` that `heading` finds is that part."""

    name: str
    heading: re.Pattern[str]
    form: Literal["plan", "lines"]


EXPECTED = (
    ExpectedPart("shell-paper-plan-long", re.compile(r"\b(?:2|two) ?hours?\b|\b120 ?min", re.IGNORECASE), "plan"),
    ExpectedPart("shell-paper-plan-short", re.compile(r"\b60 ?min|\b(?:1|one|an) ?hour\b", re.IGNORECASE), "plan"),
    ExpectedPart("shell-paper-group", re.compile(r"\bgroup ?work\b|\bin (?:small )?groups\b|\bactivit", re.IGNORECASE), "lines"),
    ExpectedPart("shell-paper-upset", re.compile(r"\bupset\b|\bdistress", re.IGNORECASE), "lines"),
)
"""In the order in which blank ones follow the parts that the author wrote (docs/authors/printing.md names the headings)."""


SHEETS = {
    "script": "shell-paper-script",
    "record": "shell-paper-record",
    "attendance": "shell-paper-attendance",
    "tally": "shell-paper-tally",
}
"""What follows the plans: the beginning of the id of its element -> the sentence that is its heading."""


class PageScript(Struct, frozen=True):
    """A page as the facilitator needs it. `in_short`: the first words of it; `asked`: its questions in plain words."""

    id: str
    title: Markup
    minutes: int
    core: bool
    in_short: Markup
    asked: tuple[str, ...]
    notes: tuple[Markup, ...]
    answers: Markup


class Warned(Struct, frozen=True):
    """What may upset on a page, and where to turn."""

    page: Markup
    words: Markup
    help: tuple[Markup, ...]


class Tally(Struct, frozen=True):
    """A question whose answers are counted: a row for each answer or line, and a column for each step of a scale, or one."""

    question: str
    asked: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


def make_facilitator_book(materials: Materials) -> Book:
    """Return the book of a course, or of the sessions that were chosen."""
    chapters = (chapter for number, session in materials.sessions for chapter in _chapters(materials, number, session))
    return Book(FACILITATOR_BOOK, materials, tuple(chapters))


def _chapters(materials: Materials, number: int, session: Session) -> Iterator[Chapter]:
    """Yield the chapter of a session and then its handouts, which the contents list under it."""
    chapter, handouts = _session_chapter(materials, number, session), tuple(_handout_chapters(materials, number, session))
    listed = (Section(handout.id, _name_handout(materials, handout)) for handout in handouts)
    yield replace(chapter, sections=(*chapter.sections, *listed))
    yield from handouts


def _name_handout(materials: Materials, handout: Chapter) -> Markup:
    return Markup(say_on_page(materials.course.language, "shell-paper-handout")) + ": " + handout.title


def _session_chapter(materials: Materials, number: int, session: Session) -> Chapter:
    language = materials.course.language
    written = [_render_text(materials, text) for text in session.guide]
    missing = [part for part in EXPECTED if not any(part.heading.search(text.first_title or text.title.plain) for text in session.guide)]
    tallies = list(_tallies(session))
    html = render_on_paper(
        "facilitator_session.html.jinja",
        number=number,
        whole=materials.whole,
        session=session,
        outcomes=[outcome.text for outcome in materials.course.outcomes_of(session)],
        minutes=session.minutes,
        written=written,
        missing=missing,
        warned=[warned for page in session.pages for warned in _warnings(materials, page)],
        contact=show_contact(materials.course),
        scripts=[_script(materials, page) for page in session.pages],
        tallies=tallies,
        people=PEOPLE_ON_A_SHEET[materials.options.size],
        words=partial(say_on_page, language),
    )
    sections = (
        Section(f"{ident}-{session.id}", Markup(say_on_page(language, name))) for ident, name in SHEETS.items() if ident != "tally" or tallies
    )
    return Chapter(f"session-{session.id}", escape_text(session.title), Markup(html), tuple(sections))


def _render_text(materials: Materials, text: RoomText, level: int = 3) -> tuple[Markup, Markup]:
    """Return title and text of a part, as inline HTML and HTML. `level` is that of the headings right under its title."""
    return Markup(text.title.html), render_blocks(text.blocks, materials.around(heading=text.title.plain, level=level))


def _handout_chapters(materials: Materials, number: int, session: Session) -> Iterator[Chapter]:
    counted = say_on_page(materials.course.language, "shell-cover-number", number=number, sessions=materials.whole) if materials.whole > 1 else ""
    under = Markup('<p class="quiet">{}</p>\n').format(f"{counted}: {session.title}") if counted else Markup()
    for text in session.handouts:
        title, html = _render_text(materials, text, level=2)
        yield Chapter(f"handout-{session.id}-{text.name}", title, under + html, kind="handout", listed=False)


def _script(materials: Materials, page: Page) -> PageScript:
    around = materials.around(page, level=4)
    notes = (render_blocks(_inside_note(note), around) for note in page.notes)
    asked = (question.definition.description for question in page.interactions())
    return PageScript(
        page.id,
        Markup(page.title.html),
        page.minutes,
        page.core,
        write_in_short(page),
        tuple(asked),
        tuple(notes),
        render_page_answers(materials, page),
    )


def _inside_note(note: Block) -> tuple[Block, ...]:
    """Return what is in a note, under its title where it has one."""
    if not isinstance(note, Box):
        return (note,)
    titled = (_as_paragraph(note.title),) if note.title is not None else ()
    return (*titled, *note.body)


def _as_paragraph(title: Text) -> Prose:
    return Prose("paragraph", f"<p><strong>{title.html}</strong></p>", title.plain, title.place)


def _warnings(materials: Materials, page: Page) -> Iterator[Warned]:
    around = materials.around(page, level=4)
    for block in walk(page.blocks):
        if isinstance(block, Box) and block.name == CONTENT_WARNING:
            yield Warned(Markup(page.title.html), render_blocks(block.body, around), tuple(finish(around, text) for text in block.labelled("help")))


def _tallies(session: Session) -> Iterator[Tally]:
    """Yield the questions without right answers whose answers can be counted by hand, in order."""
    for question in (question for page in session.pages for question in page.interactions()):
        form = find_paper_form(question)
        if form.judged:
            continue
        if isinstance(form.shape, GridForm):
            rows, columns = tuple(line.text.plain for line in form.shape.lines), tuple(step.text for step in form.shape.steps)
            yield Tally(question.id, question.definition.description, rows, columns)
        elif isinstance(form.shape, TickForm):
            yield Tally(question.id, question.definition.description, tuple(answer.text.plain for answer in form.shape.answers), ("",))
