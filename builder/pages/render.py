"""From course and plan to everything of a package that is the same for all standards."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from builder.course.model import Course, Page, Session
from builder.package.content import address_of, short_digest
from builder.pages.assets import PackedPictures, pack_pictures
from builder.pages.blocks import RenderContext, list_used, render_page_blocks
from builder.pages.contact import insert_contact
from builder.pages.cover import render_cover
from builder.pages.environment import render
from builder.pages.first_styles import select_first, shown_first
from builder.pages.glossary import LIST_BLOCK, TERM_BLOCK, explain_terms, has_terms, sort_terms
from builder.pages.languages import LanguageChoice, Translated, list_choices, make_pack, pair_texts, write_pack
from builder.pages.media import PackedFile, pack_files
from builder.pages.pages import (
    CONNECT_MARK,
    DEVICE_MARK,
    LATE_MARK,
    SCRIPT_MARK,
    START_SCRIPT,
    Pages,
    RenderedPage,
    RenderedSession,
    digest_content,
    path_to,
    write_script_json,
)
from builder.pages.recorded import write_recorded
from builder.pages.slots import SLOT_BLOCK, describe_record, fill_slots, show_contact, write_local_element
from builder.pages.theme import THEME_BLOCK, BrandMark, draw_icon, find_mark, theme_styles
from builder.resources import find_templates, has_asset, read_asset
from builder.sentences import SHELL_ONLY, find_sentences, mark_language, quote_on_page, say_on_page, speaks
from builder.tracking.plan import Responses, TrackingPlan, Unit

_CONNECT, _SCRIPT, _LATE, _DEVICE = "\x00", "\x01", "\x02", "\x03"
"""Stand for the marks while the shell is made: no author's text can hold them, so no title can be taken for a mark."""

LANGUAGES_BLOCK = "languages"
SHARED = (START_SCRIPT, "runtime.js", "first.css", "style.css", "icon.svg", "licences.txt")
"""Files that every package has."""

_ASKS = re.compile("data-(?:interaction|check|question)=")
"""A page that asks something cannot be used before the player is here (templates/runtime/pages.ts)."""


def render_pages(course: Course, plan: TrackingPlan, outside: Collection[str] = (), others: Sequence[Translated] = ()) -> Pages:
    """Render a course that compiled without errors.

    `outside`: paths of recordings and downloads that are not carried; `others`: the course in further languages.
    """
    packed = pack_pictures(course)
    packed_files, media = pack_files(course, outside)
    brand = find_mark(course.theme, packed.pictures)
    sessions = tuple(_render_session(course, session, plan, packed, packed_files) for session in course.sessions)
    used = {use for _, page in course.pages() for use in list_used(page.blocks)}
    blocks = frozenset(name for what, name in used if what == "block") | set(_blocks_of_files(course, sessions))
    blocks |= {LANGUAGES_BLOCK} if others else set()
    kinds = frozenset(name for what, name in used if what == "kind")
    style, first_pages = join_styles(blocks, kinds) + theme_styles(course.theme), [first_page(unit, sessions) for unit in plan.units]
    files = _shared_files(course, style, "".join(page.html for page in first_pages))
    addresses = {name: path_to(name, content) for name, content in files.items()}
    spoken = find_sentences(course.language)
    languages = {other.course.language: _render_language(course, plan, other, packed, packed_files, brand) for other in others}
    choices = list_choices(course, languages)
    return Pages(
        shells={
            unit.id: _render_shell(course, plan.only(unit), page, sessions, addresses, brand)
            for unit, page in zip(plan.units, first_pages, strict=True)
        },
        sessions=sessions,
        files=files,
        kinds=kinds,
        blocks=blocks,
        words={name: text for name, text in spoken.by_name.items() if not name.startswith(SHELL_ONLY)},
        spoken=spoken.language,
        media={**packed.files, **media},
        views={unit.id: _render_views(course, plan.only(unit), brand, choices) for unit in plan.units},
        languages={address: content for files in languages.values() for address, content in files.items()},
        widgets=join_widgets(blocks, kinds),
    )


def _shared_files(course: Course, style: bytes, first_pages: str) -> dict[str, bytes]:
    """Return the files that all pages share, by their plain names. `first_pages`: HTML of the first page of each unit."""
    return {
        START_SCRIPT: read_asset(START_SCRIPT),
        "runtime.js": read_asset("runtime.js"),
        "first.css": select_first(style.decode(), shown_first(_read_shell()) + first_pages).encode(),
        "style.css": style,
        "icon.svg": draw_icon(course.theme),
        "licences.txt": read_asset("licences.txt"),
    }


def _blocks_of_files(course: Course, sessions: tuple[RenderedSession, ...]) -> Iterator[str]:
    """Yield the blocks that a theme needs, and a glossary, as far as it is used."""
    if course.theme is not None:
        yield THEME_BLOCK
    if course.glossary:
        yield LIST_BLOCK
    if course.slots:
        yield SLOT_BLOCK
    if any(has_terms(page.html) for session in sessions for page in session.pages):
        yield TERM_BLOCK


# ---------------------------------------------------------------- pages


def _render_session(course: Course, session: Session, plan: TrackingPlan, packed: PackedPictures, files: Mapping[str, PackedFile]) -> RenderedSession:
    tracked = plan.responses()
    covers = (render_cover(course, session, plan, packed), *("" for _ in session.pages[1:]))
    pages = tuple(
        RenderedPage(page.id, page.title.plain, cover + render_page(course, page, tracked, packed, files))
        for page, cover in zip(session.pages, covers, strict=True)
    )
    content = write_script_json({page.id: page.html for page in pages})
    digest = short_digest(content.encode())
    script = f"copack.session({write_script_json(session.id)},{write_script_json(digest)},{content});\n".encode()
    return RenderedSession(session.id, address_of(f"sessions/{session.id}.js", script), digest, script, pages)


def render_page(course: Course, page: Page, tracked: Responses, packed: PackedPictures, files: Mapping[str, PackedFile]) -> str:
    """Return the inner HTML of a page's article. `tracked`: as in `RenderContext`."""
    around = RenderContext(course.language, packed.pictures, page.title.plain, tracked=tracked, files=files)
    html = render("page.html.jinja", title=Markup(page.title.html), body=render_page_blocks(page.blocks, around))
    spoken = fill_slots(mark_language(html, course.language), course, None)
    return explain_terms(spoken, {term.id: term for term in course.glossary})


def first_page(unit: Unit, sessions: tuple[RenderedSession, ...]) -> RenderedPage:
    """Return the page that a unit opens with."""
    wanted = unit.sessions[0].pages[0].id
    return next(page for session in sessions for page in session.pages if page.id == wanted)


def _asked(course: Course, plan: TrackingPlan) -> dict[str, Any]:
    """Return what the templates of the shell and of the views beside the course ask for."""
    words = partial(say_on_page, course.language)
    contact = show_contact(course, words("shell-new-tab"))
    return {
        "course": course,
        "words": words,
        "contact": contact,
        "with_contact": partial(insert_contact, contact=Markup(quote_on_page(course.language, contact))),
        "part": "" if plan.units[0].activity.role == "course" else plan.title,
        "slots": course.slots,
        "glossary": sort_terms(course.glossary),
        **_languages(course.language),
    }


def _render_language(
    course: Course, plan: TrackingPlan, other: Translated, packed: PackedPictures, files: Mapping[str, PackedFile], brand: BrandMark | None
) -> dict[str, bytes]:
    """Return the files of a further language, the one with its words first."""
    sessions = tuple(_render_session(other.course, session, other.plan, packed, files) for session in other.course.sessions)
    replacing: list[tuple[str, str]] = []
    for unit, theirs in zip(plan.units, other.plan.units, strict=True):
        page = RenderedPage("", "", "")
        shells = (
            _render_shell(each, whole.only(part), page, (), dict.fromkeys(SHARED, ""), brand)
            for each, whole, part in ((course, plan, unit), (other.course, other.plan, theirs))
        )
        views = _render_views(course, plan.only(unit), brand), _render_views(other.course, other.plan.only(theirs), brand)
        replacing += (*pair_texts(*shells), *pair_texts(*views))
    address, script = write_pack(other.course.language, make_pack(other, sessions, course, replacing))
    return {address: script, **{session.file: session.script for session in sessions}}


def _render_views(course: Course, plan: TrackingPlan, brand: BrandMark | None, languages: Sequence[LanguageChoice] = ()) -> str:
    asked = {**_asked(course, plan), "recorded": write_recorded(plan, "learner")}
    recorded = Markup(render("recorded.html.jinja", **asked))
    views = render("views.html.jinja", recorded_html=recorded, brand=brand, whose_words=describe_record(course), languages=languages, **asked)
    return fill_slots(mark_language(views, course.language), course, None)


def _render_shell(
    course: Course,
    plan: TrackingPlan,
    first: RenderedPage,
    sessions: tuple[RenderedSession, ...],
    addresses: Mapping[str, str],
    brand: BrandMark | None,
) -> str:
    own = {session.id for session in plan.sessions()}
    opened = [session for session in sessions if session.id in own]
    html = render(
        "index.html.jinja",
        **_asked(course, plan),
        brand=brand,
        connect=_CONNECT,
        script=_SCRIPT,
        late=_LATE,
        device="" if _ASKS.search(first.html) else _DEVICE,
        addresses=addresses,
        sessions=opened,
        content=digest_content(opened),
        first_page_id=first.id,
        first_page_title=first.title,
        first_page_html=Markup(first.html),
        local=write_local_element(course) if course.slots else "",
        local_digest=course.local.digest if course.local is not None else "",
    )
    shell = fill_slots(mark_language(html, course.language), course, course.local)
    for mark, stand_in in ((CONNECT_MARK, _CONNECT), (SCRIPT_MARK, _SCRIPT), (LATE_MARK, _LATE), (DEVICE_MARK, _DEVICE)):
        shell = shell.replace(mark, mark.replace("@", "&#64;")).replace(stand_in, mark)
    return shell


def _languages(language: str) -> dict[str, Markup]:
    """Return the attributes that tell the language of the shell from the course's; empty where both are one."""
    attribute = Markup(' lang="{}"').format
    if speaks(language):
        return {"own_language": Markup(), "course_language": Markup()}
    return {"own_language": attribute(find_sentences(language).language), "course_language": attribute(language)}


# ---------------------------------------------------------------- assets


def join_widgets(blocks: frozenset[str], kinds: frozenset[str]) -> bytes:
    """Return the browser halves of the blocks and kinds that a course uses, as one classic script."""
    halves = [*(path for name in sorted(blocks) if has_asset(path := f"blocks/{name}.js")), *(f"kinds/{kind}.js" for kind in sorted(kinds))]
    return b"".join(read_asset(path).rstrip() + b"\n" for path in halves)


def _read_shell() -> str:
    """Return the template of the shell: it names every class that the shell may have."""
    return (find_templates() / "pages" / "index.html.jinja").read_text("utf-8")


def join_styles(blocks: frozenset[str], kinds: frozenset[str]) -> bytes:
    """Return the style rules whose users a course has, in the order of the sheet."""
    users = {"shell", *(f"block-{name}" for name in blocks), *(f"kind-{name}" for name in kinds)}
    entries = json.loads(read_asset("styles.json"))
    return "".join(entry["css"] for entry in entries if users.intersection(entry["users"])).encode()
