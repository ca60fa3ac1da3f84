"""SCORM 1.2: what most platforms of the NHS take."""

from __future__ import annotations

from builder.course.model import Course, Record
from builder.package.content import Content
from builder.package.package import Package
from builder.pages.pages import Pages
from builder.resources import read_asset
from builder.standards.scorm.document import to_xml
from builder.standards.scorm.handover import LEAVING, NO_SECOND_RULE, OUTCOME_COMPLETED, completed_objectives, say_score
from builder.standards.scorm.manifest import MANIFEST_FILE
from builder.standards.scorm12.inspection import lint, recognises
from builder.standards.scorm12.limits import check_plan
from builder.standards.scorm12.manifest import CONTROL_DOCUMENTS, DIALECT, make_manifest
from builder.standards.scorm12.notation import NOTATION, RIGHT, STATE_LENGTH, WRONG, write_patterns
from builder.standards.scorm12.table import EXITS, driver_table
from builder.standards.script import START_FILE, DriverParts, opening_files
from builder.standards.standard import Handover, Options, Standard
from builder.tracking.plan import PlannedInteraction, StatementTemplate, TrackingPlan
from builder.tracking.responses import example_words

PARTS = DriverParts(("scorm",), ("notation", "scorm_results"))

NAME = "scorm12"


def package(course: Course, plan: TrackingPlan, pages: Pages, options: Options) -> Package:
    """Return the package: pages, driver and tables, manifest, control documents."""
    files: dict[str, Content] = {
        **opening_files(plan, pages, "'self'", NAME, PARTS, STATE_LENGTH, driver_table),
        **pages.shared_files(),
    }
    files[MANIFEST_FILE] = to_xml(make_manifest(plan, START_FILE, files, schemas=options.schemas), DIALECT)
    if options.schemas:
        files.update({name: read_asset(f"schemas/{NAME}/{name}") for name in CONTROL_DOCUMENTS})
    return Package(f"{course.id}-{NAME}.zip", files)


def describe(plan: TrackingPlan, template: StatementTemplate) -> tuple[tuple[str, str], ...]:
    """Return the elements that an event sets. What a finished course sets is said once, at its last event."""
    tracked = [objective.tracked_id for objective in completed_objectives(plan, template)]
    match template.event:
        case "answered":
            return _describe_answer(plan, next(interaction for interaction in plan.interactions if interaction.id == template.interaction))
        case "initialized":
            return (("cmi.core.lesson_status", "incomplete, until there is a final status"), (_EXIT, "suspend"))
        case "outcome-scored":
            return (*_ids(tracked), *_OUTCOME_SCORE, _OUTCOME_COMPLETED)
        case "session-completed":
            kept = tracked and plan.record is not Record.COMPLETION
            return (*_ids(tracked), _OUTCOME_COMPLETED) if kept else ()
        case "completed":
            return ((_STATUS, "completed"),) if plan.pass_rule.mark is None else ()
        case "passed" | "failed":
            return ((_STATUS, template.event), *(() if plan.record is Record.COMPLETION else _SCORE))
        case "terminated":
            return (("cmi.core.session_time", "how long this launch lasted"), (_EXIT, EXITS[plan.exit_when_done] or "the empty text"))


_STATUS, _EXIT = "cmi.core.lesson_status", "cmi.core.exit"
_SCORE = (("cmi.core.score.raw", "whole per cent, 0 to 100"), ("cmi.core.score.min", "0"), ("cmi.core.score.max", "100"))
_OUTCOME_SCORE = (
    ("cmi.objectives.n.score.raw", "whole per cent, 0 to 100, over all checks"),
    ("cmi.objectives.n.score.min", "0"),
    ("cmi.objectives.n.score.max", "100"),
)
_OUTCOME_COMPLETED = ("cmi.objectives.n.status", OUTCOME_COMPLETED)


def _ids(tracked: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(("cmi.objectives.n.id", identifier) for identifier in tracked)


def _describe_answer(plan: TrackingPlan, interaction: PlannedInteraction) -> tuple[tuple[str, str], ...]:
    tracked = {objective.id: objective.tracked_id for objective in plan.objectives}
    patterns = write_patterns(interaction.definition)
    return (
        ("cmi.interactions.n.id", interaction.tracked_id),
        ("cmi.interactions.n.type", NOTATION[interaction.definition.type].type),
        *((f"cmi.interactions.n.objectives.{at}.id", tracked[outcome]) for at, outcome in enumerate(interaction.outcomes) if outcome in tracked),
        *((f"cmi.interactions.n.correct_responses.{at}.pattern", pattern) for at, pattern in enumerate(patterns)),
        ("cmi.interactions.n.time", "the time of day"),
        ("cmi.interactions.n.weighting", str(interaction.points)),
        ("cmi.interactions.n.student_response", example_words(interaction.definition, NOTATION[interaction.definition.type])),
        ("cmi.interactions.n.result", f"{RIGHT} or {WRONG}" if interaction.definition.correct else "neutral: no answer is right or wrong"),
        ("cmi.interactions.n.latency", "how long it took"),
    )


def handover(plan: TrackingPlan) -> Handover:
    """Return what an administrator must know, on whatever platform."""
    return Handover(
        importing=("Upload the zip as it is, as a “SCORM 1.2” package.",),
        settings=(
            _ending(plan),
            *say_score(plan, "the status “incomplete”", "“passed”"),
            NO_SECOND_RULE,
            LEAVING,
        ),
        updating=(
            "Put the new zip into the same activity or resource. Do not make a new one: learners’ records are linked to the old one.",
            "Keep the file name. Some platforms use it to recognise an update.",
        ),
        begun="The status is “incomplete”. There is no score.",
        finished=_finished(plan),
    )


def _ending(plan: TrackingPlan) -> str:
    if plan.pass_rule.mark is None:
        return "The course ends with the status “completed” and sends no score. Where you choose what counts as complete, choose “completed”."
    return "The course ends with the status “passed”. If you can choose what counts as complete, choose the status “passed” or “completed”."


def _finished(plan: TrackingPlan) -> str:
    if plan.pass_rule.mark is None:
        return "The status is “completed”. There is no score."
    failed = "" if plan.pass_rule.tries is None else ", or “failed” when no try is left"
    score = "The score is 0 to 100." if plan.sends_score() else "There is no score."
    return f"The status is “passed”{failed}. {score}"


STANDARDS = (Standard(NAME, "SCORM 1.2", check_plan, package, recognises, lint, describe, handover),)
