"""What is deflated once and written into several zips is, byte for byte, what the standard library would have written."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from builder.package.deflate import LEVEL, Deflated, append_deflated
from builder.package.package import Package
from builder.package.zip import EPOCH, seal, write_zip

CONTENTS = st.lists(st.binary(max_size=2000) | st.text(alphabet="ab \n", max_size=5000).map(str.encode), max_size=6)


def make(contents: list[bytes], deflated: Deflated | None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for at, content in enumerate(contents):
            info = zipfile.ZipInfo(f"file-{at}.txt", EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            if deflated is None:
                archive.writestr(info, content)
            else:
                append_deflated(archive, info, *deflated.of(content), len(content))
    return made.getvalue()


@given(CONTENTS)
def test_the_zip_is_the_one_that_the_library_writes(contents: list[bytes]) -> None:
    assert make(contents, Deflated()) == make(contents, None)


def test_stored_streamed_and_deflated_entries_stand_side_by_side(tmp_path: Path) -> None:
    large = tmp_path / "film.bin"
    large.write_bytes(b"film" * 1000)
    sealed = seal(Package("mixed.zip", {"a.html": b"<p>" * 100, "b.png": b"\x89PNG", "c.bin": large, "d.html": b"<p>" * 100}))
    with zipfile.ZipFile(io.BytesIO(sealed)) as archive:
        assert archive.testzip() is None
        assert [entry.filename for entry in archive.infolist()] == ["a.html", "b.png", "c.bin", "d.html"]
        assert archive.read("d.html") == b"<p>" * 100


def test_a_content_is_deflated_once_for_all_zips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    make_packer = zlib.compressobj

    def count(level: int, method: int, window: int) -> object:
        calls.append(level)
        return make_packer(level, method, window)

    monkeypatch.setattr(zlib, "compressobj", count)
    deflated = Deflated()
    for name in ("one.zip", "two.zip"):
        write_zip(Package(name, {"shared.html": b"<p>" * 50, "again.html": b"<p>" * 50, "own.html": name.encode()}), io.BytesIO(), deflated)
    assert len(calls) == 3
