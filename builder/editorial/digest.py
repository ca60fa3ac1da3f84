"""What a sign-off covers, as a digest that a reviewer can rebuild: SHA-256 of the canonical JSON of a session's passages.

Covered: visible words in order, alternatives and long texts, answers, which of them are right, feedback, marks, linked words of the glossary,
statements of the facts that its words say, addresses of links, contents of pictures and recordings. Not covered: when a fact was checked and by
whom, ids, `Keep:`, `Key:`, minutes, layout, words of an organisation in slots.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from builder.course.model import Course, Session
from builder.editorial.passages import Passage, PassageGroup, list_passages, list_room_passages
from builder.output.build_name import spell_word
from builder.package.content import digest_of


def digest_session(course: Course, session: Session) -> str:
    """Return the digest of what learners see of a session, in hex digits. Raises OSError for a large file that is gone."""
    return _digest(course, list_passages(course, session))


def digest_passages(course: Course, session: Session, passages: Sequence[Passage]) -> str:
    """Return the digest of a session with these passages in place of its own, of which there are as many. Raises OSError as above."""
    left = iter(passages)
    return _digest(course, (replace(group, passages=tuple(islice(left, len(group.passages)))) for group in list_passages(course, session)))


class TextDigests(Struct, frozen=True):
    """Digests of what people read of a session, in hex digits.

    Attributes:
        session: its id; `title`: in plain words.
        learners: of what a sign-off covers; `word`: the six letters for it.
        room: of what facilitators alone read (notes of pages, the guide, handouts); "" where there is none.

    """

    session: str
    title: str
    learners: str
    word: str
    room: str


def digest_texts(course: Course) -> tuple[TextDigests, ...]:
    """Return the digests of each session. Raises OSError as above."""
    return tuple(_digest_texts(course, session) for session in course.sessions)


def _digest_texts(course: Course, session: Session) -> TextDigests:
    learners, room = digest_session(course, session), list_room_passages(course, session)
    return TextDigests(session.id, session.title, learners, version_word(learners), _digest(course, room) if room else "")


def digest_words(words: str) -> str:
    """Return twelve hex digits of the digest of a passage's words: whether it still reads as it did when somebody answered."""
    return hashlib.sha256(" ".join(words.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def version_word(digest: str) -> str:
    """Return the six letters that stand for a digest on the telephone."""
    return spell_word(digest)


def write_canonical(course: Course, groups: Iterable[PassageGroup]) -> bytes:
    """Return the canonical JSON: no blanks, no escapes but those that JSON needs, UTF-8."""
    described = [[_describe(course, passage) for passage in group.passages] for group in groups]
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _digest(course: Course, groups: Iterable[PassageGroup]) -> str:
    return hashlib.sha256(write_canonical(course, groups)).hexdigest()


def _describe(course: Course, passage: Passage) -> list[object]:
    return [passage.role, passage.words, list(passage.remarks), list(passage.links), [_digest_file(course, file) for file in passage.files]]


def _digest_file(course: Course, path: str) -> str:
    for holder in (course.media, course.facilitator_media, course.files):
        if path in holder:
            return digest_of(holder[path])
    return ""
