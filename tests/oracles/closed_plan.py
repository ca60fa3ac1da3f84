"""The plan is closed (tracking contract 8): what was seen is matched to the plan's templates, field by field.

Written from the plan's values and the contract's words, not from the code that fills shapes, so that the two can disagree.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from builder.course.cmi import InteractionType
from builder.tracking.plan import PlannedInteraction, StatementTemplate, TrackingPlan
from builder.tracking.statements import fixed_values

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\dZ")
DURATION = re.compile(r"PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?")
NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
RANGES = {"$raw": (0, 100), "$points": (0, 1000), "$of": (1, 1000), "$scaled": (0, 1)}
MAY_BE_ABSENT = ("$registration", "$success", "$category", "$outcomes")
"""Variables that a launch or a question may leave without a value; their keys are then absent."""


def matching_templates(plan: TrackingPlan, statement: dict[str, Any], activity: str) -> list[str]:
    """Return the names of the templates that a statement fits, given the activity that the launch named."""
    return [template.name for template in plan.statements if _fits_template(plan, template, statement, activity)]


def _fits_template(plan: TrackingPlan, template: StatementTemplate, statement: dict[str, Any], activity: str) -> bool:
    question = next((interaction for interaction in plan.interactions if interaction.id == template.interaction), None)
    seen = {key: value for key, value in statement.items() if key not in ("stored", "authority", "version")}
    seen["context"] = _in_first_language(plan, seen.get("context", {}))
    return _fits(shape_of(plan, template), seen, {**fixed_values(plan, template), "$activity": activity}, question) and _agrees(seen)


def _in_first_language(plan: TrackingPlan, context: dict[str, Any]) -> dict[str, Any]:
    """The context as it is where the learner reads the first language: a statement names the language that is shown, of those that packages hold."""
    return {**context, "language": plan.language} if context.get("language") in {each.language for each in plan.others} else context


def shape_of(plan: TrackingPlan, template: StatementTemplate) -> dict[str, object]:
    """The shape of a template's event in its own unit."""
    return next(unit for unit in plan.units if unit.id == template.unit).shapes[template.event]


def _fits(shape: object, seen: object, fixed: dict[str, object], question: PlannedInteraction | None) -> bool:
    if isinstance(shape, str) and shape in fixed:
        return seen == fixed[shape]
    if isinstance(shape, str) and shape.startswith("$"):
        return _fits_variable(shape, seen, question)
    if isinstance(shape, dict):
        if not isinstance(seen, dict):
            return False
        absent = set(shape) - set(seen)
        if set(seen) - set(shape) or not all(_may_be_absent(shape[key]) for key in absent):
            return False
        return all(_fits(shape[key], seen[key], fixed, question) for key in seen)
    if isinstance(shape, list):
        return (
            isinstance(seen, list) and len(shape) == len(seen) and all(_fits(planned, value, fixed, question) for planned, value in zip(shape, seen, strict=True))
        )
    return type(shape) is type(seen) and shape == seen


def _may_be_absent(shape: object) -> bool:
    if isinstance(shape, dict):
        return all(_may_be_absent(value) for value in shape.values())
    return shape in MAY_BE_ABSENT


def _fits_variable(name: str, seen: object, question: PlannedInteraction | None) -> bool:
    match name, seen:
        case "$id" | "$registration", str(text):
            return bool(UUID.fullmatch(text))
        case "$timestamp", str(text):
            return bool(TIMESTAMP.fullmatch(text))
        case "$duration", str(text):
            return bool(DURATION.fullmatch(text))
        case "$actor", dict():
            return True
        case "$success", bool():
            return True
        case "$raw" | "$points" | "$of" | "$scaled", int(number) | float(number):
            least, most = RANGES[name]
            return not isinstance(number, bool) and least <= number <= most and (name == "$scaled" or isinstance(number, int))
        case "$response", str(text):
            return question is not None and fits_response(question, text, ("[,]", "[.]"))
        case _:
            return False


def _agrees(statement: dict[str, Any]) -> bool:
    """Whether a score's two forms are the same mark."""
    score = statement.get("result", {}).get("score")
    return score is None or abs(score["scaled"] - score["raw"] / score["max"]) < 0.0001


def fits_response(question: PlannedInteraction, text: str, delimiters: tuple[str, str]) -> bool:
    """Whether a response text names only what the question has, each once, in a standard's delimiters."""
    definition = question.definition
    item, pair = delimiters
    parts = text.split(item) if text else []
    match definition.type:
        case InteractionType.CHOICE:
            codes = {choice.code for choice in definition.choices}
            return bool(parts) and set(parts) <= codes and len(set(parts)) == len(parts) <= definition.most_chosen
        case InteractionType.MATCHING:
            pairs = [tuple(part.split(pair)) for part in parts]
            sources, targets = {part.code for part in definition.sources}, {part.code for part in definition.targets}
            fitting = all(len(codes) == 2 and codes[0] in sources and codes[1] in targets for codes in pairs)
            return fitting and len({codes[0] for codes in pairs}) == len(pairs) == len(sources)
        case InteractionType.FILL_IN:
            return len(text.split(item)) == len(definition.variants) and all(len(part) <= 40 for part in text.split(item))
        case InteractionType.TRUE_FALSE:
            return text in (("true", "false") if item == "[,]" else ("t", "f"))
        case InteractionType.SEQUENCING:
            return sorted(parts) == sorted(choice.code for choice in definition.choices)
        case InteractionType.NUMERIC:
            return bool(NUMBER.fullmatch(text)) and len(text) <= 40
        case InteractionType.LIKERT:
            return text in {choice.code for choice in definition.choices}
        case InteractionType.LONG_FILL_IN:
            return True
        case _:
            raise AssertionError(f"say here what responses of type {definition.type} look like")


def fixed_changes(plan: TrackingPlan, statement: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (path, statement) with one fixed field changed: every leaf that no variable stands for."""
    template = next(candidate for candidate in plan.statements if candidate.name in matching_templates(plan, statement, _launched(statement)))
    shape = shape_of(plan, template)
    for path in _fixed_leaves(shape, statement):
        changed = copy.deepcopy(statement)
        holder: Any = changed
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = _other(holder[path[-1]])
        yield ".".join(map(str, path)), changed


def _launched(statement: dict[str, Any]) -> str:
    grouping = statement.get("context", {}).get("contextActivities", {}).get("grouping")
    return str((grouping[0] if grouping else statement["object"])["id"])


FREE = {"$id", "$timestamp", "$duration", "$actor", "$success", "$raw", "$points", "$of", "$scaled", "$response", "$registration"}


def _fixed_leaves(shape: object, seen: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(shape, str) and shape in FREE:
        return
    if isinstance(seen, dict):
        for key, value in seen.items():
            yield from _fixed_leaves(shape[key] if isinstance(shape, dict) else None, value, (*path, key))
    elif isinstance(seen, list):
        for at, value in enumerate(seen):
            yield from _fixed_leaves(shape[at] if isinstance(shape, list) and at < len(shape) else None, value, (*path, at))
    else:
        yield path


def _other(value: object) -> object:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case _:
            return f"{value}x"
