"""A rule: the constant half of a diagnostic. It stands beside its check; `builder.rulebook` finds it there."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a fault matters: an error stops the build, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(Struct, frozen=True):
    """One thing that can be wrong.

    Attributes:
        code: family and number, `SRC001`; families SRC CRS TRK A11 TXT REL PKG S12 S04 CM5 XAP WEB.
        name: the fault in kebab case; reads well after "found: " (`missing-alt-text`).
        severity: what happens to the build.
        reason: why it matters to a learner, an author or a platform; one or two plain sentences.
        clause: where the rule comes from: a clause of a standard or a requirement id; empty for our own.
        together: what is said once, with a count, of many faults that one command fixes; empty where each is shown by itself.

    """

    code: str
    name: str
    severity: Severity
    reason: str
    clause: str = ""
    together: str = ""
