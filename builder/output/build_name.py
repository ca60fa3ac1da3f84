"""The name of a build, which every file of it carries: as the comment of a zip, and in the head of a page.

It is made from what the author typed and from the version of Copack, without a clock: the same course gives the same name, and files that
carry the same name belong together, whoever built them and when.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from msgspec import Struct

LETTERS, GROUP = 12, 4
"""Hex digits of a name, and how many are said in one breath on the telephone."""

_HEAD, _TAIL = 4096, 512
"""Bytes at the start and the end of a file in which its name is looked for: it is in the head of a page, and at the end of a zip and of a PDF."""

CONSONANTS, VOWELS = "bdjlmnrstvw", "aeiou"
"""Of a version word: each consonant is heard for itself on the telephone."""

_WRITTEN = re.compile(rb"Copack [0-9A-Za-z.+-]{1,40} build ([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})")


class BuildName(Struct, frozen=True):
    """The name of a build.

    Attributes:
        version: of Copack.
        letters: such as `4f2a-91c0-7d3e`.

    """

    version: str
    letters: str

    @property
    def mark(self) -> str:
        """What is written into a file, for programs and people alike."""
        return f"Copack {self.version} build {self.letters}"

    @property
    def word(self) -> str:
        """The version word: six letters, such as `mivodu`, to compare two books by voice. It follows from `letters`, and says less than they do."""
        return spell_word(self.letters)


def spell_word(text: str) -> str:
    """Return six letters that follow from a text and can be said on the telephone, such as `mivodu`."""
    syllables = [consonant + vowel for consonant in CONSONANTS for vowel in VOWELS]
    number = int(hashlib.sha256(text.encode()).hexdigest(), 16)
    return "".join(syllables[number // len(syllables) ** place % len(syllables)] for place in range(3))


def name_build(source_digest: str, version: str) -> BuildName:
    """Return the name of a build of these sources with this version of Copack."""
    digest = hashlib.sha256(f"{version} {source_digest}".encode()).hexdigest()[:LETTERS]
    return BuildName(version, "-".join(digest[start : start + GROUP] for start in range(0, LETTERS, GROUP)))


def read_build_letters(path: Path) -> str:
    """Return the letters of the build that a file names, the last if it names several; empty where it names none. Raises OSError."""
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
        opened.seek(max(0, path.stat().st_size - _TAIL))
        tail = opened.read(_TAIL)
    return find_build_letters(tail if path.suffix in {".zip", ".pdf"} else head)


def find_build_letters(content: bytes) -> str:
    """Return the letters of the build that stands last in some bytes; empty where none does."""
    marks = _WRITTEN.findall(content)
    return marks[-1].decode() if marks else ""
