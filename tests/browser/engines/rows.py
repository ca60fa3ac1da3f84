"""Rows of the fault matrix whose result depends on the engine: windows that are left and come back to, loaded anew, opened twice, killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from playwright.sync_api import Error as PlaywrightError

from tests.browser.engines.protocol import WebDriverError
from tests.browser.engines.walk import ON, EngineWalk, press
from tests.browser.engines.watched import mount_watched, watch_package
from tests.browser.engines.window import EngineWindow
from tests.browser.firefox.walk_plan import ServerOnlyLauncher
from tests.browser.harness.build import Built
from tests.browser.harness.caching import MAX_AGE, Caching
from tests.browser.harness.rewording import BEFORE_CHECK, IN_CHECK, UPDATED, reword
from tests.browser.harness.scorm import POLICY
from tests.browser.harness.server import Fault, Server

OpenWindow = Callable[[], EngineWindow]
ENGINES: Final = ("Chromium", "Firefox", "WebKit")
PAGE: Final = "index.html"
RELOADS: Final = 2
"""As often as a launch page may load itself anew: once where its files are gone, and once where its tables are of another version."""
OWN_WORDS: Final = '[data-interaction="my-notes"]'
MINE: Final = "Ask about the bus fare."
NO_TIMING: Final = "Performance.prototype.getEntriesByType = () => [];"
"""As in Safari before 15.1, which does not tell how a page was come to."""


@dataclass(frozen=True)
class EngineRow:
    """One fault.

    Attributes:
        name: stable, for tests.
        fault: what happens, in plain words.
        kept: what is there afterwards.
        standards: where it is played.
        engines: that can be made to show it.
        action: what is done and asked, in any engine.
        own_words: whether it takes the course that asks in every kind.
        script: put into the page before its own.

    """

    name: str
    fault: str
    kept: str
    standards: tuple[str, ...]
    action: Callable[[Seat], None]
    own_words: bool = False
    script: str = ""
    engines: tuple[str, ...] = ENGINES


class Seat:
    """One learner at a place that keeps the record, in any engine: a platform of SCORM 1.2 in whose page the course is a frame, or this device."""

    def __init__(self, server: Server, built: Built, standard: str, open_window: OpenWindow, script: str) -> None:
        self.plan = built.plan
        self.built = built
        self.standard = standard
        self._open_window = open_window
        self._script = script
        launcher = ServerOnlyLauncher(server)
        self._server = server
        self.mount = mount_watched(server, "course", built.zip(standard), POLICY, script)
        self._change: Callable[[bytes], bytes] = bytes
        self._platform = launcher.platform() if standard == "scorm12" else None

    def change_files(self, change: Callable[[bytes], bytes]) -> None:
        """Serve other scripts from now on, in a newer version too. Fails where nothing changes."""
        self._change = change
        before = self.mount.files
        self.mount.files = self._change_scripts(before)
        assert self.mount.files != before

    def _change_scripts(self, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        return {name: self._change(content) if name.endswith(".js") else content for name, content in files.items()}

    def take_in_place(self, built: Built) -> None:
        """Another version stands where the one before stood, of which nothing is left."""
        self.mount.files = self._change_scripts(watch_package(built.zip(self.standard), self._script))

    def update_behind_gateway(self, built: Built) -> None:
        """The same, and a gateway on the way to the server goes on to give the older launch page to whoever does not ask past it."""
        kept = self.mount.files[PAGE]
        self.take_in_place(built)
        self.mount.gateway[PAGE] = kept

    def open(self) -> EngineWalk:
        """Launch the course in a new window."""
        window = self._open_window()
        window.open(self._address())
        window.framed = self._platform is not None
        if _await_opening(window) == "asked":
            press(window, "", "button", "^Continue$")
        return EngineWalk(window, self.plan).await_open()

    def go_elsewhere_and_back(self, window: EngineWindow) -> None:
        """Follow a bookmark, and come back by the browser's Back."""
        window.open(f"{self._server.origin}/lms/portal.html")
        window.back()
        window.until("pageId")

    def reload(self, window: EngineWindow) -> None:
        """F5 of the page at the top: of the platform's, where there is one."""
        window.reload()
        if window.until("isAskedOrOpen") == "asked":
            press(window, "", "button", "^Continue$")
        window.until("pageId")

    def kill(self, window: EngineWindow) -> None:
        """The window's process dies."""
        if self._platform is not None:
            self._platform.mark_killed()
        window.kill()

    def _address(self) -> str:
        content = self._server.address(self.mount)
        if self._platform is None:
            return content
        return f"{self._server.origin}/lms/launch.html?{urlencode({'platform': self._platform.name, 'content': content, 'placement': 'frame'})}"


def _await_opening(window: EngineWindow) -> Any:
    """Whether the course asks who it is or is open. An older launch page loads itself anew under this question, and then it is put again."""
    for _ in range(RELOADS):
        try:
            return window.until("isAskedOrOpen")
        except (WebDriverError, PlaywrightError):
            continue
    return window.until("isAskedOrOpen")


# -------------------------------------------------------------------- what a learner does


def answer_some(walk: EngineWalk) -> tuple[list[dict[str, Any]], list[str]]:
    """Go to the check and answer all questions but the last; gives all of them, and what the page shows now."""
    walk.go(until="the-check")
    check = walk.place("the-check")["checks"][0]
    questions: list[dict[str, Any]] = check["questions"]
    walk.show_all(check)
    for question in questions[:-1]:
        walk.answer(question)
    return questions, list(walk.window.ask("answers"))


def come_back_by_back(seat: Seat) -> None:
    """What stood in the fields is there after Back, and one more answer overwrites nothing of what was kept."""
    walk = seat.open()
    questions, shown = answer_some(walk)
    seat.go_elsewhere_and_back(walk.window)
    walk.window.until("isAnswered", shown)
    walk.answer(questions[-1])
    complete = walk.window.ask("answers")
    seat.reload(walk.window)
    walk.window.until("isAnswered", complete)


def reload_with_own_words(seat: Seat) -> None:
    """Own words are there after F5, and not in the record of the platform."""
    walk = seat.open()
    walk.go(until="for-you-alone")
    press(walk.window, OWN_WORDS, "textbox", "")
    walk.window.control("nth", OWN_WORDS, "textbox", "", 0).type(MINE)
    seat.reload(walk.window)
    assert walk.window.ask("pageId") == "for-you-alone"
    assert walk.window.ask("valueOf", OWN_WORDS, "textbox", "", 0) == MINE


def open_two_windows(seat: Seat) -> None:
    """One window answers the check, the other one has only read: what both did is there afterwards."""
    first, second = seat.open(), seat.open()
    first.go(until="the-check")
    first.do_page(first.place("the-check"))
    shown = first.window.ask("answers")
    second.turn()
    second.window.close()
    first.window.close()
    again = seat.open()
    again.window.until("pageId")
    again.show("the-check")
    again.window.until("isAnswered", shown)


def kill_after_a_save(seat: Seat) -> None:
    """The window's process dies after a check was submitted and saved."""
    walk = seat.open()
    walk.go(until="the-check")
    walk.do_page(walk.place("the-check"))
    shown = walk.window.ask("answers")
    walk.window.until("shows", ":root", SAVED)
    seat.kill(walk.window)
    again = seat.open()
    assert again.window.ask("pageId") == "the-check"
    again.window.until("isAnswered", shown)


def update_while_open(seat: Seat) -> None:
    """A newer version takes the place of the one that is open, before its second session was fetched: said in words, and there at the next launch."""
    seat.mount.caching = Caching(MAX_AGE, MAX_AGE)
    seat.mount.break_path("sessions/two.js", Fault.MISSING)
    walk = seat.open()
    walk.go(until="left-out")
    seat.take_in_place(reword(seat.built))
    seat.mount.mend()
    walk.turn()
    press(walk.window, "", "button", ON)
    press(walk.window, "", "button", "^Try again$")
    walk.window.until("shows", ":root", UPDATED)
    walk.leave()
    walk.window.close()
    seat.open().window.until("shows", ":root", BEFORE_CHECK)


def come_back_to_older_page(seat: Seat, update: Callable[[Seat, Built], None]) -> None:
    """The older launch page comes once more, and nothing of its version is left at the server: the newer version opens, with every answer."""
    walk = seat.open()
    walk.go(until="the-check")
    walk.do_page(walk.place("the-check"))
    shown = walk.window.ask("answers")
    walk.window.until("shows", ":root", SAVED)
    walk.window.close()
    update(seat, reword(seat.built))
    again = seat.open()
    again.window.until("shows", ":root", IN_CHECK)
    again.window.until("isAnswered", shown)


def update_behind_gateway(seat: Seat) -> None:
    come_back_to_older_page(seat, Seat.update_behind_gateway)


def update_behind_own_cache(seat: Seat) -> None:
    """The browser itself keeps the launch page."""
    seat.mount.caching = Caching(MAX_AGE)
    come_back_to_older_page(seat, Seat.take_in_place)


SAVED: Final = "^Saved (at|on this device)"
EVERYTHING: Final = "Everything."
BOTH: Final = ("scorm12", "web")
ENGINE_ROWS: Final = (
    EngineRow("back", "The learner goes to another page of the web and comes back by the browser’s Back, with answers not yet submitted.", EVERYTHING, BOTH, come_back_by_back),
    EngineRow("platform reloaded", "F5 of the platform’s page.", "Everything, own words too.", BOTH, reload_with_own_words, own_words=True),
    EngineRow("no timing", "The same in a browser that does not tell how it came to a page (Safari before 15.1).", "Everything, own words too.", ("scorm12",), reload_with_own_words, own_words=True, script=NO_TIMING),
    EngineRow("two windows", "The course is open in two windows.", "Everything of both.", ("web",), open_two_windows),
    EngineRow("killed", "The window’s process dies after a save.", EVERYTHING, ("scorm12",), kill_after_a_save),
    EngineRow("update, while open", "A newer version is put in place while the course is open.", EVERYTHING, ("scorm12",), update_while_open),
    EngineRow("update, kept by a gateway", "A newer version was put in place, and a gateway on the way to the server still gives the older launch page.", EVERYTHING, BOTH, update_behind_gateway),
    EngineRow("update, kept by the browser", "A newer version was put in place, and the browser still has the older launch page. Not played in WebKit: its windows do not store pages when a program works them.", EVERYTHING, BOTH,
        update_behind_own_cache, engines=("Chromium", "Firefox")),
)  # fmt: skip


def list_engine_cells() -> Iterator[tuple[EngineRow, str]]:
    """Every row at every standard where it is played."""
    for row in ENGINE_ROWS:
        for standard in row.standards:
            yield row, standard
