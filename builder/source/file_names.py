"""The names of a course's folder: which are read, which are not yet, which are nobody's business, and which was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection

from builder.course.records import RECORD_FILES
from builder.language_tag import names_language
from builder.lazy_pattern import lazy_pattern
from builder.source.files import (
    BUILDS_FILE,
    COURSE_FILE,
    EVALUATION_FILE,
    FACILITATOR_FILE,
    GLOSSARY_FILE,
    HANDOUTS_FOLDER,
    LOCAL_FILE,
    MEDIA_FOLDER,
    PEOPLE_FILE,
    SESSION_FILE,
    SESSIONS_FOLDER,
    SIGN_OFFS_FILE,
    THEME_FILE,
    THEME_FOLDER,
    TRANSLATION_FILE,
)

TEXTS = (COURSE_FILE, GLOSSARY_FILE, EVALUATION_FILE, LOCAL_FILE, SIGN_OFFS_FILE, PEOPLE_FILE, BUILDS_FILE, *RECORD_FILES)
"""Text files beside `course.yaml`, which is one of them."""

LATER_FILES = ("published.lock",)
"""Files beside `course.yaml` that have a meaning, and that this version does not read."""

IN_LANGUAGES = (COURSE_FILE, GLOSSARY_FILE, EVALUATION_FILE, TRANSLATION_FILE)
"""Text files beside `course.yaml` that may be there once more for each further language: `glossary.cy.yaml`."""

_NO_LANGUAGES = frozenset({"bak", "new", "old", "org", "tmp", "txt", "doc", "rtf", "raw", "two", "one", "out", "md"})
"""What people put into a name in the place of a language."""

IN_COURSE = (*TEXTS, SESSIONS_FOLDER, MEDIA_FOLDER, THEME_FOLDER)
IN_SESSION = (SESSION_FILE, FACILITATOR_FILE, HANDOUTS_FOLDER, MEDIA_FOLDER)
IN_THEME = (THEME_FILE,)

_OF_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin", "system volume information", "lost+found"})
"""What file managers leave."""

_OF_TOOLS = frozenset({"dist", "node_modules", "__pycache__"})
"""What `copack build` and other programs make."""

_ABOUT_THE_COURSE = lazy_pattern(
    r"(?:readme|licen[cs]e|copying|notice|authors|contributing|changelog)(?:[.-](?:[a-z]{2}|mit|bsd|apache|code|text))?(?:\.(?:md|txt|rst|html?))?",
    re.IGNORECASE,
)
"""Files that people who share a folder put into it for each other, in any language: `README`, `readme.cy.md`; and no `notice-board.png`."""

_LEFT_OVERS = lazy_pattern(r"~\$.*|.*~|#.*#|.*\.(?:bak|tmp|temp|swp|swo|orig|rej|part|crdownload|lock)|\.~lock.*", re.IGNORECASE)
"""What editors, office programs and browsers leave while a file is open, or after."""

_COPY = lazy_pattern(
    r"""^(?:copy\ of\s+|copie\ de\s+|kopie\ von\s+)      # older Windows, macOS
    |\s*(?:
        \(\s*[0-9]{1,3}\s*\)                             # a second download
        |(?:-|\s)\s*copy(?:\s*\(?[0-9]+\)?)?             # Windows, macOS
        |\([^()]*(?:conflict|copy)[^()]*\)                 # Dropbox, Nextcloud
        |[.-]sync-conflict-[0-9]+-[0-9]+(?:-\w+)?          # Syncthing
        |-(?:desktop|laptop)-\w+                           # OneDrive
        |\s+[0-9]
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What file managers and folders in the cloud add to the name of a copy; looked for in names without their endings."""

_SECOND_ENDING = lazy_pattern(r"\.(?:txt|text|md|markdown|yaml|yml|docx?|rtf|bak)$", re.IGNORECASE)

_CLOSE = 0.8
"""Similarity from which a name counts as a slip, as in `builder.source.suggestions`."""


def is_ignored(name: str, *, is_folder: bool, is_course: bool = False) -> bool:
    """Tell whether a file or a folder of this name is left alone: hidden, of another program, or the author's own (`_notes`).

    `is_course`: it is in the course folder itself, where other programs put the folders that they make.
    """
    if name in LATER_FILES:
        return False
    folded = name.lower()
    of_others = folded in _OF_SYSTEMS or (folded in _OF_TOOLS and (is_course or not is_folder or folded != "dist"))
    about = not is_folder and bool(_ABOUT_THE_COURSE.fullmatch(name))
    return name.startswith((".", "_")) or of_others or about or bool(_LEFT_OVERS.fullmatch(name))


def language_of(name: str, files: Collection[str]) -> str:
    """Return the language of a file that is one of `files` in another language, `cy` of `session.cy.md`; else an empty text."""
    stem, _point, rest = name.partition(".")
    tag, _point, ending = rest.rpartition(".")
    is_language = names_language(tag) and tag == tag.strip() and tag.lower() not in _NO_LANGUAGES
    return tag if is_language and f"{stem}.{ending}" in files else ""


def original_name(name: str) -> str:
    """Return the name of the file that a name says to be a copy of, or an empty text: `session.md` of `Copy of session (2).md`."""
    stem, point, ending = name.rpartition(".")
    bare = _COPY.sub("", stem if point else name).strip()
    original = bare + point + ending if point else bare
    return original if bare and original != name else ""


def suggest_name(name: str, known: Collection[str]) -> str:
    """Return the name of `known` that was probably meant, or an empty text.

    Capitals, blanks, another ending of the same kind (`.yml`), a second one (`.md.txt`), a mark of a copy and a slip of the finger do not matter.
    """
    folded = _fold(original_name(name) or name)
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
