"""An author's folder in memory: the files of a course, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from builder.package.content import Content
from builder.source.media_types import CAPTION_TYPES
from builder.source.picture_types import DOT_TYPES
from builder.source.tree.lines import split_lines

COURSE_FILE = "course.yaml"
SESSION_FILE = "session.md"
FACILITATOR_FILE = "facilitator.md"
GLOSSARY_FILE = "glossary.yaml"
EVALUATION_FILE = "evaluation.yaml"
LOCAL_FILE = "local.yaml"
PEOPLE_FILE = "people.yaml"
BUILDS_FILE = "builds.yaml"
SIGN_OFFS_FILE = "signoffs.yaml"
THEME_FILE = "theme.yaml"
TRANSLATION_FILE = "translation.yaml"
SESSIONS_FOLDER = "sessions"
MEDIA_FOLDER = "media"
HANDOUTS_FOLDER = "handouts"
THEME_FOLDER = "theme"
PICTURE_TYPES = ("svg", *DOT_TYPES)


class TextFile(Struct, frozen=True):
    """A text file. `raw` is exact, byte order mark and line ends included; `lines` are without both."""

    path: str
    raw: str
    lines: tuple[str, ...]


class SessionFolder(Struct, frozen=True):
    """A folder inside `sessions/`.

    Attributes:
        path: relative to the course folder.
        file: its `session.md`.
        facilitator: its `facilitator.md`, or `None`.
        handouts: the files of its folder `handouts`, in the natural order of their names.

    """

    path: str
    file: TextFile
    facilitator: TextFile | None = None
    handouts: tuple[TextFile, ...] = ()

    def texts(self) -> Iterator[TextFile]:
        """Yield every text file of the session."""
        yield self.file
        if self.facilitator is not None:
            yield self.facilitator
        yield from self.handouts


def in_language(path: str, language: str) -> str:
    """Return the path of the file that holds the words of another one in a language: `session.cy.md` beside `session.md`."""
    stem, point, ending = path.rpartition(".")
    return f"{stem}.{language}{point}{ending}"


class Source(Struct, frozen=True):
    """An author's folder in memory.

    Attributes:
        course: `course.yaml`; `None` where it is missing or cannot be read.
        sessions: in the order of their folder names.
        media: path relative to the course folder -> bytes, of pictures whose type is allowed, those of the theme included.
        files: the same of recordings, captions and documents; a large one by where it lies.
        others: paths of everything else in the folders of media and of the theme.
        glossary: `glossary.yaml`, or `None`.
        evaluation: `evaluation.yaml`, or `None`.
        theme: `theme/theme.yaml`, or `None`.
        local: `local.yaml` or the file that stands in for it, or `None`. No part of the course itself: its digest leaves it out.
        translations: the files of further languages, by language: `session.cy.md`, `course.cy.yaml`. Their words are no part of the digest of
            the course in its first language.
        sign_offs: `signoffs.yaml`, or `None`. No part of what is taught: its digest leaves it out.
        records: what the course keeps about itself, by name of `builder.course.records.RECORDS`. No part of what is taught: its digest leaves it out.
        people: `people.yaml`, or `None`. Likewise, and no package has anything of it.
        builds: `builds.yaml`, in which Copack keeps the files that carried names, or `None`. Likewise.
        complete: nothing was left out because it could not be read.

    """

    course: TextFile | None
    sessions: tuple[SessionFolder, ...]
    media: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, Content] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    glossary: TextFile | None = None
    evaluation: TextFile | None = None
    theme: TextFile | None = None
    local: TextFile | None = None
    translations: dict[str, tuple[TextFile, ...]] = field(default_factory=dict)
    sign_offs: TextFile | None = None
    records: dict[str, TextFile] = field(default_factory=dict)
    people: TextFile | None = None
    builds: TextFile | None = None
    complete: bool = True

    def texts(self) -> Iterator[TextFile]:
        """Yield every text file."""
        if self.course is not None:
            yield self.course
        if self.glossary is not None:
            yield self.glossary
        if self.evaluation is not None:
            yield self.evaluation
        if self.theme is not None:
            yield self.theme
        if self.local is not None:
            yield self.local
        if self.sign_offs is not None:
            yield self.sign_offs
        yield from self.records.values()
        if self.people is not None:
            yield self.people
        if self.builds is not None:
            yield self.builds
        yield from (text for session in self.sessions for text in session.texts())
        yield from (text for texts in self.translations.values() for text in texts)

    def find_translation(self, path: str, language: str) -> TextFile | None:
        """Return the file that holds the words of a file in a language, or `None`."""
        wanted = in_language(path, language)
        return next((text for text in self.translations.get(language, ()) if text.path == wanted), None)

    def lines(self, file: str) -> Sequence[str]:
        """Return the lines of a text file for quoting; none for any other file."""
        captions = self.files.get(file) if file.endswith(CAPTION_TYPES) else None
        if isinstance(captions, bytes):
            from builder.source.caption_files import decode_captions, is_readable  # most courses have none

            return split_lines(decode_captions(captions) if is_readable(captions) else captions.decode("utf-8", "replace"))
        return next((text.lines for text in self.texts() if text.path == file), ())
