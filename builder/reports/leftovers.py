"""Files of earlier builds that lie beside those of a new one: books, slides, handouts, sessions in one file, pages for reviewers, the kit.

A build writes over the files that it makes and leaves all others as they are. Whoever takes one of those gets what the course said earlier,
so they are named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from builder.course.model import Course
from builder.diagnostics import Diagnostic, Place
from builder.output_lint import HANDOVER, MIXED_BUILDS, list_delivered, read_letters
from builder.reports.material import describe_material

_ENDINGS = (".html", ".pdf", ".docx", ".zip")


class Leftover(Struct, frozen=True):
    """A file of an earlier build.

    Attributes:
        name: of the file.
        build: letters of the build that it names, "" where it names none.
        again: what to type for a new one; empty where nothing makes it any more.

    """

    name: str
    build: str
    again: str


def list_leftovers(
    course: Course, folder: Path, written: Collection[str], current: Callable[[], Collection[str]], *, whole: bool
) -> tuple[Leftover, ...]:
    """Return the files of a course in a folder that are of earlier builds, sorted. A file that does not say so is left out, unless its name does.

    Args:
        course: the course; beside a session that was taken out of its course there are none, since the files of the whole course begin alike.
        folder: where the files of builds are.
        written: names of the files of the new build, and of those that are reported elsewhere.
        current: asked once there is a file of another build: the letters of every build of these sources, one for each choice of languages.
        whole: the new build made every file of the course.

    Raises OSError.

    """
    if course.taken_from:
        return ()
    found = {name: read_letters(folder / name) for name in _list_candidates(course, folder, written)}
    same = current() if any(found.values()) else ()
    earlier = {name: build for name, build in found.items() if build not in same and (build or describe_material(course, name) is not None)}
    return tuple(Leftover(name, build, _find_command(course, name, whole=whole)) for name, build in earlier.items())


def _list_candidates(course: Course, folder: Path, written: Collection[str]) -> Iterator[str]:
    """Yield the names of files that may be of the course: they begin with its id, and with that of no other course in the folder."""
    own = f"{course.id}-"
    sessions = {f"{own}{session.id}" for session in course.sessions}
    others = {file.course for file in list_delivered(folder) if file.part == HANDOVER and file.course.startswith(own)} - sessions
    for path in sorted(folder.iterdir() if folder.is_dir() else ()):
        name = path.name
        is_own = name.startswith(own) and not any(name.startswith(f"{other}-") for other in others)
        if is_own and name.endswith(_ENDINGS) and name not in written and path.is_file():
            yield name


def _find_command(course: Course, name: str, *, whole: bool) -> str:
    rest = name.removeprefix(f"{course.id}-")
    for tag in course.languages:
        if rest.startswith(f"{tag.lower()}-"):
            options = "".join(f" {option}" for option, ending in _PRINTED if rest.endswith(ending))
            return f"copack print --language {tag}{options}"
    for session in course.sessions:
        if rest.startswith(f"{session.id}-") and rest.endswith((".zip", "-handover.html", "-statements.html")):
            return f"copack build --session {session.id}"
    if describe_material(course, name) is None or (whole and not name.endswith(".pdf")):
        return ""
    return "copack print --pdf" if whole else "copack build --all"


_PRINTED = (("--pdf", ".pdf"), ("--docx", ".docx"), ("--slides", "-slides.html"))
"""Options of `copack print` by the ends of the names of what they add."""


def report_leftovers(leftovers: Sequence[Leftover], build: str) -> Diagnostic:
    """Return the one diagnostic about files of earlier builds; `build`: letters of the new one."""
    several = f"{len(leftovers)} files of earlier builds" if len(leftovers) > 1 else "a file of an earlier build"
    listed = "; ".join(_list_names(leftovers, each) for each in sorted({each.build for each in leftovers}, reverse=True))
    message = f"The folder also has {several}, which build {build} did not make: {listed}."
    commands = list(dict.fromkeys(each.again for each in leftovers if each.again))
    gone = [f"“{each.name}”" for each in leftovers if not each.again]
    hints = [f"To make new ones, type {' and '.join(f'`{command}`' for command in commands)}. Or delete what you do not need."] if commands else []
    them = "it" if len(gone) == 1 else "them"
    hints += [f"Delete {', '.join(gone)} if you do not need {them}: this course does not make such a file now."] if gone else []
    return Diagnostic(MIXED_BUILDS, message, Place(leftovers[0].name), " ".join(hints))


def _list_names(leftovers: Sequence[Leftover], build: str) -> str:
    names = ", ".join(f"“{each.name}”" for each in leftovers if each.build == build)
    return f"of build {build}, {names}" if build else f"of a build that they do not name, {names}"
