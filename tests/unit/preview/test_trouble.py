"""The preview survives whatever happens to the folder at a save, says it, and renews itself when the trouble is over."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest
import watchfiles

from builder.preview import view as room
from builder.preview.server import serve
from builder.preview.view import EMPTY, View, renew
from tests.event_loop import run_apart
from tests.unit.preview.conftest import session_of

PATIENCE = 60
Step = tuple[Callable[[], object], Callable[[View], bool]]
"""(what happens to the folder, which view has to come after it)"""


def save(course: Path, heading: str) -> None:
    lines = session_of(course).read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if line.startswith("# "))
    session_of(course).write_text("".join((*lines[:first], f"# {heading}\n", *lines[first + 1 :])), encoding="utf-8")


def shows(heading: str) -> Callable[[View], bool]:
    return lambda view: not view.stale and view.package is not None and heading.encode() in view.package.read("index.html")


def reports(words: str) -> Callable[[View], bool]:
    return lambda view: view.stale and words in view.report and view.package is not None


def play(course: Path, steps: Sequence[Step]) -> None:
    """Serve the course, do each step when the view before it has come, and wait for its own."""

    async def _play() -> None:
        views: asyncio.Queue[View] = asyncio.Queue()
        serving = asyncio.create_task(serve(course, 0, views.put_nowait, lambda _: None))
        assert not (await asyncio.wait_for(views.get(), PATIENCE)).stale
        for act, wanted in steps:
            await asyncio.to_thread(act)
            async with asyncio.timeout(PATIENCE):
                while not wanted(await views.get()):
                    assert not serving.done()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

    run_apart(_play())


def test_a_file_that_is_deleted_or_broken_is_told_and_put_right(course: Path) -> None:
    file, away = course / "course.yaml", course.parent / "away.yaml"
    play(
        course,
        [
            (lambda: file.rename(away), reports("There is no course.yaml in this folder")),
            (lambda: away.rename(file), lambda view: not view.stale),
            (lambda: session_of(course).write_bytes(session_of(course).read_bytes() + b"\xff\xfe"), reports("is not in UTF-8")),
            (lambda: session_of(course).write_bytes(session_of(course).read_bytes()[:-2]), lambda view: not view.stale),
            (lambda: save(course, "Newest words"), shows("Newest words")),
        ],
    )


def test_a_folder_that_is_renamed_and_comes_back_or_is_replaced_is_watched_again(course: Path) -> None:
    away = course.with_name("away")

    def return_it() -> None:
        away.rename(course)
        save(course, "Returned")

    def replace() -> None:
        course.unlink()
        away.rename(course)
        save(course, "Back again")

    play(
        course,
        [
            (lambda: course.rename(away), reports("There is no course folder")),
            (return_it, shows("Returned")),
            (lambda: save(course, "Watched"), shows("Watched")),
            (lambda: (course.rename(away), course.write_text("a file")), reports("There is no course folder")),
            (replace, shows("Back again")),
            (lambda: save(course, "Watched again"), shows("Watched again")),
        ],
    )


def test_a_folder_that_is_locked_for_a_while_is_tried_again_without_a_save(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(course / "sessions"))

    def lock() -> None:
        monkeypatch.setattr(room, "compile_folder", refused)
        save(course, "Written while locked")

    play(
        course,
        [
            (lock, reports("does not let Copack")),
            (monkeypatch.undo, shows("Written while locked")),
            (lambda: save(course, "After it"), shows("After it")),
        ],
    )


@pytest.mark.parametrize("fault", [RuntimeError("seeded"), RecursionError("seeded"), MemoryError(), UnicodeEncodeError("utf-8", "\ud800", 0, 1, "seeded")])
def test_a_fault_of_ours_is_told_and_the_next_save_is_tried(course: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def broken(*_: object, **__: object) -> None:
        raise fault

    def break_it() -> None:
        monkeypatch.setattr(room, "compile_folder", broken)
        save(course, "Unlucky")

    def mend() -> None:
        monkeypatch.undo()
        save(course, "Lucky")

    play(course, [(break_it, reports("fault in Copack")), (mend, shows("Lucky"))])


def test_where_the_system_cannot_watch_the_files_are_looked_at(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Linux says when other programs watch too many folders."""
    watch, ways = watchfiles.awatch, []

    async def limited(*paths: Path, **options: object) -> AsyncIterator[set[tuple[watchfiles.Change, str]]]:
        ways.append(options["force_polling"])
        if not options["force_polling"]:
            raise OSError(errno.ENOSPC, "OS file watch limit reached")
        async for changes in watch(*paths, **options):  # type: ignore[arg-type]  # as they came
            yield changes

    monkeypatch.setattr(watchfiles, "awatch", limited)
    play(course, [(lambda: save(course, "Found by looking"), shows("Found by looking"))])
    assert ways == [None, True]


def test_a_reader_that_went_away_does_not_stop_the_watch(course: Path) -> None:
    """The terminal of the preview was closed: telling fails, serving goes on."""

    async def _play() -> None:
        seen: asyncio.Queue[View] = asyncio.Queue()
        told: list[View] = []

        def tell(view: View) -> None:
            told.append(view)
            seen.put_nowait(view)
            if len(told) > 1:
                raise BrokenPipeError(errno.EPIPE, "the terminal was closed")

        serving = asyncio.create_task(serve(course, 0, tell, lambda _: None))
        await asyncio.wait_for(seen.get(), PATIENCE)
        for heading in ("First", "Second"):
            await asyncio.to_thread(save, course, heading)
            async with asyncio.timeout(PATIENCE):
                while not shows(heading)(await seen.get()):
                    assert not serving.done()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

    run_apart(_play())


def test_a_film_that_is_gone_when_it_is_packed_is_named(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = renew(course, EMPTY)

    def gone(*_: object, **__: object) -> None:
        (course / "media" / "film.mp4").open("rb")

    monkeypatch.setattr(room, "package_course", gone)
    view = renew(course, good)
    assert (view.refused, view.failed, view.stale, view.package) == (True, True, True, good.package)
    assert "film.mp4” is not there any more" in view.report
    assert view.headline.startswith("Copack could not read your newest text")
