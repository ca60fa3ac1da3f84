"""What a stranger's zip may cost: each limit as a named value with its reason.

All are counted from sizes, never from a clock, so the same zip meets the same end on every computer.
"""

from __future__ import annotations

from msgspec import Struct

MEBIBYTE = 1 << 20


class Limits(Struct, frozen=True):
    """What reading a zip may cost. Whatever the zip, `copack check` then stays below 200 MB of memory and takes a few seconds.

    Attributes:
        entries: most files; the largest course of the corpus has 300, and platforms unpack each one by itself.
        directory: most bytes of the list of files, which is held in memory: 400 for each of `entries`.
        name: most bytes of a path; Windows takes 260 characters, and other systems 255 bytes for each part of a path.
        total: most bytes, unpacked; platforms take less than 2 GB (ZIP-10).
        ratio: most bytes unpacked for each packed byte, of one file and of the package. Deflate makes at most 1,032 of one;
            text makes 10, and an empty picture 100.
        small: bytes of one file below which its ratio says nothing.
        small_total: bytes of the package below which its ratio says nothing.
        verified: most bytes, unpacked, that are compared with their checksums: about three seconds' work.

    """

    entries: int = 20_000
    directory: int = 8 * MEBIBYTE
    name: int = 1024
    total: int = 2 << 30
    ratio: int = 200
    small: int = MEBIBYTE
    small_total: int = 16 * MEBIBYTE
    verified: int = 1 << 30


class JudgingLimits(Struct, frozen=True):
    """How much text of a package is judged. What is over is named, never silently skipped.

    A *mark* is a `<` or a `=`: there are no more elements and attributes than marks, and each costs far more than a byte.

    Attributes:
        manifest: most bytes of a manifest; one that lists 20,000 files has 2 MB.
        manifest_marks: most marks of a manifest, each of which takes about 150 bytes of memory as an element.
        markup: most bytes of all pages, styles and SVG pictures.
        markup_marks: most marks of all of them.
        script: most bytes of one script, which is held whole.
        scripts: most bytes of all scripts, which are only searched.

    """

    manifest: int = 4 * MEBIBYTE
    manifest_marks: int = 300_000
    markup: int = 16 * MEBIBYTE
    markup_marks: int = 400_000
    script: int = 16 * MEBIBYTE
    scripts: int = 128 * MEBIBYTE
