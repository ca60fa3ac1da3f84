"""The author's folder, read once. Nothing outside it is ever read, and nothing of an unreasonable size."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from builder.diagnostics import Checked, Diagnostic, Place
from builder.package.content import HELD, Content, size_in_words
from builder.source import rules
from builder.source.media_types import CAPTION_TYPES, FILE_TYPES
from builder.source.reading import Judging, collect
from builder.source.tree.lines import split_lines

COURSE_FILE = "course.yaml"
SESSION_FILE = "session.md"
GLOSSARY_FILE = "glossary.yaml"
EVALUATION_FILE = "evaluation.yaml"
PICTURE_TYPES = ("svg", "png", "jpg", "jpeg", "webp")

TEXT_LIMIT = 1_000_000
"""Bytes of one text file: some 150,000 words, more than any session holds."""

PICTURE_LIMIT = 20_000_000
"""Bytes of one picture."""

FILE_LIMIT = 500_000_000
"""Bytes of one recording or document: learners on a phone wait for it, and NHS Learning Hub takes 2 GB for a whole course."""

MEDIA_LIMIT = 500_000_000
"""Bytes of all that is held in memory: pictures, and other media below `HELD`."""

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
        files: the same of recordings, captions and documents; a large one by where it lies.
        others: paths of everything else in the media folders.
        glossary: `glossary.yaml`, or `None`.
        evaluation: `evaluation.yaml`, or `None`.
        complete: nothing was left out because it could not be read.

    """

    course: TextFile | None
    sessions: tuple[SessionFolder, ...]
    media: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, Content] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    glossary: TextFile | None = None
    evaluation: TextFile | None = None
    complete: bool = True

    def texts(self) -> Iterator[TextFile]:
        """Yield every text file."""
        if self.course is not None:
            yield self.course
        if self.glossary is not None:
            yield self.glossary
        if self.evaluation is not None:
            yield self.evaluation
        yield from (session.file for session in self.sessions)

    def lines(self, file: str) -> Sequence[str]:
        """Return the lines of a text file for quoting; none for any other file."""
        captions = self.files.get(file) if file.endswith(CAPTION_TYPES) else None
        if isinstance(captions, bytes):
            return split_lines(captions.decode("utf-8", "replace"))
        return next((text.lines for text in self.texts() if text.path == file), ())


def load(folder: Path) -> Checked[Source]:
    """Read the course in `folder`.

    Files that cannot be read are reported and left out; the value is `None` only where there is no folder at all.
    """
    root = folder.resolve()
    if not root.is_dir():
        message = f"There is no course folder “{folder.name}”."
        fault = Diagnostic(rules.NO_COURSE, message, None, "Type the path of a folder that holds course.yaml, or make one with `copack new`.")
        return Checked(None, (fault,))
    loaded = collect(_load(root))
    return Checked(replace(loaded.value, complete=loaded.sound), loaded.diagnostics)


def _load(root: Path) -> Judging[Source]:
    course = collect(_read_text(root, COURSE_FILE))
    yield from course.diagnostics
    if course.value is None and course.sound:
        message = "There is no course.yaml in this folder."
        yield Diagnostic(rules.NO_COURSE, message, Place(COURSE_FILE), "Type the path of the course's folder, or make a course with `copack new`.")
    sessions = collect(_read_sessions(root))
    yield from sessions.diagnostics
    if not sessions.value and sessions.sound:
        hint = "Make a folder such as sessions/01-welcome with a file session.md in it."
        yield Diagnostic(rules.NO_SESSION, "The course has no session.", Place(COURSE_FILE), hint)
    glossary = yield from _read_text(root, GLOSSARY_FILE)
    evaluation = yield from _read_text(root, EVALUATION_FILE)
    media = yield from _read_media(root, [session.path for session in sessions.value])
    return Source(course.value, sessions.value, media.pictures, media.files, frozenset(media.others), glossary, evaluation)


def _read_sessions(root: Path) -> Judging[tuple[SessionFolder, ...]]:
    folder = root / "sessions"
    if not _is_inside(root, folder) or not folder.is_dir():
        return ()
    sessions: list[SessionFolder] = []
    for name in sorted(entry.name for entry in folder.iterdir()):
        path = f"sessions/{name}"
        if not _is_writable(name) or not (folder / name).is_dir():
            continue
        file = yield from _read_text(root, f"{path}/{SESSION_FILE}")
        if file is not None:
            sessions.append(SessionFolder(path, file))
    return tuple(sessions)


class _Media(Struct):
    """What the media folders hold; `held` counts the bytes in memory."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, Content] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    held: int = 0

    def __len__(self) -> int:
        return len(self.pictures) + len(self.files) + len(self.others)


def _read_text(root: Path, path: str) -> Judging[TextFile | None]:
    """Return the file, or `None` when it is not there or cannot be read (then reported)."""
    content = yield from _read(root, path, TEXT_LIMIT)
    if content is None:
        return None
    try:
        raw = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"Line {line} of this file is not in UTF-8, the usual way to save text."
        yield Diagnostic(rules.NOT_UTF_8, message, Place(path, line), "Save the file again and choose “UTF-8” as its encoding.")
        return None
    return TextFile(path, raw, split_lines(raw))


def _read(root: Path, path: str, limit: int) -> Judging[bytes | None]:
    file = yield from _find(root, path)
    content = (yield from _open(file, path, limit + 1)) if file is not None else None
    if content is not None and len(content) > limit:
        message = f"“{path}” is larger than {size_in_words(limit)}."
        yield Diagnostic(rules.TOO_LARGE, message, Place(path), "Make it smaller, or part it in two.")
        return None
    return content


def _find(root: Path, path: str) -> Judging[Path | None]:
    """Return where a file lies, or `None` when there is none or when it leads outside (then reported)."""
    file = root / path
    if not file.is_symlink() and not file.exists():
        return None
    if not _is_inside(root, file):
        message = f"“{path}” is a link to something outside the course folder."
        yield Diagnostic(rules.OUTSIDE, message, Place(path), "Put the file itself into the folder.")
        return None
    return file if file.is_file() else None


def _open(file: Path, path: str, most: int) -> Judging[bytes | None]:
    """Return at most so many bytes of a file, or `None` when it cannot be opened (then reported)."""
    try:
        with file.open("rb") as opened:
            # Python sets as many bytes aside as are asked for, so no more are than the file has, and one to see that it has grown.
            return opened.read(min(most, os.fstat(opened.fileno()).st_size + 1))
    except OSError as error:
        message = f"“{path}” cannot be opened: {error.strerror or 'no reason given'}."
        yield Diagnostic(rules.UNREADABLE, message, Place(path), "Close other programs that use it, or allow yourself to read it.")
        return None


def _read_file(root: Path, path: str) -> Judging[Content | None]:
    """Return a recording or a document; a large one is looked at and left on the disk."""
    file = yield from _find(root, path)
    if file is None:
        return None
    size = file.stat().st_size
    content = yield from _open(file, path, size if size <= HELD else 1)
    if content is None or size <= HELD:
        return content
    if size > FILE_LIMIT:
        message = f"“{path}” has {size_in_words(size)}. The most for one file is {size_in_words(FILE_LIMIT)}."
        hint = "Make it smaller or shorter; or put it on a website and link to it with `::: resource`."
        yield Diagnostic(rules.TOO_LARGE, message, Place(path), hint)
        return None
    return file


def _is_writable(name: str) -> bool:
    """Tell whether a name can stand in a message and is not hidden; some systems let names hold bytes that are no text."""
    return not name.startswith(".") and not any("\ud800" <= character <= "\udfff" for character in name)


def _is_inside(root: Path, file: Path) -> bool:
    try:
        return file.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # links in a circle
        return False


def _read_media(root: Path, sessions: Sequence[str]) -> Judging[_Media]:
    media = _Media()
    for path in _media_paths(root, sessions):
        if len(media) >= FILES_LIMIT or media.held > MEDIA_LIMIT:
            message = f"The media folders hold more than {FILES_LIMIT} files or {size_in_words(MEDIA_LIMIT)}."
            yield Diagnostic(rules.TOO_LARGE, message, Place(path), "Take away what the course does not use.")
            break
        ending = path.rpartition(".")[2].lower()
        picture = (yield from _read(root, path, PICTURE_LIMIT)) if ending in PICTURE_TYPES else None
        file = (yield from _read_file(root, path)) if ending in FILE_TYPES else None
        if picture is not None:
            media.pictures[path] = picture
        elif file is not None:
            media.files[path] = file
        else:
            media.others.add(path)
        media.held += sum(len(content) for content in (picture, file) if isinstance(content, bytes))
    return media


def _media_paths(root: Path, sessions: Sequence[str]) -> Iterator[str]:
    """Yield the paths of all files in the media folders, sorted; folders that are links are not entered."""
    for folder in ("media", *(f"{session}/media" for session in sessions)):
        if not _is_inside(root, root / folder):
            continue
        for where, folders, names in os.walk(root / folder):
            folders.sort()
            relative = Path(where).relative_to(root).as_posix()
            yield from (f"{relative}/{name}" for name in sorted(names) if _is_writable(name))
