"""Digests of the packages of a build, for records that name a package by its digest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from builder.pipeline.building import package_course
from builder.pipeline.compilation import Compilation, Progress

if TYPE_CHECKING:
    from builder.output.build_name import BuildName
    from builder.package.package import Package


def find_digests(
    compilation: Compilation, build: BuildName, progress: Progress = lambda _: None, packages: Sequence[Package] = ()
) -> frozenset[str]:
    """Return the SHA-256 of each zip, in hex digits; none where no record names a package, for then nothing has to be built.

    Args:
        compilation: a course without errors.
        build: whose name the zips carry.
        progress: hears what is being done.
        packages: those of the course; without them they are made, as `copack build` makes them.

    Raises OSError.

    """
    from builder.evidence.accessibility import list_results
    from builder.package.content import digest_of
    from builder.package.deflate import Deflated
    from builder.package.zip import write_zip
    from builder.standards.standard import Options

    if compilation.course is None or not any(result.digest for result in list_results(compilation.course)):
        return frozenset()
    deflated, digests = Deflated(), set()
    with TemporaryDirectory(prefix="copack-digests-") as work:
        for package in packages or package_course(compilation, Options(), progress)[0]:
            path = Path(work) / package.name
            with path.open("wb") as stream:
                write_zip(package, stream, deflated, build.mark.encode("ascii"))
            digests.add(digest_of(path))
            path.unlink()
    return frozenset(digests)
