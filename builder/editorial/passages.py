"""The words of a session, passage by passage: what reviewers read with numbers beside it, and what a sign-off covers.

Both are one list on purpose: nobody signs off a word that they were not shown, and nothing they were shown can change unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import Block, Box, Check, Download, Interaction, Recording, Resource, Section, Sections
from builder.course.document import GAP_MARK, TERM_TARGET, Picture, Prose, Text
from builder.course.model import Course, Page, RoomText, Session
from builder.course.slots import SLOT_TARGET
from builder.diagnostics import Place

_LINK = re.compile(r'<a href="([^"<>]*)"')
_GAP = re.compile(GAP_MARK.format("([0-9]+)"))

_PROSE = {"paragraph": "Text", "heading": "Heading", "list": "List", "table": "Table", "quote": "Quote"}
"""By kind of ordinary text, what reviewers call it."""


class Passage(Struct, frozen=True):
    """A piece of a session that a learner sees, hears or may open, and what holds of it.

    Attributes:
        role: what it is, in a reviewer's words: “Answer”, “Hint”.
        words: plain text; empty where it has none, as a picture without an alternative.
        place: where it stands in the author's file.
        remarks: what else a reviewer has to know, such as “Right answer”; a sign-off covers it.
        links: addresses that its words lead to, outside the course.
        files: paths of pictures and recordings that it shows; a sign-off covers their contents.
        terms: ids of words of the glossary that it links.
        facts: ids of the facts that it says.
        html: safe HTML of ordinary text, for a list or a table to be read as one; empty where `words` say all.
        question: the id of the question that it belongs to; a sign-off does not cover it.

    """

    role: str
    words: str
    place: Place
    remarks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    html: str = ""
    question: str = ""
    facts: tuple[str, ...] = ()


class PassageGroup(Struct, frozen=True):
    """The passages of the cover, of a page, or of the words explained. `title` is plain text; `page` is the id of the page, or empty."""

    title: str
    passages: tuple[Passage, ...]
    page: str = ""


COVER, GLOSSARY, FACTS = "Cover of the session", "Words explained", "Facts that these texts say"
LONG_FORM = "what the long form on paper asks too"


def list_passages(course: Course, session: Session) -> tuple[PassageGroup, ...]:
    """Return all that learners see of a session, in the order in which they meet it; last the words of the glossary and the facts that it links."""
    pages = [PassageGroup(page.title.plain, tuple(_page(course, page)), page.id) for page in session.pages]
    pages += [PassageGroup(f"{page.title.plain}: {LONG_FORM}", tuple(read_blocks(course, page.blocks))) for page in _long_form(session)]
    linked = {term for group in pages for passage in group.passages for term in passage.terms}
    words = tuple(
        Passage("Word explained", f"{term.term}: {term.means}", term.place) for term in course.glossary if term.id in linked
    )
    last = (PassageGroup(GLOSSARY, words), PassageGroup(FACTS, tuple(_facts(course, pages))))
    return (PassageGroup(COVER, tuple(_cover(course, session))), *pages, *(group for group in last if group.passages))


def _long_form(session: Session) -> Iterator[Page]:
    """Yield the long form with the questions alone that no page of the session asks."""
    if session.long_form is not None:
        asked = {question.id for page in session.pages for question in page.interactions()}
        yield replace(session.long_form, blocks=tuple(question for question in session.long_form.interactions() if question.id not in asked))


def list_room_passages(course: Course, session: Session) -> tuple[PassageGroup, ...]:
    """Return the words for facilitators: notes of pages, the guide, handouts. Learners do not see them; they have a digest of their own."""
    notes = [PassageGroup(page.title.plain, tuple(read_blocks(course, page.notes)), page.id) for page in session.pages if page.notes]
    return (*notes, *(_room(course, text) for text in (*session.guide, *session.handouts)))


def _facts(course: Course, groups: Iterable[PassageGroup]) -> Iterator[Passage]:
    """Yield the statements of the facts that passages say, in the order of their words, so that neither ids nor their order in the file count."""
    linked = {fact for group in groups for passage in group.passages for fact in passage.facts}
    known = course.records.facts.facts if course.records.facts is not None else ()
    for fact in sorted((fact for fact in known if fact.id in linked), key=lambda fact: fact.statement):
        yield Passage("Fact", " ".join(fact.statement.split()), Place("facts.yaml"))


def _room(course: Course, text: RoomText) -> PassageGroup:
    return PassageGroup(text.title.plain, (of_text("Heading", text.title), *read_blocks(course, text.blocks)))


def _cover(course: Course, session: Session) -> Iterator[Passage]:
    yield Passage("Title of the session", session.title, session.place)
    if session.summary:
        yield Passage("Summary", session.summary, session.place)
    if session.cover is not None:
        yield from _picture(session.cover)
    for outcome in course.outcomes_of(session):
        yield Passage("Outcome", outcome.text, outcome.place)


def _page(course: Course, page: Page) -> Iterator[Passage]:
    yield of_text("Title of the page", page.title, *(() if page.core else ("Learners can skip this page.",)))
    yield from read_blocks(course, page.blocks)


def read_blocks(course: Course, blocks: Iterable[Block]) -> Iterator[Passage]:
    """Yield the passages of blocks, however deep they stand, in order."""
    from builder.editorial.question_passages import read_question

    for block in blocks:
        match block:
            case Prose():
                yield of_prose(block)
            case Picture():
                yield from _picture(block)
            case Interaction():
                yield from (replace(passage, question=block.id) for passage in read_question(block))
            case Check():
                yield from _check(course, block)
            case Sections():
                for section in block.sections:
                    yield from _section(block, section)
                    yield from read_blocks(course, section.body)
            case Box() | Recording() | Download() | Resource():
                yield from _box(block)
                yield from read_blocks(course, block.body)


def of_prose(block: Prose, role: str = "") -> Passage:
    """Return ordinary text as a passage. A gap is shown as a line with its number."""
    html = _GAP.sub(lambda gap: f" ___ ({int(gap[1]) + 1}) ", block.html)
    words = " ".join(_GAP.sub(lambda gap: f" ___ ({int(gap[1]) + 1}) ", block.plain).split())
    return Passage(role or _PROSE[block.kind], words, block.place, links=_outside(html), terms=_terms(html), html=html, facts=block.facts)


def of_text(role: str, text: Text, *remarks: str) -> Passage:
    """Return a run of text as a passage."""
    return Passage(role, " ".join(text.plain.split()), text.place, remarks, _outside(text.html), terms=_terms(text.html), facts=text.facts)


def of_picture(picture: Picture) -> tuple[Passage, ...]:
    """Return a picture with what is said of it."""
    return tuple(_picture(picture))


def _picture(picture: Picture) -> Iterator[Passage]:
    role = "Picture, only for the look" if picture.decorative else "Picture. People who cannot see it hear"
    yield Passage(role, picture.alt, picture.place, files=(picture.file,))
    if picture.caption is not None:
        yield of_text("Words under the picture", picture.caption)
    if picture.description is not None:
        yield of_text("Long description of the picture", picture.description)


def _check(course: Course, check: Check) -> Iterator[Passage]:
    yield of_text("Title of the marked questions", check.title, *_rules_of(course, check))
    yield from read_blocks(course, check.body)


def _rules_of(course: Course, check: Check) -> Iterator[str]:
    outcomes = {outcome.id: outcome.text for outcome in course.outcomes}
    if check.final:
        yield "These questions decide whether learners pass."
    if check.tries is not None:
        yield f"Tries: {check.tries}."
    yield {"each try": "Feedback after each try.", "last try": "Feedback after the last try.", "never": "No feedback."}[check.feedback]
    for draw in check.draw:
        yield f"Each learner gets {draw.count} of these questions" + (f" about: {outcomes.get(draw.outcome, '')}" if draw.outcome else ".")


def _section(block: Sections, section: Section) -> Iterator[Passage]:
    if section.when is not None:
        yield of_text("Time", section.when)
    yield of_text(f"Heading of a part ({block.name})", section.heading)


def _box(block: Box | Recording | Download | Resource) -> Iterator[Passage]:
    if block.title is not None:
        role = "Title of the box" if isinstance(block, Box) else "Title"
        named = f" ({block.name})" if isinstance(block, Box) else ""
        shown = of_text(role + named, block.title)
        links = (block.address,) if isinstance(block, Resource) else ()
        files = block.files() if isinstance(block, Recording | Download) else ()
        poster = (block.poster,) if isinstance(block, Recording) and block.poster else ()
        yield replace(shown, links=(*shown.links, *links), files=(*files, *poster))
    if isinstance(block, Box):
        for label in block.labels:
            yield of_text(f"{label.name.capitalize()} ({block.name})", label.text)


def _outside(html: str) -> tuple[str, ...]:
    """Return the addresses outside the course that HTML links."""
    return tuple(unescape(target) for target in _LINK.findall(html) if not target.startswith(("#", SLOT_TARGET)))


def _terms(html: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(target.removeprefix(TERM_TARGET) for target in _LINK.findall(html) if target.startswith(TERM_TARGET)))
