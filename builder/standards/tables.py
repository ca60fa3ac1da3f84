"""What the browser knows of a course: the tables at the end of `standard.js`, made from the tracking plan.

The build hook writes the TypeScript types of these values (`templates/assets/browser_types.py`), so `tsc` refuses a script that reads
a field which is not here. Fields with a default are left out where they have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from builder.course.cmi import InteractionType
from builder.pages.names import name_course
from builder.pages.pages import Pages
from builder.standards.first_page import first_page_completes, pages_about
from builder.standards.player_words import player_words
from builder.tracking.disclosures import keeping_of
from builder.tracking.plan import PlannedCheck, PlannedInteraction, TrackingPlan
from builder.tracking.responses import TableResponse, marked_codes, table_response


class PageTable(Struct, frozen=True):
    """A page. `key` is its three characters in the packed state, `minutes` how long it takes."""

    id: str
    key: str
    title: str
    core: bool
    minutes: int


class SessionTable(Struct, frozen=True):
    """A session; `outcomes` are ids. The launch page says where its pages are."""

    id: str
    title: str
    outcomes: tuple[str, ...]
    pages: tuple[PageTable, ...]


class CheckTable(Struct, frozen=True, omit_defaults=True):
    """Marked questions, submitted together.

    Attributes:
        page: id of the page that holds it.
        interactions: ids of all that may be asked.
        draw: each learner gets so many of them: how many, about which outcome or "".
        tries: the most submissions, where the check itself limits them.
        feedback: when it shows how each question went, if not at each try.

    """

    id: str
    key: str
    title: str
    final: bool
    page: str
    interactions: tuple[str, ...]
    draw: tuple[tuple[int, str], ...] = ()
    tries: int | None = None
    feedback: Literal["last", "never"] | None = None


class InteractionTable(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A question.

    Attributes:
        page: id.
        check: id of the check that marks it; null for practice.
        correct: accepted responses; empty: no answer is right or wrong.
        codes: of the options in order (`choice`, `sequencing`, `likert`), of the sources (`matching`), steps (`performance`) or gaps (`fill-in`).
        recorded: whether its answers are ever sent.
        outcomes: ids.
        variants: for `fill-in`, per gap the accepted texts; `tolerance`: how many letters of a typed text may differ.
        shown: per gap the text that is shown as right, where the learner reads another language than the first of `variants`.
        shuffle: its answers stand in another order for each learner.
        partial: what is partly right earns a part of the points.
        window_only: own words, which live in this window and never in the packed state; `prompt`: what was asked; `private`: in a form to hand in.

    """

    id: str
    key: str
    kind: str
    page: str
    check: str | None
    type: InteractionType
    correct: tuple[TableResponse, ...]
    codes: tuple[str, ...]
    points: int
    recorded: bool
    outcomes: tuple[str, ...]
    variants: tuple[tuple[str, ...], ...] = ()
    shown: tuple[str, ...] = ()
    tolerance: int = 0
    shuffle: bool = False
    partial: bool = False
    window_only: bool = False
    prompt: str | None = None
    private: bool = False


class CourseTable(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The course.

    Attributes:
        unit: what the platform launched: the course itself or a part of it.
        spoken: the language of the player's sentences.
        first_page_completes: see `first_page.first_page_completes`.

    """

    id: str
    unit: str
    title: str
    version: str
    language: str
    spoken: str
    first_page_completes: bool = False


class OutcomeTable(Struct, frozen=True):
    """What learners will be able to do. `pages`: ids of those about it that count; where none of them is core, all of them."""

    id: str
    text: str
    pages: tuple[str, ...]


class PassTable(Struct, frozen=True):
    """The pass rule. `mark` in per cent, null: rule “complete”; `tries` null: unlimited."""

    mark: int | None
    tries: int | None


class LimitTable(Struct, frozen=True):
    """The most characters of packed state that this standard carries."""

    state: int


class DriverTable(Struct, frozen=True):
    """Name of the driver in this package, and its own table (typed in its room)."""

    name: str
    table: Any


class Tables(Struct, frozen=True, rename={"passing": "pass"}):
    """All that the browser knows of a course or, where it is launched unit by unit, of one of its units.

    Attributes:
        words: the player's sentences by name, with `{name}` where a value goes.

    """

    course: CourseTable
    outcomes: tuple[OutcomeTable, ...]
    sessions: tuple[SessionTable, ...]
    checks: tuple[CheckTable, ...]
    interactions: tuple[InteractionTable, ...]
    passing: PassTable
    limits: LimitTable
    words: dict[str, str]
    driver: DriverTable


def make_tables(plan: TrackingPlan, pages: Pages, driver: str, state_limit: int, table: Struct) -> Tables:
    """Return the tables of a unit.

    Args:
        plan: everything that may be tracked in the unit.
        pages: gives the player's sentences.
        driver: name of the standard's room, `scorm12`.
        state_limit: the most characters of packed state that this standard carries.
        table: the driver's own table.

    """
    unit = plan.units[0]
    return Tables(
        course=CourseTable(plan.course, unit.id, name_course(plan), plan.version, plan.language, pages.spoken, first_page_completes(plan)),
        outcomes=tuple(OutcomeTable(objective.id, objective.text, pages_about(plan, objective.id)) for objective in plan.objectives),
        sessions=tuple(_sessions(plan)),
        checks=tuple(_check(check) for check in plan.checks),
        interactions=tuple(_interaction(interaction) for interaction in plan.interactions),
        passing=PassTable(plan.pass_rule.mark, plan.pass_rule.tries),
        limits=LimitTable(state_limit),
        words=player_words(pages.words, whole=unit.activity.role == "course", keeping=keeping_of(plan.interactions)),
        driver=DriverTable(driver, table),
    )


def _sessions(plan: TrackingPlan) -> Iterator[SessionTable]:
    for session in plan.sessions():
        rows = tuple(PageTable(page.id, page.key, page.title, page.core, page.minutes) for page in session.pages)
        yield SessionTable(session.id, session.title, session.outcomes, rows)


_FEEDBACK: dict[str, Literal["last", "never"] | None] = {"each try": None, "last try": "last", "never": "never"}


def _check(check: PlannedCheck) -> CheckTable:
    return CheckTable(
        id=check.id,
        key=check.key,
        title=check.title,
        final=check.final,
        page=check.page,
        interactions=check.interactions,
        draw=tuple((draw.count, draw.outcome) for draw in check.draw),
        tries=check.tries,
        feedback=_FEEDBACK[check.feedback],
    )


def _interaction(interaction: PlannedInteraction) -> InteractionTable:
    definition, window_only = interaction.definition, interaction.kept == "window"
    return InteractionTable(
        id=interaction.id,
        key=interaction.key,
        kind=interaction.kind,
        page=interaction.page,
        check=interaction.check,
        type=definition.type,
        correct=tuple(table_response(response) for response in definition.correct),
        codes=marked_codes(definition),
        points=interaction.points,
        recorded=interaction.recorded,
        outcomes=interaction.outcomes,
        variants=definition.variants,
        tolerance=definition.tolerance,
        shuffle=interaction.shuffle,
        partial=interaction.partial,
        window_only=window_only,
        prompt=definition.description if window_only else None,
        private=interaction.private,
    )
