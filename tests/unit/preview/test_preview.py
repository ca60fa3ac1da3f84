"""The preview: it renews itself, keeps the last good pages, and answers only this computer."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builder.package.package import Package
from builder.preview.application import OWN, Broadcast, application
from builder.preview.server import serve
from builder.preview.view import EMPTY, View, rebuild
from tests.event_loop import run_apart
from tests.unit.preview.conftest import session_of


def change(course: Path, old: str, new: str) -> None:
    text = session_of(course).read_text(encoding="utf-8")
    assert old in text
    session_of(course).write_text(text.replace(old, new), encoding="utf-8")


def client(view: View) -> TestClient:
    return TestClient(application(Broadcast(view), ["127.0.0.1"]), base_url="http://127.0.0.1")


def test_the_course_is_shown_with_the_means_to_renew_itself(course: Path) -> None:
    shown = client(rebuild(course, EMPTY)).get("/")
    assert shown.status_code == 200
    assert f'src="{OWN}/renew.js"' in shown.text
    assert shown.headers["cache-control"] == "no-store"


def test_every_file_of_the_package_is_served_as_it_is(course: Path) -> None:
    view = rebuild(course, EMPTY)
    assert view.package is not None
    for path in view.package.files:
        if path != "index.html":
            assert client(view).get(f"/{path}").content == view.package.read(path), path


def test_a_large_recording_is_served_from_where_it_lies_piece_by_piece(tmp_path: Path) -> None:
    film = tmp_path / "long.webm"
    film.write_bytes(bytes(range(256)) * 10)
    view = View(1, Package("any-web.zip", {"media/long-1.webm": film, "media/a-1.vtt": b"WEBVTT"}), (), "")
    whole = client(view).get("/media/long-1.webm")
    assert (whole.status_code, whole.headers["content-type"], whole.content) == (200, "video/webm", film.read_bytes())
    part = client(view).get("/media/long-1.webm", headers={"Range": "bytes=3-5"})
    assert (part.status_code, part.content) == (206, b"\x03\x04\x05")
    assert client(view).get("/media/a-1.vtt").headers["content-type"].startswith("text/vtt")


def test_missing_ids_do_not_stop_a_preview(course: Path) -> None:
    change(course, "Page: welcome\n", "")
    view = rebuild(course, EMPTY)
    assert view.package is not None
    assert not view.stale
    assert "--fix" in view.report


def test_with_an_error_the_last_good_pages_stay_and_the_fault_is_told(course: Path) -> None:
    good = rebuild(course, EMPTY)
    change(course, "::: callout", "::: callot")
    broken = rebuild(course, good)
    assert broken.stale
    assert broken.package is good.package
    assert broken.number == good.number + 1
    assert "callot" in broken.report
    change(course, "::: callot", "::: callout")
    assert not rebuild(course, broken).stale


def test_a_course_that_never_worked_gets_a_page_that_waits(course: Path) -> None:
    (course / "course.yaml").write_text("id: [", encoding="utf-8")
    shown = client(rebuild(course, EMPTY)).get("/")
    assert "cannot be shown yet" in shown.text
    assert "renew.js" in shown.text


@pytest.mark.parametrize("path", ["/../course.yaml", "/%2e%2e/course.yaml", "/course.yaml", f"/{OWN}/server.py", f"/{OWN}/../view.py"])
def test_nothing_but_the_package_can_be_fetched(course: Path, path: str) -> None:
    assert client(rebuild(course, EMPTY)).get(path).status_code == 404


def test_another_web_page_cannot_read_a_draft_through_its_own_name(course: Path) -> None:
    assert client(rebuild(course, EMPTY)).get("/", headers={"Host": "rebound.example"}).status_code == 403


def test_a_newer_view_wakes_whoever_waits() -> None:
    async def play() -> tuple[View | None, View | None]:
        broadcast = Broadcast(EMPTY)
        newer = View(1, None, (), "")
        waiting = asyncio.create_task(broadcast.after(0, 5))
        await asyncio.sleep(0)
        await broadcast.publish(newer)
        return await waiting, await broadcast.after(1, 0.01)

    woken, later = run_apart(play())
    assert woken is not None
    assert woken.number == 1
    assert later is None


def test_the_real_server_renews_at_a_save(course: Path) -> None:
    """One process, real sockets, real file events: the stream tells of the change and the new words are served."""

    async def play() -> tuple[list[int], str]:
        addresses: asyncio.Queue[str] = asyncio.Queue()
        views: asyncio.Queue[View] = asyncio.Queue()
        serving = asyncio.create_task(serve(course, 0, views.put_nowait, addresses.put_nowait))
        address = await asyncio.wait_for(addresses.get(), 30)
        numbers = [(await asyncio.wait_for(views.get(), 30)).number]
        stream = await asyncio.to_thread(urllib.request.urlopen, f"{address}{OWN}/events", timeout=30)
        numbers.append(json.loads((await asyncio.to_thread(stream.readline)).removeprefix(b"data: "))["number"])
        change(course, "# Welcome\n", "# A quite new heading\n")
        numbers.append((await asyncio.wait_for(views.get(), 30)).number)
        page = await asyncio.to_thread(lambda: urllib.request.urlopen(address, timeout=30).read().decode())
        stream.close()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        return numbers, page

    numbers, page = run_apart(play())
    assert numbers[:2] == [1, 1]
    assert numbers[2] > 1
    assert "A quite new heading" in page
