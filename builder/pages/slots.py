"""Slots on pages: elements with the words of an organisation, or with the neutral ones where it has none.

Session files hold neutral words alone, so that they are the same for every organisation. A launch page holds its words twice: in the first page,
which is read before any script runs, and as JSON, from which the player fills every other page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from markupsafe import Markup

from builder.course.model import Course
from builder.course.slots import CONTACT, LocalTable, LocalWords
from builder.pages.contact import link_contact, split_contact
from builder.pages.markup import SLOT_CLASS, open_slot
from builder.sentences import find_sentences, mark_language, quote_on_page, say, say_on_page, speaks

SLOT_BLOCK = "local"
"""The block whose script fills slots, and whose style they have."""

ORGANISATION, DIGEST, WHERE = "@organisation", "@digest", "@nation"
"""Values of elements for whose words these are, for their digest, and (on pages for staff) where they hold; no id of an author begins so."""

WHOSE, NEUTRAL = "data-local-words", "data-neutral-words"
"""Of an element that says whose words are shown: it is hidden while they are the neutral ones. And of one that is hidden while they are not."""

_SLOT = re.compile(rf'<data class="{SLOT_CLASS}" value="([^"]*)">.*?</data>', re.DOTALL)
_NATION = re.compile(r'( data-nations="([^"<>]*)")(?: hidden)?>')
_WHOSE = re.compile(rf"( {WHOSE})(?: hidden)?>")
_NEUTRAL = re.compile(rf"( {NEUTRAL})(?: hidden)?>")


def describe_words(course: Course) -> LocalTable:
    """Return the words of an organisation as a launch page holds them."""
    language = "" if speaks(course.language) else find_sentences(course.language).language
    new_tab = say(course.language, "shell-new-tab")
    local = course.local
    if local is None:
        return LocalTable(new_tab, language)
    words = {ident: tuple(_pieces(text)) for ident, text in local.words.items() if text}
    return LocalTable(new_tab, language, local.organisation, local.nation, local.digest, words)


def _pieces(text: str) -> list[tuple[str, ...]]:
    return [(words, address) if address else (words,) for words, address in split_contact(text)]


def write_local_element(course: Course) -> Markup:
    """Return the element of a launch page that holds the words of an organisation, as JSON. It is no script: browsers only keep it."""
    from msgspec import json

    text = json.encode(describe_words(course)).decode().replace("<", "\\u003c")
    return Markup('<script type="application/json" data-local>{}</script>').format(Markup(text))


def fill_slots(html: str, course: Course, local: LocalWords | None, *, on_paper: bool = False) -> str:
    """Return HTML with the words of an organisation in its slots, or with neutral ones.

    Args:
        html: as `finish_html` makes it.
        course: gives the neutral words.
        local: of an organisation; `None`: neutral words everywhere.
        on_paper: links lead nowhere else, so nothing is said of new tabs.

    """
    if not course.slots:
        return html
    new_tab = "" if on_paper else say_on_page(course.language, "shell-new-tab")
    own = _own_words(local) if local is not None else {}

    def show(slot: re.Match[str]) -> str:
        ident = slot[1]
        words = own.get(ident) or course.slots.get(ident, "")
        linked = Markup(escape(words)) if ident.startswith("@") else link_contact(words, new_tab)
        return f"{open_slot(ident)}{mark_language(str(linked), course.language)}</data>"

    shown = show_nation(_SLOT.sub(show, html), local.nation if local is not None else "")
    whose = _WHOSE.sub(rf"\1{'' if local is not None else ' hidden'}>", shown)
    return _NEUTRAL.sub(rf"\1{' hidden' if local is not None else ''}>", whose)


def _own_words(local: LocalWords) -> Mapping[str, str]:
    where = local.nation.title() or "all four nations"
    return {**local.words, ORGANISATION: local.organisation, DIGEST: local.digest, WHERE: where}


def show_nation(html: str, nation: str) -> str:
    """Return HTML with what holds in one nation alone; empty: in all of them, each with its name."""
    token = nation.replace(" ", "-")
    return _NATION.sub(lambda tag: f"{tag[1]}{' hidden' if token and token not in tag[2].split() else ''}>", html)


def name_slots(html: str) -> str:
    """Return HTML with the id of each slot in place of its element, as the author typed it."""
    return _SLOT.sub(r"\1", html)


def slot_element(ident: str) -> Markup:
    """Return the empty element of a slot, which `fill_slots` fills."""
    return Markup(f"{open_slot(ident)}</data>")


def show_contact(course: Course, new_tab: str = "") -> Markup:
    """Return whom to ask, as HTML: the element of its slot, else the words of `contact:`; empty where the course names nobody.

    `new_tab`: what the words of a link to a website end with; nothing on paper.
    """
    return slot_element(CONTACT) if CONTACT in course.slots else link_contact(course.contact, new_tab)


def describe_record(course: Course) -> Markup:
    """Return the sentence of a completion record that says whose words the learner has read, as HTML."""
    sentence = escape(say_on_page(course.language, "shell-record-local"), quote=False)
    for name, ident in (("organisation", ORGANISATION), ("digest", DIGEST)):
        sentence = sentence.replace(f"{{{name}}}", quote_on_page(course.language, slot_element(ident)))
    return Markup(sentence)
