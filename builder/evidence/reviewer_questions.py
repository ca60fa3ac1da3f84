"""What accreditation reviewers ask of any course, each with the short answer of this one and where its proof is on the page.

They are gathered from EACCME, EBAP, the Royal Pharmaceutical Society, AQA's Unit Award Scheme, GRIPP2, and data protection impact
assessments (DPIA).
"""

from __future__ import annotations

from msgspec import Struct

from builder.course.costs import COST_HEADINGS, list_costs
from builder.course.model import Course
from builder.course.terms import TERMS
from builder.evidence.accessibility import Judgements
from builder.evidence.dated_facts import count_facts
from builder.evidence.matrix import OutcomeEvidence
from builder.evidence.readability import count_hard_pages
from builder.tracking.plan import TrackingPlan


class Answer(Struct, frozen=True):
    """A reviewer's question, the short answer, and the id of the section that proves it."""

    question: str
    short: str
    proof: str


def reviewer_questions(
    course: Course, plan: TrackingPlan, outcomes: tuple[OutcomeEvidence, ...], judgements: Judgements, *, thin: int
) -> tuple[Answer, ...]:
    """Return the questions in the order in which reviewers ask them. `thin`: how many outcomes have advice against them."""
    questions = len(plan.interactions)
    minutes = sum(page.minutes for session in plan.sessions() for page in session.pages)
    marked = sum(len(outcome.marked) for outcome in outcomes)
    recorded = sum(question.recorded for question in plan.interactions)
    return (
        Answer("Is each outcome assessed, by what, and is the evidence thin?", _thin(len(outcomes), thin), "matrix"),
        Answer(
            "Which pages teach it, and which questions ask about it?",
            f"{_count(marked, 'marked question')} about outcomes, listed for each",
            "outcomes",
        ),
        Answer("With which right and wrong answers, on how many marks?", f"{_count(questions, 'question')} with all answers and feedback", "bank"),
        Answer("What is the pass rule, and how many tries are there?", pass_rule_of(plan), "assessment"),
        Answer("How long does it take, and how was that worked out?", f"{_count(minutes, 'minute')}, by a rule that is shown", "time"),
        Answer("What is the reading age?", count_hard_pages(course), "reading"),
        Answer("Where does it show in xAPI, SCORM and cmi5?", f"{_count(len(plan.statements), 'statement')} and no others", "records"),
        Answer(
            "What data leave the learner, where do they go, how long are they kept?",
            f"Answers to {recorded} of {_count(questions, 'question')} are sent",
            "privacy",
        ),
        Answer("Are any of the data about health?", "What the enrolment alone can reveal is described", "health"),
        Answer(
            "Is it accessible, and how is that proved?",
            f"The tool was tested; {_accessibility(judgements)}",
            "accessibility",
        ),
        *_ask_of_records(course),
    )


def _ask_of_records(course: Course) -> tuple[Answer, ...]:
    """Return the questions about people, dates, costs and changes, which the records of the authors answer."""
    return (
        Answer("Who made it, in which role, and who has signed it off?", _people(course), "people"),
        Answer("When was each fact checked, and when is the next look?", count_facts(course), "facts"),
        Answer("What did learners say?", _pilots(course), "pilots"),
        Answer("How were service users and carers involved in making it?", _involvement(course), "involvement"),
        Answer("What did it cost, in money and in people’s time?", _costs(course), "costs"),
        Answer("What was agreed with those who helped?", _terms(course), "terms"),
        Answer("What may go wrong, and who looks after it?", _challenges(course), "register"),
        Answer("What changed since the last version?", _changes(course), "changes"),
        Answer("Who may use it again?", course.licence or "No licence is stated", "course"),
        Answer("Is this exactly the text that was reviewed?", "Digests of every file are listed, and can be made again", "digests"),
    )


def pass_rule_of(plan: TrackingPlan) -> str:
    """Return the rule by which the course is finished, in words."""
    if plan.pass_rule.mark is None:
        return "Finished when every core page is seen and every check is submitted; there is no mark to reach"
    tries = f", in at most {_count(plan.pass_rule.tries, 'try', 'tries')}" if plan.pass_rule.tries else ", with as many tries as a learner needs"
    return f"Passed when the final check reaches {plan.pass_rule.mark} per cent{tries}"


def _thin(outcomes: int, thin: int) -> str:
    if not outcomes:
        return "The course has no outcomes"
    return f"{_count(outcomes, 'outcome')}; {'none is called thin' if not thin else f'{thin} with advice against {_them(thin)}'}"


def _them(number: int) -> str:
    return "it" if number == 1 else "them"


def _people(course: Course) -> str:
    number = len(course.people)
    people = f"{_count(number, 'person', 'people')} recorded" if number else "No person is recorded yet"
    return f"{people}; sign-off: {_count(len(course.sign_offs), 'decision') + ' recorded' if course.sign_offs else 'waiting'}"


def _pilots(course: Course) -> str:
    pilots = course.records.pilots.pilots if course.records.pilots is not None else ()
    return _count(len(pilots), "pilot") if pilots else "No pilot yet"


def _involvement(course: Course) -> str:
    return "Under the headings of GRIPP2 and of the six UK Standards" if course.records.involvement is not None else "Not recorded"


def _accessibility(judgements: Judgements) -> str:
    if judgements.of_this_build:
        return f"{_count(judgements.of_this_build, 'test')} of this build recorded"
    return "a test of another build is recorded; this build: not run" if judgements.results else "this course: not run"


def _changes(course: Course) -> str:
    changes = course.records.changes.changes if course.records.changes is not None else ()
    return f"{_count(len(changes), 'change')} recorded" if changes else "Not recorded"


def _costs(course: Course) -> str:
    costs = course.records.costs
    given = sum(any(line.total is not None for line in list_costs(costs, heading)) for heading in COST_HEADINGS) if costs is not None else 0
    return f"{given} of {len(COST_HEADINGS)} headings given" if given else "Not given"


def _terms(course: Course) -> str:
    terms = course.records.terms
    said = sum(bool(getattr(terms, name)) for name in TERMS) if terms is not None else 0
    return f"{said} of {len(TERMS)} headings recorded" if said else "Not recorded"


def _challenges(course: Course) -> str:
    rows = course.records.register.challenges if course.records.register is not None else ()
    owned = sum(bool(row.owner) for row in rows)
    return f"{_count(len(rows), 'challenge')}, {owned} with somebody who looks after it" if rows else "Not recorded"


def _count(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"
