"""The first words of a page, by which a facilitator knows it: plain, but for the slots of an organisation, which are filled as everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from markupsafe import Markup

from builder.course.blocks import Check, Interaction
from builder.course.document import Prose
from builder.course.model import Page
from builder.course.slots import SLOT_TARGET
from builder.course.walk import walk
from builder.pages.slots import slot_element

IN_SHORT = 40
"""Words of a page that the facilitator's book quotes. The words of a slot count as one."""

_SLOT_LINK = re.compile(rf'<a href="{SLOT_TARGET}(?P<slot>[^"<>]*)"')
_STAND_IN = 0xE000
"""First of the characters that stand for slots while words are counted; no text of an author has them (Unicode's private use)."""


def write_in_short(page: Page) -> Markup:
    """Return the first words of a page's text, questions apart, with the element of each slot that they name."""
    told = walk(block for block in page.blocks if not isinstance(block, Interaction | Check))
    prose = [block for block in told if isinstance(block, Prose) and block.kind != "heading"]
    slots = [slot for block in prose for slot in _slots(block)]
    stand_ins = map(chr, range(_STAND_IN, _STAND_IN + len(slots)))
    words = " ".join(_with_stand_ins(block, stand_ins) for block in prose).split()
    short = str(Markup.escape(" ".join(words[:IN_SHORT]))) + (" …" if len(words) > IN_SHORT else "")
    for number, slot in enumerate(slots):
        short = short.replace(chr(_STAND_IN + number), slot_element(slot))
    return Markup(short)


def _slots(block: Prose) -> list[str]:
    return [link["slot"] for link in _SLOT_LINK.finditer(block.html)]


def _with_stand_ins(block: Prose, stand_ins: Iterator[str]) -> str:
    """Return the plain words with a character in place of each slot. The id of a slot may be a word of the text as well."""
    pieces, done = list[str](), 0
    for link, stand_in in zip(_SLOT_LINK.finditer(block.html), islice(stand_ins, len(_slots(block))), strict=True):
        slot, told = link["slot"], Markup(block.html[: link.start()]).striptags()
        at = _find(block.plain, slot, told.count(slot))
        pieces += [block.plain[done:at], stand_in]
        done = at + len(slot)
    return "".join([*pieces, block.plain[done:]])


def _find(text: str, word: str, earlier: int) -> int:
    """Return where a word is in a text in which it is `earlier` times before."""
    at = text.index(word)
    for _ in range(earlier):
        at = text.index(word, at + len(word))
    return at
