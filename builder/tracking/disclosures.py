"""What is kept and sent of a learner's work, fact by fact, read off the tracking plan (tracking contract 5).

Every sentence about this that a learner, an administrator or a reviewer reads follows from here: a page asks for the facts and says each in words
of its own. `tests/unit/reports/test_disclosures.py` plays the plan at all standards and compares what is told with the bytes that arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from builder.course.cmi import InteractionType
from builder.tracking.plan import PlannedInteraction, TrackingPlan
from builder.tracking.positions import Position, alike_checks, alike_questions

Group = Literal["sent", "code", "answers", "window", "never"]
"""What a platform gets; what its packed state holds; answers that people can read; what stays with the learner; what is not sent at all."""

AnswerKeeping = Literal["sent", "state", "own", "form", "window"]
"""How an unmarked answer is kept: sent to be read; in the packed state under the learner's name; own words, a form, or what was ticked, chosen or
answered for practice, in the window alone."""


class Disclosure(Struct, frozen=True):
    """One fact about a course.

    Attributes:
        name: of its sentence: `shell-recorded-<name>` to learners, `shell-report-<name>` to administrators and reviewers.
        group: where it stands.
        field: what makes it true, as a path of attributes from `TrackingPlan`: `interactions.kept`.
        values: what the sentence quotes.
        counted: the value whose number chooses the form of the sentence; "" where none does.
        position: of the check or question that it names, where another reads alike.

    """

    name: str
    group: Group
    field: str
    values: tuple[tuple[str, str | int], ...] = ()
    position: Position | None = None
    counted: str = ""


def disclose(plan: TrackingPlan) -> tuple[Disclosure, ...]:
    """Return every fact that holds for a plan, or for the plan of one unit (`TrackingPlan.only`), in reading order."""
    facts = (fact for fact, holds in _FACTS if holds(plan))
    return (*facts, *_pilot(plan), *_readable_answers(plan))


def answer_keeping(responses: Sequence[PlannedInteraction]) -> AnswerKeeping | None:
    """Return how the answer to a block is kept, from the plan of its responses; `None` where it is marked, or practice with right answers."""
    if any(response.check is None and response.recorded for response in responses):
        return "sent"
    if not responses or any(response.check or (response.definition.correct and response.kept == "state") for response in responses):
        return None
    return _unsent_keeping(responses[0])


def _unsent_keeping(response: PlannedInteraction) -> AnswerKeeping:
    if response.kept == "state":
        return "state"
    if response.private:
        return "form"
    return "own" if response.definition.type is InteractionType.LONG_FILL_IN else "window"


class Keeping(Struct, frozen=True):
    """What becomes of the answers to some questions, in short: for the cover of a session, the ends, and the words after leaving.

    Attributes:
        kept: some answers are saved with the progress, or sent.
        stay: some never leave the learner's window, and it says so beside them.
        form_stays: some of a form never leave it.
        sent: some of those that nobody marks are sent to be read, and it says so beside them.

    """

    kept: bool
    stay: bool
    form_stays: bool
    sent: bool


def keeping_of(responses: Iterable[PlannedInteraction]) -> Keeping:
    """Return what becomes of the answers to these questions, from their plan."""
    asked = tuple(responses)
    staying = {_unsent_keeping(response) for response in asked if _stays(response)}
    return Keeping(
        kept=any(not _stays(response) for response in asked),
        stay=bool(staying - {"form"}),
        form_stays="form" in staying,
        sent=any(response.recorded and response.check is None for response in asked),
    )


# ---------------------------------------------------------------- facts


def _any_response(holds: Callable[[PlannedInteraction], bool]) -> Callable[[TrackingPlan], bool]:
    return lambda plan: any(holds(response) for response in plan.interactions)


def _any_event(event: str) -> Callable[[TrackingPlan], bool]:
    return lambda plan: any(template.event == event for template in plan.statements)


def _unmarked(response: PlannedInteraction) -> bool:
    return response.check is None and response.kept == "state"


def _stays(response: PlannedInteraction) -> bool:
    return response.kept == "window" and not response.recorded


def _always(_plan: TrackingPlan) -> bool:
    return True


_FACTS: tuple[tuple[Disclosure, Callable[[TrackingPlan], bool]], ...] = (
    (Disclosure("place", "sent", "units.sessions"), _always),
    (Disclosure("state", "sent", "state"), _always),
    (Disclosure("time", "sent", "shapes"), _always),
    (Disclosure("done", "sent", "pass_rule.mark"), lambda plan: plan.pass_rule.mark is None),
    (Disclosure("passed", "sent", "pass_rule.mark"), lambda plan: plan.pass_rule.mark is not None),
    (Disclosure("score", "sent", "record"), TrackingPlan.sends_score),
    (Disclosure("sessions", "sent", "statements.event"), _any_event("session-completed")),
    (Disclosure("aims", "sent", "statements.event"), _any_event("outcome-scored")),
    (Disclosure("pages", "code", "units.sessions"), _always),
    (Disclosure("checks", "code", "checks"), lambda plan: bool(plan.checks)),
    (Disclosure("practice", "code", "interactions.kept"), _any_response(lambda response: _unmarked(response) and bool(response.definition.correct))),
    (Disclosure("opinions", "code", "interactions.kept"), _any_response(lambda response: _unmarked(response) and not response.definition.correct)),
    (Disclosure("drafts", "code", "interactions.kept"), _any_response(lambda response: response.kept == "state")),
    (Disclosure("finished", "code", "pass_rule.mark"), lambda plan: plan.pass_rule.mark is None),
    (Disclosure("finished-mark", "code", "pass_rule.mark"), lambda plan: plan.pass_rule.mark is not None),
    (Disclosure("notes", "window", "interactions.kept"), _any_response(lambda response: _stays(response) and _unsent_keeping(response) == "own")),
    (
        Disclosure("ticks", "window", "interactions.kept"),
        _any_response(lambda response: _stays(response) and _unsent_keeping(response) == "window"),
    ),
    (Disclosure("form", "window", "interactions.kept"), _any_response(lambda response: _stays(response) and _unsent_keeping(response) == "form")),
    (Disclosure("display", "window", "shapes"), _always),
    (Disclosure("queue", "window", "shapes"), _always),
    (Disclosure("name", "never", "shapes"), _always),
    (Disclosure("no-score", "never", "record"), lambda plan: plan.pass_rule.mark is not None and not plan.sends_score()),
    (
        Disclosure("no-answers", "never", "interactions.recorded"),
        lambda plan: _any_response(lambda response: response.kept == "state")(plan) and not any(response.recorded for response in plan.interactions),
    ),
    (
        Disclosure("no-practice", "never", "interactions.recorded"),
        lambda plan: (
            any(response.recorded for response in plan.interactions)
            and any(_unmarked(response) and not response.recorded for response in plan.interactions)
        ),
    ),
    (Disclosure("page-time", "never", "shapes"), _always),
    (Disclosure("others", "never", "shapes"), _always),
)
"""Each fact and when it holds, in reading order. One that a new field of the plan makes true is a row here and a sentence for each reader."""


def _pilot(plan: TrackingPlan) -> Iterator[Disclosure]:
    """Yield that records name the pilot, where the course is built for one."""
    return (Disclosure("pilot", "sent", "around", (("label", each.name),)) for each in plan.around if each.role == "pilot")


def _readable_answers(plan: TrackingPlan) -> Iterator[Disclosure]:
    """Yield what people can read of answers: the questions of each check, then each question outside checks that the author listed."""
    checks, questions = alike_checks(plan), alike_questions(plan)
    for check in plan.checks:
        sent = sum(response.recorded for response in plan.interactions if response.check == check.id)
        asked = sum(draw.count for draw in check.draw) or sent
        if sent:
            name, counted = ("check-drawn", "") if asked < sent else ("check", "questions")
            values = (("title", check.title), ("questions", sent), ("asked", asked))
            yield Disclosure(name, "answers", "interactions.recorded", values, checks.get(check.id), counted)
    for response in plan.interactions:
        if response.recorded and response.check is None:
            own = response.definition.type is InteractionType.LONG_FILL_IN
            prompt = ("prompt", response.definition.description)
            yield Disclosure("words" if own else "also", "answers", "interactions.recorded", (prompt,), questions.get(response.id))
