"""A long film goes from the author's folder into the zip without ever being held in memory."""

from __future__ import annotations

import hashlib
import shutil
import tracemalloc
import zipfile
from pathlib import Path

from builder.pipeline import build
from builder.standards.standard import Options

ROOT = Path(__file__).parents[2]
SIZE = 60_000_000
MOST = 10_000_000
"""Bytes that a build may hold at once when all code and templates are loaded: a sixth of the film."""


def course_with_film(folder: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "courses" / "media", folder)
    film = folder / "sessions" / "01-media" / "media" / "welcome.webm"
    with film.open("r+b") as opened:
        opened.truncate(SIZE)
    return film


def test_a_film_is_streamed_into_every_zip_and_listed(tmp_path: Path) -> None:
    build(ROOT / "tests" / "courses" / "media", tmp_path / "before", Options(), standards=("scorm12", "web"))
    film = course_with_film(tmp_path / "course")
    tracemalloc.start()
    try:
        written = build(tmp_path / "course", tmp_path / "dist", Options(), standards=("scorm12", "web"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST
    zips = [path for path in written.files if path.suffix == ".zip"]
    assert len(zips) == 2
    digest = hashlib.sha256(film.read_bytes()).hexdigest()
    name = f"media/welcome-{digest[:12]}.webm"
    for path in zips:
        with zipfile.ZipFile(path) as archive:
            info = archive.getinfo(name)
            assert (info.file_size, info.compress_type, info.date_time) == (SIZE, zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0))
            assert archive.namelist() == sorted(archive.namelist())
            with archive.open(name) as packed:
                assert hashlib.file_digest(packed, "sha256").hexdigest() == digest  # type: ignore[arg-type]  # a zip's file has no fileno
        assert not list(path.parent.glob(".*"))
    with zipfile.ZipFile(zips[0]) as archive:
        assert f'href="{name}"' in archive.read("imsmanifest.xml").decode()


def test_the_same_film_gives_the_same_bytes(tmp_path: Path) -> None:
    course_with_film(tmp_path / "course")
    digests = set()
    for output in ("one", "two"):
        (path,) = [path for path in build(tmp_path / "course", tmp_path / output, Options(), standards=("web",)).files if path.suffix == ".zip"]
        with path.open("rb") as opened:
            digests.add(hashlib.file_digest(opened, "sha256").hexdigest())
    assert len(digests) == 1
