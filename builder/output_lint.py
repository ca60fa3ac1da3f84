"""Faults of a folder of finished files: which do not belong together, were changed, or are missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.output.build_name import find_build_letters, read_build_letters
from builder.output.output_folder import is_unfinished
from builder.package.content import digest_of
from builder.package.zip_reader import read_zip
from builder.standards.registry import STANDARDS

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

MIXED_BUILDS = Rule(
    "PKG030", "mixed-builds", _WARNING, "The handover sheet describes one build. Learners may get another version than the sheet says."
)
CHANGED_FILE = Rule(
    "PKG031", "changed-after-build", _ERROR, "The handover sheet describes the file that was built, not one that was changed later."
)
MISSING_FILE = Rule(
    "PKG032", "file-not-there", _WARNING, "The handover sheet asks an administrator to upload a file. It must be in the folder."
)
UNFINISHED_BUILD = Rule("PKG033", "unfinished-build", _ERROR, "A build that was stopped may leave files of two builds in the folder.")

HANDOVER, STATEMENTS = "handover", "statements"
"""Ends of the names of the pages beside the zips."""

KIT = "-kit.zip"
"""End of the name of a kit."""

_PROPERTIES = "docProps/core.xml"
"""Of a Word document, where handouts name their build among the keywords (ISO/IEC 29500-2, 10)."""

_FINGERPRINT = re.compile(r"<dt><code>([^<]+\.zip)</code></dt><dd><code>([0-9a-f]{64})</code></dd>")
SHEET_LIMIT = 10_000_000
"""Bytes of a handover sheet that are read."""


class DeliveredFile(Struct, frozen=True, order=True):
    """A file of a build, told by its name.

    Attributes:
        course: id of the course.
        part: name of the standard, or which page it is.
        name: of the file.
        build: letters of the build that it names, "" where it names none.

    """

    course: str
    part: str
    name: str
    build: str


def list_delivered(folder: Path) -> tuple[DeliveredFile, ...]:
    """Return the files in a folder that have names as a build gives them, sorted. Raises OSError."""
    endings = {f"-{name}.zip": name for name in STANDARDS.names} | {f"-{page}.html": page for page in (HANDOVER, STATEMENTS)}
    listed = []
    for path in folder.iterdir() if folder.is_dir() else ():
        part = next((part for ending, part in endings.items() if path.name.endswith(ending) and path.name != ending), "")
        if part and path.is_file():
            course = path.name.removesuffix(path.suffix).removesuffix(f"-{part}")
            listed.append(DeliveredFile(course, part, path.name, read_build_letters(path)))
    return tuple(sorted(listed))


def list_pages(folder: Path, build: str) -> tuple[str, ...]:
    """Return the names of pages, books, handouts and the kit of a build in a folder, sorted, but for those that each build writes. Raises OSError."""
    own = (f"-{HANDOVER}.html", f"-{STATEMENTS}.html")
    names = sorted(path.name for path in (folder.iterdir() if folder.is_dir() else ()) if path.is_file())
    wanted = [name for name in names if name.endswith((".html", ".pdf", ".docx", KIT)) and not name.endswith(own)]
    return tuple(name for name in wanted if read_letters(folder / name) == build)


def read_letters(path: Path) -> str:
    """Return the letters of the build that a file names, whatever sort of file it is; empty where it names none. Raises OSError."""
    if path.suffix != ".docx":
        return read_build_letters(path)
    contents = read_zip(path).value
    return find_build_letters(contents.read(_PROPERTIES)) if contents is not None and _PROPERTIES in contents.files else ""


def lint_output(folder: Path) -> tuple[Diagnostic, ...]:
    """Return what is wrong between the files of a folder; what is wrong inside a zip is `lint`'s. Raises OSError."""
    by_course = groupby(list_delivered(folder), key=lambda file: file.course)
    return (*_check_finished(folder), *(fault for _, files in by_course for fault in _check_course(folder, list(files))))


def report_mixed(others: Sequence[DeliveredFile], build: str) -> Diagnostic:
    """Return the one diagnostic about files that are not of `build`; the sheet beside them may name none (then "")."""
    names = ", ".join(f"“{file.name}” ({f'build {file.build}' if file.build else 'does not say of which build'})" for file in others)
    options = "".join(f" --standard {file.part}" for file in others if file.name.endswith(".zip"))
    several, them = ("files that are", "them") if len(others) > 1 else ("a file that is", "it")
    message = f"The folder also has {several} not of {f'build {build}' if build else 'the same build as the handover sheet'}: {names}."
    hint = f"To build {them} again, type `copack build{options}`. Or delete what you do not need."
    return Diagnostic(MIXED_BUILDS, message, Place(others[0].name), hint)


def _check_finished(folder: Path) -> Iterator[Diagnostic]:
    if is_unfinished(folder):
        hint = "Type `copack build` again with the same folder. Copack first finishes what was stopped."
        yield Diagnostic(UNFINISHED_BUILD, "A build into this folder was stopped before all its files were in their places.", None, hint)


def _check_course(folder: Path, files: Sequence[DeliveredFile]) -> Iterator[Diagnostic]:
    sheet = next((file for file in files if file.part == HANDOVER), None)
    build = sheet.build if sheet else max((file.build for file in files), key=[file.build for file in files].count)
    others = [file for file in files if file.build != build]
    if others:
        yield report_mixed(others, build)
    if sheet is not None:
        yield from _check_fingerprints(folder, sheet, {file.name for file in others})


def _check_fingerprints(folder: Path, sheet: DeliveredFile, reported: Iterable[str]) -> Iterator[Diagnostic]:
    """Check the zips that the sheet names by their digests. A file of another build is `reported` already."""
    with (folder / sheet.name).open("rb") as opened:
        words = opened.read(SHEET_LIMIT).decode("utf-8", "replace")
    for name, digest in _FINGERPRINT.findall(words):
        path = folder / name
        if name in reported or path.name != name:
            continue
        if not path.is_file():
            message = f"“{sheet.name}” names “{name}”, which is not in this folder."
            hint = f"Put “{name}” of the same build beside the sheet, or type `copack build` again."
            yield Diagnostic(MISSING_FILE, message, Place(sheet.name), hint)
        elif digest_of(path) != digest:
            message = f"“{name}” is not the file that “{sheet.name}” describes: its fingerprint is another."
            hint = f"Type `copack build` again, or take “{name}” from the place where it was built. Do not unpack and zip it again."
            yield Diagnostic(CHANGED_FILE, message, Place(name), hint)
