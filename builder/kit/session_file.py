"""A session as one file, for an e-mail, a memory stick or a phone without internet: nothing outside of it is ever asked for.

All its text stands in it for whoever has no script, with the questions as on paper: viewers of files on phones run none. With script, the player of
the web package stands in its place, from the same file (templates/runtime/one_file/). Scripts and styles run by their digests alone
(tracking contract 6).
"""

from __future__ import annotations

from functools import partial

from markupsafe import Markup
from msgspec.structs import replace

from builder.course.model import Course
from builder.course.part import take_session
from builder.course.people import credit_people
from builder.course.term import Term
from builder.editorial.passages import list_passages
from builder.kit.inline import choose_outside, inline_address
from builder.kit.one_file import PlayerParts, digest_source, lift_styles, place_files, take_apart
from builder.output.build_name import BuildName
from builder.pages.environment import layered_environment
from builder.pages.glossary import sort_terms
from builder.pages.media import pack_files
from builder.pages.render import render_pages
from builder.pages.slots import describe_record, fill_slots, show_contact
from builder.printing.answer_sheet import answer_chapter
from builder.printing.book import accent_of
from builder.printing.learner_book import session_chapter
from builder.printing.materials import PrintOptions, gather_materials
from builder.printing.paper import render_on_paper
from builder.sentences import mark_language, say_on_page
from builder.standards.standard import Options
from builder.standards.web.standard import package
from builder.tracking.compile import plan_tracking


def write_session_files(course: Course, build: BuildName, session: str = "") -> dict[str, bytes]:
    """Return a file for each session of a course that compiled without errors, or for one, by its name: `<course>-<session>.html`.

    Raises KeyError for a session that is not there, OSError for a large file that is gone.
    """
    chosen = [each.id for each in course.sessions if not session or each.id == session]
    if not chosen:
        raise KeyError(session)
    return {f"{course.id}-{ident}.html": write_session_file(take_session(course, ident), build) for ident in chosen}


def write_session_file(part: Course, build: BuildName) -> bytes:
    """Return the file of a session that was taken out of its course, as UTF-8 HTML. The same course gives the same bytes."""
    part = replace(part, glossary=choose_words(part))
    plan = plan_tracking(part).value
    assert plan is not None, "the keys of a part are among those of its course"
    outside = choose_outside(part)
    pages = render_pages(part, plan, outside)
    player = take_apart(package(part, plan, pages, Options()), pages, _render("hosted.html.jinja", part) if part.hosted else Markup())
    reading, player = place_files(_render_reading(part, build, outside), player)
    return _assemble(part, build, *lift_styles(reading), player).encode()


def choose_words(part: Course) -> tuple[Term, ...]:
    """Return the words explained that a part links or says, and those that their meanings say. The others would make its file heavier for nothing."""
    passages = [passage for session in part.sessions for group in list_passages(part, session) for passage in group.passages]
    linked = {term for passage in passages for term in passage.terms}
    told, chosen = " ".join(passage.words for passage in passages).casefold(), set[str]()
    while more := {term for term in part.glossary if term.id not in chosen and (term.id in linked or term.term.casefold() in told)}:
        chosen |= {term.id for term in more}
        told = " ".join(term.means for term in more).casefold()
    return tuple(term for term in part.glossary if term.id in chosen)


def _render(template: str, part: Course, **values: object) -> Markup:
    """Return what a template of such files says."""
    html = layered_environment("file", "print").get_template(template).render(course=part, words=partial(say_on_page, part.language), **values)
    return Markup(mark_language(html, part.language))


def _render_reading(part: Course, build: BuildName, outside: frozenset[str]) -> str:
    """Return the text of the session as it is read without script, with each picture and recording in itself."""
    packed, _files = pack_files(part, outside)
    held = {path: replace(file, path=inline_address(file.path, part.files[path]) if file.path else "") for path, file in packed.items()}
    materials = replace(gather_materials(part, build, PrintOptions()), files=held, render=_render_block)
    ((number, session),) = materials.sessions
    html = _render(
        "reading.html.jinja",
        part,
        session=session,
        chapter=session_chapter(materials, number, session),
        answers=answer_chapter(materials),
        build=build,
        **_end_of(part),
    )
    return mark_language(fill_slots(str(html), part, part.local, on_paper=True), part.language)


def _render_block(template: str, **values: object) -> str:
    return layered_environment("file", "print").get_template(template).render(values)


def _end_of(part: Course) -> dict[str, object]:
    """Return what the end of the text says: words, whom to ask, who made it."""
    return {
        "contact": show_contact(part),
        "slots": part.slots,
        "whose_words": describe_record(part) if part.slots else "",
        "glossary": sort_terms(part.glossary),
        "credits": credit_people(part.people, "credits"),
    }


def _assemble(part: Course, build: BuildName, reading: str, places: str, player: PlayerParts) -> str:
    paper = render_on_paper("book.css.jinja", options=PrintOptions(), accent=accent_of(part), foot=Markup('""'), foot_points=9, book={"loose": True})
    style = paper + _render_block("session_file.css.jinja") + places
    return _render_block(
        "session_file.html.jinja",
        course=part,
        session=part.sessions[0],
        build=build,
        reading=Markup(reading),
        player=player,
        paper_style=Markup(style),
        digests={"script": digest_source(player.script), "paper": digest_source(style), "screen": digest_source(player.style)},
    )
