"""What both versions of SCORM say to an LMS administrator about a course."""

from __future__ import annotations

from collections.abc import Iterator

from builder.tracking.plan import Objective, StatementTemplate, TrackingPlan

NO_SECOND_RULE = (
    "Do not set a mastery or pass score in the platform unless this sheet gives one. The course decides, and a second rule could contradict it."
)
OUTCOME_COMPLETED = "completed, when every core page about the outcome was seen and every question about it in a check was submitted"
LEAVING = "Learners leave by “Save and exit”. If a learner closes the window, nothing shown as saved is lost."


def say_score(plan: TrackingPlan, unfinished: str, passed: str) -> Iterator[str]:
    """Yield when a score is sent, and what a learner below the mark looks like (tracking contract 1).

    `unfinished` and `passed` are this version's words for a learner who may try again, and for one who has passed.
    """
    mark, tries = plan.pass_rule.mark, plan.pass_rule.tries
    if mark is None:
        return
    if plan.sends_score():
        yield f"A score of 0 to 100 is sent with {passed} (pass mark {mark}). Take the grade from it."
    else:
        yield f"No score is sent: the author records completion only (pass mark {mark}). The platform does not get a grade."
    if tries is None:
        yield f"A learner who stays below the mark may try again as often as they like, and shows as {unfinished} until then, without a score."
    elif tries > 1:
        yield f"A learner who stays below the mark with tries left shows as {unfinished}, without a score. After {tries} tries it is “failed”."
    else:
        yield "There is one try. A learner who stays below the mark is “failed”."


def completed_objectives(plan: TrackingPlan, template: StatementTemplate) -> tuple[Objective, ...]:
    """Return the objectives that may be completed with an event: those of its check or session or, at the end of a unit, of the unit."""
    unit = next(unit for unit in plan.units if unit.id == template.unit)
    sessions = [session for session in unit.sessions if template.object in (session.activity, unit.activity)]
    named = (template.outcomes, *(session.outcomes for session in sessions), *(page.outcomes for session in sessions for page in session.pages))
    about = {outcome for outcomes in named for outcome in outcomes}
    return tuple(objective for objective in plan.objectives if objective.id in about.intersection(unit.completes))
