"""All files of a build appear together or none: with every operation refused in turn, and with a process killed before each."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Self, cast

import pytest

from builder.output.file_system import DISK, FileSystem
from builder.output.output_folder import is_unfinished, recover, write_file, write_together
from builder.output.swap import WORK, NotWritten

NAMES = ("course-scorm12.zip", "course-web.zip", "course-handover.html")
OLD = {name: b"old " + name.encode() for name in NAMES[:2]}
"""The first build had no sheet."""
NEW = {name: b"new " + name.encode() for name in NAMES}
STRANGERS = {"notes.txt": b"mine", ".course-web.zip.part": b"not the form of ours", "other-web.zip": b"another course"}
MANY = 80
"""More operations than a build of three files has."""


class Interrupted(FileSystem):
    """Calls `stop` with a number before each operation; a write to a stream is one. Nothing waits for a real disk."""

    def __init__(self, stop: Callable[[int], None]) -> None:
        self._stop, self.calls = stop, 0

    def count(self) -> None:
        number = self.calls
        self.calls += 1
        self._stop(number)

    def __getattribute__(self, name: str) -> Any:
        operation = super().__getattribute__(name)
        if name.startswith("_") or name not in vars(FileSystem):
            return operation

        def call(*given: Any) -> Any:
            self.count()
            return operation(*given)

        return call

    def create(self, path: Path) -> IO[bytes]:
        stream = CountedWrites(self.count, super().create(path))
        return cast("IO[bytes]", stream)

    def sync(self, stream: IO[bytes]) -> None:
        stream.flush()

    def sync_folder(self, path: Path) -> None:
        assert path.is_dir()


class CountedWrites:
    def __init__(self, count: Callable[[], None], stream: IO[bytes]) -> None:
        self._count, self._stream = count, stream

    def write(self, content: bytes) -> int:
        self._count()
        return self._stream.write(content)

    def flush(self) -> None:
        self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


def refuse(at: Callable[[int], bool], code: int) -> Interrupted:
    def stop(number: int) -> None:
        if at(number):
            raise OSError(code, os.strerror(code))

    return Interrupted(stop)


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def build(folder: Path, disk: FileSystem = DISK) -> None:
    with write_together(folder, disk=disk) as staging:
        for name, text in NEW.items():
            staging.write(name, text)


def try_build(folder: Path, disk: FileSystem) -> NotWritten | None:
    try:
        build(folder, disk)
    except NotWritten as refused:
        return refused
    return None


# ---------------------------------------------------------------- a sound disk


def test_all_files_appear_beside_those_of_others_and_nothing_else_stays(tmp_path: Path) -> None:
    folder = fill(tmp_path / "dist", OLD | STRANGERS)
    build(folder)
    assert content(folder) == NEW | STRANGERS
    assert not (folder / WORK).exists()
    assert (folder / NAMES[0]).stat().st_mode == (folder / "notes.txt").stat().st_mode


def test_nothing_is_in_its_place_before_all_is_complete(tmp_path: Path) -> None:
    folder = fill(tmp_path / "dist", OLD)
    with write_together(folder) as staging:
        staging.write(NAMES[0], b"new")
        assert staging.find(NAMES[0]).read_bytes() == b"new"
        assert content(folder) == OLD


def test_a_new_folder_is_made_with_those_above_it_and_removed_when_nothing_came_of_it(tmp_path: Path) -> None:
    build(tmp_path / "a" / "b")
    assert content(tmp_path / "a" / "b") == NEW
    with pytest.raises(ZeroDivisionError), write_together(tmp_path / "c" / "d"):
        _ = 1 // 0
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_fault_of_ours_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    folder = fill(tmp_path / "dist", OLD)
    with pytest.raises(ZeroDivisionError), write_together(folder) as staging:
        staging.write(NAMES[0], bytes(1 // 0))
    assert content(folder) == OLD
    assert not (folder / WORK).exists()


def test_a_folder_behind_a_link_is_filled(tmp_path: Path) -> None:
    real, link = fill(tmp_path / "real", OLD), tmp_path / "dist"
    link.symlink_to(real)
    build(link)
    assert link.is_symlink()
    assert content(real) == NEW


def test_parts_that_earlier_versions_left_are_swept_and_no_other_file(tmp_path: Path) -> None:
    kept = STRANGERS | {".other-web.zip.ab12cd_3.part": b"another course", "course-web.zip.ab12cd_3.part": b"not hidden"}
    folder = fill(tmp_path / "dist", kept | {".course-web.zip.ab12cd_3.part": b"left"})
    build(folder)
    assert content(folder) == NEW | kept


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO], ids=errno.errorcode.get)
@pytest.mark.parametrize("before", [OLD, {}, NEW], ids=["over an older build", "into an empty folder", "over the same"])
def test_whatever_operation_is_refused_the_folder_is_wholly_old_or_wholly_new(tmp_path: Path, code: int, before: dict[str, bytes]) -> None:
    outcomes = set()
    for number in range(MANY):
        folder = fill(tmp_path / f"dist-{number}", before | STRANGERS)
        disk = refuse(number.__eq__, code)
        refused = try_build(folder, disk)
        assert content(folder) == (before if refused else NEW) | STRANGERS, f"operation {number}"
        if refused:
            assert not refused.mixed
            assert refused.errno == code
            assert refused.filename in {str(folder), *(str(folder / name) for name in NAMES)}
        outcomes.add(refused is None)
        recover(folder)
        assert not (folder / WORK).exists()
        if disk.calls <= number:
            break
    else:
        pytest.fail("a build has more operations than were refused")
    assert outcomes == {True, False}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES], ids=errno.errorcode.get)
def test_where_undoing_is_refused_too_it_is_said_and_the_next_run_finishes(tmp_path: Path, code: int) -> None:
    mixed = 0
    for number in range(MANY):
        folder = fill(tmp_path / f"dist-{number}", OLD | STRANGERS)
        disk = refuse(number.__le__, code)
        refused = try_build(folder, disk)
        assert is_unfinished(folder) >= (refused is not None and refused.mixed)
        if refused and not refused.mixed:
            assert content(folder) == OLD | STRANGERS, f"operation {number}"
        mixed += refused is not None and refused.mixed
        told = recover(folder)
        assert not (folder / WORK).exists()
        assert content(folder) in (OLD | STRANGERS, NEW | STRANGERS), f"operation {number}"
        assert "before it changed a file" not in told or content(folder) == OLD | STRANGERS
        if disk.calls <= number:
            break
    assert mixed >= len(NAMES), "some were refused in the middle"


def test_a_locked_file_is_named_and_the_others_return(tmp_path: Path) -> None:
    """As Windows refuses to replace a file that another program has open."""

    class Locked(FileSystem):
        def move(self, source: Path, target: Path) -> None:
            if target.name == NAMES[1] and target.parent.name == "dist":
                raise PermissionError(errno.EACCES, "Permission denied", str(source), None, str(target))
            super().move(source, target)

    folder = fill(tmp_path / "dist", OLD)
    with pytest.raises(NotWritten) as refused:
        build(folder, Locked())
    assert refused.value.filename == str(folder / NAMES[1])
    assert not refused.value.mixed
    assert content(folder) == OLD
    assert not (folder / WORK).exists()


def test_a_file_system_without_second_names_gives_the_same(tmp_path: Path) -> None:
    class Plain(FileSystem):
        def link(self, *_: Path) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

    folder = fill(tmp_path / "dist", OLD)
    build(folder, Plain())
    assert content(folder) == NEW


def test_a_folder_with_the_name_of_a_zip_is_no_file_of_ours(tmp_path: Path) -> None:
    folder = fill(tmp_path / "dist", {NAMES[0]: b"old"})
    (folder / NAMES[1]).mkdir()
    (folder / NAMES[1] / "index.html").write_bytes(b"unpacked")
    with pytest.raises(NotWritten) as refused:
        build(folder)
    assert refused.value.filename == str(folder / NAMES[1])
    assert content(folder) == {NAMES[0]: b"old"}
    assert content(folder / NAMES[1]) == {"index.html": b"unpacked"}


@pytest.mark.parametrize("there", ["file", "link to nothing", "read only"])
def test_a_folder_that_cannot_be_used_is_refused_by_name(tmp_path: Path, there: str) -> None:
    folder = tmp_path / "dist"
    if there == "file":
        folder.write_bytes(b"x")
    elif there == "link to nothing":
        folder.symlink_to(tmp_path / "nowhere")
    else:
        folder.mkdir(mode=0o555)
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write everywhere")
    with pytest.raises(NotWritten) as refused:
        build(folder)
    assert refused.value.filename == str(folder)


# ---------------------------------------------------------------- kills


def run_killed(folder: Path, number: int) -> bool:
    """Build in a process of its own that kills itself before an operation, and tell whether it did."""
    child = os.fork()
    if child == 0:

        def stop(call: int) -> None:
            if call == number:
                os.kill(os.getpid(), signal.SIGKILL)

        build(folder, Interrupted(stop))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_after_a_kill_before_any_operation_the_next_run_leaves_one_whole_build(tmp_path: Path) -> None:
    seen = set()
    for number in range(MANY):
        folder = fill(tmp_path / f"dist-{number}", OLD | STRANGERS)
        killed = run_killed(folder, number)
        unfinished = is_unfinished(folder)
        if not unfinished:
            assert content(folder) in (OLD | STRANGERS, NEW | STRANGERS), f"operation {number}"
        told = recover(folder)
        assert content(folder) in ((NEW | STRANGERS,) if unfinished or not killed else (OLD | STRANGERS, NEW | STRANGERS)), f"operation {number}"
        assert not (folder / WORK).exists()
        assert recover(folder) == ""
        if not killed:
            break
        seen.add("finished" if "has finished it" in told else "removed" if "has removed" in told else "nothing")
    assert seen == {"finished", "removed", "nothing"}


def test_the_next_build_finishes_what_a_stopped_one_left(tmp_path: Path) -> None:
    """Its own files come on top, so a build of fewer files does not leave a mixture of three."""
    folder = fill(tmp_path / "dist", OLD)
    left = fill(tmp_path / "dist" / WORK, {"journal.json": b'["course-web.zip", "course-handover.html"]'})
    fill(left / "new", {"course-handover.html": b"stopped"})
    with write_together(folder) as staging:
        staging.write("course-web.zip", b"newest")
    assert content(folder) == OLD | {"course-handover.html": b"stopped", "course-web.zip": b"newest"}


@pytest.mark.parametrize("journal", [b"", b"\xff", b"{", b'["../outside"]', b'["a/b"]', b'[""]', b'["C:x"]', b'{"a": 1}', b"[" * 100_000])
def test_a_journal_that_no_build_wrote_moves_nothing(tmp_path: Path, journal: bytes) -> None:
    folder = fill(tmp_path / "dist", OLD)
    left = fill(folder / WORK, {"journal.json": journal})
    fill(left / "new", {"outside": b"x"})
    recover(folder)
    assert content(folder) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_stranger_s_file_in_the_place_of_our_work_is_kept(tmp_path: Path) -> None:
    folder = fill(tmp_path / "dist", OLD)
    fill(folder / WORK, {"diary.txt": b"mine"})
    build(folder)
    assert content(folder) == NEW
    assert content(folder / WORK) == {"diary.txt": b"mine"}


def test_a_link_in_the_place_of_our_work_is_refused(tmp_path: Path) -> None:
    folder, elsewhere = fill(tmp_path / "dist", OLD), fill(tmp_path / "elsewhere", {})
    fill(elsewhere / "new", {"diary.txt": b"mine"})
    (folder / WORK).symlink_to(elsewhere)
    with pytest.raises(NotWritten):
        build(folder)
    assert content(elsewhere / "new") == {"diary.txt": b"mine"}


# ---------------------------------------------------------------- two at once


def test_a_second_build_is_told_and_waits_for_the_first(tmp_path: Path) -> None:
    folder, order = tmp_path / "dist", []
    waits = threading.Event()

    def second() -> None:
        with write_together(folder, lambda _: waits.set()) as staging:
            order.append("second")
            staging.write("a", b"second")

    with write_together(folder) as staging:
        thread = threading.Thread(target=second)
        thread.start()
        assert waits.wait(30)
        staging.write("a", b"first")
        order.append("first")
    thread.join(30)
    assert order == ["first", "second"]
    assert content(folder) == {"a": b"second"}
    assert not (folder / WORK).exists()


def test_who_looks_for_what_was_left_is_told_of_a_build_that_is_still_writing(tmp_path: Path) -> None:
    folder, sentences = tmp_path / "dist", []
    told = threading.Event()

    def tell(sentence: str) -> None:
        sentences.append(sentence)
        told.set()

    with write_together(folder) as staging:
        thread = threading.Thread(target=recover, args=(folder, tell))
        thread.start()
        assert told.wait(30)
        staging.write("a", b"first")
    thread.join(30)
    assert sentences == [f"Another build is writing into “{folder}”. This one waits for it."]
    assert content(folder) == {"a": b"first"}


CROWD = """
import sys
from pathlib import Path
from builder.output.output_folder import write_together
for _ in range(12):
    with write_together(Path(sys.argv[1])) as staging:
        for name in "abc":
            staging.write(name, sys.argv[2].encode())
"""


def test_many_builds_at_once_leave_the_files_of_one(tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    crowd = [subprocess.Popen([sys.executable, "-c", CROWD, str(folder), name], cwd=Path(__file__).parents[3]) for name in "xyz"]
    assert [process.wait(120) for process in crowd] == [0, 0, 0]
    left = content(folder)
    assert set(left) == {"a", "b", "c"}
    assert len(set(left.values())) == 1
    assert not (folder / WORK).exists()


# ---------------------------------------------------------------- one file


def test_one_file_is_written_whole_with_the_rights_of_any_other(tmp_path: Path) -> None:
    folder = fill(tmp_path / "dist", {"sheet.html": b"old", "other": b""})
    assert write_file(folder / "sheet.html", b"new") == folder / "sheet.html"
    assert content(folder) == {"sheet.html": b"new", "other": b""}
    assert (folder / "sheet.html").stat().st_mode == (folder / "other").stat().st_mode


def test_a_fault_while_writing_keeps_its_own_file(tmp_path: Path) -> None:
    folder = fill(tmp_path / "dist", OLD)
    with pytest.raises(NotWritten) as refused, write_together(folder) as staging, staging.create(NAMES[0]):
        (tmp_path / "gone.mp4").open("rb")
    assert refused.value.filename == str(tmp_path / "gone.mp4")
    assert content(folder) == OLD
