"""Who read which text of a course and what they decided, as the author's records say it. No package has any of it."""

from __future__ import annotations

from msgspec import Struct

from builder.diagnostics import Place


class CorrectedPassage(Struct, frozen=True):
    """A passage by its number on the page for reviewers, from 1, with its words before and after a correction."""

    number: int
    was: str
    now: str


class Correction(Struct, frozen=True):
    """A typing mistake that was mended after people had read the text, so that their decisions hold for the text without it.

    Attributes:
        session: its id.
        before: digest of the text with the mistake; `after` of the text without it.
        passages: what was mended.
        reason: why, in the author's words.
        typed_in_by: who mended it; `typed_in_on` when.
        place: in the record.

    """

    session: str
    before: str
    after: str
    passages: tuple[CorrectedPassage, ...]
    reason: str
    typed_in_by: str
    typed_in_on: str
    place: Place


class SignOffRecord(Struct, frozen=True):
    """All of signoffs.yaml: decisions and corrections, each in the order in which they were typed in."""

    sign_offs: tuple[SignOff, ...] = ()
    corrections: tuple[Correction, ...] = ()


class SignOff(Struct, frozen=True):
    """A decision of a person or a meeting.

    Attributes:
        texts: digest of the text that was read, by id of the session.
        role: of those who decided, in words of the author's list where it is one of them.
        decision: one of `editorial.roles.Decision`.
        typed_in_by: who put it into the record; `typed_in_on` when.
        date: when it was decided, as the reviewer wrote it.
        name: as the reviewer wants to be called; there only with consent.
        meeting: who was there, by role; empty where one person decided.
        disagreed: what a group did not agree about, and how it ended.
        changed: digest of the text with all the changes that this reviewer asked for, by id of the session.
        place: in the record.

    """

    texts: dict[str, str]
    role: str
    decision: str
    typed_in_by: str
    typed_in_on: str
    place: Place
    date: str = ""
    name: str = ""
    meeting: str = ""
    disagreed: str = ""
    changed: dict[str, str] = {}
