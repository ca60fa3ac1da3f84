"""A finished build into its folder: the zips, the handover sheet and the statement page, all together or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.package.package import Package
    from builder.standards.standard import Standard
    from builder.tracking.plan import TrackingPlan

Tell = Callable[[str], None]
"""Called with a plain sentence for the author, at once."""


def deliver(
    course: Course, plan: TrackingPlan, packages: Sequence[Package], standards: Sequence[Standard], output: Path, tell: Tell
) -> tuple[Path, ...]:
    """Write a build into `output` and return the files in the order of writing. `standards`: of the packages, one each.

    Raises NotWritten when the computer refuses, and whatever a statement raises that is refused; the folder is then as it was.
    """
    from builder.output.output_folder import write_together
    from builder.package.deflate import Deflated
    from builder.package.zip import write_zip
    from builder.reports.delivered import describe_delivery
    from builder.reports.handover import handover_sheet
    from builder.reports.statements import statement_page

    statements = statement_page(plan, standards)
    deflated = Deflated()
    with write_together(output, waiting=lambda: tell(f"Another build is writing into “{output}”. This one waits for it.")) as staging:
        for package in packages:
            with staging.create(package.name) as stream:
                write_zip(package, stream, deflated)
        delivered = [describe_delivery(standard, staging.find(package.name)) for standard, package in zip(standards, packages, strict=True)]
        staging.write(f"{course.id}-handover.html", handover_sheet(course, plan, delivered))
        staging.write(f"{course.id}-statements.html", statements)
    return tuple(output / name for name in staging.names)
