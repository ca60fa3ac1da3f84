"""The three ways to give a statement back: exact, ids, canonical (Communication 2.1.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from builder.lrs.fault import Json
from builder.lrs.storage.canonical import CanonicalDefinitions
from builder.lrs.storage.identity import read_identity

Rewrite: TypeAlias = Callable[[dict[str, Json]], dict[str, Json]]

FORMATS = ("exact", "ids", "canonical")
_IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
_LISTS = ("choices", "scale", "source", "target", "steps")


def render_statement(statement: dict[str, Json], style: str, canonical: CanonicalDefinitions, languages: str | None) -> dict[str, Json]:
    """Write a statement in one of `FORMATS`.

    Args:
        statement: as kept; it is not changed.
        style: `exact`, `ids` or `canonical`.
        canonical: where the canonical definitions are.
        languages: the `Accept-Language` header, applied to each language map by itself.

    """
    if style == "ids":
        return _rewrite(statement, _only_ids)
    if style == "canonical":
        ranges = parse_languages(languages or "")
        return _rewrite(statement, lambda part: _make_canonical(part, canonical, ranges))
    return statement


def _rewrite(statement: dict[str, Json], change: Rewrite) -> dict[str, Json]:
    return {name: _rewrite_part(name, value, change) for name, value in statement.items()}


def _rewrite_part(name: str, value: Json, change: Rewrite) -> Json:
    if name == "object" and isinstance(value, dict) and value.get("objectType") == "SubStatement":
        return _rewrite(value, change)
    if name in ("actor", "verb", "object", "authority") and isinstance(value, dict):
        return change(value)
    if name == "context" and isinstance(value, dict):
        return {key: _rewrite_context(key, inner, change) for key, inner in value.items()}
    return value


def _rewrite_context(name: str, value: Json, change: Rewrite) -> Json:
    if name in ("instructor", "team") and isinstance(value, dict):
        return change(value)
    if name == "contextActivities" and isinstance(value, dict):
        return {
            key: [change(activity) for activity in inner if isinstance(activity, dict)] for key, inner in value.items() if isinstance(inner, list)
        }
    return value


def _only_ids(part: dict[str, Json]) -> dict[str, Json]:
    kept = {name: part[name] for name in ("objectType", "id", *_IDENTIFIERS) if name in part}
    members = part.get("member")
    if read_identity(part) is None and isinstance(members, list):
        kept["member"] = [_only_ids(member) for member in members if isinstance(member, dict)]
    return kept


def _make_canonical(part: dict[str, Json], canonical: CanonicalDefinitions, ranges: list[str]) -> dict[str, Json]:
    name = part.get("id")
    if not isinstance(name, str) or part.get("objectType") == "StatementRef":
        return part
    if "objectType" not in part and "definition" not in part:
        display = canonical.find_display(name)
        if display is not None:
            return {**part, "display": choose_language(display, ranges)}
    definition = canonical.find_definition(name)
    return part if definition is None else {**part, "definition": _in_one_language(definition, ranges)}


def _in_one_language(definition: dict[str, Json], ranges: list[str]) -> dict[str, Json]:
    return {name: _translate(name, value, ranges) for name, value in definition.items()}


def _translate(name: str, value: Json, ranges: list[str]) -> Json:
    if name in ("name", "description") and isinstance(value, dict):
        return choose_language(value, ranges)
    if name in _LISTS and isinstance(value, list):
        return [_in_one_language(item, ranges) if isinstance(item, dict) else item for item in value]
    return value


def parse_languages(header: str) -> list[str]:
    """Read an `Accept-Language` header into lower case ranges, the most wanted first (RFC 2616, 14.4)."""
    wanted: list[tuple[float, int, str]] = []
    for index, entry in enumerate(header.split(",")):
        tag, _, parameter = entry.strip().partition(";")
        weight = parameter.strip().removeprefix("q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            quality = 0.0
        if tag.strip() and quality > 0:
            wanted.append((-quality, index, tag.strip().lower()))
    return [tag for _, _, tag in sorted(wanted)]


def choose_language(texts: dict[str, Json], ranges: list[str]) -> dict[str, Json]:
    """Keep one entry of a language map: the first that fits a range, else the map's first."""
    chosen = next(_fitting(texts, ranges), next(iter(texts), None))
    return {} if chosen is None else {chosen: texts[chosen]}


def _fitting(texts: dict[str, Json], ranges: list[str]) -> Iterator[str]:
    for wanted in ranges:
        for tag in texts:
            if wanted == "*" or tag.lower() == wanted or tag.lower().startswith(wanted + "-"):
                yield tag
