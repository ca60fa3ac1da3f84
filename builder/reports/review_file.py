"""The review file: the words of a session with numbers and boxes, for people who never see a terminal.

One HTML file that asks the network for nothing. Without script it is a page to print, or to answer by mail with the numbers of its passages.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from builder.course.model import Course, Session
from builder.editorial.digest import digest_session, digest_words, version_word
from builder.editorial.passages import Passage, PassageGroup, list_passages
from builder.editorial.roles import Decision
from builder.output.build_name import BuildName
from builder.pages.assets import data_address, pack_picture
from builder.reports.brand import find_brand
from builder.reports.sheet import render_sheet
from builder.resources import read_asset

_LINK_TAG = re.compile(r"</?a(?: [^<>]*)?>")
_SHOWN_AS_HTML = frozenset({"List", "Table", "Quote"})


class ShownPicture(Struct, frozen=True):
    """A picture that stands in the file itself."""

    address: str
    width: int
    height: int


class NumberedPassage(Struct, frozen=True):
    """A passage as reviewers see it.

    Attributes:
        number: from 1, counted through the session.
        passage: what is said.
        was: twelve hex digits of its words.
        html: a list, a table or a quote as one; its links are plain words. Empty for all else.
        pictures: that it shows.
        recordings: names of sound and films, which are not in this file.

    """

    number: int
    passage: Passage
    was: str
    html: str
    pictures: tuple[ShownPicture, ...]
    recordings: tuple[str, ...]


class NumberedGroup(Struct, frozen=True):
    """The passages of a page. `id` is that of its heading in the file."""

    id: str
    title: str
    passages: tuple[NumberedPassage, ...]


def write_review_file(course: Course, session: Session, build: BuildName) -> bytes:
    """Return the file as UTF-8 HTML. Holds no date of its own: the same course gives the same bytes. Raises OSError for a large file that is gone."""
    digest, script = digest_session(course, session), read_asset("review.js").decode()
    groups = list_passages(course, session)
    return render_sheet(
        "review.html.jinja",
        brand=find_brand(course),
        build=build,
        course=course,
        session=session,
        number=course.sessions.index(session) + 1,
        digest=digest,
        word=version_word(digest),
        groups=tuple(_number(course, groups)),
        roles=course.reviewer_roles,
        decisions=tuple(decision.value for decision in Decision),
        script=script,
        script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        foreign=course.language if not course.language.lower().startswith("en") else "",
    )


def _number(course: Course, groups: Iterable[PassageGroup]) -> Iterator[NumberedGroup]:
    number = 0
    for place, group in enumerate(groups, 1):
        passages = tuple(_show(course, passage, number + at) for at, passage in enumerate(group.passages, 1))
        number += len(passages)
        yield NumberedGroup(f"part-{place}", group.title, passages)


def _show(course: Course, passage: Passage, number: int) -> NumberedPassage:
    pictures = tuple(_embed(file, course.media[file]) for file in passage.files if file in course.media)
    others = tuple(file.rpartition("/")[2] for file in passage.files if file not in course.media)
    html = _LINK_TAG.sub("", passage.html) if passage.role in _SHOWN_AS_HTML else ""
    return NumberedPassage(number, passage, digest_words(passage.words), html, pictures, others)


def _embed(file: str, content: bytes) -> ShownPicture:
    packed, files = pack_picture(file, content)
    shown = packed.still or packed.path
    return ShownPicture(data_address(shown, files[shown]), packed.width, packed.height)
