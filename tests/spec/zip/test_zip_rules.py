"""The zip rules of the requirements (ZIP-01 to ZIP-13), held by every package that we write.

What a rule forbids to strangers is in `builder/package/zip_reader.py`, `inspection.py` and what they call; tests/test_broken_packages.py has a fixture for each.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile

import pytest

from builder.package.text_files import MANIFESTS
from builder.package.zip import seal
from tests.unit.standards.packages import example_package

NAMES = ("scorm12", "cmi5", "xapi", "web")
MANIFEST = {"scorm12": ["imsmanifest.xml"], "cmi5": ["cmi5.xml"], "xapi": ["tincan.xml"], "web": []}

every = pytest.mark.parametrize("name", NAMES)


def open_sealed(name: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(seal(example_package(name))))


@every
def test_zip_01_zip_13_one_manifest_at_the_root_and_no_other_standards(name: str) -> None:
    named = [path for path in open_sealed(name).namelist() if path.rsplit("/", 1)[-1].lower() in MANIFESTS]
    assert named == MANIFEST[name]
    assert "index.html" in open_sealed(name).namelist()


@every
def test_zip_02_zip_03_plain_lower_case_paths(name: str) -> None:
    paths = open_sealed(name).namelist()
    for path in paths:
        assert re.fullmatch(r"[a-z0-9][a-z0-9_.-]*(/[a-z0-9][a-z0-9_.-]*)*", path)
        assert len(path) <= 150
        assert max(len(part) for part in path.split("/")) <= 100
    assert len({path.lower() for path in paths}) == len(paths)
    assert "index.xml" not in paths


@every
def test_zip_04_deflated_or_stored_no_tricks(name: str) -> None:
    sealed = seal(example_package(name))
    for entry in open_sealed(name).infolist():
        assert entry.compress_type in {zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED}
        assert entry.flag_bits == 0, "no encryption, no data descriptor, no UTF-8 flag"
        assert entry.extract_version <= 20, "no zip64"
        assert struct.unpack_from("<H", sealed, entry.header_offset + 6) == (0,), "the local header says the same"


@every
def test_zip_05_no_directories_and_no_leftovers(name: str) -> None:
    for entry in open_sealed(name).infolist():
        assert not entry.is_dir()
        assert not re.search(r"(^|/)\.|__MACOSX|~$|\.map$|Thumbs\.db", entry.filename)


@every
def test_zip_06_zip_07_only_types_that_every_platform_serves(name: str) -> None:
    ends = {path.rsplit(".", 1)[-1] for path in open_sealed(name).namelist()}
    assert ends <= {"html", "css", "js", "svg", "xml", "xsd", "png", "jpg", "jpeg", "webp"}
    assert b'type="module"' not in example_package(name).read("index.html")


@every
def test_zip_08_xml_is_plain(name: str) -> None:
    for path in MANIFEST[name]:
        content = example_package(name).read(path)
        assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
        assert b"<!" not in content
        assert b"\r" not in content


@every
def test_zip_09_same_input_same_bytes_sorted_with_fixed_times_and_rights(name: str) -> None:
    example_package.cache_clear()
    first = seal(example_package(name))
    example_package.cache_clear()
    assert seal(example_package(name)) == first
    entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    for entry in entries:
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.external_attr) == (3, 0o100644 << 16)
        assert entry.extra == b""


@every
def test_zip_11_nothing_listed_is_missing(name: str) -> None:
    package = example_package(name)
    pages = package.read("index.html").decode()
    for address in re.findall(r'(?:src|href)="([^"#]+)"', pages):
        assert address == "data:," or address in package.files


@every
def test_zip_12_nothing_is_loaded_from_outside(name: str) -> None:
    package = example_package(name)
    for path in package.files:
        if path.endswith((".html", ".css")):
            assert not re.search(rb"(?:src|href)=[\"']?https?:|url\(\s*[\"']?(?:https?:)?//|@import", package.read(path)), path
