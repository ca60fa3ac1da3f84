"""The typed course: what is left when nothing is "maybe wrong". Frozen; order is the author's order."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Literal

from msgspec import Struct

from builder.course.blocks import HAND_IN, Block, Box, Check, Interaction
from builder.course.document import Picture, Text
from builder.course.edition import CoursePilot, TakenFrom
from builder.course.people import Person
from builder.course.records import EvidenceKind, OutcomeLevel, Records
from builder.course.sign_offs import Correction, SignOff
from builder.course.slots import LocalWords
from builder.course.term import Term
from builder.course.theme import Theme
from builder.course.walk import walk
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


class Page(Struct, frozen=True):
    """One screen.

    Attributes:
        minutes: the author's own number, or the estimate; at least 1.
        key: as in `Interaction`.
        estimate: minutes by the rule of `builder/course/learning_time.py`.
        outcomes: ids in its own label; empty: see `Course.page_outcomes`.
        notes: its boxes for facilitators, in order. They are apart from `blocks`, so that nothing that packages pages meets them.
        left_as_is: why the author leaves its words as they are, whatever advice on plain English says; `None`: no reason is given.

    """

    id: str
    title: Text
    core: bool
    minutes: int
    key: str
    blocks: tuple[Block, ...]
    place: Place
    estimate: int = 1
    outcomes: tuple[str, ...] = ()
    notes: tuple[Block, ...] = ()
    left_as_is: Text | None = None

    def interactions(self) -> Iterator[Interaction]:
        """Yield its questions, however deep they stand, in order."""
        return (block for block in walk(self.blocks) if isinstance(block, Interaction))

    @property
    def is_form(self) -> bool:
        """Whether learners hand it in, as they do the form of `evaluation.yaml`."""
        return any(isinstance(block, Box) and block.name == HAND_IN for block in self.blocks)


class RoomText(Struct, frozen=True):
    """A titled text for the room: a part of `facilitator.md`, or a handout.

    Attributes:
        name: of a handout, that of its file without the ending; empty for a part of `facilitator.md`.
        first_title: in a further language, the title in the first one, by which the book finds the parts that it needs; else empty.

    """

    title: Text
    blocks: tuple[Block, ...]
    place: Place
    name: str = ""
    first_title: str = ""


class Session(Struct, frozen=True):
    """The author's teaching unit (never a launch).

    Attributes:
        cover: the picture on its cover; `None`: a drawing of ours stands there.
        guide: the parts of its `facilitator.md`; no package gets them, nor the handouts.
        long_form: the long evaluation form, for paper; `None`: there is none, or its page is the long one. No package gets it.

    """

    id: str
    title: str
    summary: str
    outcomes: tuple[str, ...]
    pages: tuple[Page, ...]
    place: Place
    cover: Picture | None = None
    guide: tuple[RoomText, ...] = ()
    handouts: tuple[RoomText, ...] = ()
    long_form: Page | None = None

    @property
    def minutes(self) -> int:
        """The minutes of its pages."""
        return sum(page.minutes for page in self.pages)

    def facilitator_blocks(self) -> Iterator[Block]:
        """Yield the blocks that stand in notes, in the guide and in handouts, in order."""
        yield from (block for page in self.pages for block in page.notes)
        yield from (block for text in (*self.guide, *self.handouts) for block in text.blocks)


class Course(Struct, frozen=True):
    """A whole course, or one session of it as a course.

    Attributes:
        base: the author's base IRI; every id we mint starts with it. Ends in `/` or `#`.
        language: RFC 5646 tag.
        languages: tags of those into which it is translated, in the author's order.
        people: who made it and helped with it; a name may be shown only where that person agreed to it (`course/people.py`).
        record_also: ids of unmarked interactions whose answers are sent too.
        media: path of each picture -> its bytes; `files`: the same of recordings, captions and downloads, or where they lie.
        facilitator_media: pictures of notes, guides and handouts, as in `media`; no package gets them.
        glossary: words that the course explains, in the author's order.
        avoid: words that the course does not use, each with what it says instead; advice on plain English tells of them.
        accreditation: who has accredited the course, in the author's words; empty where nobody has.
        theme: the look of an organisation; `None`: that of Copack.
        slots: places for words of whoever runs the course: id -> neutral words, in plain text.
        local: the words that an organisation puts there; `None`: the neutral ones everywhere.
        records: what the course keeps about itself for reviewers; no package gets it.
        evidence: id of an outcome -> how learners show it; one that is not here is shown in marked questions.
        levels: id of an outcome -> how far it goes, where the author says so; else its verb says it.
        reviewer_roles: who should read each session before it is called approved, in the author's order.
        sign_offs: who read which text and what they decided; `corrections`: of typing, after that. No package has any of it.
        standards: names of the standards that `build` makes, in the author's order.
        units: whether a platform launches the whole course, or each session and the final check by themselves (tracking contract 7).
        exit_when_done: `suspend`, or `normal` for platforms that take a suspended course for an unfinished one (tracking contract 1).
        hosted: the https address where the course can be opened in a browser; empty: the author gives none.
        pilot: the pilot that it is built for; `None`: it is no pilot.
        taken_from: the whole course that this is one session of; `None`: it is whole.

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
    hosted: str = ""
    pilot: CoursePilot | None = None
    taken_from: TakenFrom | None = None
    files: dict[str, bytes | Path] = {}
    facilitator_media: dict[str, bytes] = {}
    glossary: tuple[Term, ...] = ()
    avoid: dict[str, str] = {}
    accreditation: str = ""
    theme: Theme | None = None
    slots: dict[str, str] = {}
    local: LocalWords | None = None
    languages: tuple[str, ...] = ()
    evidence: dict[str, EvidenceKind] = {}
    levels: dict[str, OutcomeLevel] = {}
    records: Records = Records()
    reviewer_roles: tuple[str, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def whole(self) -> int:
        """How many sessions the whole course has."""
        return self.taken_from.sessions if self.taken_from else len(self.sessions)

    def numbered(self) -> Iterator[tuple[int, Session]]:
        """Yield each session with its number in the whole course, from 1."""
        return enumerate(self.sessions, self.taken_from.number if self.taken_from else 1)

    def pages(self) -> Iterator[tuple[Session, Page]]:
        """Yield every page with its session, in order."""
        for session in self.sessions:
            for page in session.pages:
                yield session, page

    def outcomes_of(self, session: Session) -> tuple[Outcome, ...]:
        """Return the outcomes that a session names, in the order of the course."""
        return tuple(outcome for outcome in self.outcomes if outcome.id in session.outcomes)

    def page_outcomes(self, session: Session, page: Page) -> tuple[str, ...]:
        """Return what a page is about: its own label, else what its questions name, else what its session names (tracking contract 1)."""
        asked = tuple(dict.fromkeys(outcome for question in page.interactions() for outcome in question.outcomes))
        return page.outcomes or asked or session.outcomes

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
