"""A reply as a record: what was decided about which text, and whether the text now has all that the reviewer asked for."""

from __future__ import annotations

from builder.course.sign_offs import SignOff
from builder.diagnostics import Place
from builder.editorial.digest import digest_session
from builder.editorial.reply import Reply
from builder.editorial.roles import Decision
from builder.source.compile import compile_course
from builder.source.files import SIGN_OFFS_FILE, Source


def make_sign_off(source: Source, reply: Reply, made: int, typed_in_by: str, role: str, today: str) -> SignOff:
    """Return the record of a reply.

    Args:
        source: the folder with the suggested words that were accepted.
        reply: what was said.
        made: how many of its suggestions were accepted.
        typed_in_by: who puts it into the record.
        role: of the reviewer.
        today: the day on which it is put into the record.

    """
    changed = {}
    all_made = bool(reply.notes) and all(note.better for note in reply.notes) and made == len(reply.notes)
    if reply.decision == Decision.WITH_CHANGES and all_made:
        course = compile_course(source, unproven=True).value
        session = next((each for each in course.sessions if each.id == reply.session), None) if course is not None else None
        changed = {reply.session: digest_session(course, session)} if course is not None and session is not None else {}
    return SignOff(
        texts={reply.session: reply.digest},
        role=role.lower() if role.islower() or role.istitle() else role,
        decision=reply.decision,
        typed_in_by=typed_in_by,
        typed_in_on=today,
        place=Place(SIGN_OFFS_FILE),
        date=reply.date,
        name=reply.name if reply.consent else "",
        meeting=reply.meeting,
        disagreed=reply.disagreed,
        changed=changed,
    )
