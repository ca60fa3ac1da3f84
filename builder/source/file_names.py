"""The names of a course's folder: which are read, which are not yet, which are nobody's business, and which was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection

from builder.source.files import COURSE_FILE, EVALUATION_FILE, GLOSSARY_FILE, MEDIA_FOLDER, SESSION_FILE, SESSIONS_FOLDER

TEXTS = (COURSE_FILE, GLOSSARY_FILE, EVALUATION_FILE)
"""Text files beside `course.yaml`, which is one of them."""

LATER_FILES = ("facts.yaml", "register.yaml", "local.yaml", "published.lock")
"""Files beside `course.yaml` that have a meaning, and that this version does not read."""

LATER_IN_SESSION = ("facilitator.md", "handouts")
"""The same in the folder of a session."""

IN_COURSE = (*TEXTS, SESSIONS_FOLDER, MEDIA_FOLDER)
IN_SESSION = (SESSION_FILE, MEDIA_FOLDER)

_OF_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin", "system volume information", "lost+found"})
"""What file managers leave."""

_OF_TOOLS = frozenset({"dist", "node_modules", "__pycache__"})
"""What `copack build` and other programs make."""

_ABOUT_THE_COURSE = re.compile(r"(?:readme|licen[cs]e|copying|notice|authors|contributing|changelog)(?:[.-].*)?", re.IGNORECASE)
"""What people who share a folder put into it for each other."""

_LEFT_OVERS = re.compile(r"~\$.*|.*~|#.*#|.*\.(?:bak|tmp|temp|swp|swo|orig|rej|part|crdownload|lock)|\.~lock.*", re.IGNORECASE)
"""What editors, office programs and browsers leave while a file is open, or after."""

_SECOND_ENDING = re.compile(r"\.(?:txt|text|md|markdown|yaml|yml|docx?|rtf|bak)$", re.IGNORECASE)

_CLOSE = 0.8
"""Similarity from which a name counts as a slip, as in `builder.source.suggestions`."""


def is_ignored(name: str) -> bool:
    """Tell whether a file or a folder of this name is nobody's business: hidden, of another program, or the author's own (`_notes`)."""
    folded = name.lower()
    if name in LATER_FILES:
        return False
    return name.startswith((".", "_")) or folded in _OF_SYSTEMS | _OF_TOOLS or bool(_ABOUT_THE_COURSE.fullmatch(name) or _LEFT_OVERS.fullmatch(name))


def suggest_name(name: str, known: Collection[str]) -> str:
    """Return the name of `known` that was probably meant, or an empty text.

    Capitals, blanks, another ending of the same kind (`.yml`), a second one (`.md.txt`) and a slip of the finger do not matter.
    """
    folded = _fold(name)
    for right in known:
        if folded == _fold(right):
            return right
    close = difflib.get_close_matches(folded, [_fold(right) for right in known], 1, _CLOSE)
    return next((right for right in known if close and _fold(right) == close[0]), "")


def _fold(name: str) -> str:
    """Return a name without what does not matter."""
    folded = re.sub(r"[\s_-]+", "-", name.strip().lower())
    while True:
        bare = _SECOND_ENDING.sub("", folded)
        if bare == folded:
            return folded
        folded = bare
