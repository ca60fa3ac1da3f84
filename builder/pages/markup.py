"""Dresses an author's safe HTML in NHS.UK's classes, and takes tables and quotes apart.

It reads only what `source` sanitised, and whole tags at a time: an attribute's value is never taken for a tag,
so nothing that an author types can end an attribute or begin a tag here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from builder.course.document import TERM_TARGET
from builder.course.slots import SLOT_TARGET

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
"""A tag as nh3 writes it: in lower case, one blank before each attribute, each value between double quotes."""

_HREF = re.compile(r' href="([^"]*)"')
_DASH = re.compile(r"^(?:—|–|--)\s*(?=\S)")

SLOT_CLASS = "copack-local"
"""Of an element that shows the words of a slot."""

TERM_CLASS = "copack-term"
"""Of a link to a word of the glossary, and of the button that a page makes of it."""

CLASSES: Mapping[str, str] = {"ul": "nhsuk-list nhsuk-list--bullet", "ol": "nhsuk-list nhsuk-list--number"}
"""Classes of elements that authors' text may hold anywhere."""


COUNTINGS: Mapping[str, str] = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
"""The `type` of an ordered list that is not counted by numbers, and how CSS calls it."""

LETTERED_LIST = "lettered-list"
"""The style of such lists."""


class Cell(Struct, frozen=True):
    """A cell's inner HTML. `heading`: it names its row."""

    html: str
    heading: bool


class TableMarkup(Struct, frozen=True):
    """A table taken apart. `caption` is inner HTML, empty without one; `head` inner HTML of the heading row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def names(self) -> tuple[str, ...]:
        """Return the headings without marks, as they are repeated in each cell on a small screen."""
        return tuple(strip_tags(cell) for cell in self.head)


class QuoteMarkup(Struct, frozen=True):
    """A quote's inner HTML and who said it (inner HTML, empty when nobody is named)."""

    html: str
    said_by: str


def finish_html(html: str, new_tab: str) -> str:
    """Return the HTML with classes on lists, and with links that behave.

    A link to another site opens in a new tab, so that the course stays where it is; `new_tab` is what its text then ends with.
    A link to a page of the course (`#id`) becomes the player's own; one to a word of the glossary is marked for `explain_terms`,
    and what names a slot is an element for `fill_slots`.
    """
    leaving, in_slot = False, False

    def change(tag: re.Match[str]) -> str:
        nonlocal leaving, in_slot
        closing, name, attributes = tag.groups()
        if in_slot and name == "a":
            in_slot = False
            return "</data>"
        if name == "a" and closing:
            said, leaving = (f" {new_tab}" if leaving else ""), False
            return f"{said}</a>"
        if name == "a":
            target = _read_target(attributes)
            if target.startswith(SLOT_TARGET):
                in_slot = True
                return open_slot(target.removeprefix(SLOT_TARGET))
            leaving = target.startswith(("https:", "http:"))
            return _open_link(target)
        if name in CLASSES and not closing:
            counted = next((f" copack-list--{counting}" for kind, counting in COUNTINGS.items() if f' type="{kind}"' in attributes), "")
            return f'<{name} class="{CLASSES[name]}{counted}"{attributes}>'
        return tag[0]

    return _TAG.sub(change, html)


def open_slot(ident: str) -> str:
    """Return the tag before the words of a slot; `</data>` ends them."""
    return f'<data class="{SLOT_CLASS}" value="{ident}">'


def _open_link(target: str) -> str:
    if target.startswith(TERM_TARGET):
        return f'<a class="{TERM_CLASS}" href="{target}">'
    if target.startswith("#"):
        return f'<a href="{target}" data-action="go:{target[1:]}">'
    if target.startswith(("https:", "http:")):
        return f'<a href="{target}" target="_blank" rel="noopener noreferrer">'
    return f'<a href="{target}">'


def _read_target(attributes: str) -> str:
    """Return where a link leads, still escaped; empty where `source` left no address in it."""
    match = _HREF.search(attributes)
    return match[1] if match else ""


def strip_tags(html: str) -> str:
    """Return escaped text without any tag."""
    return _TAG.sub("", html)


def inner(html: str, name: str) -> str:
    """Return what stands inside the first element of that name: `<p>text</p>` -> `text`. Without one, the whole."""
    elements = _elements(html, {name})
    return elements[0][1] if elements else html


def read_table(html: str) -> TableMarkup:
    """Take a sanitised `<table>` apart. Where the heading row starts with an empty cell, the first column names the rows."""
    caption = next((content for _, content in _elements(html, {"caption"})), "")
    rows = [_elements(content, {"th", "td"}) for _, content in _elements(html, {"tr"})]
    head = tuple(content for _, content in rows[0]) if rows else ()
    named = bool(head) and not strip_tags(head[0]).strip()
    body = tuple(tuple(Cell(content, heading=named and index == 0) for index, (_, content) in enumerate(row)) for row in rows[1:])
    return TableMarkup(caption, head, body)


def read_quote(html: str) -> QuoteMarkup:
    """Take a `<blockquote>` apart; its `<footer>` says who spoke (author syntax, "A story or a quote")."""
    content = inner(html, "blockquote").strip()
    footers = _elements(content, {"footer"})
    if not footers or not content.endswith("</footer>"):
        return QuoteMarkup(content, "")
    return QuoteMarkup(content[: content.rindex("<footer")].strip(), _DASH.sub("", footers[-1][1].strip()))


def _elements(html: str, names: set[str]) -> list[tuple[str, str]]:
    """Return (name, inner HTML) of the outermost elements of these names, in order."""
    elements: list[tuple[str, str]] = []
    depth, start, name = 0, 0, ""
    for tag in _TAG.finditer(html):
        if tag[2] not in names:
            continue
        if tag[1]:
            depth -= 1
            if depth == 0:
                elements.append((name, html[start : tag.start()]))
        else:
            if depth == 0:
                start, name = tag.end(), tag[2]
            depth += 1
    return elements


def replace_marks(html: str, mark: re.Pattern[str], make: Callable[[int], str]) -> str:
    """Return the HTML with each mark (whose first group is a number) replaced by what `make` gives for it."""
    return mark.sub(lambda match: make(int(match[1])), html)
