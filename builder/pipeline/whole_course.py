"""The whole of a course: its kit, or every file that Copack makes of it. All files of a command appear together or none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.diagnostics import has_errors
from builder.pipeline.building import BuildResult, add_found, package_sound, recover_output
from builder.pipeline.compilation import Compilation, Progress, compile_folder
from builder.pipeline.package_digests import find_digests

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.kit.sheets import Sheets
    from builder.output.build_name import BuildName
    from builder.package.package import Package
    from builder.standards.standard import Options
    from builder.tracking.plan import TrackingPlan


class _Made(Struct, frozen=True):
    """All that is made of a course before a file of it is written. The kit's zips lie in a folder that is there until it is written."""

    compilation: Compilation
    course: Course
    plan: TrackingPlan
    packages: tuple[Package, ...]
    sheets: Sheets
    kit: Package
    build: BuildName
    current: Callable[[], Collection[str]]


def build_kit(
    folder: Path,
    output: Path,
    *,
    pdf: bool,
    local: Path | None = None,
    progress: Progress = lambda _: None,
    tell: Progress = lambda _: None,
) -> BuildResult:
    """Make the kit of a folder's course into `output`: one zip with every file of it. `pdf`: each book as PDF too.

    Nothing is written when there is any error. Raises NotWritten when the computer refuses to write, OSError when it refuses room for the zips.
    """
    from builder.output.output_folder import write_together
    from builder.package.zip import write_zip
    from builder.standards.standard import Options

    recover_output(output, tell)
    with TemporaryDirectory(prefix="copack-kit-") as work:
        made = _make(folder, Options(), Path(work), progress, tell, local=local, pdf=pdf)
        if isinstance(made, Compilation):
            return BuildResult((), made)
        progress("Writing the kit")
        with write_together(output, tell) as staging, staging.create(made.kit.name) as stream:
            write_zip(made.kit, stream, comment=made.build.mark.encode("ascii"))
        return BuildResult((output / made.kit.name,), made.compilation)


def build_all(
    folder: Path,
    output: Path,
    options: Options,
    *,
    pdf: bool,
    local: Path | None = None,
    progress: Progress = lambda _: None,
    tell: Progress = lambda _: None,
) -> BuildResult:
    """Make every file of a folder's course into `output`: what `build` makes, all that is printed, sent and reviewed, and the kit.

    Nothing is written when there is any error. All files appear together or none. Raises as `build_kit`.
    """
    from builder.delivery import Extra, deliver

    recover_output(output, tell)
    with TemporaryDirectory(prefix="copack-all-") as work:
        made = _make(folder, options, Path(work), progress, tell, local=local, pdf=pdf)
        if isinstance(made, Compilation):
            return BuildResult((), made)
        progress("Writing the files")
        extra = Extra({**made.sheets.pages, **made.sheets.evidence}, (made.kit,))
        delivered = deliver(made.course, made.plan, made.packages, made.compilation.standards, made.build, output, tell, made.current, extra)
        return BuildResult(delivered.files, add_found(made.compilation, delivered.diagnostics))


def _make(
    folder: Path, options: Options, work: Path, progress: Progress, tell: Progress, *, local: Path | None, pdf: bool
) -> _Made | Compilation:
    """Return all that is made of a course, or what is wrong with it. `work`: an empty folder for the zips of the kit."""
    from builder.delivery import name_build_of, name_builds_of
    from builder.kit.kit import make_kit
    from builder.kit.sheets import make_sheets

    progress("Reading the course")
    compilation, packages = package_sound(compile_folder(folder, local=local), options, progress, tell)
    source, course, plan, standards = compilation.source, compilation.course, compilation.plan, compilation.standards
    if not packages or source is None or course is None or plan is None:
        return compilation
    progress("Making the books")
    languages = compilation.languages
    build = name_build_of(source, languages)
    digests = find_digests(compilation, build, progress, packages)
    sheets = make_sheets(source, course, plan, standards, build, pdf=pdf, found=compilation.diagnostics, languages=languages, packages=digests)
    compilation = add_found(compilation, sheets.diagnostics)
    if has_errors(sheets.diagnostics):
        return compilation
    progress("Making the kit")
    kit = make_kit(course, plan, tuple(zip(standards, packages, strict=True)), sheets, build, work, pdf=pdf)
    return _Made(compilation, course, plan, packages, sheets, kit, build, partial(name_builds_of, source, course, languages))
