"""SCORM 1.2: what most NHS platforms take, NHS England's Learning Hub nothing else."""

from __future__ import annotations

from builder.course.model import Course, Record
from builder.package.content import Content
from builder.package.package import Package
from builder.pages.pages import Pages
from builder.resources import read_asset
from builder.standards.scorm.document import to_xml
from builder.standards.scorm.manifest import MANIFEST_FILE
from builder.standards.scorm12.inspection import lint, recognises
from builder.standards.scorm12.limits import check_plan
from builder.standards.scorm12.manifest import CONTROL_DOCUMENTS, DIALECT, make_manifest
from builder.standards.scorm12.notation import NOTATION, RIGHT, STATE_LENGTH, WRONG, write_patterns
from builder.standards.scorm12.table import EXITS, driver_table
from builder.standards.script import START_FILE, opening_files
from builder.standards.standard import Handover, Options, Standard
from builder.tracking.plan import PlannedInteraction, StatementTemplate, TrackingPlan

NAME = "scorm12"


def package(course: Course, plan: TrackingPlan, pages: Pages, options: Options) -> Package:
    """Return the package: pages, driver and tables, manifest, control documents."""
    files: dict[str, Content] = {
        **opening_files(plan, pages, "'self'", NAME, ("notation", "scorm"), STATE_LENGTH, driver_table),
        **pages.shared_files(),
    }
    files[MANIFEST_FILE] = to_xml(make_manifest(plan, START_FILE, files, schemas=options.schemas), DIALECT)
    if options.schemas:
        files.update({name: read_asset(f"schemas/{NAME}/{name}") for name in CONTROL_DOCUMENTS})
    return Package(f"{course.id}-{NAME}.zip", files)


def describe(plan: TrackingPlan, template: StatementTemplate) -> tuple[tuple[str, str], ...]:
    """Return the elements that an event sets. What a finished course sets is said once, at its last event."""
    tracked = [objective.tracked_id for objective in plan.objectives if objective.id in template.outcomes]
    match template.event:
        case "answered":
            return _describe_answer(plan, next(one for one in plan.interactions if one.id == template.interaction))
        case "initialized":
            return (("cmi.core.lesson_status", "incomplete, when nothing better is there yet"), (_EXIT, "suspend"))
        case "outcome-scored":
            return (*_ids(tracked), ("cmi.objectives.n.score.raw", "whole per cent, 0 to 100, over all checks"), *_SCORE_RANGE)
        case "session-completed":
            return (*_ids(tracked), ("cmi.objectives.n.status", "completed, when every session about the outcome is")) if tracked else ()
        case "completed":
            return ((_STATUS, "completed"),) if plan.pass_rule.mark is None else ()
        case "passed" | "failed":
            score = () if plan.record is Record.COMPLETION else (("cmi.core.score.raw", "whole per cent, 0 to 100"),)
            return ((_STATUS, template.event), *score)
        case "terminated":
            return (("cmi.core.session_time", "how long this launch lasted"), (_EXIT, EXITS[plan.exit_when_done] or "the empty text"))


_STATUS, _EXIT = "cmi.core.lesson_status", "cmi.core.exit"
_SCORE_RANGE = (("cmi.objectives.n.score.min", "0"), ("cmi.objectives.n.score.max", "100"))


def _ids(tracked: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(("cmi.objectives.n.id", one) for one in tracked)


def _describe_answer(plan: TrackingPlan, interaction: PlannedInteraction) -> tuple[tuple[str, str], ...]:
    tracked = {objective.id: objective.tracked_id for objective in plan.objectives}
    patterns = write_patterns(interaction.definition)
    return (
        ("cmi.interactions.n.id", interaction.tracked_id),
        ("cmi.interactions.n.type", NOTATION[interaction.definition.type].type),
        *((f"cmi.interactions.n.objectives.{at}.id", tracked[outcome]) for at, outcome in enumerate(interaction.outcomes) if outcome in tracked),
        *((f"cmi.interactions.n.correct_responses.{at}.pattern", pattern) for at, pattern in enumerate(patterns)),
        ("cmi.interactions.n.weighting", str(interaction.points)),
        ("cmi.interactions.n.student_response", f"for example {patterns[0]}" if patterns else "what the learner answered"),
        ("cmi.interactions.n.result", f"{RIGHT} or {WRONG}" if interaction.definition.correct else "neutral: no answer is right or wrong"),
    )


def handover(plan: TrackingPlan) -> Handover:
    """Return what an administrator must know. What rests on reading code rather than on a trial is said so."""
    mark = plan.pass_rule.mark
    ending = (
        "The course ends with the status “completed” and sends no score. Set the activity to be complete when the status is “completed”."
        if mark is None
        else f"The course ends with the status “passed” and a score of 0 to 100 (pass mark {mark}). "
        "Set the activity to be complete when the status is “passed” or “completed”, and take the grade from the score."
    )
    return Handover(
        platforms=(
            "NHS England Learning Hub: choose “elearning package (SCORM 1.2)”. It takes no other SCORM version (read in its published code).",
            "Moodle and Totara: add a “SCORM package” activity (read in Moodle’s code; Totara by its help pages).",
            "Open edX with the SCORM block (its importer reads this zip in our tests).",
            "Most other platforms that say “SCORM 1.2”.",
        ),
        settings=(
            ending,
            "Leave any mastery or pass score in the platform empty. The course decides, and a second rule could contradict it.",
            (
                "Moodle: keep “SCORM standard mode” on. Set “Force new attempt” to “No” and “Number of attempts” to “Unlimited”, "
                "so that learners go on where they stopped."
            ),
            "Learners leave by “Save and exit”. Closing the window loses nothing that the page said was saved.",
        ),
        updating=(
            "Put the new zip into the same activity or resource. Do not make a new one: learners’ records hang on the old.",
            "Keep the file name. Some platforms know an update by it.",
            "NHS England Learning Hub: do not tick “force clearing of user suspend data”. The course reads progress of earlier versions.",
            "NHS England Learning Hub hands nothing back once a learner has finished: those learners are told that their result is recorded.",
        ),
        unverified=(
            (
                "This zip has not been tried in a live NHS England Learning Hub, Moodle, Totara or ESR. "
                "It has been played against models of the first two, built from their published code."
            ),
            "What NHS England Learning Hub’s private import worker checks is not known. Try the zip in a test catalogue first.",
            "The text of ESR’s own technical standard was not available to us.",
        ),
    )


STANDARDS = (Standard(NAME, "SCORM 1.2", check_plan, package, recognises, lint, describe, handover, badly_served=(".mp4",)),)
