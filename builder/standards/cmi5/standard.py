"""cmi5: the platform launches, keeps the record store, and knows from statements who is done."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.addresses import example_note
from builder.course.model import Course
from builder.diagnostics import Diagnostic
from builder.package.content import Content
from builder.package.package import Package
from builder.pages.pages import Pages
from builder.standards.cmi5.inspection import lint, recognises
from builder.standards.cmi5.manifest import MANIFEST_FILE, course_id, make_manifest, mastery_score, move_on, publisher_id, to_xml
from builder.standards.cmi5.shapes import MASTERY_VARIABLE, SESSION_ID, cmi5_shapes
from builder.standards.cmi5.table import driver_table
from builder.standards.script import DriverParts, opening_files
from builder.standards.standard import Handover, Options, Standard
from builder.standards.statement_table import CONNECT, STATE_LENGTH
from builder.tracking.plan import StatementTemplate, TrackingPlan, Unit
from builder.tracking.response_types import DELIMITED
from builder.tracking.responses import example_words
from builder.tracking.statements import VARIABLES, fixed_values

PARTS = DriverParts(("duration", "lrs", "record"), ("notation", "cmi5_results", "lrs_delivery", "record_reading", "record_results"))

NAME = "cmi5"


def check_plan(_plan: TrackingPlan) -> tuple[Diagnostic, ...]:
    """Return nothing: cmi5 has all ten types and no lengths; ids and base IRI are checked where the author wrote them."""
    return ()


def package(course: Course, plan: TrackingPlan, pages: Pages, _options: Options) -> Package:
    """Return the package: pages, driver and tables, cmi5.xml. There are no control documents."""
    files: dict[str, Content] = {
        **opening_files(plan, pages, CONNECT, NAME, PARTS, STATE_LENGTH, driver_table),
        **pages.shared_files(),
        MANIFEST_FILE: to_xml(make_manifest(plan)),
    }
    return Package(f"{course.id}-{NAME}.zip", files)


_WORDS = {**VARIABLES, MASTERY_VARIABLE: "the masteryScore of the launch data; absent if it has none"}


def describe(plan: TrackingPlan, template: StatementTemplate) -> tuple[tuple[str, str], ...]:
    """Return what cmi5 asks of the statement that an event sends, read off the very shape that the browser fills in."""
    shapes = next(unit.shapes for unit in plan.units if unit.id == template.unit)
    shape = cmi5_shapes(plan, shapes)[template.event]
    about = fixed_values(plan, template)["$object"] if shape["object"] == "$object" else shape["object"]
    context = shape["context"]
    assert isinstance(about, dict)
    assert isinstance(context, dict)
    question = {key: value for key, value in about.get("definition", {}).items() if key in {"interactionType", "correctResponsesPattern"}}
    said = {
        "verb.id": shape["verb"]["id"],  # type: ignore[index]  # a shape is a statement
        "object.id": about["id"],
        "object.definition": question,
        "result": _result(plan, template, shape.get("result", {})),
        "context.contextActivities.category": [category["id"] for category in context["contextActivities"]["category"]],
        "context.extensions": {SESSION_ID: "the session of the launch, from its context template", **context.get("extensions", {})},
    }
    return tuple(field for path, value in said.items() for field in _fields(path, value))


def _result(plan: TrackingPlan, template: StatementTemplate, shape: object) -> object:
    """Return a result as the plan has it: of a question an example, and no success where no answer is right or wrong."""
    question = next((question for question in plan.interactions if question.id == template.interaction), None)
    if question is None or not isinstance(shape, dict):
        return shape
    left_out = () if question.definition.correct else ("success",)
    said = {"response": example_words(question.definition, DELIMITED)} if "response" in shape else {}
    return {key: said.get(key, value) for key, value in shape.items() if key not in left_out}


def _fields(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield each value with its path; variables in words."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield from _fields(f"{path}.{key}", held)
    elif isinstance(value, list):
        for at, held in enumerate(value):
            yield from _fields(f"{path}[{at}]", held)
    elif isinstance(value, bool):
        yield path, "true" if value else "false"
    else:
        yield path, _WORDS.get(str(value), str(value))


def handover(plan: TrackingPlan) -> Handover:
    """Return what an administrator must know, on whatever platform."""
    return Handover(
        importing=("Upload the zip as it is, where your platform says “cmi5”. One that says only “xAPI” or “Tin Can” needs another file.",),
        settings=(
            *(_describe_unit(plan, unit) for unit in plan.units),
            "You do not have to set this: the rule is in the zip.",
            "Open the course in a frame or in its own window (AnyWindow). At its end it goes back to the platform’s return address.",
            (
                "If the record store has another address than the pages, it must allow requests from theirs (CORS), with the headers "
                "“Authorization”, “Content-Type”, “If-Match”, “If-None-Match” and “X-Experience-API-Version”."
            ),
            "No key or password is in the zip. The course fetches its token one time at each launch.",
            "Learners leave by “Save and exit”. If a learner closes the window, nothing shown as saved is lost, but the session stays open.",
        ),
        updating=(
            (
                "Put the new zip into the same activity where your platform can. If it makes a new course of each import, "
                "learners who are half way start again. Let them finish first."
            ),
            (
                "The ids of the course and its units stay the same as long as the author keeps the ids in the text: "
                f"{', '.join((course_id(plan), *(publisher_id(plan, unit.activity) for unit in plan.units)))}."
            ),
            *example_note(plan.base),
            "Learners continue where they stopped if the platform keeps their registration and the activity id that it made for the unit.",
        ),
        begun="The record store has the statement “initialized” for each visit, but not “completed” or “passed”. The unit is not satisfied.",
        finished=_finished(plan),
        unverified=("How long a platform accepts statements after the end of a session differs between platforms. We have not tried this anywhere.",),
    )


def _finished(plan: TrackingPlan) -> str:
    marked = "" if plan.pass_rule.mark is None else "“passed”" + (" with its score" if plan.sends_score() else ", without a score")
    if len(plan.units) > 1:
        last = f", for the marked one also {marked}" if marked else ""
        return f"For each unit the record store has one statement “completed”{last}, and the platform writes “satisfied” after it."
    return f"The record store has one statement {marked or '“completed”'}, and the platform writes “satisfied” after it."


def _describe_unit(plan: TrackingPlan, unit: Unit) -> str:
    title = "The course" if len(plan.units) == 1 else f"“{unit.title}”"
    if unit.pass_rule.mark is None:
        return f"{title} is done when it is completed (moveOn “{move_on(unit.pass_rule)}”). Its score is not sent."
    return (
        f"{title} is done when it is passed (moveOn “{move_on(unit.pass_rule)}”, "
        f"mastery score {mastery_score(unit.pass_rule)}, that is {unit.pass_rule.mark} per cent)."
    )


STANDARDS = (Standard(NAME, "cmi5", check_plan, package, recognises, lint, describe, handover, several_units=True, sends_statements=True),)
