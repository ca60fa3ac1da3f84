"""A draft in the preview, and a page of another origin in the same browser that tries everything to read it: in Chromium and in Firefox.

Each wall is tried alone as well: with the request judged, and with browsers that do not say where a request comes from (their headers are dropped
before the preview sees them), so that only what the answer says protects it.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlencode

import pytest
from playwright.sync_api import Browser, expect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from builder.cli import run
from builder.preview import server as preview
from builder.preview.application import application
from builder.preview.view import View
from tests.addresses import address_in
from tests.browser.firefox.visit import visit_in_firefox
from tests.browser.firefox.walk_plan import find_firefox
from tests.browser.harness.server import Reply, Server, serve
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

SECRET: Final = "A quite secret heading"
ATTEMPTS: Final = 30
"""Fewer answers than any engine asks for in an attack."""
HOSTS: Final = ("localhost", "127.0.0.1")
"""`localhost` is another site for 127.0.0.1; the same name with another port is another origin of the same site."""
Seen = tuple[str, ...]
"""(way, path, what was seen) of one thing that an attacker's page could load, call or read"""
SAYS_WHERE_FROM: Final = (b"sec-fetch-", b"origin", b"referer")
ATTACK: Final = b"""<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Attack</title>
<body><script>
"use strict";
const target = new URLSearchParams(location.search).get("target");
const paths = JSON.parse(new URLSearchParams(location.search).get("paths"));
const seen = [];
const note = (way, path, what) => seen.push([way, path, String(what)]);
// Whatever a script of the course calls or sets, it is written down.
const spy = new Proxy(function () {}, {
  get: (_, name) => (typeof name === "symbol" ? undefined : spy),
  apply: (_, self, given) => { note("script called", "", JSON.stringify(given)); return spy; },
});
window.copack = spy;
const settle = (element, way, path) => new Promise((done) => {
  element.onload = () => { note(way, path, "loaded"); done(); };
  element.onerror = () => done();
  document.body.append(element);
});
const make = (name, set) => Object.assign(document.createElement(name), set);
async function readAll(path) {
  const address = target + path;
  await settle(make("script", { src: address }), "script", path);
  await settle(make("script", { src: address, crossOrigin: "anonymous" }), "script with cors", path);
  await settle(make("img", { src: address }), "image", path);
  await settle(make("link", { rel: "stylesheet", href: address }), "style sheet", path);
  for (const mode of ["cors", "no-cors"]) {
    for (const credentials of ["omit", "include"]) {
      try {
        const answer = await fetch(address, { mode, credentials });
        const text = await answer.text();
        note(`fetch ${mode}`, path, `${answer.status} ${text}`);
      } catch { /* refused */ }
    }
  }
  await new Promise((done) => {
    const request = new XMLHttpRequest();
    request.onloadend = () => { if (request.responseText) note("request", path, request.responseText); done(); };
    request.open("GET", address);
    request.send();
  });
  await new Promise((done) => {
    const frame = make("iframe", { src: address });
    frame.onload = () => {
      try { const text = frame.contentDocument?.documentElement?.innerText; if (text) note("frame", path, text); } catch { /* not ours */ }
      if (frame.contentWindow.length) note("frames in the frame", path, frame.contentWindow.length);
      done();
    };
    document.body.append(frame);
  });
  for (const name of ["object", "embed"]) {
    const element = make(name, name === "object" ? { data: address, type: "text/html" } : { src: address, type: "text/html" });
    document.body.append(element);
    try { const text = element.contentDocument?.documentElement?.innerText; if (text) note(name, path, text); } catch { /* not ours */ }
  }
}
const listen = (path) => new Promise((done) => {
  const events = new EventSource(target + path, { withCredentials: true });
  events.onmessage = (event) => { note("events", path, event.data); events.close(); done(); };
  events.onerror = () => { events.close(); done(); };
});
const connect = (path) => new Promise((done) => {
  const socket = new WebSocket(target.replace("http", "ws") + path);
  socket.onopen = () => { note("socket", path, "open"); socket.close(); };
  socket.onclose = done;
});
(async () => {
  for (const path of paths) await readAll(path);
  await listen("__copack__/events");
  await connect("__copack__/events");
  const answer = new URLSearchParams({ seen: JSON.stringify(seen) });
  await fetch("/seen", { method: "POST", body: answer });
  document.title = "done";
})();
</script></body></html>"""


@dataclass
class Preview:
    """A running preview.

    Attributes:
        course: its folder.
        address: where it listens.
        package: paths of the files that it shows.
        answers: path and status of each answer, and whether the request said that it came from elsewhere.

    """

    course: Path
    address: str = ""
    package: list[str] = field(default_factory=list)
    answers: list[tuple[str, int, bool]] = field(default_factory=list)


def watched(answers: list[tuple[str, int, bool]], app: ASGIApp, *, judged: bool) -> ASGIApp:
    """The application with its answers written down, and, unless requests are `judged`, without what they say of their origin."""

    async def call(scope: Scope, receive: Receive, send: Send) -> None:
        headers = scope.get("headers", [])
        elsewhere = dict(headers).get(b"sec-fetch-site") in {b"cross-site", b"same-site"}
        if not judged:
            scope = {**scope, "headers": [pair for pair in headers if not pair[0].startswith(SAYS_WHERE_FROM)]}

        async def write_down(message: Message) -> None:
            if message["type"] == "http.response.start":
                answers.append((scope["path"], message["status"], elsewhere))
            await send(message)

        await app(scope, receive, write_down)

    return call


@pytest.fixture(params=[True, False], ids=["requests are judged", "only answers protect"])
def running(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    """A preview of a course with a secret heading, in a thread of its own."""
    assert run(["new", str(tmp_path / "course")]) == 0
    shown = Preview(tmp_path / "course")
    session = shown.course / "sessions" / "01-start" / "session.md"
    session.write_text(session.read_text(encoding="utf-8").replace("# Welcome", f"# {SECRET}"), encoding="utf-8")
    monkeypatch.setattr(preview, "application", lambda *given: watched(shown.answers, application(*given), judged=request.param))
    ready = threading.Event()
    loop = asyncio.new_event_loop()

    def told(view: View) -> None:
        assert view.package is not None
        shown.package = sorted(view.package.files)

    def listens(address: str) -> None:
        shown.address = address
        ready.set()

    async def play() -> None:
        await preview.serve(shown.course, 0, told, listens)

    task: asyncio.Task[None] = loop.create_task(play())
    thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.gather(task, return_exceptions=True)))
    thread.start()
    try:
        assert ready.wait(60)
        yield shown
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join(60)
        loop.close()


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


def query(shown: Preview) -> dict[str, str]:
    sessions = [path for path in shown.package if path.startswith("sessions/")]
    assert sessions
    shared = [address_in(shown.package, name) for name in ("style.css", "icon.svg")]
    return {"target": shown.address, "paths": json.dumps(["", *sessions, *shared, "__copack__/renew.js", "course.yaml"])}


def listen_to_attackers(server: Server) -> list[list[Seen]]:
    """A list that grows by what each attacker's page could see."""
    told: list[list[Seen]] = []

    def take(_: str, body: bytes) -> Reply:
        told.append([tuple(entry) for entry in json.loads(parse_qs(body.decode())["seen"][0])])
        return Reply(200, b"{}")

    server.route("POST", "/seen", take)
    return told


def attack_address(server: Server, shown: Preview, host: str) -> str:
    """Address of the attacker's page at one of this computer's names."""
    mount = server.mount(f"attack-{host}", {"index.html": ATTACK})
    return f"{server.address(mount).replace('127.0.0.1', host)}?{urlencode(query(shown))}"


def assert_kept(shown: Preview, seen: list[Seen], *, judged: bool) -> None:
    readable = [entry for entry in seen if not (entry[0] == "fetch no-cors" and entry[2] == "0 ")]
    assert readable == [], "what the attacker could load, call or read"
    from_elsewhere = [(path, status) for path, status, elsewhere in shown.answers if elsewhere]
    assert len(from_elsewhere) > ATTEMPTS, "the attack reached the preview"
    if judged:
        assert {status for _, status in from_elsewhere} == {403}
    else:
        assert 200 in {status for _, status in from_elsewhere}, "here only the answers' headers protect"


@pytest.mark.parametrize("host", only_quick(HOSTS, "127.0.0.1"))  # the same site may do more than another; tests/unit/preview/test_guard.py has both
def test_no_other_page_in_chromium_reads_a_draft(
    browser: Browser, server: Server, running: Preview, host: str, request: pytest.FixtureRequest
) -> None:
    told, context = listen_to_attackers(server), browser.new_context()
    try:
        page = context.new_page()
        page.goto(attack_address(server, running, host))
        expect(page).to_have_title("done", timeout=90_000)
        (seen,) = told
        assert_kept(running, seen, judged=request.node.callspec.params["running"])
        own = context.new_page()
        own.goto(running.address)
        expect(own.get_by_role("heading", name=SECRET)).to_be_visible()
        expect(own.locator(".copack-preview")).to_contain_text("example.org")  # its own live channel is heard
    finally:
        context.close()


@pytest.mark.parametrize("running", only_quick([True, False]), indirect=True)  # `make test` tries both walls in Chromium
def test_no_other_page_in_firefox_reads_a_draft(server: Server, running: Preview, request: pytest.FixtureRequest) -> None:
    """Firefox is slow to start, so one visit tries both names."""
    firefox, node = find_firefox(), shutil.which("node")
    if firefox is None or node is None:
        pytest.skip("Firefox or Node is not installed")
    told = listen_to_attackers(server)
    attacks = [(attack_address(server, running, host), "document.title === 'done'") for host in HOSTS]
    *_, own = visit_in_firefox(firefox, node, [*attacks, (running.address, "document.querySelector('.copack-preview')")])
    assert len(told) == len(HOSTS)
    assert_kept(running, [entry for seen in told for entry in seen], judged=request.node.callspec.params["running"])
    assert SECRET in own
