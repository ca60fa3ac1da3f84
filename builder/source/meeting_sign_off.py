"""A decision that came without a reply, from a meeting or by telephone, as a record: about the very texts whose version words were said."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from builder.course.model import Course
from builder.course.sign_offs import SignOff
from builder.diagnostics import Place
from builder.editorial.digest import digest_session, version_word
from builder.editorial.roles import Decision
from builder.source.files import SIGN_OFFS_FILE


class Meeting(Struct, frozen=True):
    """What was decided, in words of those who were there.

    Attributes:
        texts: by id of a session, the version word of the text that they read.
        role: of those who decided.
        decision: what they decided.
        date: when, as they say it.
        present: who was there, by role; empty where one person decided.
        disagreed: what they did not agree about, and how it ended.

    """

    texts: Mapping[str, str]
    role: str
    decision: Decision
    date: str = ""
    present: str = ""
    disagreed: str = ""


def find_other_texts(course: Course, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return in words what keeps a decision from a record: sessions that are not there, and texts that have changed since they were read.

    Raises OSError for a large file that is gone.
    """
    sessions = {session.id: session for session in course.sessions}
    return tuple(
        f"There is no session “{ident}”. The sessions are: {', '.join(sessions)}."
        if ident not in sessions
        else f"The text of the session “{ident}” does not have the version word “{word}”. It has changed since then, or the word is misspelt."
        for ident, word in texts.items()
        if ident not in sessions or version_word(digest_session(course, sessions[ident])) != word.strip().lower()
    )


def record_meeting(course: Course, meeting: Meeting, typed_in_by: str, today: str) -> SignOff:
    """Return the record of a decision about texts that the course has now. Raises OSError as above."""
    return SignOff(
        texts={session.id: digest_session(course, session) for session in course.sessions if session.id in meeting.texts},
        role=meeting.role.lower() if meeting.role.istitle() else meeting.role,
        decision=meeting.decision.value,
        typed_in_by=typed_in_by,
        typed_in_on=today,
        place=Place(SIGN_OFFS_FILE),
        date=meeting.date,
        meeting=meeting.present,
        disagreed=meeting.disagreed,
    )
