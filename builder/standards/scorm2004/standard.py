"""SCORM 2004, 3rd and 4th Edition: two standards of one room, which differ by an `Edition`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.course.model import Course, Record
from builder.package.content import Content
from builder.package.package import Package
from builder.pages.pages import Pages
from builder.resources import read_asset
from builder.standards.scorm.document import to_xml
from builder.standards.scorm.handover import LEAVING, NO_SECOND_RULE, OUTCOME_COMPLETED, completed_objectives, say_score
from builder.standards.scorm.manifest import MANIFEST_FILE
from builder.standards.scorm2004.inspection import lint, recognises
from builder.standards.scorm2004.limits import check_plan
from builder.standards.scorm2004.manifest import CONTROL_DOCUMENTS, DIALECT, FOURTH, THIRD, Edition, make_manifest
from builder.standards.scorm2004.notation import NOTATION, RIGHT, WRONG, write_description, write_patterns
from builder.standards.scorm2004.table import EXITS, driver_table
from builder.standards.script import DriverParts, opening_files
from builder.standards.standard import Handover, Options, Standard
from builder.tracking.plan import PlannedInteraction, StatementTemplate, TrackingPlan
from builder.tracking.responses import example_words

PARTS = DriverParts(("duration", "scorm"), ("notation", "scorm_results"))

DRIVER = "scorm2004"


def package(edition: Edition, course: Course, plan: TrackingPlan, pages: Pages, options: Options) -> Package:
    """Return the package of an edition: pages, driver and tables, manifest, control documents."""
    files: dict[str, Content] = {
        **opening_files(plan, pages, "'self'", DRIVER, PARTS, edition.state, driver_table),
        **pages.shared_files(),
    }
    files[MANIFEST_FILE] = to_xml(make_manifest(edition, plan, files, schemas=options.schemas), DIALECT)
    if options.schemas:
        files.update({name: read_asset(f"schemas/{edition.name}/{name}") for name in CONTROL_DOCUMENTS})
    return Package(f"{course.id}-{edition.name}.zip", files)


# ---------------------------------------------------------------- for people

_COMPLETION, _SUCCESS, _EXIT = "cmi.completion_status", "cmi.success_status", "cmi.exit"
_NAVIGATION = "adl.nav.request"
_OUTCOME_COMPLETED = ("cmi.objectives.n.completion_status", OUTCOME_COMPLETED)
_SCORE = (
    ("cmi.score.raw", "whole per cent, 0 to 100"),
    ("cmi.score.scaled", "the same from 0 to 1"),
    ("cmi.score.min", "0"),
    ("cmi.score.max", "100"),
)
_OUTCOME_SCORE = (
    ("cmi.objectives.n.score.raw", "whole per cent, 0 to 100, over all checks"),
    ("cmi.objectives.n.score.scaled", "the same from 0 to 1"),
    ("cmi.objectives.n.score.min", "0"),
    ("cmi.objectives.n.score.max", "100"),
)


def describe(plan: TrackingPlan, template: StatementTemplate) -> tuple[tuple[str, str], ...]:
    """Return the elements that an event sets. What a finished course sets is said once, at its last event."""
    ids = tuple(("cmi.objectives.n.id", objective.tracked_id) for objective in completed_objectives(plan, template))
    unit = next(unit for unit in plan.units if unit.id == template.unit)
    rule = unit.pass_rule
    match template.event:
        case "answered":
            return _describe_answer(plan, next(identifier for identifier in plan.interactions if identifier.id == template.interaction))
        case "initialized":
            return ((_COMPLETION, "incomplete, until there is a final status"), (_SUCCESS, "unknown, in the same case"), (_EXIT, "suspend"))
        case "outcome-scored":
            scored = tuple(("cmi.objectives.n.id", objective.tracked_id) for objective in plan.objectives if objective.id in template.outcomes)
            return (*scored, *_OUTCOME_SCORE, *((_OUTCOME_COMPLETED,) if ids else ()))
        case "session-completed":
            kept = ids and plan.record is not Record.COMPLETION
            return (*ids, _OUTCOME_COMPLETED) if kept else ()
        case "completed":
            done = () if rule.mark is not None else ((_COMPLETION, "completed"), (_SUCCESS, "unknown"), ("cmi.progress_measure", "1"))
            return (*done, *_describe_unit_outcomes(plan, template))
        case "passed" | "failed":
            score = () if plan.record is Record.COMPLETION else _SCORE
            return ((_COMPLETION, "completed"), (_SUCCESS, template.event), ("cmi.progress_measure", "1"), *score)
        case "terminated":
            closing = ((_NAVIGATION, "suspendAll, when the learner leaves by the button"),) if unit.activity.suffix == plan.root else ()
            return (("cmi.session_time", "how long this launch lasted"), (_EXIT, EXITS[plan.exit_when_done]), *closing)


def _describe_unit_outcomes(plan: TrackingPlan, template: StatementTemplate) -> Iterator[tuple[str, str]]:
    """Yield what the end of a unit says of outcomes, where no session of its own is told (tracking contract 7)."""
    unit = next(unit for unit in plan.units if unit.id == template.unit)
    objectives = completed_objectives(plan, template)
    if unit.activity.role == "course" or plan.record is Record.COMPLETION or not objectives:
        return
    yield from (("cmi.objectives.n.id", objective.tracked_id) for objective in objectives)
    yield _OUTCOME_COMPLETED


def _describe_answer(plan: TrackingPlan, interaction: PlannedInteraction) -> tuple[tuple[str, str], ...]:
    tracked = {objective.id: objective.tracked_id for objective in plan.objectives}
    patterns = write_patterns(interaction.definition)
    at = "cmi.interactions.n"
    return (
        (f"{at}.id", interaction.tracked_id),
        (f"{at}.type", interaction.definition.type.value),
        *((f"{at}.objectives.{nth}.id", tracked[outcome]) for nth, outcome in enumerate(interaction.outcomes) if outcome in tracked),
        (f"{at}.timestamp", "the moment in UTC"),
        *((f"{at}.correct_responses.{nth}.pattern", pattern) for nth, pattern in enumerate(patterns)),
        (f"{at}.weighting", str(interaction.points)),
        (f"{at}.learner_response", example_words(interaction.definition, NOTATION[interaction.definition.type])),
        (f"{at}.result", f"{RIGHT} or {WRONG}" if interaction.definition.correct else "neutral: no answer is right or wrong"),
        (f"{at}.latency", "how long it took"),
        (f"{at}.description", write_description(interaction.definition)),
    )


def handover(edition: Edition, plan: TrackingPlan) -> Handover:
    """Return what an administrator must know, on whatever platform."""
    return Handover(
        importing=(f"Upload the zip as it is, as a “{edition.title}” package.",),
        settings=(
            _ending(plan),
            *say_score(plan, "completion “incomplete”, success “unknown”", "success “passed”"),
            *_say_units(plan),
            NO_SECOND_RULE,
            LEAVING,
        ),
        updating=(
            "Put the new zip into the same activity. Do not make a new one: learners’ records are linked to the old one.",
            "Keep the file name and the edition. Some platforms use them to recognise an update.",
        ),
        begun="Completion is “incomplete” and success “unknown”. There is no score.",
        finished=_finished(plan),
        unverified=("Platforms differ in what they do with success “unknown” of a completed course. Try the zip with a test learner first.",)
        if plan.pass_rule.mark is None
        else (),
    )


def _ending(plan: TrackingPlan) -> str:
    if plan.pass_rule.mark is None:
        return (
            "The course ends with completion “completed”; success stays “unknown” and no score is sent. "
            "If you can choose what counts as complete, choose “completed”, and do not ask for “passed”."
        )
    return (
        "The course ends with completion “completed” and success “passed”. If you can choose what counts as complete, choose “passed” or “completed”."
    )


def _finished(plan: TrackingPlan) -> str:
    if plan.pass_rule.mark is None:
        return "Completion is “completed” and success “unknown”. There is no score."
    failed = "" if plan.pass_rule.tries is None else ", or “failed” when no try is left"
    score = "The score is 0 to 100." if plan.sends_score() else "There is no score."
    marked = f"completion is “completed” and success “passed”{failed}. {score}"
    if len(plan.units) == 1:
        return f"C{marked[1:]}"
    return f"Of the part with the final check, {marked} Of every other part, completion is “completed”, success “unknown”, and there is no score."


def _say_units(plan: TrackingPlan) -> Iterator[str]:
    if len(plan.units) > 1:
        yield (
            f"The package has {len(plan.units)} parts, which the platform lists and opens one by one. "
            "The platform decides whether the whole course counts as done."
        )


def _standard(edition: Edition) -> Standard:
    return Standard(
        name=edition.name,
        title=edition.title,
        check_plan=partial(check_plan, edition),
        package=partial(package, edition),
        recognises=partial(recognises, edition),
        lint=partial(lint, edition),
        describe=describe,
        handover=partial(handover, edition),
        several_units=edition.several_units,
    )


STANDARDS = (_standard(THIRD), _standard(FOURTH))
