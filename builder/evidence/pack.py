"""The evidence pack: one page that needs nothing else, on which every claim leads to its proof."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct

from builder.course.learning_time import describe_rule
from builder.course.model import Course
from builder.course.people import credit_people
from builder.course.terms import TERMS
from builder.diagnostics import Diagnostic
from builder.editorial.digest import digest_texts
from builder.editorial.plain_english import LEAST_WORDS, READING_AGE, list_left_pages
from builder.editorial.sign_off import find_states
from builder.evidence.accessibility import Judgements, judge_results
from builder.evidence.assessment import MINUTES, QUESTIONS, advise, advise_on_outcome, wanted_questions
from builder.evidence.cost_totals import add_up_costs
from builder.evidence.dated_facts import count_facts, find_uses
from builder.evidence.matrix import marked_in, outcome_matrix
from builder.evidence.pilot_totals import LEAST_SHOWN, add_up
from builder.evidence.privacy import data_rows, not_sent
from builder.evidence.question_bank import question_bank
from builder.evidence.readability import read_sessions
from builder.evidence.reviewer_questions import pass_rule_of, reviewer_questions
from builder.output.build_name import BuildName
from builder.pages.names import name_checks, name_questions
from builder.pages.recorded import write_recorded
from builder.printing.materials import PrintOptions, gather_materials
from builder.reports.brand import find_brand
from builder.reports.sheet import render_sheet
from builder.standards.standard import Standard
from builder.tracking.plan import PlannedPage, TrackingPlan


class SessionTime(Struct, frozen=True):
    """A session in figures: its pages, its minutes as stated and by the rule, its marked questions and how many are asked for."""

    id: str
    title: str
    pages: tuple[PlannedPage, ...]
    minutes: int
    estimate: int
    marked: int
    wanted: int


class FileDigest(Struct, frozen=True):
    """A file of the author with the SHA-256 of its content, in hex digits."""

    path: str
    digest: str


def gather_pack(
    course: Course,
    plan: TrackingPlan,
    standards: Sequence[Standard],
    build: BuildName,
    *,
    files: Sequence[FileDigest] = (),
    found: Sequence[Diagnostic] = (),
    found_local: Sequence[Diagnostic] = (),
    statements: str = "",
    packages: Collection[str] = (),
) -> dict[str, object]:
    """Return all that the pack says, by name: the page and the JSON document are both made from it. Raises OSError for a large file that is gone.

    Args:
        course: the course.
        plan: what it tracks.
        standards: of its packages.
        build: of which the page is.
        files: the author's files.
        found: what `copack check` reports of the author's files; no errors.
        found_local: the same of the words of an organisation, which are no part of the course.
        statements: name of the statement page that lies beside the pack; empty: it is named, not linked.
        packages: SHA-256 of each zip of this build, in hex digits.

    """
    return {
        "build": build,
        "course": course,
        "plan": plan,
        "standards": standards,
        "files": files,
        "found": found,
        "found_local": found_local,
        "statements": statements,
        "bank": question_bank(gather_materials(course, build, PrintOptions()), plan),
        **_assessed(course, plan, judge_results(course, packages)),
        **_described(plan, standards),
        **_recorded(course),
    }


def evidence_page(values: Mapping[str, Any]) -> bytes:
    """Return the pack as one HTML file. Holds no date of its own: the same course gives the same bytes. `values`: of `gather_pack`."""
    return render_sheet("evidence.html.jinja", brand=find_brand(values["course"]), **values)


def _assessed(course: Course, plan: TrackingPlan, judgements: Judgements) -> dict[str, object]:
    """Return what the page says of outcomes, of what shows them, and of what reviewers ask."""
    outcomes = outcome_matrix(course, plan)
    weak = {outcome.objective.id: advise_on_outcome(course, outcome) for outcome in outcomes}
    return {
        "judgements": judgements,
        "outcomes": outcomes,
        "weak": weak,
        "advice": tuple(advise(course, plan)),
        "questions": reviewer_questions(course, plan, outcomes, judgements, thin=sum(bool(told) for told in weak.values())),
        "asked": (QUESTIONS, MINUTES),
        "pass_rule": pass_rule_of(plan),
        "shown_in": _SHOWN_IN,
    }


def _described(plan: TrackingPlan, standards: Sequence[Standard]) -> dict[str, object]:
    """Return what the page says of time, of names, and of what is kept and sent."""
    return {
        "data": data_rows(plan, standards),
        "sessions": _session_times(plan),
        "rule": describe_rule(),
        "recorded": write_recorded(plan, "staff"),
        "never": not_sent(plan),
        "check_names": name_checks(plan),
        "question_names": name_questions(plan),
    }


def _recorded(course: Course) -> dict[str, object]:
    """Return what the page says of records that the authors keep: people, decisions, facts, pilots, involvement; and how its pages read."""
    pilots = course.records.pilots
    return {
        "records": course.records,
        "fact_counts": count_facts(course),
        "fact_uses": find_uses(course),
        "totals": add_up(pilots.pilots) if pilots is not None else None,
        "least_shown": LEAST_SHOWN,
        "costs": add_up_costs(course.records.costs) if course.records.costs is not None else None,
        "terms": TERMS,
        "gripp2": _GRIPP2,
        "uk_standards": _UK_STANDARDS,
        "sections": SECTIONS,
        "readings": read_sessions(course),
        "left": list_left_pages(course),
        "judged": (READING_AGE, LEAST_WORDS),
        "texts": digest_texts(course),
        "signed": find_states(course) if course.sign_offs else (),
        "credits": credit_people(course.people, "evidence"),
    }


SECTIONS = (
    *("matrix", "course", "outcomes", "assessment", "bank", "time", "reading", "records", "privacy", "health", "accessibility", "people"),
    *("facts", "pilots", "involvement", "costs", "terms", "register", "changes", "bodies", "digests"),
)
"""Ids of the sections of the page, to which an answer in accreditation.yaml may point as its proof."""

_GRIPP2 = {
    "aim": "Aim of involving people",
    "methods": "How they were involved",
    "results": "What came of it, good and bad",
    "discussion": "What it means for the course",
    "reflections": "Looking back critically",
}
"""By field of the record, the five headings of GRIPP2's short form, in our words."""

_UK_STANDARDS = {
    "inclusive_opportunities": "Inclusive opportunities",
    "working_together": "Working together",
    "support_and_learning": "Support and learning",
    "communications": "Communications",
    "impact": "Impact",
    "governance": "Governance",
}
"""By field of the record, the six UK Standards for Public Involvement."""

_SHOWN_IN = {
    "marked": "marked questions",
    "made": "something that the learner makes and keeps",
    "seen": "a facilitator sees it: tick and initials on the tally sheet",
}
"""By kind of evidence, in words."""


def _session_times(plan: TrackingPlan) -> tuple[SessionTime, ...]:
    return tuple(
        SessionTime(
            session.id,
            session.title,
            session.pages,
            minutes := sum(page.minutes for page in session.pages),
            sum(page.estimate for page in session.pages),
            len(marked_in(plan, session)),
            wanted_questions(minutes),
        )
        for session in {session.id: session for session in plan.sessions()}.values()
    )
