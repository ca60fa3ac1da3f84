"""Accounts for every file and folder of a course: each is read, ignored by its name, or told of."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from builder.diagnostics import Place
from builder.diagnostics.fixes import diagnose
from builder.source.file_names import IN_COURSE, IN_LANGUAGES, IN_SESSION, IN_THEME, LATER_FILES, TEXTS, is_ignored, language_of, suggest_name
from builder.source.files import (
    FACILITATOR_FILE,
    HANDOUTS_FOLDER,
    MEDIA_FOLDER,
    PICTURE_TYPES,
    SESSION_FILE,
    SESSIONS_FOLDER,
    THEME_FILE,
    THEME_FOLDER,
)
from builder.source.listing import find_session_folders, is_text_name, list_entries
from builder.source.media_types import ending_of
from builder.source.reading import DiagnosticReading
from builder.source.unread_files import (
    NOT_READ,
    Entry,
    keep_for_oneself,
    report_copy,
    report_folder_for_text,
    report_misnamed,
    report_no_handout,
    report_outside_sessions,
    report_theme_file,
    report_unread,
    report_unsupported,
    report_without_folder,
)


class Inventory(Struct, frozen=True):
    """What there is to read, by paths relative to the course folder.

    Attributes:
        texts: of `course.yaml` and the files beside it, those that are there.
        sessions: folders with a `session.md`, in the natural order of their names.
        facilitators: the `facilitator.md` of these folders, those that are there.
        handouts: files of their folders `handouts`, in order.
        media: files in the media folders and in that of the theme, in order.
        misnamed: names that something else was probably meant to have.
        has_theme: there is a `theme.yaml` in the folder of the theme.
        translations: (language, path) of the files of further languages, in order.

    """

    texts: frozenset[str]
    sessions: tuple[str, ...]
    media: tuple[str, ...]
    misnamed: frozenset[str]
    facilitators: tuple[str, ...] = ()
    handouts: tuple[str, ...] = ()
    has_theme: bool = False
    translations: tuple[tuple[str, str], ...] = ()


def take_inventory(root: Path) -> DiagnosticReading[Inventory]:
    """Account for everything in the course folder `root`, an absolute path."""
    misnamed: list[str] = []
    sessions: list[str] = []
    media: list[str] = []
    theme: list[str] | None = None
    translations: list[tuple[str, str]] = []
    entries = yield from list_entries(root, "")
    texts = {entry.name for entry in entries if entry.name in TEXTS and not entry.is_folder}
    for entry in entries:
        if entry.name == SESSIONS_FOLDER and entry.is_folder:
            folders, lost = yield from _account_for_sessions(root)
            sessions += folders
            misnamed += lost
        elif entry.name == MEDIA_FOLDER and entry.is_folder:
            media += yield from _account_for_media(root, MEDIA_FOLDER)
        elif entry.name == THEME_FOLDER and entry.is_folder:
            theme = yield from _account_for_theme(root, entry)
        elif entry.name in LATER_FILES:
            yield report_unsupported(entry)
        elif entry.name in TEXTS and entry.is_folder:
            yield report_folder_for_text(entry)
        elif not entry.is_folder and (language := language_of(entry.name, IN_LANGUAGES)):
            translations.append((language, entry.path))
        elif entry.name not in texts:
            misnamed += yield from _report_in_course(root, entry, {entry.name for entry in entries})
    folders_of: list[_SessionFiles] = []
    for session in sessions:
        folders_of.append((yield from _account_for_session(root, session)))  # noqa: PERF401 - a comprehension cannot yield
    return Inventory(
        texts=frozenset(texts),
        sessions=tuple(sessions),
        media=(*media, *(path for files in folders_of for path in files.media), *(theme or ())),
        misnamed=frozenset(misnamed),
        facilitators=tuple(path for files in folders_of for path in files.facilitators),
        handouts=tuple(path for files in folders_of for path in files.handouts),
        has_theme=theme is not None,
        translations=(*translations, *(each for files in folders_of for each in files.translations)),
    )


# ---------------------------------------------------------------- the course folder


def _report_in_course(root: Path, entry: Entry, present: Collection[str]) -> DiagnosticReading[list[str]]:
    """Tell of an entry of the course folder that is not read; return the names that it was probably meant to have."""
    is_sessions = suggest_name(entry.name, [SESSIONS_FOLDER]) and SESSIONS_FOLDER not in present
    inside = find_session_folders(root, entry.path) if entry.is_folder and not is_sessions else []
    if inside:
        yield report_outside_sessions(root, entry, inside)
        return [SESSION_FILE]
    if not entry.is_folder and suggest_name(entry.name, [SESSION_FILE]):
        yield report_without_folder(root, entry)
        return [SESSION_FILE]
    if entry.name == THEME_FILE and THEME_FOLDER not in present:
        yield report_theme_file(entry)
        return []
    lost = yield from _report_entry(entry, IN_COURSE, present)
    return [*lost, SESSION_FILE] if SESSIONS_FOLDER in lost else lost


def _report_entry(
    entry: Entry, known: Collection[str], present: Collection[str], hint: str = "Move it out of the course's folder."
) -> DiagnosticReading[list[str]]:
    """Tell of an entry that is not read; return the name that it was probably meant to have."""
    meant = suggest_name(entry.name, [name for name in known if ("." not in name) == entry.is_folder])
    if not meant:
        yield report_unread(entry, hint)
    elif meant in present:
        yield report_copy(entry, meant)
    else:
        yield report_misnamed(entry, meant)
        return [meant]
    return []


# ---------------------------------------------------------------- sessions


def _account_for_sessions(root: Path) -> DiagnosticReading[tuple[list[str], list[str]]]:
    """Return the folders of sessions, and the names that something in `sessions` was probably meant to have."""
    folders: list[str] = []
    misnamed: list[str] = []
    for entry in (yield from list_entries(root, SESSIONS_FOLDER)):
        if not entry.is_folder:
            misnamed += yield from _report_in_sessions(root, entry)
            continue
        inside = yield from list_entries(root, entry.path)
        if any(inner.name == SESSION_FILE and not inner.is_folder for inner in inside):
            folders.append(entry.path)
        else:
            misnamed += yield from _report_without_session(root, entry, inside)
    return folders, misnamed


def _report_in_sessions(root: Path, entry: Entry) -> DiagnosticReading[list[str]]:
    """Tell of a file that lies in `sessions` itself."""
    if ending_of(entry.name) not in _WORDS and not suggest_name(entry.name, [SESSION_FILE]):
        yield report_unread(entry, "Move it out of the course's folder.")
        return []
    yield report_without_folder(root, entry)
    return [SESSION_FILE]


_WORDS = ("md", "markdown")
"""Endings of files that are most likely a session."""


def _report_without_session(root: Path, folder: Entry, inside: Sequence[Entry]) -> DiagnosticReading[list[str]]:
    """Tell of a folder in `sessions` that holds no session.md."""
    named = next((entry for entry in inside if entry.is_folder and entry.name == SESSION_FILE), None)
    if named is not None:
        yield report_folder_for_text(named)
        return [SESSION_FILE]
    files = [entry for entry in inside if not entry.is_folder]
    meant = [entry for entry in files if suggest_name(entry.name, [SESSION_FILE])] or [entry for entry in files if ending_of(entry.name) in _WORDS]
    meant = meant or _kept_sessions(root, folder)
    if len(meant) == 1 or any(suggest_name(entry.name, [SESSION_FILE]) for entry in meant):
        yield report_misnamed(meant[0], SESSION_FILE)
        return [SESSION_FILE]
    deeper = find_session_folders(root, folder.path)
    if deeper:
        yield report_outside_sessions(root, folder, deeper)
        return [SESSION_FILE]
    if inside:
        hint = f"Type the session into `{folder.path}/{SESSION_FILE}`, or delete the folder."
        message = f"“{folder.path}” is not read, because it has no “{SESSION_FILE}”."
        yield diagnose(NOT_READ, message, Place(folder.path), keep_for_oneself(folder, hint))
    return []


def _kept_sessions(root: Path, folder: Entry) -> list[Entry]:
    """Return the files of a folder whose names are ignored, but which are a session that an editor kept: `session.md.bak`."""
    try:
        names = sorted(file.name for file in (root / folder.path).iterdir() if file.is_file())
    except OSError:
        return []
    names = [name for name in names if is_ignored(name, is_folder=False) and is_text_name(name)]
    kept = [name for name in names if suggest_name(name.strip("~#._$"), [SESSION_FILE])]
    return [Entry(f"{folder.path}/{name}", name, is_folder=False) for name in kept]


class _SessionFiles(NamedTuple):
    """What the folder of a session holds beside its `session.md`, by paths."""

    media: list[str]
    facilitators: list[str]
    handouts: list[str]
    translations: list[tuple[str, str]]


def _account_for_session(root: Path, session: str) -> DiagnosticReading[_SessionFiles]:
    """Account for the folder of a session."""
    files = _SessionFiles([], [], [], [])
    entries = yield from list_entries(root, session)
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name == MEDIA_FOLDER and entry.is_folder:
            files.media.extend((yield from _account_for_media(root, entry.path)))
        elif entry.name == HANDOUTS_FOLDER and entry.is_folder:
            yield from _account_for_handouts(root, entry.path, files)
        elif entry.name == FACILITATOR_FILE and not entry.is_folder:
            files.facilitators.append(entry.path)
        elif not entry.is_folder and (language := language_of(entry.name, (SESSION_FILE, FACILITATOR_FILE))):
            files.translations.append((language, entry.path))
        elif entry.name != SESSION_FILE:
            yield from _report_entry(entry, IN_SESSION, names)
    return files


def _account_for_handouts(root: Path, folder: str, files: _SessionFiles) -> DiagnosticReading[None]:
    """Add the handouts of a folder, and those in other languages beside them; tell of what is neither."""
    entries = yield from list_entries(root, folder)
    names = {entry.name for entry in entries if entry.name.endswith(".md") and not entry.is_folder}
    for entry in entries:
        if entry.name not in names:
            yield report_no_handout(entry)
        elif language := language_of(entry.name, names):
            files.translations.append((language, entry.path))
        else:
            files.handouts.append(entry.path)


# ---------------------------------------------------------------- theme


def _account_for_theme(root: Path, folder: Entry) -> DiagnosticReading[list[str] | None]:
    """Account for the folder of the theme; return its pictures, or `None` where it has no `theme.yaml`."""
    entries = yield from list_entries(root, folder.path)
    names = {entry.name for entry in entries}
    pictures = [entry for entry in entries if not entry.is_folder and ending_of(entry.name) in PICTURE_TYPES]
    others = [entry for entry in entries if entry not in pictures and (entry.name != THEME_FILE or entry.is_folder)]
    misnamed: list[str] = []
    for entry in others:
        misnamed += yield from _report_entry(entry, IN_THEME, names, "Copack reads theme.yaml here, and the logo, a picture beside it.")
    if any(entry.name == THEME_FILE and not entry.is_folder for entry in entries):
        return [entry.path for entry in pictures]
    if entries and not misnamed:
        message = f"“{folder.path}” is not read, because it has no “{THEME_FILE}”."
        hint = f"Type `copack new . --theme` in the course's folder, or write `{folder.path}/{THEME_FILE}` yourself."
        yield diagnose(NOT_READ, message, Place(folder.path), keep_for_oneself(folder, hint))
    return None


# ---------------------------------------------------------------- media


def _account_for_media(root: Path, folder: str) -> DiagnosticReading[list[str]]:
    """Return the files of a media folder in the order of their names; folders that are links are not entered."""
    files: list[str] = []
    for where, folders, names in os.walk(root / folder):
        relative = Path(where).relative_to(root).as_posix()
        folders[:] = sorted(name for name in folders if not is_ignored(name, is_folder=True) and is_text_name(name))
        for name in folders:
            if (root / relative / name).is_symlink():
                hint = "Put the folder itself there. Copack does not follow links to folders."
                yield report_unread(Entry(f"{relative}/{name}", name, is_folder=True), hint)
        files += (f"{relative}/{name}" for name in sorted(names) if not is_ignored(name, is_folder=False) and is_text_name(name))
    return files
