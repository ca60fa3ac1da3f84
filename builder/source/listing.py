"""What is in a folder of a course: names that can be read, in the order in which people count, and nothing that lies outside."""

from __future__ import annotations

import os
from pathlib import Path

from builder.diagnostics import Diagnostic, Place
from builder.diagnostics.natural_order import natural_key
from builder.source.file_names import is_ignored
from builder.source.files import SESSION_FILE
from builder.source.reading import DiagnosticReading
from builder.source.unread_files import NOT_READ, OUTSIDE, UNREADABLE, Entry

DEPTH_LIMIT = 6
FOLDERS_LIMIT = 500
"""How deep, and in how many folders, a session in the wrong place is looked for."""


def is_inside(root: Path, file: Path) -> bool:
    """Tell whether a file, links followed, lies in the course folder."""
    try:
        return file.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # links in a circle
        return False


def list_entries(root: Path, folder: str) -> DiagnosticReading[list[Entry]]:
    """Return what is in a folder in the natural order of the names, without what is ignored. Folders that lie outside are reported and left out."""
    entries: list[Entry] = []
    try:
        listed = sorted(((entry.name, entry.is_dir()) for entry in os.scandir(root / folder)), key=lambda entry: natural_key(entry[0]))
    except OSError as error:
        message = f"“{folder or root.name}” cannot be opened: {error.strerror or 'no reason given'}."
        yield Diagnostic(UNREADABLE, message, Place(folder), "Close other programs that use it, or allow yourself to read it.")
        return []
    for name, is_folder in listed:
        if is_ignored(name, is_folder=is_folder, is_course=not folder):
            continue
        entry = Entry(f"{folder}/{name}" if folder else name, name, is_folder)
        if not is_text_name(name):
            message = f"The name of “{_show_path(entry.path)}” has bytes that are not letters, so it is not read."
            yield Diagnostic(NOT_READ, message, Place(_show_path(entry.path)), "Give it another name.")
        elif is_folder and not is_inside(root, root / entry.path):
            message = f"“{entry.path}” is a link to something outside the course folder."
            yield Diagnostic(OUTSIDE, message, Place(entry.path), "Put the folder itself into the course.")
        else:
            entries.append(entry)
    return entries


def is_text_name(name: str) -> bool:
    """Tell whether a name can stand in a message; some systems let names hold bytes that are no text."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _show_path(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()


def find_session_folders(root: Path, folder: str) -> list[str]:
    """Return a folder, and those inside it, that hold a session file. Links are not followed, and a huge folder is not read to its end."""
    holding: list[str] = []
    for count, (where, folders, names) in enumerate(os.walk(root / folder)):
        relative = Path(where).relative_to(root)
        if count >= FOLDERS_LIMIT:
            break
        folders[:] = sorted(name for name in folders if not is_ignored(name, is_folder=True)) if len(relative.parts) < DEPTH_LIMIT else []
        if SESSION_FILE in names:
            holding.append(relative.as_posix())
    return holding
