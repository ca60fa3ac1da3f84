"""The rulebook is what the modules hold. That each rule is raised by something is proved by its fixture (`tests/test_broken*.py`)."""

from __future__ import annotations

from collections import Counter
from types import ModuleType

import pytest

from builder import rulebook
from builder.diagnostics import Rule, Severity
from builder.rulebook import collect_rules
from tests import test_broken, test_broken_packages

RULES = collect_rules()


def a_rule() -> Rule:
    return Rule("SRC999", "planted", Severity.NOTE, "It is only a test.")


def a_module(**constants: object) -> ModuleType:
    module = ModuleType("planted")
    vars(module).update(constants)
    return module


def test_a_code_and_a_name_belong_to_one_rule() -> None:
    assert [code for code, count in Counter(rule.code for rule in RULES).items() if count > 1] == []
    assert [name for name, count in Counter(rule.name for rule in RULES).items() if count > 1] == []


def test_a_rule_written_twice_is_found_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = a_rule(), a_rule()
    monkeypatch.setattr(rulebook, "_modules", lambda: iter((a_module(A=first), a_module(A=second, FROM_ELSEWHERE=first))))
    assert [rule.code for rule in collect_rules()] == ["SRC999", "SRC999"]


def test_a_rule_of_several_versions_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebook, "_modules", lambda: iter((a_module(SHARED={"scorm12": a_rule()}),)))
    assert [rule.code for rule in collect_rules()] == ["SRC999"]


def test_each_rule_is_of_a_family_that_is_held_against_its_fixtures() -> None:
    families = (*test_broken.FAMILIES, *test_broken_packages.FAMILIES)
    assert [rule.code for rule in RULES if not rule.code.startswith(families)] == []
    assert {rule.code for rule in RULES} == test_broken.CODES | test_broken_packages.CODES
