"""What the page "What is recorded about you" says: read off the tracking plan, so that it cannot promise less than is sent."""

from __future__ import annotations

from msgspec import Struct

from builder.course.model import Record
from builder.tracking.plan import TrackingPlan


class RecordedCheck(Struct, frozen=True):
    """A check whose answers are sent. `questions` is how many of them."""

    title: str
    questions: int


class RecordedAnswers(Struct, frozen=True):
    """What a platform gets.

    Attributes:
        score: the mark.
        passed: whether the learner passed, and not only that the course is done.
        checks: those whose answers are sent, in order.
        practice: prompts of practice questions whose answers are sent too (`record_also`).
        unsent: some questions are for practice alone, and nothing of them is reported.
        notes: some ask for own words that never leave the window.

    """

    score: bool
    passed: bool
    checks: tuple[RecordedCheck, ...]
    practice: tuple[str, ...]
    unsent: bool
    notes: bool


def read_recorded(plan: TrackingPlan) -> RecordedAnswers:
    """Return what the plan allows to be sent, in the words of the page."""
    sent = {question.id for question in plan.interactions if question.recorded}
    checks = (RecordedCheck(check.title, sum(question in sent for question in check.interactions)) for check in plan.checks)
    return RecordedAnswers(
        score=plan.record is not Record.COMPLETION and plan.pass_rule.mark is not None,
        passed=plan.pass_rule.mark is not None,
        checks=tuple(check for check in checks if check.questions),
        practice=tuple(question.definition.description for question in plan.interactions if question.recorded and question.check is None),
        unsent=any(question.check is None and not question.recorded and question.kept == "state" for question in plan.interactions),
        notes=any(question.kept == "window" and not question.recorded for question in plan.interactions),
    )
