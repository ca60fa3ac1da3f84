"""The question bank: every question with its answers, which of them are right, every feedback, and where it is asked."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from builder.course.blocks import Check, Interaction
from builder.course.model import Page, Session
from builder.interactions.registry import find, find_paper_form
from builder.pages.blocks import finish
from builder.printing.materials import Materials
from builder.printing.paper import draw_answers
from builder.tracking.plan import PlannedInteraction, TrackingPlan


class BankedQuestion(Struct, frozen=True):
    """A question as a reviewer reads it.

    Attributes:
        id: the author's.
        kind: in words.
        asked: the question in plain text.
        session: where it stands; `page` likewise.
        check: the check that marks it, or `None`.
        outcomes: ids.
        points: what it gives in a check.
        judged: whether some answers are right.
        recorded: whether its answers are sent to the platform.
        answers: all answers with the right ones and their feedback, as HTML; empty where there is nothing to choose or to be right about.
        remarks: (what, HTML) pairs: the hint, and what is said after a right answer or any other.

    """

    id: str
    kind: str
    asked: str
    session: Session
    page: Page
    check: Check | None
    outcomes: tuple[str, ...]
    points: int
    judged: bool
    recorded: bool
    answers: Markup
    remarks: tuple[tuple[str, Markup], ...]


def question_bank(materials: Materials, plan: TrackingPlan) -> tuple[BankedQuestion, ...]:
    """Return every question of a course in the author's order; those that a session asks again stand there once more."""
    responses = plan.responses()
    return tuple(
        _describe(materials, session, page, check, question, responses.get(question.id, ()))
        for session, page, check, question in materials.course.interactions()
    )


def _describe(
    materials: Materials, session: Session, page: Page, check: Check | None, question: Interaction, responses: tuple[PlannedInteraction, ...]
) -> BankedQuestion:
    kind, around = find(question.kind), materials.around(page, level=4)
    said = (("Hint", question.hint), ("After a right answer", question.if_right), ("After any other answer", question.if_wrong))
    return BankedQuestion(
        question.id,
        kind.title if kind is not None else question.kind,
        question.definition.description,
        session,
        page,
        check,
        question.outcomes,
        question.points,
        find_paper_form(question).judged,
        any(response.recorded for response in responses),
        draw_answers(question, around),
        tuple((what, finish(around, text)) for what, text in said if text is not None),
    )
