"""xAPI with a Tin Can launch: statements straight to a learning record store."""

from __future__ import annotations

from builder.course.addresses import example_note
from builder.course.model import Course
from builder.diagnostics import Diagnostic
from builder.package.content import Content
from builder.package.package import Package
from builder.pages.pages import Pages
from builder.standards.script import START_FILE, DriverParts, opening_files
from builder.standards.standard import Handover, Options, Standard
from builder.standards.statement_table import CONNECT, STATE_LENGTH
from builder.standards.xapi.inspection import lint, recognises
from builder.standards.xapi.manifest import MANIFEST_FILE, make_manifest, to_xml
from builder.standards.xapi.table import driver_table
from builder.tracking.plan import Event, PlannedInteraction, StatementTemplate, TrackingPlan
from builder.tracking.response_types import DELIMITED
from builder.tracking.responses import delimited, example_words
from builder.tracking.vocabulary import VERBS

PARTS = DriverParts(("duration", "lrs", "record"), ("notation", "lrs_delivery", "record_reading", "record_results"))

NAME = "xapi"


def check_plan(_plan: TrackingPlan) -> tuple[Diagnostic, ...]:
    """Return nothing: xAPI has all ten types and no lengths; ids and base IRI are checked where the author wrote them."""
    return ()


def package(course: Course, plan: TrackingPlan, pages: Pages, _options: Options) -> Package:
    """Return the package: pages, driver and tables, tincan.xml. There are no control documents."""
    files: dict[str, Content] = {
        **opening_files(plan, pages, CONNECT, NAME, PARTS, STATE_LENGTH, driver_table),
        **pages.shared_files(),
        MANIFEST_FILE: to_xml(make_manifest(plan, START_FILE)),
    }
    return Package(f"{course.id}-{NAME}.zip", files)


def describe(plan: TrackingPlan, template: StatementTemplate) -> tuple[tuple[str, str], ...]:
    """Return the properties of the statement that an answer sends; other events are their own example."""
    interaction = next((interaction for interaction in plan.interactions if interaction.id == template.interaction), None)
    return () if interaction is None else _describe_answer(interaction)


def _describe_answer(interaction: PlannedInteraction) -> tuple[tuple[str, str], ...]:
    patterns = [delimited(response) for response in interaction.definition.correct]
    return (
        ("verb.id", VERBS["answered"].iri),
        ("object.id", interaction.activity.iri),
        ("object.definition.interactionType", interaction.definition.type.value),
        *((f"object.definition.correctResponsesPattern[{at}]", pattern) for at, pattern in enumerate(patterns)),
        ("result.response", example_words(interaction.definition, DELIMITED)),
        ("result.success", "true or false" if patterns else "not set: no answer is right or wrong"),
    )


def handover(plan: TrackingPlan) -> Handover:
    """Return what an administrator must know."""
    course = plan.units[0].activity.iri
    verb: Event = "completed" if plan.pass_rule.mark is None else "passed"
    done = VERBS[verb].iri
    score = " with its score" if plan.sends_score() else ", without a score"
    return Handover(
        importing=("Upload the zip as it is, as a “Tin Can” or “xAPI” package. The platform must launch it with endpoint, auth and actor.",),
        settings=(
            f"Activity id: {course}",
            *example_note(plan.base),
            f"Verb that means done: {done}",
            (
                "The learning record store must be reached by https and allow requests from the page’s own address (CORS), "
                "with the headers “Authorization”, “Content-Type”, “If-Match”, “If-None-Match” and “X-Experience-API-Version”."
            ),
            "Give each enrolment a registration. Without one, you cannot tell a learner’s second attempt from the first.",
            "No key or password is in the zip. The course uses only what it gets at launch.",
        ),
        updating=(
            "Put the new zip into the same activity. Activity ids stay the same as long as the author keeps the ids in the text.",
            "Learners continue where they stopped: progress is in the record store, under the learner, the activity and the registration.",
        ),
        begun="The record store has the statement “initialized” for each visit, but not “completed” or “passed”.",
        finished=f"The record store has one statement “{verb}”{score}.",
        unverified=("We checked the format of tincan.xml by rules, because we could not find its schema.",),
    )


STANDARDS = (Standard(NAME, "xAPI (Tin Can)", check_plan, package, recognises, lint, describe, handover, sends_statements=True),)
