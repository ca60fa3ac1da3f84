"""`copack build` when the computer refuses: the folder stays one whole build, and the author reads which file and what to do."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.cli import run
from builder.output.file_system import FileSystem
from builder.output.swap import WORK

ROOT = Path(__file__).parents[3]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course that was built once, and then changed."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", "course"]) == 0
    assert run(["build", "course"]) == 0
    file = tmp_path / "course" / "course.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('title: "Course"', 'title: "Another"'), encoding="utf-8")
    return tmp_path / "course"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("name", ["course-cmi5.zip", "course-handover.html"])
def test_a_locked_file_is_named_and_no_file_changes(
    name: str, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    move = FileSystem.move

    def locked(disk: FileSystem, source: Path, target: Path) -> None:
        if target == Path("dist") / name:
            raise PermissionError(errno.EACCES, "Permission denied", str(source), None, str(target))
        move(disk, source, target)

    before = content(tmp_path / "dist")
    capsys.readouterr()
    monkeypatch.setattr(FileSystem, "move", locked)
    assert run(["build", "course"]) == 1
    told = shown(capsys)
    assert f"“dist/{name}”. Close programs that have it open" in told
    assert "“dist” is as it was" in told
    assert content(tmp_path / "dist") == before
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert run(["build", "course"]) == 0
    assert all(content(tmp_path / "dist")[file] != before[file] for file in before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 400 KB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or subprocess.run([mount, "-t", "tmpfs", "-o", "size=400k", "none", str(folder)], check=False, capture_output=True).returncode:
        pytest.skip("this user may not mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_the_next_build_finds_room(course: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = small_disk / "dist"
    assert run(["build", "course", "--standard", "web", "-o", str(output)]) == 0
    before = content(output)
    capsys.readouterr()
    assert run(["build", "course", "-o", str(output)]) == 1
    told = shown(capsys)
    assert "The disk is full: there was no room for “" in told
    assert str(output / "course-") in told
    assert content(output) == before
    assert run(["build", "course", "--standard", "web", "--no-schemas", "-o", str(output)]) == 0
    assert content(output).keys() == before.keys()


def test_a_full_disk_leaves_the_books_as_they_were(course: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = small_disk / "dist"
    assert run(["print", str(course), "-o", str(output)]) == 0
    before = content(output)
    (small_disk / "other").write_bytes(bytes(shutil.disk_usage(small_disk).free - 8192))
    capsys.readouterr()
    assert run(["print", str(course), "--size", "18", "--slides", "-o", str(output)]) == 1
    assert "The disk is full: there was no room for “" in shown(capsys)
    assert content(output) == before
    (small_disk / "other").unlink()
    assert run(["print", str(course), "--size", "18", "--slides", "-o", str(output)]) == 0


@pytest.mark.parametrize("there", ["file", "link to nothing"])
def test_what_is_no_folder_is_said(there: str, course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "place"
    if there == "file":
        place.write_bytes(b"x")
    else:
        place.symlink_to("nowhere")
    assert run(["build", "course", "-o", "place/deeper"]) == 1
    assert "“place” cannot be a folder" in shown(capsys)
    assert place.is_symlink() or place.read_bytes() == b"x"


def test_a_folder_that_may_not_be_written_is_said(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(_: FileSystem, path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(FileSystem, "make_folder", refused)
    capsys.readouterr()
    assert run(["build", "course"]) == 1
    assert "write into the folder “dist”" in shown(capsys)


KILLED = """
import os, signal, sys
from pathlib import Path
from builder.output.file_system import FileSystem
calls = int(sys.argv[1])
move = FileSystem.move
def counted(disk, source, target):
    global calls
    calls -= 1
    if calls < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    move(disk, source, target)
FileSystem.move = counted
from builder.cli import run
sys.exit(run(["build", "course"]))
"""


def test_a_killed_build_is_finished_by_the_next_and_said(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole command in a process of its own, killed at the third move; the next run has errors, and still puts the folder right."""
    before = content(tmp_path / "dist")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", KILLED, "3"], cwd=tmp_path, env=environment, check=False, capture_output=True).returncode < 0
    assert (tmp_path / "dist" / WORK).is_dir()
    session = course / "sessions" / "01-start" / "session.md"
    session.write_text(session.read_text(encoding="utf-8").replace("::: callout", "::: callot"), encoding="utf-8")
    capsys.readouterr()
    assert run(["build", "course"]) == 1
    assert "An earlier build into “dist” was stopped. Copack has finished it first" in shown(capsys)
    after = content(tmp_path / "dist")
    assert after.keys() == before.keys()
    assert all(after[file] != before[file] for file in before)


@pytest.mark.parametrize("there", [False, True], ids=["a new folder", "an empty folder"])
def test_a_course_that_could_not_be_started_leaves_nothing(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write = Path.write_text

    def full(path: Path, *given: str, **named: str) -> int:
        if path.name == "session.md":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, *given, **named)

    monkeypatch.chdir(tmp_path)
    if there:
        (tmp_path / "course").mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        assert run(["new", "course"]) == 1
    assert "The disk is full: there was no room for “course/sessions/01-start/session.md”" in shown(capsys)
    assert [path.name for path in tmp_path.rglob("*")] == (["course"] if there else [])
    assert run(["new", "course"]) == 0
