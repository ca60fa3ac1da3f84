"""An author's folder is read once, and nothing outside it or of an unreasonable size."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.package.content import HELD
from builder.source import load as loading, read_files, unread_files
from builder.source.compile import compile_course
from builder.source.load import load
from tests.unit.source.author import COURSE, PAGE, TOP


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    (folder / "sessions" / "01-any" / "media").mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "course.yaml").write_text(COURSE)
    (folder / "sessions" / "01-any" / "session.md").write_text(TOP + PAGE + "Text.\n")
    return folder


def codes(folder: Path) -> list[str]:
    return [one.rule.code for one in load(folder).diagnostics]


def test_a_folder_gives_its_texts_in_order(course: Path) -> None:
    for name in ("10-last", "02-second"):
        (course / "sessions" / name).mkdir()
        (course / "sessions" / name / "session.md").write_text(TOP)
    (course / "sessions" / "notes").mkdir()
    (course / "sessions" / ".hidden").mkdir()
    (course / "sessions" / ".hidden" / "session.md").write_text(TOP)
    source = load(course).value
    assert source is not None
    assert [session.path for session in source.sessions] == ["sessions/01-any", "sessions/02-second", "sessions/10-last"]
    assert source.complete


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    loaded = load(tmp_path / "nowhere")
    assert loaded.value is None
    assert [one.rule for one in loaded.diagnostics] == [loading.NO_COURSE]


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "course").write_text("no folder")
    assert load(tmp_path / "course").value is None


def test_media_are_read_and_other_files_only_named(course: Path) -> None:
    (course / "media" / "a.png").write_bytes(b"\x89PNG")
    (course / "media" / "leaflet.pdf").write_bytes(b"%PDF-")
    (course / "media" / "notes.key").write_bytes(b"secret")
    (course / "sessions" / "01-any" / "media" / "B.SVG").write_bytes(b"<svg/>")
    source = load(course).value
    assert source is not None
    assert source.media == {"media/a.png": b"\x89PNG", "sessions/01-any/media/B.SVG": b"<svg/>"}
    assert source.files == {"media/leaflet.pdf": b"%PDF-"}
    assert source.others == {"media/notes.key"}


def test_a_large_recording_is_named_by_where_it_lies_and_not_held(course: Path) -> None:
    with (course / "media" / "long.webm").open("wb") as film:
        film.truncate(HELD + 1)
    source = load(course).value
    assert source is not None
    assert source.files == {"media/long.webm": course.resolve() / "media" / "long.webm"}


def test_a_recording_of_unreasonable_size_is_refused(course: Path) -> None:
    with (course / "media" / "long.webm").open("wb") as film:
        film.truncate(read_files.FILE_LIMIT + 1)
    loaded = load(course)
    assert [(one.rule.code, one.place.file if one.place else "") for one in loaded.diagnostics] == [("SRC003", "media/long.webm")]
    assert "500 MB" in loaded.diagnostics[0].message


@pytest.mark.parametrize("path", ["course.yaml", "sessions/01-any/session.md", "media/a.png"])
def test_a_link_out_of_the_folder_is_refused_and_not_read(course: Path, tmp_path: Path, path: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (course / path).unlink(missing_ok=True)
    (course / path).symlink_to(secret)
    loaded = load(course)
    assert [one.rule for one in loaded.diagnostics] == [unread_files.OUTSIDE]
    assert "secret" not in repr(loaded.value)


@pytest.mark.parametrize("folder", ["sessions", "sessions/01-any", "media"])
def test_a_linked_folder_outside_is_not_entered(course: Path, tmp_path: Path, folder: str) -> None:
    outside = tmp_path / "outside"
    (outside / "media").mkdir(parents=True)
    for name in ("session.md", "secret.png", "media/secret.png"):
        (outside / name).write_text("secret")
    moved = course / folder
    moved.rename(tmp_path / "moved")
    moved.symlink_to(outside)
    assert "secret" not in repr(load(course).value)


def test_links_in_a_circle_end(course: Path) -> None:
    (course / "media" / "round.png").symlink_to("round.png")
    (course / "media" / "again").symlink_to(course / "media")
    assert codes(course) == ["SRC008", "SRC004"]


def test_a_link_inside_the_folder_is_followed(course: Path) -> None:
    (course / "media" / "a.png").write_bytes(b"\x89PNG")
    (course / "media" / "b.png").symlink_to("a.png")
    source = load(course).value
    assert source is not None
    assert source.media["media/b.png"] == b"\x89PNG"


@pytest.mark.parametrize("path", ["course.yaml", "sessions/01-any/session.md"])
def test_a_text_of_unreasonable_size_is_refused(course: Path, path: str) -> None:
    (course / path).write_bytes(b"x" * (read_files.TEXT_LIMIT + 1))
    assert codes(course) == ["SRC003"]


def test_a_picture_of_unreasonable_size_is_refused(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "PICTURE_LIMIT", 10)
    (course / "media" / "a.png").write_bytes(b"x" * 11)
    assert codes(course) == ["SRC003"]


def test_too_many_files_are_refused(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "FILES_LIMIT", 2)
    for number in range(4):
        (course / "media" / f"{number}.png").write_bytes(b"x")
    assert codes(course) == ["SRC003"]


def test_a_file_that_the_system_refuses_is_named(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *args: object, **more: object) -> object:
        if path.name == "session.md":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    (fault,) = load(course).diagnostics
    assert fault.rule is unread_files.UNREADABLE
    assert "Permission denied" in fault.message


@pytest.mark.parametrize("content", [b"\xff\xfe#\x00", "caf\u00e9".encode("latin-1"), b"\x80"])
def test_bytes_that_are_no_utf_8_are_refused_with_their_line(course: Path, content: bytes) -> None:
    (course / "sessions" / "01-any" / "session.md").write_bytes(b"one\ntwo\n" + content)
    (fault,) = load(course).diagnostics
    assert fault.rule is read_files.NOT_UTF_8
    assert fault.place is not None
    assert fault.place.line == 3


def test_what_could_not_be_read_brings_up_no_other_fault(course: Path) -> None:
    """A link to a page of a session that cannot be read is not called wrong, nor an outcome that only it has."""
    (course / "sessions" / "02-broken").mkdir()
    (course / "sessions" / "02-broken" / "session.md").write_bytes(b"\xff")
    (course / "sessions" / "01-any" / "session.md").write_text(TOP + PAGE + "Go to [the next one](#a-page-of-it).\n")
    source = load(course).value
    assert source is not None
    assert compile_course(source).diagnostics == ()


def test_a_directory_in_place_of_a_file_is_no_file(course: Path) -> None:
    (course / "sessions" / "01-any" / "session.md").unlink()
    (course / "sessions" / "01-any" / "session.md").mkdir()
    assert codes(course) == ["SRC007"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_stop_the_reading(course: Path) -> None:
    os.mkfifo(course / "media" / "pipe.png")
    assert codes(course) == ["SRC005"]


def test_lines_are_given_for_quoting(course: Path) -> None:
    (course / "course.yaml").write_bytes(b"\xef\xbb\xbfid: a\r\ntitle: b\r\n")
    source = load(course).value
    assert source is not None
    assert list(source.lines("course.yaml")) == ["id: a", "title: b", ""]
    assert list(source.lines("nothing")) == []
