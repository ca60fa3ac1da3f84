"""Judges xAPI Profiles by their structure, and statements by a profile: written from the specification, not from our code.

Source: xAPI Profiles 1.0, structure and processing parts (requirements 3.5). No schema of the document could be had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
OPERATORS = ("alternates", "optional", "oneOrMore", "sequence", "zeroOrMore")
DETERMINING = ("verb", "objectActivityType", "contextGroupingActivityType", "contextParentActivityType", "contextOtherActivityType",
               "contextCategoryActivityType", "attachmentUsageType")  # fmt: skip
LOCATION = re.compile(r"\$(\.[A-Za-z]+(\[\*\])?)+")


def judge_profile(document: dict[str, Any]) -> list[str]:
    """Each fault of a profile's structure, by XP number."""
    return [*_judge_empty(document, "$"), *_judge_top(document), *_judge_templates(document), *_judge_patterns(document)]


def _judge_empty(value: Any, path: str) -> Iterator[str]:
    if value is None or (isinstance(value, str | list | dict) and not value):
        yield f"XP-02 {path} is empty"
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from _judge_empty(member, f"{path}.{key}")


def _judge_top(document: dict[str, Any]) -> Iterator[str]:
    fixed = {"@context": "https://w3id.org/xapi/profiles/context", "type": "Profile", "conformsTo": "https://w3id.org/xapi/profiles#1.0"}
    yield from (f"XP-01 {name} is {document.get(name)}" for name, value in fixed.items() if document.get(name) != value)
    for name in ("prefLabel", "definition"):
        if not all(LANGUAGE.fullmatch(tag) for tag in document[name]):
            yield f"XP-01 {name} has a language that is none"
    if document["author"].get("type") not in {"Organization", "Person"} or not document["author"].get("name"):
        yield "XP-01 author"
    for at, version in enumerate(document["versions"]):
        if not IRI.fullmatch(version["id"]) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", version["generatedAtTime"]):
            yield f"XP-01 version {at}"
        if version["id"] == document["id"]:
            yield "XP-01 a version has an id of its own"


def _judge_templates(document: dict[str, Any]) -> Iterator[str]:
    versions = {version["id"] for version in document["versions"]}
    seen: set[tuple[Any, ...]] = set()
    for template in document["templates"]:
        if template["type"] != "StatementTemplate" or template["inScheme"] not in versions or not IRI.fullmatch(template["id"]):
            yield f"XP-05 {template['id']}"
        if not {"prefLabel", "definition"} <= set(template) or not set(template) & set(DETERMINING):
            yield f"XP-05 {template['id']} lacks a label or a determining property"
        determined = tuple(template.get(name) for name in DETERMINING)
        if determined in seen:
            yield f"{template['id']} is about the same statements as another: they would have to follow both"
        seen.add(determined)
        for rule in template["rules"]:
            if not LOCATION.fullmatch(rule["location"]) or not set(rule) & {"presence", "any", "all", "none"}:
                yield f"XP-06 {rule}"
            if rule.get("presence", "included") not in {"included", "excluded", "recommended"}:
                yield f"XP-06 {rule}"


def _judge_patterns(document: dict[str, Any]) -> Iterator[str]:
    versions = {version["id"] for version in document["versions"]}
    patterns = {pattern["id"]: pattern for pattern in document["patterns"]}
    known = set(patterns) | {template["id"] for template in document["templates"]}
    for pattern in patterns.values():
        operators = [name for name in OPERATORS if name in pattern]
        if len(operators) != 1 or pattern["type"] != "Pattern" or pattern["inScheme"] not in versions:
            yield f"XP-08 {pattern['id']} has {operators}"
            continue
        members = _members(pattern)
        if not set(members) <= known:
            yield f"XP-08 {pattern['id']} names what is not there"
        if operators[0] in {"alternates", "sequence"} and len(members) < 2:
            yield f"XP-08 {pattern['id']} has too few members"
        if operators[0] == "alternates" and any(set(patterns.get(name, {})) & {"optional", "zeroOrMore"} for name in members):
            yield f"XP-08 {pattern['id']} holds what may be nothing"
        if pattern.get("primary") and not {"prefLabel", "definition"} <= set(pattern):
            yield f"XP-08 {pattern['id']} is primary and has no words"
        if _recurs(pattern["id"], patterns, ()):
            yield f"XP-08 {pattern['id']} holds itself"
    if not any(pattern.get("primary") for pattern in patterns.values()):
        yield "XP-08 no pattern is primary"


def _members(pattern: dict[str, Any]) -> list[str]:
    held = next(pattern[name] for name in OPERATORS if name in pattern)
    return held if isinstance(held, list) else [held]


def _recurs(name: str, patterns: dict[str, Any], above: tuple[str, ...]) -> bool:
    return name in above or (name in patterns and any(_recurs(member, patterns, (*above, name)) for member in _members(patterns[name])))


# -------------------------------------------------------------------- statements


def list_templates(document: dict[str, Any], statement: dict[str, Any]) -> list[str]:
    """Ids of the templates that a statement is about and follows; fails where it is about one and does not follow it."""
    about = [template for template in document["templates"] if _is_about(template, statement)]
    for template in about:
        for rule in template["rules"]:
            assert _follows(rule, statement), f"{template['id']}: {rule}"
    return [template["id"] for template in about]


def breaks_a_rule(document: dict[str, Any], statement: dict[str, Any]) -> bool:
    """Whether a statement is about no template, or breaks a rule of one."""
    about = [template for template in document["templates"] if _is_about(template, statement)]
    return not about or any(not _follows(rule, statement) for template in about for rule in template["rules"])


def _is_about(template: dict[str, Any], statement: dict[str, Any]) -> bool:
    return (template["verb"], template["objectActivityType"]) == (statement["verb"]["id"], statement["object"].get("definition", {}).get("type"))


def _follows(rule: dict[str, Any], statement: dict[str, Any]) -> bool:
    values = _find(statement, rule["location"].removeprefix("$.").split("."))
    presence = rule.get("presence")
    if (presence == "included" and not values) or (presence == "excluded" and values):
        return False
    if "any" in rule and not any(value in rule["any"] for value in values):
        return False
    return "all" not in rule or (bool(values) and all(value in rule["all"] for value in values))


def _find(value: Any, path: Sequence[str]) -> list[Any]:
    if not path:
        return [value]
    name, each = path[0].removesuffix("[*]"), path[0].endswith("[*]")
    if not isinstance(value, dict) or name not in value:
        return []
    below = value[name] if each else [value[name]]
    return [leaf for member in below for leaf in _find(member, path[1:])]


def fits_primary(document: dict[str, Any], templates: Sequence[str]) -> bool:
    """Whether a registration's statements, as ids of templates in order, match a primary pattern: all of them, to the end."""
    patterns = {pattern["id"]: pattern for pattern in document["patterns"]}
    expressions = {pattern["id"]: _expression(pattern["id"], patterns) for pattern in patterns.values() if pattern.get("primary")}
    letters = {template["id"]: chr(0xE000 + at) for at, template in enumerate(document["templates"])}
    text = "".join(letters[name] for name in templates)
    for expression in expressions.values():
        for name, letter in letters.items():
            expression = expression.replace(f"<{name}>", letter)  # noqa: PLW2901 - the expression grows letter by letter
        if re.fullmatch(expression, text):
            return True
    return False


def _expression(name: str, patterns: dict[str, Any]) -> str:
    if name not in patterns:
        return f"<{name}>"
    operator = next(each for each in OPERATORS if each in patterns[name])
    parts = [_expression(member, patterns) for member in _members(patterns[name])]
    joined = "|".join(parts) if operator == "alternates" else "".join(parts)
    return f"(?:{joined})" + {"optional": "?", "oneOrMore": "+", "zeroOrMore": "*"}.get(operator, "")
