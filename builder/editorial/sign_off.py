"""Where a session stands with those who should read it: what each role decided about the very text that it has now."""

from __future__ import annotations

from collections.abc import Sequence, Set as AbstractSet
from typing import Literal

from msgspec import Struct

from builder.course.model import Course, Session
from builder.course.sign_offs import Correction, SignOff
from builder.editorial.corrections import trace_back
from builder.editorial.digest import digest_session, version_word
from builder.editorial.roles import Decision

WAITING: Literal["waiting"] = "waiting"


class RoleState(Struct, frozen=True):
    """Where a session stands with one role.

    Attributes:
        role: of the author's list, or another one that is in the records.
        state: `waiting`, or the value of a `Decision` about the present text.
        record: the decision that counts; `None` where nobody of this role has read this text.
        earlier: a decision about an earlier text, where there is none about this one.

    """

    role: str
    state: str
    record: SignOff | None = None
    earlier: SignOff | None = None


class SessionState(Struct, frozen=True):
    """Where a session stands. `digest`: of its present text; `corrections`: of typing, since people read it, the last first."""

    session: str
    digest: str
    roles: tuple[RoleState, ...]
    corrections: tuple[Correction, ...] = ()

    @property
    def digests(self) -> frozenset[str]:
        """The digests of the present text and of those from which corrections of typing led to it."""
        return frozenset((self.digest, *(each.before for each in self.corrections)))

    @property
    def word(self) -> str:
        """Six letters for the digest."""
        return version_word(self.digest)

    @property
    def approved(self) -> bool:
        """Whether each role approved the present text: as it is, or it has the changes that they asked for."""
        return all(_approves(role, self.session, self.digests) for role in self.roles)


def find_states(course: Course) -> tuple[SessionState, ...]:
    """Return where each session stands. Raises OSError for a large file that is gone."""
    return tuple(find_state(course, session) for session in course.sessions)


def find_state(course: Course, session: Session) -> SessionState:
    """Return where a session stands; the last record of a role about a text counts. Raises OSError as above."""
    digest = digest_session(course, session)
    about = [record for record in course.sign_offs if session.id in record.texts]
    others = (record.role for record in about)
    roles = tuple(dict.fromkeys((*course.reviewer_roles, *others)))
    corrections = trace_back(course, session, digest) if about else ()
    digests = frozenset((digest, *(each.before for each in corrections)))
    return SessionState(session.id, digest, tuple(_state_of(role, about, session.id, digests) for role in roles), corrections)


def covers(record: SignOff, session: str, digests: AbstractSet[str]) -> bool:
    """Tell whether a decision is about one of these texts: it was read, or it is the text with all the changes that were asked for."""
    return not digests.isdisjoint({record.texts.get(session, ""), record.changed.get(session, "")})


def _state_of(role: str, records: Sequence[SignOff], session: str, digests: AbstractSet[str]) -> RoleState:
    own = [record for record in records if record.role == role]
    present = [record for record in own if covers(record, session, digests)]
    if present:
        return RoleState(role, present[-1].decision, present[-1])
    return RoleState(role, WAITING, earlier=own[-1] if own else None)


def _approves(role: RoleState, session: str, digests: AbstractSet[str]) -> bool:
    if role.record is None:
        return False
    made = role.record.changed.get(session) in digests
    return role.state == Decision.APPROVED or (role.state == Decision.WITH_CHANGES and made)
