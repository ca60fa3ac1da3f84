"""Diagnostics for programs: JSON, annotations of a GitHub workflow, and SARIF for code-scanning services."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

import msgspec

from builder.diagnostics.changes import Replacement
from builder.diagnostics.diagnostic import Diagnostic, Place, by_place
from builder.diagnostics.rule import Severity

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return all faults sorted by place as a JSON list."""
    return json.dumps([_record(diagnostic) for diagnostic in sorted(diagnostics, key=by_place)], ensure_ascii=False, indent=2)


def _record(diagnostic: Diagnostic) -> dict[str, object]:
    place = diagnostic.place or Place("")
    return {
        "code": diagnostic.rule.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.rule.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "length": place.length,
        "changes": msgspec.to_builtins(diagnostic.changes),
    }


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return all faults as workflow commands, a line each; empty where there are none."""
    return "\n".join(_annotation(diagnostic) for diagnostic in sorted(diagnostics, key=by_place))


def _annotation(diagnostic: Diagnostic) -> str:
    place = diagnostic.place or Place("")
    shown = {"file": place.file, "line": place.line, "col": place.column, "title": f"{diagnostic.rule.code} {diagnostic.rule.name}"}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in shown.items() if value)
    return f"::{_GITHUB[diagnostic.rule.severity]} {properties}::{_data(f'{diagnostic.message} {diagnostic.hint}'.strip())}"


def _data(text: str) -> str:
    """Return a text in which nothing ends the command: the escapes are GitHub's own."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """Return all faults as one SARIF 2.1.0 log with the rules that were broken."""
    ordered = sorted(diagnostics, key=by_place)
    rules = {diagnostic.rule.code: diagnostic.rule for diagnostic in ordered}
    described = [
        {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.name},
            "fullDescription": {"text": rule.reason},
            "defaultConfiguration": {"level": _SARIF[rule.severity]},
        }
        for rule in rules.values()
    ]
    run = {
        "tool": {"driver": {"name": "copack", "rules": described}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic) for diagnostic in ordered],
    }
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(diagnostic: Diagnostic) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": diagnostic.rule.code,
        "level": _SARIF[diagnostic.rule.severity],
        "message": {"text": f"{diagnostic.message} {diagnostic.hint}".strip()},
    }
    if diagnostic.place is not None and diagnostic.place.file:
        physical: dict[str, object] = {"artifactLocation": {"uri": _uri(diagnostic.place.file)}}
        if diagnostic.place.line:
            physical["region"] = _region(diagnostic.place)
        result["locations"] = [{"physicalLocation": physical}]
    edits = [change for change in diagnostic.changes if isinstance(change, Replacement)]
    if edits and len(edits) == len(diagnostic.changes):  # SARIF has no way to rename a file
        result["fixes"] = [{"description": {"text": diagnostic.hint}, "artifactChanges": [_artifact_change(edit) for edit in edits]}]
    return result


def _artifact_change(edit: Replacement) -> dict[str, object]:
    (start_line, start_column), (end_line, end_column) = edit.start, edit.end
    region = {"startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column}
    replacement: dict[str, object] = {"deletedRegion": region}
    if edit.text:
        replacement["insertedContent"] = {"text": edit.text}
    return {"artifactLocation": {"uri": _uri(edit.file)}, "replacements": [replacement]}


def _region(place: Place) -> dict[str, int]:
    region = {"startLine": place.line}
    return {**region, "startColumn": place.column, "endColumn": place.column + place.length} if place.column else region


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


FORMATS: dict[str, Callable[[Iterable[Diagnostic]], str]] = {"json": as_json, "github": as_github, "sarif": as_sarif}
"""Every format for programs, by the name that `--format` takes."""
