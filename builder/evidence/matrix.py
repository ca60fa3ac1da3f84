"""The matrix: for each outcome the pages, activities, marked questions and statements about it, and the way in which it is shown."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.course.cmi import InteractionType
from builder.course.model import Course
from builder.course.records import EvidenceKind, OutcomeLevel
from builder.evidence.verbs import LEVELS, PRODUCING, verb_of
from builder.tracking.plan import Objective, PlannedCheck, PlannedInteraction, PlannedPage, PlannedSession, StatementTemplate, TrackingPlan


class OutcomeEvidence(Struct, frozen=True):
    """One outcome and all that is about it.

    Attributes:
        objective: the outcome.
        kind: how learners show it, as the author says: in marked questions, in something that they make, or before a facilitator.
        verb: the verb that it begins with; empty where `verbs` does not know it.
        level: as the author says, else that of its verb; `None` where neither says it.
        pages: pages about it, in order, with their sessions.
        activities: questions outside checks, by their ids on the page.
        marked: questions of checks, likewise; a question asked in several parts is one.
        points: what the marked questions give together.
        checks: those in which they stand.
        statements: the statements that carry the outcome.

    """

    objective: Objective
    kind: EvidenceKind
    verb: str
    level: OutcomeLevel | None
    pages: tuple[tuple[PlannedSession, PlannedPage], ...]
    activities: tuple[PlannedInteraction, ...]
    marked: tuple[PlannedInteraction, ...]
    points: int
    checks: tuple[PlannedCheck, ...]
    statements: tuple[StatementTemplate, ...]

    @property
    def made(self) -> tuple[PlannedInteraction, ...]:
        """The activities in which no answer is right or wrong: learners write, tick or choose something of their own."""
        return tuple(activity for activity in self.activities if not activity.definition.correct)

    @property
    def only_recognised(self) -> bool:
        """Whether its verb or level promises words or deeds of the learner's own, and each marked question offers the answers to choose from."""
        promises = self.verb in PRODUCING or self.level == "shows how"
        return promises and bool(self.marked) and not any(_asks_for_own_words(question) for question in self.marked)


def outcome_matrix(course: Course, plan: TrackingPlan) -> tuple[OutcomeEvidence, ...]:
    """Return the evidence of each outcome, in the order of the course."""
    return tuple(_evidence_of(course, plan, objective) for objective in plan.objectives)


def _evidence_of(course: Course, plan: TrackingPlan, objective: Objective) -> OutcomeEvidence:
    asked = [question for question in plan.interactions if objective.id in question.outcomes]
    marked = _by_block(question for question in asked if question.check is not None)
    verb = verb_of(objective.text, plan.language)
    return OutcomeEvidence(
        objective,
        course.evidence.get(objective.id, "marked"),
        verb,
        course.levels.get(objective.id, LEVELS.get(verb)),
        tuple((session, page) for session in plan.sessions() for page in session.pages if objective.id in page.outcomes),
        _by_block(question for question in asked if question.check is None),
        marked,
        sum(question.points for question in asked if question.check is not None),
        tuple(check for check in plan.checks if any(question.check == check.id for question in marked)),
        tuple(template for template in plan.statements if objective.id in template.outcomes),
    )


def _by_block(questions: Iterable[PlannedInteraction]) -> tuple[PlannedInteraction, ...]:
    """Return the first response of each block on a page: learners meet its parts as one question."""
    blocks: dict[str, PlannedInteraction] = {}
    for question in questions:
        blocks.setdefault(question.block or question.id, question)
    return tuple(blocks.values())


def _asks_for_own_words(question: PlannedInteraction) -> bool:
    typed = question.definition.type is InteractionType.FILL_IN and bool(question.definition.variants)
    return typed or question.definition.type in {InteractionType.NUMERIC, InteractionType.LONG_FILL_IN}


def marked_in(plan: TrackingPlan, session: PlannedSession) -> tuple[PlannedInteraction, ...]:
    """Return the marked questions of a session, each block once."""
    return _by_block(question for question in plan.interactions if question.session == session.id and question.check is not None)
