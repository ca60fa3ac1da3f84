"""Every rule that Copack may report: collected from the modules that hold them, for `copack explain`, the docs and the tests."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType

import builder
from builder.diagnostics import Rule

_ENTRY_POINT = "builder.__main__"


def collect_rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in the order of their codes.

    A rule is a constant of any module of `builder`, or a value of a mapping that is one (a demand that several versions of a standard share).
    No list names the rules, so a room that is removed takes its rules along. All modules are imported: no build may call this.
    Two rules that are equal but written twice are both returned, so that a test finds them.
    """
    rules = {id(rule): rule for module in _modules() for rule in _rules_of(module)}
    return tuple(sorted(rules.values(), key=lambda rule: rule.code))


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(builder.__path__, f"{builder.__name__}."):
        if module.name != _ENTRY_POINT:
            yield importlib.import_module(module.name)


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    for value in vars(module).values():
        if isinstance(value, Rule):
            yield value
        elif isinstance(value, Mapping):
            yield from (held for held in value.values() if isinstance(held, Rule))
