"""Advice on how the outcomes of a course are shown: what accreditation reviewers ask about, each with the source of the question.

It is advice, told as notes: a course that a reviewer would call thin still builds. `copack evidence` tells it, and the evidence pack shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from builder.course.model import Course
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.editorial.reading import list_words
from builder.evidence.matrix import OutcomeEvidence, marked_in, outcome_matrix
from builder.evidence.verbs import PRODUCING
from builder.interactions.paper_form import TickForm
from builder.interactions.registry import find_paper_form
from builder.tracking.plan import TrackingPlan

THIN_EVIDENCE = Rule(
    "TRK010",
    "thin-evidence",
    Severity.NOTE,
    "Reviewers ask for evidence of each outcome. One question can be answered by luck.",
    "AQA Unit Award Scheme: evidence for every outcome",
)
RECOGNISED_ONLY = Rule(
    "TRK011",
    "recognised-only",
    Severity.NOTE,
    "The outcome promises words or deeds of the learner's own. Choosing among answers that are there does not show them.",
    "Royal Pharmaceutical Society: knows, knows how, shows how",
)
NOTHING_MADE = Rule(
    "TRK012",
    "nothing-made",
    Severity.NOTE,
    "The author says how learners show this outcome, but the course does not ask them to do it.",
    "AQA Unit Award Scheme: evidence for every outcome",
)
PRACTICE_AGAIN = Rule(
    "TRK013",
    "practice-again",
    Severity.NOTE,
    "A question that learners practised a few pages before shows that they remember its answer, not more.",
    "EACCME: how engagement is confirmed",
)
RIGHT_ANSWER_FIRST = Rule(
    "TRK014", "right-answer-first", Severity.NOTE, "Where the right answer is always the first one, learners can be right without reading.", "EBAP"
)
FEW_MARKED = Rule(
    "TRK015",
    "few-marked-questions",
    Severity.NOTE,
    "Bodies that accredit e-learning ask for at least four marked questions in 30 minutes.",
    "EBAP: at least four questions per 30 minutes",
)
NO_LEVEL = Rule(
    "TRK040",
    "no-level",
    Severity.NOTE,
    "Reviewers ask how far each outcome goes. It follows from the verb that the outcome begins with, or the author says it.",
    "Royal Pharmaceutical Society: knows, knows how, shows how",
)
NO_PAGE = Rule(
    "TRK041",
    "no-page-about-it",
    Severity.NOTE,
    "Reviewers ask which pages teach each outcome.",
    "EACCME: outcomes and how they are reached",
)
NO_ACTIVITY = Rule(
    "TRK042",
    "no-activity-about-it",
    Severity.NOTE,
    "Reviewers ask what learners do on the way to each outcome. Without an activity they meet its questions for the first time when they are marked.",
    "EACCME: how engagement is confirmed",
)

ENOUGH = 2
"""Marked questions about an outcome that are not called thin."""

QUESTIONS, MINUTES = 4, 30
"""So many marked questions in so many minutes are asked for (EBAP)."""

LEAST_FIRST = 3
"""Questions with one right answer that a check has before their order is looked at: of two, both may be first by chance."""


def advise(course: Course, plan: TrackingPlan) -> Iterator[Diagnostic]:
    """Yield all advice on the assessment of a course, in no order."""
    yield from chain.from_iterable(_advise_on_outcome(course, outcome) for outcome in outcome_matrix(course, plan))
    yield from _advise_on_practice(course)
    yield from _advise_on_order(course)
    yield from _advise_on_sessions(course, plan)


def advise_on_outcome(course: Course, outcome: OutcomeEvidence) -> tuple[Diagnostic, ...]:
    """Return the advice on one outcome of the matrix."""
    return tuple(_advise_on_outcome(course, outcome))


def _advise_on_outcome(course: Course, outcome: OutcomeEvidence) -> Iterator[Diagnostic]:
    ident = outcome.objective.id
    place = next(each.place for each in course.outcomes if each.id == ident)
    yield from _advise_on_parts(outcome, place)
    if outcome.kind == "marked":
        if len(outcome.marked) < ENOUGH:
            asked = "Only one marked question asks" if outcome.marked else "No marked question asks"
            hint = (
                f"Ask two or more in a check, each with `Outcome: {ident}`. If learners show it in another way, type in course.yaml: "
                f"`evidence:`, and under it `  {ident}: made` or `  {ident}: seen`."
            )
            yield Diagnostic(THIN_EVIDENCE, f"{asked} about the outcome {ident}.", place, hint)
        if outcome.only_recognised:
            promise = f"begins with “{outcome.verb}”" if outcome.verb in PRODUCING else f"has the level “{outcome.level}”"
            message = f"The outcome {ident} {promise}, but its marked questions only ask learners to choose among answers."
            hint = (
                f"Type `  {ident}: made` under `evidence:` in course.yaml, with an activity in which learners do it; "
                "or use a verb such as “recognise” or “choose”."
            )
            yield Diagnostic(RECOGNISED_ONLY, message, place, hint)
    elif outcome.kind == "made" and not outcome.made:
        message = f"Learners are to make something for the outcome {ident}, but no activity about it asks them to."
        yield Diagnostic(NOTHING_MADE, message, place, f"Add a reflection or a checklist with `Outcome: {ident}`.")
    elif outcome.kind == "seen" and not any(session.guide for session in course.sessions if _is_about(session.id, outcome)):
        message = f"A facilitator is to see the outcome {ident}, but no session about it has a facilitator.md."
        yield Diagnostic(NOTHING_MADE, message, place, "Write in the facilitator.md of a session what the facilitator looks for.")


def _advise_on_parts(outcome: OutcomeEvidence, place: Place) -> Iterator[Diagnostic]:
    """Tell of an outcome without a level, without a page about it, or without an activity; what is made or seen has rules of its own for that."""
    ident = outcome.objective.id
    if outcome.level is None:
        begins = "begins with no verb whose level Copack knows"
        hint = f"Begin with a verb such as “choose” or “explain”. Or type in course.yaml: `levels:`, and under it `  {ident}: knows how`."
        yield Diagnostic(NO_LEVEL, f"The outcome {ident} {begins}.", place, hint)
    if not outcome.pages:
        hint = f"Type `Outcomes: {ident}` under the heading of a page that teaches it."
        yield Diagnostic(NO_PAGE, f"No page is about the outcome {ident}.", place, hint)
    if outcome.kind == "marked" and outcome.marked and not outcome.activities:
        message = f"No activity outside a check is about the outcome {ident}."
        yield Diagnostic(NO_ACTIVITY, message, place, f"Add a practice question or a reflection with `Outcome: {ident}`, or type that line into one.")


def _is_about(session: str, outcome: OutcomeEvidence) -> bool:
    return any(planned.id == session for planned, _page in outcome.pages)


def _advise_on_practice(course: Course) -> Iterator[Diagnostic]:
    """Tell of marked questions whose words are those of a practice question before them."""
    practised: dict[str, str] = {}
    for _session, _page, check, question in course.interactions():
        words = " ".join(list_words(question.definition.description.lower()))
        if check is None and find_paper_form(question).judged:
            practised.setdefault(words, question.id)
        elif check is not None and words in practised:
            message = (
                f"The marked question “{question.id}” asks in the same words as the practice question “{practised[words]}”, which comes before it."
            )
            yield Diagnostic(PRACTICE_AGAIN, message, question.place, "Ask about another example.")


def _advise_on_order(course: Course) -> Iterator[Diagnostic]:
    """Tell of checks in which each question with one right answer has it first, in the same order for every learner."""
    for _session, _page, check in course.checks():
        ticks = [(question, find_paper_form(question).shape) for question in check.interactions() if not question.shuffle]
        first = [shape.answers[0].right for _question, shape in ticks if isinstance(shape, TickForm) and not shape.several and shape.answers]
        if len(first) >= LEAST_FIRST and all(first):
            message = f"In the check “{check.title.plain}” the right answer is the first one in all {len(first)} questions with one right answer."
            yield Diagnostic(RIGHT_ANSWER_FIRST, message, check.place, "Move some right answers, or type `Shuffle: yes` in these questions.")


def _advise_on_sessions(course: Course, plan: TrackingPlan) -> Iterator[Diagnostic]:
    """Tell of sessions with fewer marked questions than their length asks for; a session without a check counts as one too."""
    places: dict[str, Place] = {session.id: session.place for session in course.sessions}
    for session in {session.id: session for session in plan.sessions()}.values():
        minutes = sum(page.minutes for page in session.pages)
        wanted, there = wanted_questions(minutes), len(marked_in(plan, session))
        if there < wanted:
            has = f"{there} marked {'question' if there == 1 else 'questions'}"
            message = f"The session “{session.id}” takes {minutes} minutes and has {has}; {wanted} would be asked for."
            yield Diagnostic(FEW_MARKED, message, places[session.id], f"Add {wanted - there} to a check of this session.")


def wanted_questions(minutes: int) -> int:
    """Return how many marked questions a session of so many minutes is asked to have: four in 30 minutes, none under five minutes."""
    return QUESTIONS * minutes // MINUTES
