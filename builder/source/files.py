"""The author's folder, read once. Nothing outside it is ever read, and nothing of an unreasonable size."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from builder.diagnostics import Checked, Diagnostic, Place
from builder.source import rules
from builder.source.findings import Findings
from builder.source.lines import split_lines

COURSE_FILE = "course.yaml"
SESSION_FILE = "session.md"
PICTURE_TYPES = ("svg", "png", "jpg", "jpeg", "webp")

TEXT_LIMIT = 1_000_000
"""Bytes of one text file: some 150,000 words, more than any session holds."""

PICTURE_LIMIT = 20_000_000
"""Bytes of one picture."""

MEDIA_LIMIT = 500_000_000
"""Bytes of all pictures together: they are held in memory."""

FILES_LIMIT = 5_000
"""Files in all media folders together."""


class TextFile(Struct, frozen=True):
    """A text file. `raw` is exact, byte order mark and line ends included; `lines` are without both."""

    path: str
    raw: str
    lines: tuple[str, ...]


class SessionFolder(Struct, frozen=True):
    """A folder inside `sessions/` with its `session.md`. `path` is relative to the course folder."""

    path: str
    file: TextFile


class Source(Struct, frozen=True):
    """An author's folder in memory.

    Attributes:
        course: `course.yaml`; `None` where it is missing or cannot be read.
        sessions: in the order of their folder names.
        media: path relative to the course folder -> bytes, of pictures whose type is allowed.
        others: paths of everything else in the media folders.
        complete: nothing was left out because it could not be read.

    """

    course: TextFile | None
    sessions: tuple[SessionFolder, ...]
    media: dict[str, bytes] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    complete: bool = True

    def texts(self) -> Iterator[TextFile]:
        """Yield every text file."""
        if self.course is not None:
            yield self.course
        yield from (session.file for session in self.sessions)

    def lines(self, file: str) -> Sequence[str]:
        """Return the lines of a text file for quoting; none for any other file."""
        return next((text.lines for text in self.texts() if text.path == file), ())


def load(folder: Path) -> Checked[Source]:
    """Read the course in `folder`.

    Files that cannot be read are reported and left out; the value is `None` only where there is no folder at all.
    """
    findings = Findings()
    root = folder.resolve()
    if not root.is_dir():
        message = f"There is no course folder “{folder.name}”."
        fault = Diagnostic(rules.NO_COURSE, message, None, "Type the path of a folder that holds course.yaml, or make one with `copack new`.")
        return Checked(None, (fault,))
    course = _read_text(root, COURSE_FILE, findings)
    if course is None and not findings.diagnostics:
        message = "There is no course.yaml in this folder."
        findings.report(rules.NO_COURSE, message, Place(COURSE_FILE), "Type the path of the course's folder, or make a course with `copack new`.")
    sessions = _read_sessions(root, findings)
    if not sessions and not findings.diagnostics:
        hint = "Make a folder such as sessions/01-welcome with a file session.md in it."
        findings.report(rules.NO_SESSION, "The course has no session.", Place(COURSE_FILE), hint)
    media, others = _read_media(root, [session.path for session in sessions], findings)
    source = Source(course, sessions, media, others, complete=not findings.diagnostics)
    return Checked(source, tuple(findings.diagnostics))


def _read_sessions(root: Path, findings: Findings) -> tuple[SessionFolder, ...]:
    folder = root / "sessions"
    if not _is_inside(root, folder) or not folder.is_dir():
        return ()
    found: list[SessionFolder] = []
    for name in sorted(one.name for one in folder.iterdir()):
        path = f"sessions/{name}"
        if not _is_writable(name) or not (folder / name).is_dir():
            continue
        file = _read_text(root, f"{path}/{SESSION_FILE}", findings)
        if file is not None:
            found.append(SessionFolder(path, file))
    return tuple(found)


def _read_text(root: Path, path: str, findings: Findings) -> TextFile | None:
    """Return the file, or `None` when it is not there or cannot be read (then reported)."""
    content = _read(root, path, TEXT_LIMIT, findings)
    if content is None:
        return None
    try:
        raw = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"Line {line} of this file is not in UTF-8, the usual way to save text."
        findings.report(rules.NOT_UTF_8, message, Place(path, line), "Save the file again and choose “UTF-8” as its encoding.")
        return None
    return TextFile(path, raw, split_lines(raw))


def _read(root: Path, path: str, limit: int, findings: Findings) -> bytes | None:
    file = root / path
    if file.is_symlink() or file.exists():
        if not _is_inside(root, file):
            message = f"“{path}” is a link to something outside the course folder."
            findings.report(rules.OUTSIDE, message, Place(path), "Put the file itself into the folder.")
            return None
    else:
        return None
    if not file.is_file():
        return None
    try:
        with file.open("rb") as opened:
            content = opened.read(limit + 1)
    except OSError as error:
        message = f"“{path}” cannot be opened: {error.strerror or 'no reason given'}."
        findings.report(rules.UNREADABLE, message, Place(path), "Close other programs that use it, or allow yourself to read it.")
        return None
    if len(content) > limit:
        message = f"“{path}” is larger than {limit // 1_000_000} MB."
        findings.report(rules.TOO_LARGE, message, Place(path), "Make it smaller, or part it in two.")
        return None
    return content


def _is_writable(name: str) -> bool:
    """Tell whether a name can stand in a message and is not hidden; some systems let names hold bytes that are no text."""
    return not name.startswith(".") and not any("\ud800" <= character <= "\udfff" for character in name)


def _is_inside(root: Path, file: Path) -> bool:
    try:
        return file.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # links in a circle
        return False


def _read_media(root: Path, sessions: Sequence[str], findings: Findings) -> tuple[dict[str, bytes], frozenset[str]]:
    media: dict[str, bytes] = {}
    others: set[str] = set()
    total = 0
    for path in _media_paths(root, sessions):
        if len(media) + len(others) >= FILES_LIMIT or total > MEDIA_LIMIT:
            message = f"The media folders hold more than {FILES_LIMIT} files or {MEDIA_LIMIT // 1_000_000} MB."
            findings.report(rules.TOO_LARGE, message, Place(path), "Take away what the course does not use.")
            break
        content = _read(root, path, PICTURE_LIMIT, findings) if path.rpartition(".")[2].lower() in PICTURE_TYPES else None
        if content is None:
            others.add(path)
        else:
            media[path] = content
            total += len(content)
    return media, frozenset(others)


def _media_paths(root: Path, sessions: Sequence[str]) -> Iterator[str]:
    """Yield the paths of all files in the media folders, sorted; folders that are links are not entered."""
    for folder in ("media", *(f"{session}/media" for session in sessions)):
        if not _is_inside(root, root / folder):
            continue
        for where, folders, names in os.walk(root / folder):
            folders.sort()
            relative = Path(where).relative_to(root).as_posix()
            yield from (f"{relative}/{name}" for name in sorted(names) if _is_writable(name))
