"""Recordings, captions and downloads as packages carry them: as the author made them, under a name of what they hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from builder.course.blocks import Download, Media, Recording
from builder.course.model import Course
from builder.course.walk import walk
from builder.language_tag import names_language
from builder.package.content import Content, address_of, size_in_words
from builder.pages.captions import Cue, read_cues

SLUG_LENGTH = 40

TYPES: Mapping[str, str] = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
"""What browsers call a recording; a platform may say nothing or something else."""

_WORDS: Mapping[str, str] = {
    ".pdf": "shell-type-pdf",
    ".docx": "shell-type-docx",
    ".odt": "shell-type-odt",
    ".pptx": "shell-type-pptx",
    ".xlsx": "shell-type-xlsx",
    ".txt": "shell-type-txt",
    ".rtf": "shell-type-rtf",
    ".png": "shell-type-picture",
    ".jpg": "shell-type-picture",
    ".svg": "shell-type-picture",
    ".mp3": "shell-type-sound",
}
"""The sentence that says what type a download is."""


class PackedFile(Struct, frozen=True):
    """A file in a package.

    Attributes:
        path: in the package; empty: the file stays outside, and the page says so.
        name: what it is called where a learner saves it.
        type: of a recording, else empty.
        cues: of captions, else none.

    """

    path: str
    name: str
    type: str
    cues: tuple[Cue, ...] = ()


def pack_files(course: Course, outside: Collection[str] = ()) -> tuple[dict[str, PackedFile], dict[str, Content]]:
    """Return each file by the path that the author typed, and path -> content of what is to be carried. Same bytes in, same names out.

    `outside`: paths of files that are not carried.
    """
    packed: dict[str, PackedFile] = {}
    files: dict[str, Content] = {}
    for path in (path for media in list_media(course) if isinstance(media, Recording | Download) for path in media.files()):
        if path not in packed:
            content = course.files[path]
            suffix = PurePosixPath(path).suffix.lower()
            is_captions = suffix in {".vtt", ".srt"}
            cues = read_cues(content) if is_captions else ()
            address = "" if path in outside else name_file(path, content, ".vtt" if is_captions else suffix)
            packed[path] = PackedFile(address, PurePosixPath(path).name, TYPES.get(suffix, ""), cues)
            if address:
                files[address] = content
    return packed, files


def name_file(file: str, content: Content, suffix: str) -> str:
    """Name a file of a package by what it holds: a changed one is never taken from an old cache."""
    slug = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(file).stem.lower())[:SLUG_LENGTH].strip("-") or "file"
    return address_of(f"media/{slug}{suffix}", content)


def list_media(course: Course) -> Iterator[Media]:
    """Yield every recording, download and other website of the course, in order."""
    for _, page in course.pages():
        yield from (block for block in walk(page.blocks) if isinstance(block, Media))


def captions_language(path: str, course: str) -> str:
    """Return the language of captions: the one that stands before the ending of the file's name, else that of the course."""
    said = PurePosixPath(PurePosixPath(path).stem).suffix[1:]
    return said if names_language(said) else course


def download_note(download: Download) -> tuple[str, str]:
    """Return the type of a download, as the name of its sentence, and its size in words that stay on one line."""
    return _WORDS[PurePosixPath(download.file).suffix.lower()], size_in_words(download.size).replace(" ", "\u00a0")
