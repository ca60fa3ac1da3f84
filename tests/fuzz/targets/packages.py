"""Zips of strangers: entries of good packages are changed and zipped again, or the bytes of the zip are."""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from random import Random

from builder.diagnostics import has_errors
from builder.diagnostics.formats import as_sarif
from builder.diagnostics.reporters import as_text
from builder.lint import LONGEST_TEXT, check_zip, lint
from builder.package.package import Package
from builder.package.zip import seal
from builder.package.zip_reader import read_zip
from builder.standards.registry import STANDARDS
from tests.fuzz.mutation import STRANGE, mutator
from tests.fuzz.target import CORPUS, Target, one_by_one
from tests.unit.package.zips import make_zip
from tests.unit.standards.packages import example_package

MARKUP_WORDS = (
    b"<item>", b"</item>", b'<item identifier="a" identifierref="b">', b"<resource>", b'<file href="x"/>', b"<x:y/>", b'href=""', b"<!--", b"-->", b"]]>", b"<![CDATA[",
    b"<?x?>", b"<!DOCTYPE a [<!ENTITY e 'f'>]>", b"&e;", b"&#0;", b"&#xD800;", b"%", b"%zz", b"xml:base='..'", b"xmlns:a='b'", b"xmlns=''", b"<imsss:sequencing/>",
    b"<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>", b"2004 4th Edition", b"CAM 1.3", b"<au id='x'/>", b"<block id='x'>", b"</block>",
    b"masteryScore='1e9'", b"moveOn='Passed'", b"<activity id='a' type='b'/>", b"<launch>", b"encoding='utf-16'", b"encoding='x'", b"<script src=//x>", b"url(http://x)",
)  # fmt: skip
NAMES = (
    "IMSMANIFEST.XML", "cmi5.xml", "tincan.xml", "index.html", "../up", "/root", "C:/x", "a\\b", "con.js", "a/", "a//b", ".", "x.crs", "a.svg", "a.css", "\u202ex", "é", "",
    "imsmanifest.xml", "index.xml", "__MACOSX/._x", "x.php",
)  # fmt: skip
_change_bytes = mutator((b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x08\x08"))
_change_text = mutator(MARKUP_WORDS)


def seeds() -> list[bytes]:
    """Return small packages of each standard, and those of the corpus that are small."""
    own = [seal(example_package(name)) for name in STANDARDS.names]
    theirs = [path.read_bytes() for path in sorted(CORPUS.rglob("*.zip")) if path.stat().st_size < 40_000] if CORPUS.exists() else []
    return [*(_slim(zipped) for zipped in own), *theirs, make_zip(("index.html", b"<p>Hello")), make_zip()]


def _slim(zipped: bytes) -> bytes:
    """Return a package with scripts and styles cut short: they are most of its bytes and say little."""
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        return make_zip(*((name, archive.read(name)[:3000]) for name in archive.namelist() if not name.endswith(".xsd")))


def mutate(chance: Random, case: bytes, others: Sequence[bytes]) -> bytes:
    """Change what is inside three times of four, since most changes of bytes only break a checksum."""
    if chance.random() < 0.25:
        return _change_bytes(chance, case, others)
    try:
        with zipfile.ZipFile(io.BytesIO(case)) as archive:
            entries = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return _change_bytes(chance, chance.choice(others), others)
    for _ in range(chance.choice((1, 1, 2, 3))):
        entries = _change_entries(chance, entries)
    try:
        return make_zip(*entries[:60], method=chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    except (ValueError, UnicodeEncodeError):
        return case


def _change_entries(chance: Random, entries: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    entries = list(entries)
    way = chance.randrange(6)
    if not entries or way == 0:
        return [*entries, (chance.choice(NAMES), chance.choice(MARKUP_WORDS))]
    texts = [at for at, (name, _) in enumerate(entries) if name.lower().endswith((".xml", ".html", ".css", ".svg"))]
    at = chance.choice(texts) if texts else chance.randrange(len(entries))
    name, content = entries[at]
    if way == 1:
        del entries[at]
    elif way == 2:
        entries[at] = (chance.choice(NAMES), content)
    elif way == 3:
        place = chance.randint(0, len(name))
        entries[at] = (name[:place] + chance.choice(STRANGE).decode("utf-8", "replace") + name[place:], content)
    else:
        entries[at] = (name, _change_text(chance, content, [other for _, other in entries]))
    return entries


def judge_zip(case: bytes) -> str:
    """Check a zip as `copack check` does; an opened package says the same when its files are read again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stranger.zip"
        path.write_bytes(case)
        faults = check_zip(path, STANDARDS)
        as_text(faults, lambda _: (), colour=True)
        as_sarif(faults)
        if any(len(text) > LONGEST_TEXT + 1 or not text for fault in faults for text in (fault.message, fault.hint)):
            return "a message or a hint is empty or too long"
        read = read_zip(path)
        if isinstance(read.value, Package) == has_errors(read.diagnostics):
            return "a package is whole with errors, or partial without"
        if read.value is not None:
            for name in read.value.files:
                read.value.read(name)
            lint(read.value, STANDARDS)
    return ""


TARGETS = (
    Target("zips", "check_zip on any zip", seeds, mutate, one_by_one(judge_zip), ("/builder/package/", "/builder/standards/", "/builder/lint.py"), longest=200_000),
)
