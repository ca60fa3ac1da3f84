"""A book as a value, and as one HTML file that needs nothing else: no script, no request, styles and pictures inside."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup
from msgspec import Struct

from builder.course.model import Course
from builder.course.people import credit_people
from builder.course.theme import View, derive_palette
from builder.output.build_name import BuildName
from builder.pages.glossary import sort_terms
from builder.pages.slots import describe_record, fill_slots, show_contact
from builder.pages.theme import find_mark
from builder.printing.materials import Materials
from builder.printing.paper import css_string, render_on_paper
from builder.sentences import mark_language, name_counted, say_on_page, speaks

POINTS_OF_FOOT = {12: 9, 14: 10, 18: 11}
"""By points of the text, those of the line at the foot of each sheet."""


TITLES = {
    "learner-book": "shell-paper-learner-book",
    "facilitator-book": "shell-paper-facilitator-book",
    "evaluation-form": "shell-paper-evaluation-form",
    "long-evaluation-form": "shell-paper-long-evaluation-form",
}
"""By name of a book, the sentence that says what it is."""


class Section(Struct, frozen=True):
    """A part of a chapter that the contents name. `id` is that of the element where it begins; `title` is inline HTML."""

    id: str
    title: Markup


class Chapter(Struct, frozen=True):
    """A chapter, which begins a new sheet. `title` is inline HTML; `html` holds what is under its heading.

    `kind` is the class of its element. `listed`: whether the contents have a line for it; a chapter without one is a section of one before it.
    """

    id: str
    title: Markup
    html: Markup
    sections: tuple[Section, ...] = ()
    kind: str = ""
    listed: bool = True


class Book(Struct, frozen=True):
    """A book.

    Attributes:
        name: one of `TITLES`; its file is called so.
        materials: what it is made from.
        chapters: in order, the answers and the sheets among them.
        loose: sheets to give out, without a front page, contents and what is at the end.

    """

    name: str
    materials: Materials
    chapters: tuple[Chapter, ...]
    loose: bool = False


def accent_of(course: Course, *, black_and_white: bool = False) -> str:
    """Return the colour of lines, as `#005eb8`: that of the theme where there is one, and black where no colour is wanted."""
    theme = course.theme
    if black_and_white:
        return "#000"
    return str(derive_palette(theme, View.LIGHT)["links"]) if theme is not None else "#005eb8"


def write_book(book: Book) -> bytes:
    """Return a book as UTF-8 HTML. It holds no date of its own: the same course gives the same bytes."""
    course, options = book.materials.course, book.materials.options
    words = partial(say_on_page, course.language)
    called = words(TITLES[book.name])
    html = render_on_paper(
        "book.html.jinja",
        book=book,
        course=course,
        build=book.materials.build,
        options=options,
        words=words,
        counted=partial(name_counted, course.language),
        called=called,
        accent=accent_of(course, black_and_white=options.black_and_white),
        brand=find_mark(course.theme, book.materials.pictures),
        foot=css_string(describe_sheet(course, book.materials.build)),
        foot_points=POINTS_OF_FOOT[options.size],
        contact=show_contact(course),
        slots=course.slots,
        whose_words=describe_record(course) if course.slots else "",
        glossary=sort_terms(course.glossary),
        credits=credit_people(course.people, "credits"),
        own_language="" if speaks(course.language) else course.language,
    )
    return finish_file(html, course)


def describe_sheet(course: Course, build: BuildName, part: str = "") -> str:
    """Return what stands at the foot of each sheet: which course and part of it, for which pilot where there is one, and which build of it."""
    pilot = course.pilot.named if course.pilot else ""
    return " · ".join(word for word in (course.title, part, pilot, course.version, build.word, build.letters) if word)


def finish_file(html: str, course: Course) -> bytes:
    """Return a printed file: with the words of an organisation in its slots, and with our sentences marked where they are in another language."""
    head, body, rest = html.partition("<body>")
    marked = f"{mark_language(head, course.language)}{body}{mark_language(rest, course.language)}"
    return fill_slots(marked, course, course.local, on_paper=True).encode()
