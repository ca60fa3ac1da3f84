"""Files and folders of a course that are not read: what is said of each, and where it belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.changes import Deletion, Renaming
from builder.diagnostics.fixes import Fix, diagnose
from builder.source.file_names import original_name, suggest_name
from builder.source.files import PICTURE_TYPES, SESSION_FILE, SESSIONS_FOLDER, THEME_FILE, THEME_FOLDER
from builder.source.media_types import ending_of

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


class Entry(Struct, frozen=True):
    """A file or a folder that has to be accounted for."""

    path: str
    name: str
    is_folder: bool

    @property
    def folder(self) -> str:
        """Return the path of the folder that it is in, with a slash behind it; nothing for the course folder."""
        return self.path[: len(self.path) - len(self.name)]


def report_misnamed(entry: Entry, meant: str) -> Diagnostic:
    """Tell of a name that is not read, with the one that is."""
    called = "folder" if entry.is_folder else "file"
    message = f"“{entry.path}” is not read: the {called} must be called “{meant}”."
    if ending_of(entry.name) in {"doc", "docx", "rtf", "odt", "pdf"}:
        return Diagnostic(MISNAMED, message, Place(entry.path), f"Save it as plain text and call it `{meant}`.")
    hint = f"Rename it to `{meant}`."
    if entry.name.startswith(f"{meant}."):
        hint += " Some computers hide the last part of a file's name until they are told to show it."
    return diagnose(MISNAMED, message, Place(entry.path), Fix(hint, (Renaming(entry.path, entry.folder + meant),)))


def report_folder_for_text(entry: Entry) -> Diagnostic:
    """Tell of a folder that has the name of a text file."""
    message = f"“{entry.path}” is a folder. It must be a text file."
    words = f"Rename the folder to `_{entry.name}`. Then save the text as a file `{entry.path}`."
    return diagnose(MISNAMED, message, Place(entry.path), Fix(words, (Renaming(entry.path, f"{entry.folder}_{entry.name}"),)))


def report_copy(entry: Entry, original: str) -> Diagnostic:
    """Tell of a file that is not read because the one with the right name is beside it."""
    reason = f"It looks like a copy of “{original}”, which is" if original_name(entry.name) else f"Copack reads “{original}”, which is"
    message = f"“{entry.path}” is not read. {reason} beside it."
    words = f"Look whether it has words that “{original}” lacks, then delete it. {OWN_NOTES}"
    return diagnose(NOT_READ, message, Place(entry.path), Fix(words, (Deletion(entry.path),)))


def report_outside_sessions(root: Path, entry: Entry, inside: Sequence[str]) -> Diagnostic:
    """Tell of a folder with sessions in the wrong place; `inside` are the folders of the sessions, the folder itself or some in it."""
    contents = "a session" if len(inside) == 1 else "sessions"
    message = f"“{entry.path}” has {contents} inside. Copack does not read it, because it is not in the folder “{SESSIONS_FOLDER}”."
    if entry.path.startswith(f"{SESSIONS_FOLDER}/"):
        message = f"“{entry.path}” has folders of sessions inside it. Copack does not read them there."
    targets: dict[str, str] = {}
    for folder in inside:
        targets[folder] = _free_folder(root, folder.rpartition("/")[2], set(targets.values()))
    moves = ", ".join(f"`{folder}` to `{target}`" for folder, target in list(targets.items())[:_MOST_NAMED])
    more = f", and {len(targets) - _MOST_NAMED} more" if len(targets) > _MOST_NAMED else ""
    return diagnose(MISNAMED, message, Place(entry.path), Fix(f"Move {moves}{more}.", tuple(Renaming(*pair) for pair in targets.items())))


_MOST_NAMED = 5
"""Folders that one message names."""


def report_without_folder(root: Path, entry: Entry) -> Diagnostic:
    """Tell of the file of a session that has no folder of its own."""
    stem = "01-welcome" if suggest_name(entry.name, [SESSION_FILE]) else entry.name.partition(".")[0]
    target = f"{_free_folder(root, stem, set())}/{SESSION_FILE}"
    message = f"“{entry.path}” is not read, because each session needs its own folder."
    if ending_of(entry.name) in {"doc", "docx", "rtf", "odt", "pdf"}:
        return Diagnostic(MISNAMED, message, Place(entry.path), f"Save it as plain text and call it `{target}`. {OWN_NOTES}")
    words = f"Make a folder for it and move it there: `{target}`. {OWN_NOTES}"
    return diagnose(MISNAMED, message, Place(entry.path), Fix(words, (Renaming(entry.path, target),)))


def report_theme_file(entry: Entry) -> Diagnostic:
    """Tell of the file of a theme that has no folder of its own."""
    target = f"{THEME_FOLDER}/{THEME_FILE}"
    message = f"“{entry.path}” is not read, because it belongs into a folder “{THEME_FOLDER}”, with the logo."
    return diagnose(MISNAMED, message, Place(entry.path), Fix(f"Make the folder and move it there: `{target}`.", (Renaming(entry.path, target),)))


def _free_folder(root: Path, name: str, taken: set[str]) -> str:
    """Return the path of a folder in `sessions` that does not exist yet."""
    path, number = f"{SESSIONS_FOLDER}/{name}", 1
    while (root / path).exists() or path in taken:
        number += 1
        path = f"{SESSIONS_FOLDER}/{name}-{number}"
    return path


def report_unread(entry: Entry, hint: str) -> Diagnostic:
    """Tell of a file or a folder that has no meaning for Copack."""
    message = f"The folder “{entry.path}” is not read, nor is anything in it." if entry.is_folder else f"“{entry.path}” is not read."
    return diagnose(NOT_READ, message, Place(entry.path), keep_for_oneself(entry, hint))


def report_no_handout(entry: Entry) -> Diagnostic:
    """Tell of something in a folder of handouts that is no handout."""
    if entry.is_folder:
        return report_unread(entry, "Put its handouts beside it, and pictures into the session’s folder `media`.")
    stem = entry.name.partition(".")[0] or "handout"
    if ending_of(entry.name) in PICTURE_TYPES:
        return report_unread(entry, "Put pictures into the session’s folder `media`.")
    return report_unread(entry, f"A handout is plain text: save it as `{entry.folder}{stem}.md`.")


def keep_for_oneself(entry: Entry, hint: str) -> Fix:
    """Return the fix that makes an entry the author's own, after a hint of what else can be done."""
    return Fix(f"{hint} {OWN_NOTES}", (Renaming(entry.path, f"{entry.folder}_{entry.name}"),))


def summarise_unread(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics in which a folder with very many files that are not read is told of a few times, and then once for all others."""
    shown: list[Diagnostic] = []
    counts: Counter[str] = Counter()
    for diagnostic in diagnostics:
        unread = diagnostic.rule is NOT_READ and diagnostic.place is not None
        folder = diagnostic.place.file.rpartition("/")[0] if unread and diagnostic.place is not None else ""
        counts[folder] += unread
        if not unread or counts[folder] <= MOST_UNREAD:
            shown.append(diagnostic)
    for folder, count in counts.items():
        if count > MOST_UNREAD:
            where = f"“{folder}”" if folder else "the course's folder"
            message = f"{count - MOST_UNREAD:,} more files and folders in {where} are not read."
            shown.append(Diagnostic(NOT_READ, message, Place(folder), f"Move them out of the course's folder. {OWN_NOTES}"))
    return tuple(shown)


MOST_UNREAD = 20
"""Files and folders that are not read, in one folder, of each of which is told."""


def report_unsupported(entry: Entry) -> Diagnostic:
    """Tell of a name that a later version reads."""
    message = f"“{entry.path}” is not read by this version of Copack, so it is not in any package."
    return Diagnostic(NOT_READ_YET, message, Place(entry.path), "You do not have to change anything.")
