"""The course's xAPI Profile: which statements it may send, and in which order (requirements 3.5; xAPI Profiles 1.0, structure part).

Verbs and activity types are those of published profiles (`vocabulary`), so the profile has templates and patterns and no
concepts of its own (XP-04). Templates hold only what tells right statements from wrong ones: a changed title changes none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from msgspec import Struct

from builder.tracking.plan import Event, StatementTemplate, TrackingPlan
from builder.tracking.statements import fixed_values
from builder.tracking.vocabulary import VERBS

CONTEXT = "https://w3id.org/xapi/profiles/context"
CONFORMS_TO = "https://w3id.org/xapi/profiles#1.0"

JsonObject = dict[str, object]


class TemplateRule(Struct, frozen=True):
    """One rule of a template (XP-06).

    Attributes:
        location: JSONPath.
        presence: `included` or empty.
        values: one of them must stand at the location (`any`).
        only: nothing else may stand there (`all`).

    """

    location: str
    presence: str = ""
    values: tuple[object, ...] = ()
    only: tuple[object, ...] = ()


class ProfileTemplate(Struct, frozen=True):
    """A Statement Template: verb and object type determine which statements it is about, rules say what they must hold (XP-05).

    There is one for each pair of verb and object type, never one a question: a statement must follow every template whose
    determining properties it has.
    """

    id: str
    label: str
    definition: str
    verb: str
    object_type: str
    rules: tuple[TemplateRule, ...]


class ProfilePattern(Struct, frozen=True):
    """A Pattern (XP-08): one operator and its members. `members` are ids."""

    id: str
    label: str
    definition: str
    operator: str
    members: tuple[str, ...]
    primary: bool = False


class Profile(Struct, frozen=True):
    """The profile without what is said of it: its id, the id of this version, templates, patterns."""

    id: str
    version: str
    templates: tuple[ProfileTemplate, ...]
    patterns: tuple[ProfilePattern, ...]


WORDS: dict[Event, tuple[str, str]] = {
    "initialized": ("Opened", "The learner opens the course, or a part of it that a platform launches by itself."),
    "answered": ("Answered a question", "The learner submits an answer to a question; each time it is submitted."),
    "outcome-scored": ("Scored on an outcome", "The learner submits a check: what its questions about one outcome came to; each time."),
    "session-completed": ("Finished a session", "The learner has seen every core page of a session and submitted its checks; the first time only."),
    "completed": ("Finished", "The learner has seen every core page of what was launched and submitted every check; the first time only."),
    "passed": ("Passed", "The learner reaches the pass mark; the first time only."),
    "failed": ("Failed", "The learner stays below the pass mark and has no tries left; the first time only."),
    "terminated": ("Left", "The learner chooses “Save and exit”."),
}
"""Label and definition of each event's template."""


def make_profile(plan: TrackingPlan) -> Profile:
    """Return the profile of a plan; its version is what `plan.profile` says, or is to say."""
    profile = f"{plan.base}profile"

    def kind(template: StatementTemplate) -> tuple[str, str]:
        return (template.event, template.object.type)

    templates: list[ProfileTemplate] = []
    for (event, of), group in groupby(sorted(plan.statements, key=kind), kind):
        alike = tuple(group)
        role = alike[0].object.role
        rules = tuple(_rules(plan, alike))
        label, definition = WORDS[alike[0].event]
        name = event if role in {"course", "interaction", "outcome"} or event == "session-completed" else f"{event}-{role}"
        verb = VERBS[alike[0].event].iri
        templates.append(ProfileTemplate(_named(f"{profile}/templates/{name}", [verb, of, rules]), label, definition, verb, of, rules))
    opened: tuple[str, ...] = tuple(template.id for template in templates if template.verb == VERBS["initialized"].iri)
    patterns = tuple(_patterns(profile, opened, tuple(template.id for template in templates)))
    version = _named(f"{profile}/v", [*(template.id for template in templates), *(pattern.id for pattern in patterns)])
    return Profile(profile, version, tuple(templates), patterns)


def _named(name: str, content: object) -> str:
    """Return a name that changes with its content, and with nothing else (XP-07)."""
    written = json.dumps(content, sort_keys=True, default=lambda rule: [rule.location, rule.presence, rule.values, rule.only])
    return f"{name}-{hashlib.sha256(written.encode()).hexdigest()[:12]}"


# ---------------------------------------------------------------- templates


def _rules(plan: TrackingPlan, alike: tuple[StatementTemplate, ...]) -> Iterator[TemplateRule]:
    """Yield what every statement of an event holds: as its shape says, and for the plan's own activities their ids."""
    shape = next(unit.shapes for unit in plan.units if unit.id == alike[0].unit)[alike[0].event]
    yield TemplateRule("$.timestamp", "included")
    yield TemplateRule("$.context.registration", "included")
    yield TemplateRule("$.context.revision", "included")
    context = shape["context"]
    assert isinstance(context, dict)
    yield TemplateRule("$.context.language", values=plan.languages())
    if shape["object"] == "$object":
        yield TemplateRule("$.object.id", values=tuple(sorted({template.object.iri for template in alike})))
    yield from _activity_rules(context["contextActivities"], [fixed_values(plan, template) for template in alike])
    # The whole course and the pilot, where the plan has them, stand in every statement.
    yield from (TemplateRule("$.context.contextActivities.grouping[*].id", "included", values=(each.iri,)) for each in plan.around)
    result = shape.get("result")
    yield from _result_rules(result, "$.result") if isinstance(result, dict) else ()


def _activity_rules(activities: Mapping[str, object], fixed: list[dict[str, object]]) -> Iterator[TemplateRule]:
    """Yield which activities a statement names beside its object. The launch decides the id of the course's own."""
    for name in ("parent", "grouping"):
        if name in activities:
            parents = _ids([[values["$parent"]] for values in fixed]) if activities[name] == ["$parent"] else ()
            yield TemplateRule(f"$.context.contextActivities.{name}[*].id", "included", only=parents)
    outcomes = [values["$outcomes"] for values in fixed]
    # Where some have no outcome there is nothing that all of them must name.
    if activities.get("other") == "$outcomes" and all(outcomes):
        yield TemplateRule("$.context.contextActivities.other[*].id", "included", only=_ids(outcomes))


def _ids(lists: list[Any]) -> tuple[str, ...]:
    """Return the ids of lists of activities, each once, in an order of their own: a moved question changes no rule."""
    return tuple(sorted({reference["id"] for several in lists for reference in several}))


def _result_rules(part: Mapping[str, object], path: str) -> Iterator[TemplateRule]:
    for name, value in part.items():
        location = f"{path}.{name}"
        if isinstance(value, dict):
            yield from _result_rules(value, location)
        elif value == "$success":
            # A question without a right answer has none.
            continue
        elif isinstance(value, str) and value.startswith("$"):
            yield TemplateRule(location, "included")
        else:
            yield TemplateRule(location, values=(value,))


# ---------------------------------------------------------------- patterns


def _patterns(profile: str, opened: tuple[str, ...], all_templates: tuple[str, ...]) -> Iterator[ProfilePattern]:
    """Yield the patterns of one registration: launches, each begun by an opening, cut anywhere.

    A window can be killed after any statement, two windows of one attempt mix theirs, and a learner who saved and left in
    one may go on in the other: after the first opening any order is right. What may stand once is told by the once rules
    of the catalogue, which no pattern of this kind can say.
    """
    opening = opened[0]
    if len(opened) > 1:
        yield (first := _pattern(profile, "opening", "An opening", "A part of the course is opened.", "alternates", opened))
        opening = first.id
    yield (event := _pattern(profile, "event", "Any event", "Any statement of the course.", "alternates", all_templates))
    yield (rest := _pattern(profile, "events", "What happens then", "Any number of statements.", "zeroOrMore", (event.id,)))
    definition = "The course is opened; what follows may be cut anywhere."
    yield (launch := _pattern(profile, "launch", "A launch", definition, "sequence", (opening, rest.id)))
    definition = "Everything that one learner’s registration may hold, by time stamp: one launch or several, each of which may be cut anywhere."
    yield _pattern(profile, "registration", "A registration", definition, "oneOrMore", (launch.id,), primary=True)


def _pattern(
    profile: str, name: str, label: str, definition: str, operator: str, members: tuple[str, ...], *, primary: bool = False
) -> ProfilePattern:
    return ProfilePattern(_named(f"{profile}/patterns/{name}", [operator, members, primary]), label, definition, operator, members, primary)


# ---------------------------------------------------------------- the document


def profile_document(profile: Profile, *, title: str, author: str, language: str, made: str, earlier: tuple[JsonObject, ...] = ()) -> JsonObject:
    """Return the profile as JSON-LD (XP-01).

    Args:
        profile: as made from the plan.
        title: of the course.
        author: name of the organisation that answers for it.
        language: of title and author's texts (RFC 5646).
        made: when this version was made, RFC 3339.
        earlier: `versions` of the document that was published last, the newest first. When it has this version already,
            nothing was revised and they stay as they are.

    """
    versions = list(earlier)
    if profile.version not in {entry["id"] for entry in earlier}:
        revised: JsonObject = {"wasRevisionOf": [earlier[0]["id"]]} if earlier else {}
        versions.insert(0, {"id": profile.version, **revised, "generatedAtTime": made})
    return {
        "@context": CONTEXT,
        "id": profile.id,
        "type": "Profile",
        "conformsTo": CONFORMS_TO,
        "prefLabel": {language: title},
        "definition": {"en": "Every statement that this course may send, and in which order."},
        "versions": versions,
        "author": {"type": "Organization", "name": author},
        "templates": [_template_json(template, profile.version) for template in profile.templates],
        "patterns": [_pattern_json(pattern, profile.version) for pattern in profile.patterns],
    }


def _template_json(template: ProfileTemplate, version: str) -> JsonObject:
    return {
        "id": template.id,
        "type": "StatementTemplate",
        "inScheme": version,
        "prefLabel": {"en": template.label},
        "definition": {"en": template.definition},
        "verb": template.verb,
        "objectActivityType": template.object_type,
        "rules": [
            {
                "location": rule.location,
                **({"presence": rule.presence} if rule.presence else {}),
                **({"any": list(rule.values)} if rule.values else {}),
                **({"all": list(rule.only)} if rule.only else {}),
            }
            for rule in template.rules
        ],
    }


def _pattern_json(pattern: ProfilePattern, version: str) -> JsonObject:
    several = pattern.operator in {"alternates", "sequence"}
    return {
        "id": pattern.id,
        "type": "Pattern",
        "inScheme": version,
        "primary": pattern.primary,
        "prefLabel": {"en": pattern.label},
        "definition": {"en": pattern.definition},
        pattern.operator: list(pattern.members) if several else pattern.members[0],
    }
