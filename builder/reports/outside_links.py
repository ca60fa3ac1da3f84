"""Web addresses outside the package that a course points to: administrators allow them in web filters (ZIP-12)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from msgspec import Struct

from builder.course.blocks import Block, Resource
from builder.course.document import Prose
from builder.course.model import Course
from builder.course.walk import texts, walk


class OutsideLink(Struct, frozen=True):
    """A web address that the course points to, what the course calls it, and the page that does."""

    title: str
    address: str
    session: str
    page: str


_LINK = re.compile(r'<a href="(https?://[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^<>]+>")


def outside_links(course: Course) -> Iterable[OutsideLink]:
    """Yield every address outside the package that the course links to, once a page, in order (ZIP-12)."""
    for session, page in course.pages():
        titles: dict[str, str] = {}
        for title, address in _links(page.blocks):
            titles.setdefault(address, title)
        for address, title in titles.items():
            yield OutsideLink(title, address, session.title, page.title.plain)


def _links(blocks: Iterable[Block]) -> Iterable[tuple[str, str]]:
    """Yield (title, address) of each `resource` and of each link in the text, in order."""
    for block in walk(blocks):
        if isinstance(block, Resource):
            yield block.title.plain, block.address
        html = " ".join((block.html if isinstance(block, Prose) else "", *(text.html for text in texts(block))))
        yield from ((unescape(_TAG.sub("", words)), unescape(address)) for address, words in _LINK.findall(html))
