"""How a demand that both SCORM versions make becomes a rule of each: written once, told by the code of the version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from builder.diagnostics import Rule, Severity

Version = Literal["scorm12", "scorm2004"]
SharedRule = Mapping[Version, Rule]
"""One demand as the rule of each version."""


class VersionTerms(Struct, frozen=True):
    """What a version makes of a demand. An empty `reason` is the one that both versions share."""

    code: str
    severity: Severity
    clause: str
    reason: str = ""


def shared_rule(name: str, reason: str, *, scorm12: VersionTerms, scorm2004: VersionTerms) -> SharedRule:
    """Return the rules of a demand; that of SCORM 2004 is called `2004-<name>`."""

    def rule(terms: VersionTerms, name: str) -> Rule:
        return Rule(terms.code, name, terms.severity, terms.reason or reason, terms.clause)

    return {"scorm12": rule(scorm12, name), "scorm2004": rule(scorm2004, f"2004-{name}")}
