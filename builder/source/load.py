"""Reads an author's folder, once. Nothing outside it is ever read, and nothing of an unreasonable size."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from builder.course.records import RECORDS
from builder.diagnostics import Checked, Diagnostic, Place, Rule, Severity
from builder.package.content import Content, size_in_words
from builder.source.files import (
    BUILDS_FILE,
    COURSE_FILE,
    EVALUATION_FILE,
    GLOSSARY_FILE,
    LOCAL_FILE,
    PEOPLE_FILE,
    PICTURE_TYPES,
    SESSION_FILE,
    SIGN_OFFS_FILE,
    THEME_FILE,
    THEME_FOLDER,
    SessionFolder,
    Source,
    TextFile,
)
from builder.source.inventory import Inventory, take_inventory
from builder.source.media_types import FILE_TYPES, ending_of
from builder.source.read_files import TOO_LARGE, read_bytes, read_file, read_text
from builder.source.reading import DiagnosticReading, collect
from builder.source.unread_files import summarise_unread

NO_COURSE = Rule("SRC001", "no-course", Severity.ERROR, "A course is a folder with a file course.yaml. This file says what the course is.")
NO_SESSION = Rule("SRC006", "no-session", Severity.ERROR, "Learners need at least one session.")

PICTURE_LIMIT = 20_000_000
"""Bytes of one picture."""

MEDIA_LIMIT = 500_000_000
"""Bytes of all that is held in memory: pictures, and other media below `HELD`."""

FILES_LIMIT = 5_000
"""Files in all media folders together."""


def load(folder: Path, local: Path | None = None) -> Checked[Source]:
    """Read the course in `folder`; `local`: a file that stands in for its `local.yaml`, wherever it lies.

    Files that cannot be read are reported and left out; the value is `None` only where there is no folder at all.
    """
    root = folder.resolve()
    if not root.is_dir():
        message = f"There is no course folder “{folder.name}”."
        fault = Diagnostic(NO_COURSE, message, None, "Type the path of a folder that holds course.yaml, or make one with `copack new`.")
        return Checked(None, (fault,))
    loaded = collect(_load(root, local))
    return Checked(replace(loaded.value, complete=loaded.sound), summarise_unread(loaded.diagnostics))


def _load(root: Path, local: Path | None) -> DiagnosticReading[Source]:
    inventory = yield from take_inventory(root)
    course = collect(_read_known(root, COURSE_FILE, inventory))
    yield from course.diagnostics
    if course.value is None and course.sound and COURSE_FILE not in inventory.misnamed:
        message = "There is no course.yaml in this folder."
        yield Diagnostic(NO_COURSE, message, Place(COURSE_FILE), "Type the path of the course's folder, or make a course with `copack new`.")
    sessions = collect(_read_sessions(root, inventory))
    yield from sessions.diagnostics
    if not sessions.value and sessions.sound and SESSION_FILE not in inventory.misnamed:
        hint = "Make a folder such as sessions/01-welcome with a file session.md in it."
        yield Diagnostic(NO_SESSION, "The course has no session.", Place(COURSE_FILE), hint)
    glossary = yield from _read_known(root, GLOSSARY_FILE, inventory)
    evaluation = yield from _read_known(root, EVALUATION_FILE, inventory)
    theme = (yield from read_text(root, f"{THEME_FOLDER}/{THEME_FILE}")) if inventory.has_theme else None
    words = (yield from _read_known(root, LOCAL_FILE, inventory)) if local is None else (yield from read_text(local.resolve().parent, local.name))
    signed = yield from _read_known(root, SIGN_OFFS_FILE, inventory)
    records = yield from _read_records(root, inventory)
    people = yield from _read_known(root, PEOPLE_FILE, inventory)
    builds = yield from _read_known(root, BUILDS_FILE, inventory)
    media = yield from _read_media(root, inventory.media)
    translations = yield from _read_translations(root, inventory)
    others = frozenset(media.others)
    beside = (glossary, evaluation, theme, words, translations, signed, records, people, builds)
    return Source(course.value, sessions.value, media.pictures, media.files, others, *beside)


def _read_records(root: Path, inventory: Inventory) -> DiagnosticReading[dict[str, TextFile]]:
    """Return the records that are there, by their names."""
    files: dict[str, TextFile] = {}
    for name in RECORDS:
        file = yield from _read_known(root, f"{name}.yaml", inventory)
        if file is not None:
            files[name] = file
    return files


def _read_translations(root: Path, inventory: Inventory) -> DiagnosticReading[dict[str, tuple[TextFile, ...]]]:
    """Return the files of further languages, by language."""
    files: dict[str, tuple[TextFile, ...]] = {}
    for language, path in inventory.translations:
        files[language] = (*files.get(language, ()), *(yield from _read_texts(root, (path,))))
    return files


def _read_known(root: Path, name: str, inventory: Inventory) -> DiagnosticReading[TextFile | None]:
    return (yield from read_text(root, name)) if name in inventory.texts else None


def _read_sessions(root: Path, inventory: Inventory) -> DiagnosticReading[tuple[SessionFolder, ...]]:
    sessions: list[SessionFolder] = []
    for folder in inventory.sessions:
        file = yield from read_text(root, f"{folder}/{SESSION_FILE}")
        guides = yield from _read_texts(root, (path for path in inventory.facilitators if path.startswith(f"{folder}/")))
        handouts = yield from _read_texts(root, (path for path in inventory.handouts if path.startswith(f"{folder}/")))
        if file is not None:
            sessions.append(SessionFolder(folder, file, next(iter(guides), None), handouts))
    return tuple(sessions)


def _read_texts(root: Path, paths: Iterable[str]) -> DiagnosticReading[tuple[TextFile, ...]]:
    """Return the files, without those that cannot be read."""
    texts: list[TextFile] = []
    for path in paths:
        text = yield from read_text(root, path)
        texts += [text] if text is not None else []
    return tuple(texts)


class _Media(Struct):
    """What the media folders hold; `held` counts the bytes in memory."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, Content] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    held: int = 0

    def __len__(self) -> int:
        return len(self.pictures) + len(self.files) + len(self.others)


def _read_media(root: Path, paths: Iterable[str]) -> DiagnosticReading[_Media]:
    media = _Media()
    for path in paths:
        if len(media) >= FILES_LIMIT or media.held > MEDIA_LIMIT:
            message = f"The media folders hold more than {FILES_LIMIT} files or {size_in_words(MEDIA_LIMIT)}."
            yield Diagnostic(TOO_LARGE, message, Place(path), "Delete the files that the course does not use.")
            break
        ending = ending_of(path)
        picture = (yield from read_bytes(root, path, PICTURE_LIMIT)) if ending in PICTURE_TYPES else None
        file = (yield from read_file(root, path)) if ending in FILE_TYPES else None
        if picture is not None:
            media.pictures[path] = picture
        elif file is not None:
            media.files[path] = file
        else:
            media.others.add(path)
        media.held += sum(len(content) for content in (picture, file) if isinstance(content, bytes))
    return media
