"""Single files of an author's folder: read once, within limits, and nothing that lies outside it."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.content import HELD, Content, size_in_words
from builder.source.files import TextFile
from builder.source.listing import is_inside
from builder.source.reading import DiagnosticReading
from builder.source.tree.lines import split_lines
from builder.source.unread_files import OUTSIDE, UNREADABLE

NOT_UTF_8 = Rule("SRC002", "not-utf-8", Severity.ERROR, "Text in another encoding shows wrong letters to learners.")
TOO_LARGE = Rule("SRC003", "too-large", Severity.ERROR, "A file of this size is probably a mistake, or would make the package too slow for learners.")

TEXT_LIMIT = 1_000_000
"""Bytes of one text file: some 150,000 words, more than any session holds."""

FILE_LIMIT = 500_000_000
"""Bytes of one recording or document: learners on a phone wait for it, and NHS Learning Hub takes 2 GB for a whole course."""

QUOTED = 60
"""Characters of a line that a message quotes."""


def read_text(root: Path, path: str) -> DiagnosticReading[TextFile | None]:
    """Return the file, or `None` when it cannot be read (then reported)."""
    content = yield from read_bytes(root, path, TEXT_LIMIT)
    if content is None:
        return None
    try:
        raw = content.decode("utf-8")
    except UnicodeDecodeError as error:
        yield _report_encoding(path, content, error.start)
        return None
    return TextFile(path, raw, split_lines(raw))


def _report_encoding(path: str, content: bytes, at: int) -> Diagnostic:
    """Return what to say of a file that is not in UTF-8; `at` is the first byte that is not."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "This file is saved as “Unicode” (UTF-16), not in UTF-8, the usual way to save text."
        return Diagnostic(NOT_UTF_8, message, Place(path, 1), "Save the file again and choose “UTF-8” as its encoding.")
    start = content.rfind(b"\n", 0, at) + 1
    line = content.count(b"\n", 0, at) + 1
    words = content[start:].split(b"\n", 1)[0].decode("cp1252", "replace").strip()
    message = f"This file is not in UTF-8, the usual way to save text: see line {line}, “{words[:QUOTED]}”."
    hint = "Open the file in the program that made it, save it again and choose “UTF-8” as its encoding. Then look at this line."
    return Diagnostic(NOT_UTF_8, message, Place(path, line), hint)


def read_bytes(root: Path, path: str, limit: int) -> DiagnosticReading[bytes | None]:
    """Return the content, or `None` when it cannot be read or has more bytes than `limit` (then reported)."""
    file = yield from _find(root, path)
    content = (yield from _open(file, path, limit + 1)) if file is not None else None
    if content is not None and len(content) > limit:
        message = f"“{path}” is larger than {size_in_words(limit)}."
        yield Diagnostic(TOO_LARGE, message, Place(path), "Make it smaller, or split it in two.")
        return None
    return content


def _find(root: Path, path: str) -> DiagnosticReading[Path | None]:
    """Return where a file that was listed lies, or `None` when it cannot be read or leads outside (then reported)."""
    file = root / path
    if not is_inside(root, file):
        message = f"“{path}” is a link to something outside the course folder."
        yield Diagnostic(OUTSIDE, message, Place(path), "Put the file itself into the folder.")
        return None
    if not file.is_file():
        reason = "it is a link to a file that does not exist" if file.is_symlink() else "it is not an ordinary file"
        hint = "Put the file itself in its place, or delete the link." if file.is_symlink() else "Delete it, or move it out of the course's folder."
        yield Diagnostic(UNREADABLE, f"“{path}” cannot be opened: {reason}.", Place(path), hint)
        return None
    return file


def _open(file: Path, path: str, most: int) -> DiagnosticReading[bytes | None]:
    """Return at most so many bytes of a file, or `None` when it cannot be opened (then reported)."""
    try:
        with file.open("rb") as opened:
            # Python sets as many bytes aside as are asked for, so no more are than the file has, and one to see that it has grown.
            return opened.read(min(most, os.fstat(opened.fileno()).st_size + 1))
    except OSError as error:
        yield _report_unreadable(path, error.strerror or "no reason given")
        return None


def _report_unreadable(path: str, reason: str) -> Diagnostic:
    hint = "Close other programs that use it, or allow yourself to read it."
    return Diagnostic(UNREADABLE, f"“{path}” cannot be opened: {reason}.", Place(path), hint)


def read_file(root: Path, path: str) -> DiagnosticReading[Content | None]:
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
        hint = "Make it smaller or shorter. Or put it on a website and link to it with `::: resource`."
        yield Diagnostic(TOO_LARGE, message, Place(path), hint)
        return None
    return file
