"""From a compilation to files: packages with their reports. All files of a command appear together or none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Diagnostic, has_errors
from builder.pipeline.compilation import Compilation, Progress, compile_folder, tell_left_out

if TYPE_CHECKING:
    from builder.package.package import Package
    from builder.standards.standard import Options


class BuildResult(Struct, frozen=True):
    """What a build left in the output folder: paths in the order of writing, and all that was found."""

    files: tuple[Path, ...]
    compilation: Compilation


def package_course(compilation: Compilation, options: Options, progress: Progress) -> tuple[tuple[Package, ...], tuple[Diagnostic, ...]]:
    """Return the package of each standard and what its linter says of it. Needs a compilation without errors."""
    from builder.lint import lint
    from builder.pages.render import render_pages
    from builder.pages.visible_words import check_visible_words

    course, plan = compilation.course, compilation.plan
    assert course is not None
    assert plan is not None
    progress("Making the pages")
    pages = render_pages(course, plan, others=compilation.others)
    packages: list[Package] = []
    diagnostics = list(check_visible_words(course, pages))
    for standard in compilation.standards:
        progress(f"Packing {standard.title}")
        package = standard.package(course, plan, pages, options)
        packages.append(package)
        diagnostics += lint(package, (standard,))
    return tuple(packages), tuple(diagnostics)


def lint_folder(compilation: Compilation, progress: Progress) -> tuple[Diagnostic, ...]:
    """Return what only the finished packages show, when the course is good enough to make them; nothing is written."""
    from builder.standards.standard import Options

    if compilation.plan is None or has_errors(compilation.diagnostics):
        return ()
    return package_course(compilation, Options(), progress)[1]


def build(
    folder: Path,
    output: Path,
    options: Options,
    *,
    standards: Sequence[str] = (),
    local: Path | None = None,
    session: str = "",
    progress: Progress = lambda _: None,
    tell: Progress = lambda _: None,
) -> BuildResult:
    """Build a folder's packages, handover sheet and statement page into `output`. `tell` hears what the author should know at once.

    `session`: as in `compile_folder`. Nothing is written when there is any error. All files appear together or none; what a stopped build left is
    finished or removed first. Raises NotWritten when the computer refuses to write.
    """
    from builder.delivery import deliver, name_build_of, name_builds_of

    recover_output(output, tell)
    progress("Reading the course")
    compilation, packages = package_sound(compile_folder(folder, standards=standards, local=local, session=session), options, progress, tell)
    source, course, plan = compilation.source, compilation.course, compilation.plan
    if not packages or source is None or course is None or plan is None:
        return BuildResult((), compilation)
    progress("Writing the files")
    build, current = name_build_of(source, compilation.languages), partial(name_builds_of, source, course, compilation.languages)
    delivered = deliver(course, plan, packages, compilation.standards, build, output, tell, current)
    return BuildResult(delivered.files, add_found(compilation, delivered.diagnostics))


def recover_output(output: Path, tell: Progress) -> None:
    """Finish or remove what a stopped build left."""
    from builder.output.output_folder import recover

    recovered = recover(output, tell)
    if recovered:
        tell(recovered)


def package_sound(compilation: Compilation, options: Options, progress: Progress, tell: Progress) -> tuple[Compilation, tuple[Package, ...]]:
    """Return the packages, with all that is found; none where there is any error."""
    if has_errors(compilation.diagnostics) or compilation.plan is None:
        return compilation, ()
    tell_left_out(compilation, tell)
    packages, faults = package_course(compilation, options, progress)
    return add_found(compilation, faults), () if has_errors(faults) else packages


def add_found(compilation: Compilation, found: Sequence[Diagnostic]) -> Compilation:
    """Return a compilation with what is found later."""
    return replace(compilation, diagnostics=(*compilation.diagnostics, *found))
