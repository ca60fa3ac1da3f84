"""Accounts for every file and folder of a course: each is read, ignored by its name, or told of."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.file_names import IN_COURSE, IN_SESSION, LATER_FILES, LATER_IN_SESSION, TEXTS, is_ignored, suggest_name
from builder.source.files import MEDIA_FOLDER, SESSION_FILE, SESSIONS_FOLDER
from builder.source.media_types import ending_of
from builder.source.reading import DiagnosticReading

OUTSIDE = Rule(
    "SRC004",
    "outside-the-folder",
    Severity.ERROR,
    "A course is complete in its folder. A link to somewhere else would break on every other computer, or give away a private file.",
)
UNREADABLE = Rule("SRC005", "unreadable-file", Severity.ERROR, "Copack cannot put a file into the course that it cannot open.")
MISNAMED = Rule(
    "SRC007",
    "misnamed",
    Severity.ERROR,
    "Copack reads only files with the right name in the right place. Otherwise the words of the file would be missing from the course.",
)
NOT_READ = Rule("SRC008", "not-read", Severity.WARNING, "If you put a file into the folder of a course, you may expect learners to see it.")
NOT_READ_YET = Rule("SRC009", "not-read-yet", Severity.NOTE, "The guide gives this name a meaning, but this version of Copack does nothing with it.")

OWN_NOTES = "If it is for yourself, begin its name with an underscore. Copack ignores such files."


class Inventory(Struct, frozen=True):
    """What there is to read, by paths relative to the course folder.

    Attributes:
        texts: of `course.yaml` and the files beside it, those that are there.
        sessions: folders with a `session.md`, in the order of their names.
        media: files in the media folders, in order.
        misnamed: names that something else was probably meant to have.

    """

    texts: frozenset[str]
    sessions: tuple[str, ...]
    media: tuple[str, ...]
    misnamed: frozenset[str]


class _Entry(Struct, frozen=True):
    """A file or a folder that has to be accounted for."""

    path: str
    name: str
    is_folder: bool


def take_inventory(root: Path) -> DiagnosticReading[Inventory]:
    """Account for everything in the course folder `root`, an absolute path."""
    misnamed: list[str] = []
    sessions: list[str] = []
    media: list[str] = []
    entries = yield from _list(root, "")
    texts = {entry.name for entry in entries if entry.name in TEXTS and not entry.is_folder}
    for entry in entries:
        if entry.name == SESSIONS_FOLDER and entry.is_folder:
            folders, lost = yield from _account_for_sessions(root)
            sessions += folders
            misnamed += lost
        elif entry.name == MEDIA_FOLDER and entry.is_folder:
            media += yield from _account_for_media(root, MEDIA_FOLDER)
        elif entry.name in LATER_FILES:
            yield _report_unsupported(entry)
        elif entry.name not in texts:
            misnamed += yield from _report_in_course(root, entry, {entry.name for entry in entries})
    for session in sessions:
        media += yield from _account_for_session(root, session)
    return Inventory(frozenset(texts), tuple(sessions), tuple(media), frozenset(misnamed))


def is_inside(root: Path, file: Path) -> bool:
    """Tell whether a file, links followed, lies in the course folder."""
    try:
        return file.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # links in a circle
        return False


def _list(root: Path, folder: str) -> DiagnosticReading[list[_Entry]]:
    """Return what is in a folder in the order of the names, without what is ignored. Folders that lie outside are reported and left out."""
    entries: list[_Entry] = []
    try:
        listed = sorted((entry.name, entry.is_dir()) for entry in os.scandir(root / folder))
    except OSError as error:
        message = f"“{folder or root.name}” cannot be opened: {error.strerror or 'no reason given'}."
        yield Diagnostic(UNREADABLE, message, Place(folder), "Close other programs that use it, or allow yourself to read it.")
        return []
    for name, is_folder in listed:
        if is_ignored(name):
            continue
        entry = _Entry(f"{folder}/{name}" if folder else name, name, is_folder)
        if not _is_text(name):
            yield _report_unread(_Entry(_shown(entry.path), name, is_folder), "Its name has bytes that are not letters. Give it another name.")
        elif is_folder and not is_inside(root, root / entry.path):
            message = f"“{entry.path}” is a link to something outside the course folder."
            yield Diagnostic(OUTSIDE, message, Place(entry.path), "Put the folder itself into the course.")
        else:
            entries.append(entry)
    return entries


def _is_text(name: str) -> bool:
    """Tell whether a name can stand in a message; some systems let names hold bytes that are no text."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _shown(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()


# ---------------------------------------------------------------- the course folder


def _report_in_course(root: Path, entry: _Entry, present: Collection[str]) -> DiagnosticReading[list[str]]:
    """Tell of an entry of the course folder that is not read; return the names that it was probably meant to have."""
    is_sessions = suggest_name(entry.name, [SESSIONS_FOLDER]) and SESSIONS_FOLDER not in present
    if entry.is_folder and not is_sessions and _holds_session(root, entry.path):
        itself = (root / entry.path / SESSION_FILE).exists()
        contents = "a session" if itself else "sessions"
        message = f"“{entry.path}” has {contents} inside. Copack does not read it, because it is not in the folder “{SESSIONS_FOLDER}”."
        hint = f"Move it: `{SESSIONS_FOLDER}/{entry.name}`." if itself else f"Move the folders in it into the folder {SESSIONS_FOLDER}."
        yield Diagnostic(MISNAMED, message, Place(entry.path), hint)
        return [SESSION_FILE]
    lost = yield from _report_entry(entry, IN_COURSE, present)
    return [*lost, SESSION_FILE] if SESSIONS_FOLDER in lost else lost


def _holds_session(root: Path, folder: str) -> bool:
    """Tell whether a folder, or one in it, holds a session file."""
    try:
        inside = [*(root / folder).iterdir()]
        deeper = [file for entry in inside if entry.is_dir() and not entry.is_symlink() for file in entry.iterdir()]
    except OSError:
        return False
    return any(file.name == SESSION_FILE for file in (*inside, *deeper))


def _report_entry(entry: _Entry, known: Collection[str], present: Collection[str]) -> DiagnosticReading[list[str]]:
    """Tell of an entry that is not read; return the name that it was probably meant to have."""
    meant = suggest_name(entry.name, [name for name in known if ("." not in name) == entry.is_folder])
    if not meant:
        yield _report_unread(entry, f"Take it out of the course's folder. {OWN_NOTES}")
    elif meant in present:
        yield _report_unread(entry, f"Copack reads “{meant}” beside it. Delete this one. {OWN_NOTES}")
    else:
        yield _report_misnamed(entry, meant)
        return [meant]
    return []


# ---------------------------------------------------------------- sessions


def _account_for_sessions(root: Path) -> DiagnosticReading[tuple[list[str], list[str]]]:
    """Return the folders of sessions, and the names that something in `sessions` was probably meant to have."""
    folders: list[str] = []
    misnamed: list[str] = []
    for entry in (yield from _list(root, SESSIONS_FOLDER)):
        if not entry.is_folder:
            misnamed += yield from _report_in_sessions(entry)
            continue
        inside = yield from _list(root, entry.path)
        if any(inner.name == SESSION_FILE and not inner.is_folder for inner in inside):
            folders.append(entry.path)
        elif inside:
            misnamed += yield from _report_without_session(root, entry, inside)
    return folders, misnamed


def _report_in_sessions(entry: _Entry) -> DiagnosticReading[list[str]]:
    """Tell of a file that lies in `sessions` itself."""
    if ending_of(entry.name) not in _WORDS:
        yield _report_unread(entry, f"Take it out of the course's folder. {OWN_NOTES}")
        return []
    stem = entry.name.partition(".")[0]
    folder = "01-welcome" if suggest_name(entry.name, [SESSION_FILE]) else stem
    hint = f"Make a folder for it and call the file session.md: `{SESSIONS_FOLDER}/{folder}/{SESSION_FILE}`. {OWN_NOTES}"
    yield Diagnostic(MISNAMED, f"“{entry.path}” is not read, because each session needs its own folder.", Place(entry.path), hint)
    return [SESSION_FILE]


_WORDS = ("md", "markdown")
"""Endings of files that are most likely a session."""


def _report_without_session(root: Path, folder: _Entry, inside: Sequence[_Entry]) -> DiagnosticReading[list[str]]:
    """Tell of a folder in `sessions` that holds no session.md."""
    files = [entry for entry in inside if not entry.is_folder]
    meant = [entry for entry in files if suggest_name(entry.name, [SESSION_FILE])] or [entry for entry in files if ending_of(entry.name) in _WORDS]
    if len(meant) == 1:
        yield _report_misnamed(meant[0], SESSION_FILE)
        return [SESSION_FILE]
    if any(entry.is_folder and _holds_session(root, entry.path) for entry in inside):
        message = f"“{folder.path}” has folders of sessions inside it. Copack does not read them there."
        yield Diagnostic(MISNAMED, message, Place(folder.path), f"Move each of them into the folder {SESSIONS_FOLDER} itself.")
        return [SESSION_FILE]
    hint = f"Type the session into `{folder.path}/{SESSION_FILE}`, or delete the folder. {OWN_NOTES}"
    yield Diagnostic(NOT_READ, f"“{folder.path}” is not read, because it has no “{SESSION_FILE}”.", Place(folder.path), hint)
    return []


def _account_for_session(root: Path, session: str) -> DiagnosticReading[list[str]]:
    """Account for the folder of a session; return its media files."""
    media: list[str] = []
    entries = yield from _list(root, session)
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name == MEDIA_FOLDER and entry.is_folder:
            media += yield from _account_for_media(root, entry.path)
        elif entry.name in LATER_IN_SESSION:
            yield _report_unsupported(entry)
        elif entry.name != SESSION_FILE:
            yield from _report_entry(entry, IN_SESSION, names)
    return media


# ---------------------------------------------------------------- media


def _account_for_media(root: Path, folder: str) -> DiagnosticReading[list[str]]:
    """Return the files of a media folder in the order of their names; folders that are links are not entered."""
    files: list[str] = []
    for where, folders, names in os.walk(root / folder):
        relative = Path(where).relative_to(root).as_posix()
        folders[:] = sorted(name for name in folders if not is_ignored(name) and _is_text(name))
        for name in folders:
            if (root / relative / name).is_symlink():
                hint = "Put the folder itself there. Copack does not follow links to folders."
                yield _report_unread(_Entry(f"{relative}/{name}", name, is_folder=True), hint)
        files += (f"{relative}/{name}" for name in sorted(names) if not is_ignored(name) and _is_text(name))
    return files


# ---------------------------------------------------------------- what is said


def _report_misnamed(entry: _Entry, meant: str) -> Diagnostic:
    called = "folder" if entry.is_folder else "file"
    hint = f"Rename it to `{meant}`."
    if ending_of(entry.name) in {"doc", "docx", "rtf", "odt"}:
        hint = f"Save it as plain text and call it `{meant}`."
    elif entry.name.startswith(f"{meant}."):
        hint = f"Rename it to `{meant}`. Some computers hide the last part of a file's name until they are told to show it."
    return Diagnostic(MISNAMED, f"“{entry.path}” is not read: the {called} must be called “{meant}”.", Place(entry.path), hint)


def _report_unread(entry: _Entry, hint: str) -> Diagnostic:
    message = f"The folder “{entry.path}” is not read, nor is anything in it." if entry.is_folder else f"“{entry.path}” is not read."
    return Diagnostic(NOT_READ, message, Place(entry.path), hint)


def _report_unsupported(entry: _Entry) -> Diagnostic:
    message = f"“{entry.path}” is not read by this version of Copack, so it is not in any package."
    return Diagnostic(NOT_READ_YET, message, Place(entry.path), "You do not have to change anything.")
