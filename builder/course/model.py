"""The typed course: what is left when nothing is "maybe wrong". Frozen; order is the author's order."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from builder.course.cmi import Definition
from builder.course.document import Picture, Prose, Text
from builder.diagnostics import Place


class Record(StrEnum):
    """How much of a learner's work is sent to the platform (tracking contract 5)."""

    COMPLETION = "completion"
    SCORES = "scores"
    ANSWERS = "answers"


class PassRule(Struct, frozen=True):
    """How a course is finished (tracking contract 1).

    Attributes:
        mark: per cent of the final check's points needed, 1 to 100; `None` is rule `complete`.
        tries: most submissions of the final check; `None` is unlimited.

    """

    mark: int | None = None
    tries: int | None = None


class Outcome(Struct, frozen=True):
    """What learners will be able to do; tracked as an objective. `id` may have points: `1.2`."""

    id: str
    text: str
    place: Place


class Person(Struct, frozen=True):
    """Somebody who made the course. Named in a package only with `consent`."""

    name: str
    role: str
    consent: bool


class Part(Struct, frozen=True):
    """One of several responses that a block takes: a line of a rating, a decision of a scenario. Platforms know each by itself."""

    code: str
    definition: Definition


class Interaction(Struct, frozen=True, kw_only=True):
    """A block that takes a response; open: a kind subclasses it with what its own template needs.

    Attributes:
        kind: how authors call it, `choose-one`.
        id: the author's id, unique in the course.
        definition: the question in CMI's words; where there are parts, those are tracked in its stead.
        prompt: prose and pictures before the answers.
        outcomes: ids of outcomes that it evidences.
        points: weight in a check, at least 1.
        hint: shown on request, or `None`.
        if_right: overall feedback after a right answer, or `None`.
        if_wrong: overall feedback after any other answer, or `None`.
        key: the author's own three-character state key (`Key:`), or empty: then it is made from the id.
        place: of the fence.
        parts: where the block takes several responses, each of them; else empty.
        shuffle: its answers stand in another order for each learner.
        partial: a response that is partly right earns a part of the points.
        private: nothing of it leaves the learner's window unless `record_also` lists it: not even as a part of the packed state.

    """

    kind: str
    id: str
    definition: Definition
    prompt: tuple[Prose | Picture, ...]
    outcomes: tuple[str, ...]
    points: int
    hint: Text | None
    if_right: Text | None
    if_wrong: Text | None
    key: str
    place: Place
    parts: tuple[Part, ...] = ()
    shuffle: bool = False
    partial: bool = False
    private: bool = False

    def definitions(self) -> Iterator[tuple[str, Definition]]:
        """Yield (id, definition) of each response that platforms know: the question itself, or its parts.

        A part's id is the question's, a full stop and the part's code: no author's id holds one, so none can be the same.
        """
        if not self.parts:
            yield self.id, self.definition
        for part in self.parts:
            yield f"{self.id}.{part.code}", part.definition

    def embedded(self) -> Iterator[Prose | Picture]:
        """Yield every piece of prose and every picture that the question holds anywhere, in the order of its fields."""
        return _embedded(tuple(getattr(self, name) for name in self.__struct_fields__))


def _embedded(value: object) -> Iterator[Prose | Picture]:
    if isinstance(value, Prose | Picture):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _embedded(one)
    elif isinstance(value, Struct) and not isinstance(value, Definition | Text | Place):
        yield from _embedded(tuple(getattr(value, name) for name in value.__struct_fields__))


class Callout(Struct, frozen=True):
    """An inset (`callout`) or a warning with a title (`warning`)."""

    name: str
    title: Text | None
    body: tuple[Block, ...]
    place: Place


class Expander(Struct, frozen=True):
    """Text that opens on request."""

    title: Text
    body: tuple[Block, ...]
    place: Place


class Draw(Struct, frozen=True):
    """So many questions of a check about an outcome; of all of them where `outcome` is empty."""

    count: int
    outcome: str = ""


FeedbackTime = Literal["each try", "last try", "never"]
"""`last try`: once all is right or no tries are left."""


class Check(Struct, frozen=True):
    """Marked questions, answered and submitted together.

    Attributes:
        id: the author's id, unique among checks and interactions.
        title: heading of the check.
        final: the course's pass hangs on it.
        body: prose and marked interactions in the author's order.
        key: as in `Interaction`.
        draw: how many questions each learner gets of which; empty: all of them.
        tries: the most submissions; `None` is unlimited, or what the pass rule says of the final check.
        feedback: when learners see how each question went.

    """

    id: str
    title: Text
    final: bool
    body: tuple[Block, ...]
    key: str
    place: Place
    draw: tuple[Draw, ...] = ()
    tries: int | None = None
    feedback: FeedbackTime = "each try"

    def interactions(self) -> tuple[Interaction, ...]:
        """Return the marked questions, in order."""
        return tuple(block for block in self.body if isinstance(block, Interaction))


Block = Prose | Picture | Callout | Expander | Interaction | Check


class Page(Struct, frozen=True):
    """One screen. `minutes` is the estimate or the author's own number, at least 1; `key` as in `Interaction`."""

    id: str
    title: Text
    core: bool
    minutes: int
    key: str
    blocks: tuple[Block, ...]
    place: Place


class Session(Struct, frozen=True):
    """The author's teaching unit (never a launch)."""

    id: str
    title: str
    summary: str
    outcomes: tuple[str, ...]
    pages: tuple[Page, ...]
    place: Place


class Course(Struct, frozen=True):
    """A whole course.

    Attributes:
        base: the author's base IRI; every id we mint starts with it. Ends in `/` or `#`.
        language: RFC 5646 tag.
        record_also: ids of unmarked interactions whose answers are sent too.
        media: path of each picture relative to the course folder -> its bytes.
        standards: names of the standards that `build` makes, in the author's order.
        units: whether a platform launches the whole course, or each session and the final check by themselves (tracking contract 7).
        exit_when_done: `suspend`, or `normal` for platforms that take a suspended course for an unfinished one (tracking contract 1).

    """

    id: str
    title: str
    version: str
    base: str
    language: str
    description: str
    audience: str
    organisation: str
    contact: str
    licence: str
    outcomes: tuple[Outcome, ...]
    pass_rule: PassRule
    record: Record
    record_also: tuple[str, ...]
    people: tuple[Person, ...]
    standards: tuple[str, ...]
    sessions: tuple[Session, ...]
    media: dict[str, bytes]
    exit_when_done: str = "suspend"
    units: Literal["course", "session"] = "course"

    def pages(self) -> Iterator[tuple[Session, Page]]:
        """Yield every page with its session, in order."""
        for session in self.sessions:
            for page in session.pages:
                yield session, page

    def checks(self) -> Iterator[tuple[Session, Page, Check]]:
        """Yield every check with where it stands, in order."""
        for session, page in self.pages():
            for block in page.blocks:
                if isinstance(block, Check):
                    yield session, page, block

    def interactions(self) -> Iterator[tuple[Session, Page, Check | None, Interaction]]:
        """Yield every interaction with where it stands and the check that marks it, in order."""
        for session, page in self.pages():
            for block in page.blocks:
                if isinstance(block, Interaction):
                    yield session, page, None, block
                elif isinstance(block, Check):
                    for interaction in block.interactions():
                        yield session, page, block, interaction
