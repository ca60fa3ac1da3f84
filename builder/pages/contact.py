"""Whom learners may ask: the author's `contact`, with a link for each address that a device can open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from markupsafe import Markup
from msgspec import Struct

from builder.pages.markup import finish_html

_ADDRESS = re.compile(
    r"""
    (?P<web>(?:https?://|(?<![\w.@-])www\.)[^\s<>"“”]+)
    | (?<![\w.+-])(?:mailto:)?(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?<![\w+])(?P<called>(?:tel|call|phone|ring|telephone|text)\b[:.]?\s*(?:on\s+)?)?
      (?P<phone>\+?\(?[0-9](?:[ ()./\u2010-\u2013-]{0,2}[0-9]){1,15})(?![\w@])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_END = ".,;:!?)’”'"
_LEAST_DIGITS = 9
"""A national number with its area code (ITU-T E.123); fewer digits are a number only where the text says so, or after 116 (EU 2007/116/EC)."""
_HELPLINE = re.compile(r"116[0-9]{3}")


def insert_contact(sentence: str, contact: Markup) -> Markup:
    """Return a sentence as HTML with a linked contact in place of `{contact}`."""
    return Markup(escape(sentence, quote=False)).replace("{contact}", contact)


class _Link(Struct, frozen=True):
    """A link in place of the characters from `start` to `end`."""

    start: int
    end: int
    words: str
    address: str


def split_contact(contact: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a contact in order, each piece with the address that it leads to, or an empty text."""
    end = 0
    for found in _ADDRESS.finditer(contact):
        link = _link(found)
        if link is None:
            continue
        if link.start > end:
            yield contact[end : link.start], ""
        yield link.words, link.address
        end = link.end
    if end < len(contact):
        yield contact[end:], ""


def link_contact(contact: str, new_tab: str) -> Markup:
    """Return a contact as HTML: web addresses, e-mail addresses and telephone numbers are links, all else is text as typed.

    Args:
        contact: what the author typed.
        new_tab: what the words of a link to a website end with.

    """
    pieces = (f'<a href="{escape(address)}">{escape(words)}</a>' if address else escape(words) for words, address in split_contact(contact))
    return Markup(finish_html("".join(pieces), escape(new_tab)))


def _link(found: re.Match[str]) -> _Link | None:
    """Return the link for an address; `None` where digits are no telephone number. A scheme that the author typed is not shown."""
    if found["web"]:
        words = found["web"].rstrip(_SENTENCE_END)
        address = words if "://" in words else f"https://{words}"
        return _Link(found.start("web"), found.start("web") + len(words), words, address)
    if found["mail"]:
        return _Link(found.start(), found.end(), found["mail"], f"mailto:{found['mail']}")
    words = found["phone"].rstrip(_SENTENCE_END) if found["phone"].count("(") < found["phone"].count(")") else found["phone"]
    digits = re.sub(r"[^0-9]", "", words.replace("(0)", "") if words.startswith("+") else words)
    dialled = words.lstrip("(").startswith(("0", "+"))
    if not (found["called"] or _HELPLINE.fullmatch(digits) or (dialled and len(digits) >= _LEAST_DIGITS)):
        return None
    start = found.start() if (found["called"] or "").lower() == "tel:" else found.start("phone")
    return _Link(start, found.start("phone") + len(words), words, f"tel:{'+' if words.startswith('+') else ''}{digits}")
