"""A learner of each standard who is watched: what their course asked for and said since it was last looked at."""

from __future__ import annotations

import itertools
import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from builder.lrs.resources.credentials import write_basic
from builder.package.content import plain_path
from builder.standards.script import START_FILE
from tests.browser.faults.learners import Cmi5Learner, Learner, RecordStoreLearner, ScormLearner, WebLearner, XapiLearner
from tests.browser.harness.build import Built
from tests.browser.harness.cmi5 import Enrolment
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Setting
from tests.browser.harness.player import Player
from tests.browser.harness.scorm import read_items
from tests.browser.traces.fixed import LOG_KEY
from tests.browser.traces.lines import Naming, write_call, write_file, write_request, write_storage
from tests.lrs_gate import Exchange
from tests.lrs_server import LrsServer

REGISTRATION: Final = "00000000-0000-4000-8000-000000000001"
NOT_OURS: Final = ("icon.svg", "licences.txt")
"""The tab's picture, and the file that the tests open to read the device's storage."""
PATIENCE: Final = 100
"""Tenths of a second until what a closed window has sent must have arrived."""


class Watched(ABC):
    """One learner, and how much of its record was read already."""

    def __init__(self, learner: Learner, naming: Naming) -> None:
        self.learner = learner
        self.naming = naming
        self._files = 0

    def read_new(self) -> list[str]:
        """Lines since the last reading."""
        return "\n".join(self.naming(line) for line in self.read_said()).splitlines()

    @abstractmethod
    def read_said(self) -> Iterator[str]:
        """What was said since the last reading, in order."""

    def close_window(self) -> None:
        """The learner closes the window, and the browser lets the page say what it still can."""
        self.learner.close()

    @abstractmethod
    def has_arrived(self) -> bool:
        """Whether everything that the course has sent so far was answered."""

    def await_last_word(self) -> None:
        """Wait until everything that a closing window sends has arrived."""
        for _ in range(PATIENCE):
            if self.has_arrived():
                return
            threading.Event().wait(0.1)
        raise AssertionError("the last word of a closed window never arrived")

    def read_log(self) -> list[list[str]]:
        """What the course noted of its requests and storage writes, in all windows so far."""
        page = self.learner.page
        if page.is_closed():
            page = self.learner.launcher.open_page(self.learner.mount, "licences.txt")
        log: list[list[str]] = json.loads(page.evaluate("key => localStorage.getItem(key) ?? '[]'", LOG_KEY))
        if page is not self.learner.page:
            page.close()
        return log

    def forget_log(self) -> None:
        """Let another learner begin with an empty log. Everything was read, and the window is closed."""
        page = self.learner.launcher.open_page(self.learner.mount, "licences.txt")
        page.evaluate("key => { delete localStorage[key]; }", LOG_KEY)
        page.close()

    def read_files(self) -> list[str]:
        """Files of the package that were asked for since the last reading, each once.

        Sorted: when a picture arrives, and whether a browser asks for it twice or for the tab's picture at all, is its own affair.
        """
        mount, requests = f"/{self.learner.mount.prefix}/", self.learner.launcher.server.requests
        new = requests[self._files :]
        self._files += len(new)
        files = {(request.path.removeprefix(mount), request.status) for request in new if request.path.startswith(mount)}
        return sorted(write_file(path, status) for path, status in files if plain_path(path) not in NOT_OURS)


class UnitLearner(ScormLearner):
    """A learner whose platform launches one unit of a course, and hands over the objectives that the manifest names for it."""

    def __init__(self, launcher: Launcher, built: Built, standard: str, path: str) -> None:
        super().__init__(launcher, built, standard)
        self.path = path
        if self.platform.version.two_statuses:
            self.platform.setting = Setting(objectives=next(item.objectives for item in read_items(built, standard) if item.page == path))

    def launch(self) -> Player:
        self.visit = self.launcher.open_package(self.mount, self.platform, self.placement, path=self.path)
        self.page = self.visit.window
        self.player = Player.of_visit(self.visit)
        return self.player


class WatchedScorm(Watched):
    """Every call of the platform's API, with its answer."""

    learner: ScormLearner

    def __init__(self, learner: ScormLearner, naming: Naming) -> None:
        super().__init__(learner, naming)
        self.launch = self.read = 0

    def read_said(self) -> Iterator[str]:
        for number, launch in enumerate(self.learner.platform.launches[self.launch :], self.launch):
            if number > self.launch:
                self.launch, self.read = number, 0
            latest = number == len(self.learner.platform.launches) - 1
            in_window = self.learner.visit.calls() if latest and not self.learner.visit.page.is_closed() else []
            calls = max(in_window, launch.calls, key=len)
            yield from map(write_call, calls[self.read :])
            self.read = len(calls)

    def has_arrived(self) -> bool:
        return self.learner.platform.launches[-1].finished


class WatchedStore(Watched):
    """Every request of the course to the record store and the platform, in the order in which it was made.

    They go over several lines, so they may arrive in another order. Which preflights a browser leaves out is chance, so none is shown.
    """

    learner: RecordStoreLearner

    def __init__(self, learner: RecordStoreLearner, naming: Naming) -> None:
        super().__init__(learner, naming)
        self.read = 0
        # Requests of other learners at the same store
        self._matched = set(range(len(learner.lrs.list_exchanges())))

    def read_said(self) -> Iterator[str]:
        requests = self._list_requests()
        new, self.read = requests[self.read :], len(requests)
        exchanges = self.learner.lrs.list_exchanges()
        for method, address, body in new:
            path = address.removeprefix(self.learner.lrs.endpoint)
            arrived = self._find(exchanges, method, path, body) if path != address else None
            line = write_request(method, path, body, arrived) if path != address else f"{method} {address}"
            kept = arrived is not None and method == "PUT" and arrived.status == 204
            yield line + (f" {self.naming.add_etag(body.encode())}" if kept else "")

    def _list_requests(self) -> list[list[str]]:
        return [row for kind, *row in self.read_log() if kind == "request"]

    def _find(self, exchanges: list[Exchange], method: str, path: str, body: str) -> Exchange | None:
        """The first such request that arrived and was not found before."""
        for place, exchange in enumerate(exchanges):
            address = f"{exchange.path}?{exchange.query}" if exchange.query else exchange.path
            if place not in self._matched and (exchange.method, address, exchange.body.decode()) == (method, path, body):
                self._matched.add(place)
                return exchange
        return None

    def close_window(self) -> None:
        # What it still says is awaited by `has_arrived`, which reads what the page has noted of its requests.
        self.learner.page.close()

    def has_arrived(self) -> bool:
        sent = [request for request in self._list_requests() if request[1].startswith(self.learner.lrs.endpoint)]
        return len(self.list_own()) >= len(sent)

    def list_own(self) -> list[Exchange]:
        """Requests of the course that were answered; the platform makes some too."""
        return [one for one in self.learner.lrs.list_exchanges() if one.status and one.method != "OPTIONS"]


class WatchedCmi5(WatchedStore):
    """Likewise. The token of each launch has a number."""

    learner: Cmi5Learner

    def read_said(self) -> Iterator[str]:
        for number, session in enumerate(self.learner.enrolment.sessions, 1):
            self.naming.add(write_basic(session.user, session.password), f"<token {number}>")
        yield from super().read_said()

    def list_own(self) -> list[Exchange]:
        tokens = {write_basic(session.user, session.password) for session in self.learner.enrolment.sessions}
        return [one for one in super().list_own() if one.headers.get("authorization") in tokens]


class WatchedWeb(Watched):
    """Every write to the device's and the window's storage."""

    learner: WebLearner

    def __init__(self, learner: WebLearner, naming: Naming) -> None:
        super().__init__(learner, naming)
        self.read = 0

    def read_said(self) -> Iterator[str]:
        log = self.read_log()
        yield from (write_storage(row) for row in log[self.read :] if row[0] != "request")
        self.read = len(log)

    def has_arrived(self) -> bool:
        return True


def watch(standard: str, launcher: Launcher, built: Built, lrs: LrsServer, page: str = START_FILE) -> Watched:
    """A learner of a standard, in an enrolment that has the same ids in each run. `page`: where the unit is opened."""
    naming = Naming({launcher.server.origin: "<platform>", lrs.origin: "<store>", REGISTRATION: "<registration>"})
    if standard == "xapi":
        xapi = XapiLearner(launcher, built, lrs)
        xapi.enrolment = replace(xapi.enrolment, registration=REGISTRATION)
        xapi.registration = REGISTRATION
        name_learner(naming, xapi)
        return WatchedStore(xapi, naming)
    if standard == "cmi5":
        cmi5 = Cmi5Learner(launcher, built, lrs)
        cmi5.activity = cmi5.activity if page == START_FILE else f"https://platform.invalid/au/{page}"
        cmi5.enrolment = Enrolment(launcher, lrs, registration=REGISTRATION, activity=cmi5.activity, make_id=count_ids(len(lrs.accounts)))
        cmi5.path = page
        name_learner(naming, cmi5)
        return WatchedCmi5(cmi5, naming)
    return WatchedWeb(WebLearner(launcher, built), naming) if standard == "web" else WatchedScorm(UnitLearner(launcher, built, standard, page), naming)


def name_learner(naming: Naming, learner: RecordStoreLearner) -> None:
    """Give short names to who learns what, as the course writes it in addresses and as it writes it in statements."""
    naming.add(json.dumps(learner.actor), "<learner>")
    naming.add(json.dumps(learner.actor, separators=(",", ":")), "<learner>")
    naming.add(learner.lrs.authorization, "<authorization>")


def count_ids(first: int) -> Callable[[], str]:
    """Ids of sessions, one after the other."""
    numbers = itertools.count(first)
    return lambda: f"00000000-0000-4000-9000-{next(numbers):012}"
