"""Slides of a session for a room, from the same pages as all else: one HTML file, moved by the keys that scroll a page, and by the arrows.

A slide holds so many words as a room can read, or one question. The notes for facilitators are in their book alone.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256

from markupsafe import Markup
from msgspec import Struct

from builder.course.blocks import Block, Check, Interaction
from builder.course.document import Picture, Prose
from builder.course.model import Page, Session
from builder.course.walk import walk
from builder.pages.blocks import QuestionNumber, render_block, render_blocks
from builder.printing.book import accent_of, describe_sheet, finish_file
from builder.printing.materials import Materials
from builder.printing.paper import css_string, render_on_paper
from builder.resources import read_asset
from builder.sentences import say_on_page

MOST_WORDS = 60
"""Words of a slide, after which the next block begins another one; a block is never parted."""

WORDS_OF_PICTURE = 50
"""Words whose place a picture takes."""


class Slide(Struct, frozen=True):
    """A slide: the title of its page and what is on it. `page` is the id of the page on a screen."""

    page: str
    title: Markup
    html: Markup


def write_slides(materials: Materials) -> dict[str, bytes]:
    """Return a file for each session, by its name: `<course>-<session>-slides.html`."""
    return {f"{materials.course.id}-{session.id}-slides.html": _write(materials, number, session) for number, session in materials.sessions}


def _write(materials: Materials, number: int, session: Session) -> bytes:
    course, script = materials.course, read_asset("slides.js").decode().rstrip()
    html = render_on_paper(
        "slides.html.jinja",
        course=course,
        session=session,
        number=number,
        whole=materials.whole,
        build=materials.build,
        options=materials.options,
        foot=css_string(describe_sheet(course, materials.build, session.title)),
        accent=accent_of(course, black_and_white=materials.options.black_and_white),
        outcomes=[outcome.text for outcome in course.outcomes_of(session)],
        slides=[slide for page in session.pages for slide in make_slides(materials, page)],
        script=Markup(script),
        script_digest=b64encode(sha256(script.encode()).digest()).decode(),
        words=partial(say_on_page, course.language),
    )
    return finish_file(html, course)


def make_slides(materials: Materials, page: Page) -> Iterator[Slide]:
    """Yield the slides of a page, in its order. Each block of the page is on one of them."""
    around = materials.around(page)
    for part in part_page(page.blocks):
        if len(part) == 1 and isinstance(part[0], Check):
            yield from _check_slides(materials, page, part[0])
        else:
            yield Slide(page.id, Markup(page.title.html), render_blocks(part, around))


def _check_slides(materials: Materials, page: Page, check: Check) -> Iterator[Slide]:
    around, total = materials.around(page), len(check.interactions())
    told = [block for block in check.body if not isinstance(block, Interaction)]
    opening = Markup("<p><strong>{}</strong></p>\n{}").format(Markup(check.title.html), render_blocks(told, around))
    yield Slide(page.id, Markup(page.title.html), opening)
    for number, question in enumerate(check.interactions(), 1):
        yield Slide(page.id, Markup(page.title.html), render_block(question, around, QuestionNumber(number, total)))


def part_page(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield what stands on one slide: a question or a check alone, else blocks up to `MOST_WORDS`; a heading stays with what follows it."""
    part: list[Block] = []
    for block in blocks:
        alone = isinstance(block, Interaction | Check)
        full = sum(map(_weigh, part)) + _weigh(block) > MOST_WORDS
        if part and (alone or full or _is_heading(block)) and not all(map(_is_heading, part)):
            yield part
            part = []
        part.append(block)
        if alone:
            yield part
            part = []
    if part:
        yield part


def _is_heading(block: Block) -> bool:
    return isinstance(block, Prose) and block.kind == "heading"


def _weigh(block: Block) -> int:
    """Return the words of a block, pictures counted as words."""
    inside = tuple(walk([block]))
    return sum(len(each.plain.split()) for each in inside if isinstance(each, Prose)) + WORDS_OF_PICTURE * sum(
        isinstance(each, Picture) for each in inside
    )
