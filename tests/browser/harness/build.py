"""Builds courses once a run, for whoever plays them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.course.model import Course
from builder.pipeline import Compilation, build
from builder.standards.standard import Options
from builder.tracking.plan import TrackingPlan


@dataclass(frozen=True)
class Built:
    """A built course: its plan, and one zip a standard."""

    compilation: Compilation
    output: Path

    @cached_property
    def course(self) -> Course:
        """The typed course."""
        assert self.compilation.course is not None
        return self.compilation.course

    @cached_property
    def plan(self) -> TrackingPlan:
        """What it may track."""
        assert self.compilation.plan is not None
        return self.compilation.plan

    def zip(self, standard: str) -> Path:
        """Path of the package of a standard."""
        return self.output / f"{self.course.id}-{standard}.zip"


def build_course(folder: Path, output: Path) -> Built:
    """Build a folder; fails with every message when it has errors."""
    written = build(folder, output, Options())
    found = "\n".join(str(diagnostic) for diagnostic in written.compilation.diagnostics)
    assert written.files, f"{folder} did not build:\n{found}"
    return Built(written.compilation, output)
