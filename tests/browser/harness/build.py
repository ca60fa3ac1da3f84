"""Builds courses once a run, for whoever plays them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.course.model import Course
from builder.pipeline import build, compile_folder
from builder.standards.standard import Options
from builder.tracking.plan import TrackingPlan


@dataclass(frozen=True)
class Built:
    """A course and its plan; a package is built when it is first asked for."""

    folder: Path
    output: Path
    course: Course
    plan: TrackingPlan

    def zip(self, standard: str) -> Path:
        """Path of the package of a standard. Fails with every message when it cannot be built."""
        path = self.output / f"{self.course.id}-{standard}.zip"
        if not path.exists():
            written = build(self.folder, self.output, Options(), standards=(standard,))
            assert path in written.files, "\n".join(str(diagnostic) for diagnostic in written.compilation.diagnostics)
        return path


def build_course(folder: Path, output: Path) -> Built:
    """Compile a folder; fails with every message when it has errors."""
    compilation = compile_folder(folder)
    found = "\n".join(str(diagnostic) for diagnostic in compilation.diagnostics)
    assert compilation.course is not None, found
    assert compilation.plan is not None, found
    return Built(folder, output, compilation.course, compilation.plan)
