"""The course that the tests of the preview show and change."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli import run


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A new course, as `copack new` makes it."""
    assert run(["new", str(tmp_path / "course")]) == 0
    return tmp_path / "course"


def session_of(course: Path) -> Path:
    """Its one session."""
    return course / "sessions" / "01-start" / "session.md"
