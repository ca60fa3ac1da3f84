"""Sealing and opening zips: the same bytes again, and nothing that a hostile one could do."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from builder.package import zip_entries, zip_reader
from builder.package.limits import Limits
from builder.package.package import Package
from builder.package.zip import seal
from builder.package.zip_reader import read_zip
from tests.unit.package.zips import CENTRAL, LOCAL, make_zip, patch

segments = st.text("abcdefghijklmnopqrstuvwxyz0123456789._-", min_size=1, max_size=12).filter(lambda text: text.strip("."))
paths = st.lists(segments, min_size=1, max_size=3).map("/".join)
packages = st.dictionaries(paths, st.binary(max_size=200), min_size=1, max_size=6)
SMALL = Package("small.zip", {"index.html": b"<p>Hello</p>" * 50, "media/plan.svg": b"<svg/>", "media/photo.jpg": b"\xff\xd8" * 40})


def open_bytes(content: bytes, folder: Path, limits: Limits | None = None) -> list[str]:
    path = folder / "stranger.zip"
    path.write_bytes(content)
    read = read_zip(path, limits)
    assert isinstance(read.value, Package) != any(fault.rule.severity == "error" for fault in read.diagnostics)
    return sorted({fault.rule.code for fault in read.diagnostics})


# ---------------------------------------------------------------- writing


@given(packages)
def test_what_was_sealed_is_read_back_and_its_order_changes_nothing(files: dict[str, bytes]) -> None:
    sealed = seal(Package("small.zip", dict(files)))
    assert seal(Package("small.zip", dict(reversed(files.items())))) == sealed
    with zipfile.ZipFile(io.BytesIO(sealed)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_a_sealed_package_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / SMALL.name
    path.write_bytes(seal(SMALL))
    read = read_zip(path)
    assert read.diagnostics == ()
    assert read.value is not None
    assert {name: read.value.read(name) for name in read.value.files} == SMALL.files


def test_large_files_are_streamed_from_disk_into_the_same_bytes(tmp_path: Path) -> None:
    film = tmp_path / "film.bin"
    film.write_bytes(bytes(range(256)) * 20_000)
    os.utime(film, (1_000_000_000, 1_000_000_000))
    held = Package("large.zip", {"index.html": b"<p>", "media/film.bin": film.read_bytes()})
    streamed = Package("large.zip", {"index.html": b"<p>", "media/film.bin": film})
    assert seal(held) == seal(streamed)


# ---------------------------------------------------------------- reading what strangers send


@pytest.mark.parametrize(
    "name",
    ["../up.js", "a/../../up.js", "/etc/passwd", "C:/windows/x.js", "c:x.js", "a\\b.js", "..\\up.js", "a//b.js", "./a.js", "a/./b.js", ".."],
)
def test_paths_that_leave_the_package_are_refused(name: str, tmp_path: Path) -> None:
    assert open_bytes(make_zip(("index.html", b"x"), (name, b"x")), tmp_path) == [zip_entries.UNSAFE_PATH.code]


def test_a_name_that_hides_its_end_behind_a_nought_is_refused(tmp_path: Path) -> None:
    hidden = make_zip(("abcde.jsQ.php", b"x")).replace(b"abcde.jsQ.php", b"abcde.js\0.php")
    assert zip_entries.UNSAFE_PATH.code in open_bytes(hidden, tmp_path)


def test_links_are_refused(tmp_path: Path) -> None:
    assert open_bytes(make_zip(("link", b"/etc/passwd"), links=True), tmp_path) == [zip_entries.LINK.code]


def test_encrypted_entries_are_refused(tmp_path: Path) -> None:
    assert open_bytes(patch(make_zip(("index.html", b"x")), CENTRAL, 8, "<H", 1), tmp_path) == [zip_entries.ENCRYPTED.code]


def test_methods_that_importers_do_not_know_are_refused(tmp_path: Path) -> None:
    assert open_bytes(make_zip(("index.html", b"x" * 100), method=zipfile.ZIP_BZIP2), tmp_path) == [zip_entries.METHOD.code]
    assert open_bytes(make_zip(("index.html", b"x" * 100), method=zipfile.ZIP_LZMA), tmp_path) == [zip_entries.METHOD.code]


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = make_zip(("index.html", b"one"), ("index.html", b"two"))
    assert open_bytes(twice, tmp_path) == [zip_entries.DUPLICATE.code]


def test_a_bomb_is_refused_by_its_promise(tmp_path: Path) -> None:
    bomb = make_zip(("zeros.bin", b"\0" * 5_000_000))
    assert open_bytes(bomb, tmp_path) == [zip_entries.BOMB.code]
    assert open_bytes(bomb, tmp_path, Limits(ratio=10_000)) == []
    assert open_bytes(bomb, tmp_path, Limits(ratio=10_000, total=4_999_999)) == [zip_entries.BOMB.code]


def test_a_bomb_that_lies_about_its_size_is_refused_without_unpacking_it(tmp_path: Path) -> None:
    """The length in both records says 10; what comes is five million."""
    lying = patch(patch(make_zip(("zeros.bin", b"\0" * 5_000_000)), LOCAL, 22, "<I", 10), CENTRAL, 24, "<I", 10)
    assert open_bytes(lying, tmp_path) == [zip_reader.DAMAGED.code]


def test_entries_that_share_bytes_are_refused(tmp_path: Path) -> None:
    """The trick of the densest bombs: many entries of the list point at one content."""
    made = make_zip(("a.bin", b"x" * 300), ("b.bin", b"y" * 300), method=zipfile.ZIP_STORED)
    second = made.rindex(CENTRAL)
    overlapping = made[: second + 42] + b"\0\0\0\0" + made[second + 46 :]
    assert zip_entries.BOMB.code in open_bytes(overlapping, tmp_path)


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    many = make_zip(*((f"{number}.txt", b"") for number in range(30)))
    assert open_bytes(many, tmp_path, Limits(entries=29)) == [zip_entries.BOMB.code]
    assert open_bytes(many, tmp_path, Limits(entries=30)) == []


def test_a_damaged_entry_is_refused(tmp_path: Path) -> None:
    made = make_zip(("index.html", b"hello there"), method=zipfile.ZIP_STORED)
    assert open_bytes(made.replace(b"hello", b"jello"), tmp_path) == [zip_reader.DAMAGED.code]


def test_names_that_differ_between_the_two_lists_are_refused(tmp_path: Path) -> None:
    made = make_zip(("index.html", b"x"))
    central = made.index(CENTRAL)
    assert open_bytes(made[:central] + made[central:].replace(b"index.html", b"other.html"), tmp_path) == [zip_reader.DAMAGED.code]


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", make_zip(("a", b"x"))[:-10], b"\0" * 1000])
def test_what_is_no_zip_is_said(content: bytes, tmp_path: Path) -> None:
    assert open_bytes(content, tmp_path) == [zip_reader.NOT_A_ZIP.code]


def test_a_name_without_a_character_is_no_path(tmp_path: Path) -> None:
    """Python 3.11's own `is_dir` raises at it."""
    assert open_bytes(make_zip(("", b"x")), tmp_path) == [zip_entries.UNSAFE_PATH.code]


def test_an_empty_zip_opens(tmp_path: Path) -> None:
    assert open_bytes(make_zip(), tmp_path) == []


@given(data=st.data())
def test_no_bytes_whatever_make_it_raise(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    made = bytearray(seal(SMALL))
    for _ in range(data.draw(st.integers(1, 6))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "fuzzed.zip"
    path.write_bytes(made)
    read_zip(path, Limits(total=1_000_000))
