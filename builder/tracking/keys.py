"""The keys of the packed state: one for each page, check and response, and no two alike in their name space."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import count

from msgspec import Struct

from builder.course.blocks import Interaction
from builder.course.model import Course
from builder.diagnostics import Diagnostic, Place
from builder.tracking.identifiers import state_key
from builder.tracking.rules import KEY_COLLISION

AGAIN = ".again-"
"""Between the id of a question and that of a later session that asks it again; `source/bind/last_time.py` makes such ids."""


def question_key(question: Interaction, ident: str) -> str:
    """Return the key of a response. That of a part is made from its id; with the author's own `Key:` from that and the part's code."""
    return response_key(question.id, question.key, ident)


def response_key(block: str, own: str, ident: str) -> str:
    """Return the key of the response `ident` of a block: the same as the block's id, or that and a part's code."""
    if ident == block:
        return state_key(ident, own)
    return state_key(own + ident.removeprefix(block) if own else ident)


class KeyHolder(Struct, frozen=True):
    """A page, a check or a question, which a `Key:` of its own gives other keys.

    Attributes:
        what: in the author's words: `page`, `check`, `question`. Each is a name space of its own.
        id: the author's.
        own: the author's `Key:`, or empty.
        responses: ids of what is kept of it: its own, or those of its parts.
        place: of the line under which a `Key:` may stand.

    """

    what: str
    id: str
    own: str
    responses: tuple[str, ...]
    place: Place

    def keys(self, own: str) -> tuple[str, ...]:
        """Return the keys that it has with a `Key:`, or without one."""
        return tuple(response_key(self.id, own, ident) for ident in self.responses)


class Clash(Struct, frozen=True):
    """Two that would be kept under the same key.

    Attributes:
        later: the newer one, as far as the files say.
        earlier: the other.
        key: that of both.
        free: a key that `later` could have; empty where it cannot have one of its own, or has one already.
        free_for_earlier: where `later` is asked again, so that no `Key:` can stand at it: one that `earlier` could have.

    """

    later: KeyHolder
    earlier: KeyHolder
    key: str
    free: str
    free_for_earlier: str = ""


def find_clashes(course: Course, new: Collection[str] = ()) -> tuple[Clash, ...]:
    """Return what shares a key with something before it, and a free key for each that has no `Key:` yet.

    What the files say of age decides who keeps its key, since learners' records hang on it: a key that an author typed stays, then an id that
    stands in the files already, then what stands first in the course.

    Args:
        course: all of it.
        new: ids that are being written at this moment, for the first time.

    """
    return tuple(clash for holders in _name_spaces(course) for clash in _settle(holders, new))


def key_faults(course: Course) -> tuple[Diagnostic, ...]:
    """Report ids that would be kept under the same key."""
    return tuple(map(_report, find_clashes(course)))


def _report(clash: Clash) -> Diagnostic:
    what, later, earlier = clash.later.what, clash.later, clash.earlier
    message = f"{what.capitalize()} {_name(later)} and {what} {_name(earlier)} would be kept under the same three characters, “{clash.key}”."
    if AGAIN in later.id:
        hint = f"Delete {later.id.partition(AGAIN)[0]} from this line, so that the session does not ask it again."
        if clash.free_for_earlier:
            line = f"`Key: {clash.free_for_earlier}`"
            hint = f"Type {line} under the first line of the question “{earlier.id}”, if no learner has answered it yet. If some have: {hint}"
    elif later.own:
        hint = "Give the newer one, which no learner has answered yet, its own line: `Key: ` and three letters or digits."
    else:
        line = f"`Key: {clash.free}`"
        hint = f"Type `copack check --fix`. It types {line} here. If learners have answered this one already, type {line} in the other."
    return Diagnostic(KEY_COLLISION, message, later.place, hint)


def _name(holder: KeyHolder) -> str:
    ident, again, session = holder.id.partition(AGAIN)
    return f"“{ident}”, asked again in “{session}”," if again else f"“{ident}”"


def _name_spaces(course: Course) -> Iterator[list[KeyHolder]]:
    yield [KeyHolder("page", page.id, page.key, (page.id,), page.place) for _, page in course.pages()]
    yield [KeyHolder("check", check.id, check.key, (check.id,), check.place) for _, _, check in course.checks()]
    yield [
        KeyHolder("question", question.id, question.key, tuple(ident for ident, _ in question.definitions()), question.place)
        for *_, question in course.interactions()
    ]


def _settle(holders: Iterable[KeyHolder], new: Collection[str]) -> Iterator[Clash]:
    """Yield the clashes of one name space, the oldest holders first."""
    ordered = sorted(holders, key=lambda holder: (not holder.own, holder.id in new))
    natural = {key for holder in ordered for key in holder.keys(holder.own)}
    taken: dict[str, KeyHolder] = {}
    for holder in ordered:
        keys = holder.keys(holder.own)
        shared = next((key for at, key in enumerate(keys) if key in taken or key in keys[:at]), None)
        if shared is not None:
            earlier, again = taken.get(shared, holder), AGAIN in holder.id
            free = "" if holder.own or again else _free_key(holder, natural)
            free_for_earlier = _free_key(earlier, natural) if again and AGAIN not in earlier.id and not earlier.own else ""
            yield Clash(holder, earlier, shared, free, free_for_earlier)
            keys = holder.keys(free or holder.own)
            natural.update(keys)
        taken |= {key: holder for key in keys if key not in taken}


def _free_key(holder: KeyHolder, natural: Collection[str]) -> str:
    """Return three letters or digits, made from the id, that give it keys which nothing else has."""
    for number in count(1):
        own = state_key(f"{holder.id} {number}")
        keys = holder.keys(own)
        if own.isalnum() and len(set(keys)) == len(keys) and not any(key in natural for key in keys):
            return own
    raise AssertionError  # count() has no end
