"""A statement that tincan refuses stops every build that sends statements, before anything is written, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli import OUR_FAULT, run
from builder.standards.registry import STANDARDS
from builder.tracking import statements

SENDING = [standard.name for standard in STANDARDS if standard.sends_statements]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of `copack new`, in a Copack whose examples have a registration that is no UUID."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", "course"]) == 0
    monkeypatch.setattr(statements, "EXAMPLE_REGISTRATION", "registration-1")
    return tmp_path


def test_statements_are_sent_by_the_standards_with_a_record_store() -> None:
    assert SENDING == ["cmi5", "xapi"]


@pytest.mark.parametrize("name", SENDING)
def test_the_build_fails_and_leaves_nothing(name: str, course: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--standard", name]) == OUR_FAULT
    assert "StatementRefusedError" in capfd.readouterr().err
    assert not (course / "dist").exists()


def test_the_command_statements_fails(course: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["statements"]) == OUR_FAULT
    assert "StatementRefusedError" in capfd.readouterr().err
    assert not (course / "dist").exists()


def test_a_build_that_sends_no_statements_needs_no_second_opinion(course: Path) -> None:
    names = [standard.name for standard in STANDARDS if not standard.sends_statements]
    assert run(["build", *(f"--standard={name}" for name in names)]) == 0
    assert len(list((course / "dist").glob("*.zip"))) == len(names)
