"""Start tags and addresses of pages, styles and SVG pictures, found in one pass whose work is linear in the bytes.

No parser builds a tree here: a page of a stranger with 200,000 attributes in one tag keeps HTML parsers busy for hours.
What a browser would do with broken markup is not followed further than HTML's tokenizer goes (HTML Standard 13.2.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

_TAG_NAME = re.compile(rb"<([a-zA-Z][^\s/>]{0,63})")
_NEXT = re.compile(rb"[=>]")
_VALUE = re.compile(rb"""\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))""")
_NAME_LENGTH = 48
"""Bytes before a `=` that are looked at for the name of an attribute."""

_VALUE_LENGTH = 4000
"""Bytes of a value that are read: longer ones are data, not addresses."""

_RAW = {
    name: re.compile(rb"</" + name, re.IGNORECASE)
    for name in (b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes")
}
"""Elements that hold text alone, up to their own end tag (13.1.2)."""

_IN_STYLE = re.compile(
    rb"""@namespace\b[^;{}]{0,2000}"""  # names a vocabulary and loads nothing (CSS Namespaces 2)
    rb"""|(?:\burl\(\s*|@import\s*(?=["'\s]))["']?(?P<loaded>[^"'\s)>;]{1,2000})"""
    rb"""|["'](?P<image>[^"'\s<>]{1,2000})["']\s+[\d.]{1,9}(?:x|dp[ip]|dpcm|dppx)\b""",  # of an image-set without url() (CSS Images 4, 2.6)
    re.IGNORECASE,
)

_LOADING_WORDS = (b"url(", b"@import", b"image-set")
"""Without any of them a file has no style that loads: most scripts and many pages, which need no search then."""

_STYLE_SHEET = re.compile(rb"""<\?xml-stylesheet\b[^>]{0,2000}?\bhref\s?=\s?["']([^"']{1,2000})""", re.IGNORECASE)
"""An instruction before the root element (Associating Style Sheets with XML documents 1.0)."""

_PROLOGUE = 16_384
"""Bytes in which such instructions are looked for."""

_ATTRIBUTES = frozenset(
    (
        "src", "href", "xlink:href", "data", "poster", "action", "type", "rel", "srcset", "imagesrcset", "background", "http-equiv", "content",
        "from", "to", "values",
    )
)  # fmt: skip


class StartTag(Struct, frozen=True):
    """A start tag.

    Attributes:
        name: of the element in lower case, without a prefix.
        attributes: name in lower case -> value, of those that may hold an address or say what it is for; the first of a name counts.
        line: 1-based.

    """

    name: str
    attributes: dict[str, str]
    line: int


def start_tags(content: bytes) -> Iterator[StartTag]:
    """Yield the start tags of a page or an SVG picture, in order."""
    at, line, counted = 0, 1, 0
    while (at := content.find(b"<", at)) >= 0:
        opened = _TAG_NAME.match(content, at)
        if opened is None:
            at = _after_markup(content, at)
            if at < 0:
                return
            continue
        line += content.count(b"\n", counted, at)
        counted = at
        attributes, at = _read_attributes(content, opened.end())
        if at < 0:
            return
        name = opened[1].lower()
        yield StartTag(name.rpartition(b":")[2].decode("utf-8", "replace"), attributes, line)
        if name in _RAW:
            closing = _RAW[name].search(content, at)
            if closing is None:
                return
            at = closing.start()


def style_addresses(content: bytes) -> Iterator[str]:
    """Yield the addresses that style rules load, wherever in a file the rules are, and those of style sheets that it names before its root."""
    lowered = content.lower()
    searched = content if any(word in lowered for word in _LOADING_WORDS) else b""
    loaded = (found["loaded"] or found["image"] for found in _IN_STYLE.finditer(searched))
    named = (found[1] for found in _STYLE_SHEET.finditer(content, 0, _PROLOGUE))
    return (address.decode("utf-8", "replace") for address in (*named, *loaded) if address)


def _after_markup(content: bytes, at: int) -> int:
    """Return where the reading goes on after a `<` that begins no start tag; -1: what follows is a comment or a tag without an end."""
    if content.startswith(b"<!--", at):
        end = content.find(b"-->", at + 2)
        return end + 3 if end >= 0 else -1
    if content[at + 1 : at + 2] in {b"!", b"?", b"/"}:
        end = content.find(b">", at)
        return end + 1 if end >= 0 else -1
    return at + 1


def _read_attributes(content: bytes, start: int) -> tuple[dict[str, str], int]:
    """Return the attributes of a tag from `start`, and where it ends; -1 where it does not."""
    from html import unescape

    attributes: dict[str, str] = {}
    at = start
    while sign := _NEXT.search(content, at):
        if sign[0] == b">":
            return attributes, sign.end()
        words = content[max(at, sign.start() - _NAME_LENGTH) : sign.start()].replace(b"/", b" ").split()
        value = _VALUE.match(content, sign.end())
        assert value is not None, "each of its parts may be empty"
        name = words[-1].decode("ascii", "replace").lower() if words else ""
        if name in _ATTRIBUTES and value.end() - value.start() <= _VALUE_LENGTH:
            attributes.setdefault(name, unescape((value[1] or value[2] or value[3] or b"").decode("utf-8", "replace")).strip())
        at = value.end()
    return attributes, -1
