"""The tracking plan as values: the heart of Copack. Standards, tables, catalogue and evidence read only this.

Nothing here knows a kind or a standard. A package cannot send what the plan does not list (tracking contract 8).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import Draw, FeedbackTime
from builder.course.cmi import Definition
from builder.course.model import PassRule, Record
from builder.diagnostics import Place
from builder.tracking.activity import Activity, Wording

LAUNCH_ACTIVITY = "{launch.activity}"
"""Stands for the activity that an xAPI launch names: unknown at build (tracking contract 4)."""


class Objective(Struct, frozen=True):
    """An outcome as platforms know it.

    Attributes:
        id: the author's, `1.2`.
        tracked_id: `[A-Za-z0-9_.]`, unique in the unit: `outcome_1.2` (RT-14).
        text: what learners will be able to do.
        activity: for xAPI.

    """

    id: str
    tracked_id: str
    text: str
    activity: Activity


class PlannedPage(Struct, frozen=True):
    """A page as the player keeps it.

    Attributes:
        key: its three characters in the packed state.
        minutes: as learners read them: the author's own number, or the estimate.
        estimate: as in `Page`.
        outcomes: ids of those that it is about (`Course.page_outcomes`).

    """

    id: str
    key: str
    title: str
    core: bool
    minutes: int
    estimate: int = 1
    outcomes: tuple[str, ...] = ()


class PlannedSession(Struct, frozen=True):
    """A session with its pages, in order."""

    id: str
    title: str
    activity: Activity
    outcomes: tuple[str, ...]
    pages: tuple[PlannedPage, ...]


class PlannedCheck(Struct, frozen=True):
    """Marked questions submitted together. `points` is what all of them give; `draw`, `tries`, `feedback` as in `Check`."""

    id: str
    key: str
    title: str
    final: bool
    session: str
    page: str
    interactions: tuple[str, ...]
    points: int
    activity: Activity
    draw: tuple[Draw, ...] = ()
    tries: int | None = None
    feedback: FeedbackTime = "each try"


class PlannedInteraction(Struct, frozen=True):
    """A question as platforms know it.

    Attributes:
        id: the author's; a part of a block with several has its code behind a full stop, `talked-over.a`.
        key: three characters in the packed state.
        tracked_id: `[A-Za-z0-9_.]`, unique in the unit, at most 250 (RT-14).
        kind: the author's word, shown in the catalogue only.
        definition: in CMI's words.
        outcomes: ids of outcomes that it evidences.
        points: weight.
        session: id.
        page: id.
        check: id of the check that marks it, or `None` for practice.
        recorded: whether its answers are ever sent (tracking contract 5).
        cost: the most characters that its answer takes in the packed state.
        activity: for xAPI.
        block: the author's id of the block on the page that takes the response.
        kept: where a response waits for the learner to come back: in the packed state, or in this window alone (own words).
        shuffle: as in `Interaction`.
        partial: likewise.
        private: likewise: the question is one of a form that learners hand in.
        place: of the question in the author's file, for diagnostics of standards.
        others: (language, definition) for the further languages that packages hold: the same codes, other words.

    """

    id: str
    key: str
    tracked_id: str
    kind: str
    definition: Definition
    outcomes: tuple[str, ...]
    points: int
    session: str
    page: str
    check: str | None
    recorded: bool
    cost: int
    activity: Activity
    place: Place
    block: str = ""
    kept: Literal["state", "window"] = "state"
    shuffle: bool = False
    partial: bool = False
    private: bool = False
    others: tuple[tuple[str, Definition], ...] = ()


Responses = Mapping[str, tuple[PlannedInteraction, ...]]
"""By id of a block on a page: the responses that platforms know of it."""

Event = Literal["initialized", "answered", "outcome-scored", "session-completed", "completed", "passed", "failed", "terminated"]
"""The things that happen and may be told. `vocabulary` gives each its verb."""


class StatementTemplate(Struct, frozen=True):
    """One statement that the course may send: an event at an object.

    Attributes:
        name: stable, readable: `answered/must-you-tell`.
        event: what happens; its shape is `TrackingPlan.shapes[event]`.
        object: the activity it is about; for the course itself the launch's activity stands in.
        when: the condition in plain words, a full sentence.
        interaction: id of the question it reports, or `None`.
        outcomes: ids of outcomes that it evidences.
        check: id of the check whose submission tells it, for `outcome-scored`; else `None`.
        unit: id of the unit that sends it.

    """

    name: str
    event: Event
    object: Activity
    when: str
    interaction: str | None
    outcomes: tuple[str, ...]
    check: str | None = None
    unit: str = ""


class StateBudget(Struct, frozen=True):
    """What the packed state costs at worst.

    Attributes:
        worst: characters when every page is seen and every answer is as long as it may be.
        items: (what, characters), the dearest first.

    """

    worst: int
    items: tuple[tuple[str, int], ...]


class Unit(Struct, frozen=True):
    """What an LMS launches: the course, or one of its sessions, or its final check (tracking contract 7).

    Attributes:
        id: the course's, the session's or the check's.
        pass_rule: of this unit alone.
        shapes: as in `TrackingPlan`, with this unit's activity as their root.
        state: what the packed state of this unit costs.
        completes: ids of outcomes whose objective this unit writes: of several units only the last that asks about it in a check, or, where none
            asks, the last with a page about it.

    """

    id: str
    title: str
    activity: Activity
    sessions: tuple[PlannedSession, ...]
    pass_rule: PassRule
    shapes: dict[Event, dict[str, object]]
    state: StateBudget
    completes: tuple[str, ...] = ()

    def pages(self) -> tuple[PlannedPage, ...]:
        """Return the pages of its sessions, in order."""
        return tuple(page for session in self.sessions for page in session.pages)


class TrackingPlan(Struct, frozen=True):
    """Everything that may be tracked.

    Attributes:
        exit_when_done: as in the course.
        profile: id of the version of the course's xAPI Profile that its statements claim (XP-09).
        shapes: for each event the statement as JSON, with `"$name"` strings where the launch or the moment decides
            (see `tracking.statements.VARIABLES`); the browser fills the same shapes.
        statements: every statement that may ever be sent, in the order of the course.
        around: what every statement is grouped under beside the course: the whole course of a session taken from it, then the pilot.
        root: suffix of the activity that stands for all of it: `course`, or that of a session that was taken out of its course.
        others: title and description in the further languages that packages hold.

    """

    course: str
    title: str
    description: str
    version: str
    language: str
    base: str
    pass_rule: PassRule
    record: Record
    units: tuple[Unit, ...]
    objectives: tuple[Objective, ...]
    checks: tuple[PlannedCheck, ...]
    interactions: tuple[PlannedInteraction, ...]
    shapes: dict[Event, dict[str, object]]
    statements: tuple[StatementTemplate, ...]
    state: StateBudget
    exit_when_done: str = "suspend"
    profile: str = ""
    root: str = "course"
    around: tuple[Activity, ...] = ()
    others: tuple[Wording, ...] = ()

    def languages(self) -> tuple[str, ...]:
        """Return the languages that a learner may read it in, the first one first. A statement names the one that was shown."""
        return (self.language, *(wording.language for wording in self.others))

    def sessions(self) -> tuple[PlannedSession, ...]:
        """Return the sessions of all units, in order."""
        return tuple(session for unit in self.units for session in unit.sessions)

    def responses(self) -> Responses:
        """Return the responses of each block that takes some, in order."""
        blocks: dict[str, tuple[PlannedInteraction, ...]] = {}
        for interaction in self.interactions:
            blocks[interaction.block] = (*blocks.get(interaction.block, ()), interaction)
        return blocks

    def sends_score(self) -> bool:
        """Tell whether a score of the whole is ever sent: the course asks for a mark, and more is recorded than completion (tracking contract 5)."""
        return self.pass_rule.mark is not None and self.record is not Record.COMPLETION

    def only(self, unit: Unit) -> TrackingPlan:
        """Return the plan of one unit: a whole plan whose only unit it is. A player knows nothing of the others."""
        if len(self.units) == 1:
            return self
        pages = {page.id for page in unit.pages()}
        interactions = tuple(interaction for interaction in self.interactions if interaction.page in pages)
        named = [session.outcomes for session in unit.sessions] + [page.outcomes for page in unit.pages()] + [each.outcomes for each in interactions]
        about = {outcome for outcomes in named for outcome in outcomes}
        return replace(
            self,
            units=(unit,),
            title=unit.title,
            pass_rule=unit.pass_rule,
            shapes=unit.shapes,
            state=unit.state,
            objectives=tuple(objective for objective in self.objectives if objective.id in about),
            checks=tuple(check for check in self.checks if check.page in pages),
            interactions=interactions,
            statements=tuple(template for template in self.statements if template.unit == unit.id),
        )
