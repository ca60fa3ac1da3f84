"""A learner at a platform of each standard. Fault actions know learners, and nothing of standards."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, Final

from playwright.sync_api import Page

from builder.course.cmi import Response
from tests.browser.harness import cmi5, scorm, xapi
from tests.browser.harness.build import Built
from tests.browser.harness.chromium import kill_tab
from tests.browser.harness.closed_writes import read_rows
from tests.browser.harness.launcher import ApiPlacement, Launcher, Visit
from tests.browser.harness.platform import Double, Platform, Quirks
from tests.browser.harness.player import Player
from tests.browser.harness.responses import ExpectedRecord
from tests.browser.harness.server import Mount, read_files
from tests.lrs_server import LrsServer, answer_status, lose_request

STANDARDS: Final = ("scorm12", "scorm2004-3rd", "scorm2004-4th", "cmi5", "xapi", "web")
QUIRKS: Final = {"scorm12": Quirks.PLAIN, "scorm2004-3rd": Quirks.PLAIN_3RD, "scorm2004-4th": Quirks.PLAIN_2004}
STATE: Final = "copack-progress"
OF_VISITS: Final = ("launched", "initialized", "terminated", "abandoned")
"""Verbs of statements that say how a visit began and ended."""

StateChange = Callable[[str], str]
"""What becomes of the packed state that a platform keeps."""


class Learner(ABC):
    """One learner, one course, one place that keeps the record.

    Attributes:
        page: the window that is open now.
        player: the course in it.
        mount: the package on its server, with switches for files that do not arrive.

    """

    page: Page
    player: Player

    def __init__(self, launcher: Launcher, built: Built, standard: str) -> None:
        self.launcher = launcher
        self.built = built
        self.standard = standard
        self.mount = self.make_mount(built)

    @property
    def policy(self) -> str:
        """What the host says that pages may load."""
        return scorm.POLICY

    def make_mount(self, built: Built) -> Mount:
        return self.launcher.mount(self.read_package(built), policy=self.policy)

    def read_package(self, built: Built) -> Mapping[str, bytes]:
        """The files that the platform serves of a course."""
        return read_files(built.zip(self.standard))

    def take(self, built: Built) -> None:
        """From now on the platform serves another version of the course, in a place of its own."""
        self.built = built
        self.mount = self.make_mount(built)

    def take_in_place(self, built: Built) -> None:
        """Another version stands where the one before stood, of which nothing is left."""
        self.built = built
        self.mount.files = self.read_package(built)

    @abstractmethod
    def launch(self) -> Player:
        """Launch the course as this learner, in the same enrolment as before, whether it opens or not."""

    def open(self) -> Player:
        """Launch the course, and wait until it is open."""
        return self.launch().await_open()

    def say_who(self) -> None:  # noqa: B027 - platforms know who it is
        """Answer whether it was this learner, where the course asks that."""

    @abstractmethod
    def other_learner(self) -> Learner:
        """Another learner on the same machine and the same course."""

    def kill(self) -> None:
        """The window's process dies without a word."""
        kill_tab(self.page)

    def close(self) -> None:
        """The learner closes the window."""
        self.page.close()

    def settle(self) -> None:
        """Wait until all that the course has sent so far was answered."""
        self.launcher.settle(self.page)

    def reload(self) -> Player:
        """F5."""
        self.page.reload()
        return self.player.await_open()

    @abstractmethod
    def refuse(self) -> None:
        """From now on nothing is taken."""

    @abstractmethod
    def heal(self) -> None:
        """Everything is taken again."""

    @abstractmethod
    def change_state(self, change: StateChange) -> None:
        """Change what is kept of this learner's progress."""

    @abstractmethod
    def assert_answers(self, expected: ExpectedRecord) -> None:
        """The platform has the latest submitted answer to every question that is ever sent."""

    @abstractmethod
    def list_accepted(self, expected: ExpectedRecord) -> set[str]:
        """Questions whose submitted answer the platform has now."""

    @abstractmethod
    def read_kept(self) -> Mapping[str, Any]:
        """All that is kept of this learner, but for how visits began and ended."""

    @abstractmethod
    def status(self) -> str:
        """Outcome as the platform has it: incomplete, completed, passed, failed."""


# -------------------------------------------------------------------- SCORM


class ScormLearner(Learner):
    """A learner at a platform of either version."""

    visit: Visit

    def __init__(self, launcher: Launcher, built: Built, standard: str, platform: Platform | None = None, placement: ApiPlacement = ApiPlacement.FRAME) -> None:
        super().__init__(launcher, built, standard)
        self.platform = platform or scorm.platform_for(launcher, built, QUIRKS[standard], Double.STRICT)
        self.placement = placement

    def launch(self) -> Player:
        self.visit = self.launcher.open_package(self.mount, self.platform, self.placement)
        self.page = self.visit.window
        self.player = Player.of_visit(self.visit)
        return self.player

    def other_learner(self) -> Learner:
        return ScormLearner(self.launcher, self.built, self.standard)

    def kill(self) -> None:
        self.visit.kill()

    def close(self) -> None:
        self.visit.close()

    def reload(self) -> Player:
        self.visit.reload()
        self.player = Player.of_visit(self.visit).await_open()
        return self.player

    def refuse(self) -> None:
        self.platform.refuse_commits = True

    def heal(self) -> None:
        self.platform.refuse_commits = False

    def change_state(self, change: StateChange) -> None:
        self.platform.values["cmi.suspend_data"] = change(self.platform.values["cmi.suspend_data"])

    def assert_answers(self, expected: ExpectedRecord) -> None:
        rows, wanted = read_rows(self.platform.values, "interactions"), expected.interactions(self.platform.version)
        found = {name: {part: rows.get(name, {}).get(part) for part in row} for name, row in wanted.items()}
        assert found == wanted, {name: (found[name], row) for name, row in wanted.items() if found[name] != row}

    def list_accepted(self, expected: ExpectedRecord) -> set[str]:
        rows = read_rows(self.platform.values, "interactions")
        return {one.id for one in expected.plan.interactions if one.id in expected.responses and one.tracked_id in rows}

    def read_kept(self) -> Mapping[str, Any]:
        version = self.platform.version
        of_visits = (version.entry, version.exit, version.session_time, version.total_time)
        return {name: value for name, value in self.platform.values.items() if name not in of_visits}

    def status(self) -> str:
        return self.platform.status


# -------------------------------------------------------------------- record stores


class RecordStoreLearner(Learner):
    """What both standards that report to a record store share."""

    activity: str
    actor: dict[str, Any]
    registration: str
    path = "index.html"

    def __init__(self, launcher: Launcher, built: Built, standard: str, lrs: LrsServer) -> None:
        self.lrs = lrs
        super().__init__(launcher, built, standard)

    @property
    def policy(self) -> str:
        return f"default-src 'self'; connect-src 'self' {self.lrs.origin}"

    def launch(self) -> Player:
        self.page = self.launcher.open_page(self.mount, self.path, query=self.make_query())
        self.player = Player.of_page(self.page)
        return self.player

    @abstractmethod
    def make_query(self) -> str:
        """What the address of a launch says."""

    def refuse(self) -> None:
        self.lrs.inject(answer_status(503), times=-1)

    def heal(self) -> None:
        self.lrs.heal()

    def close(self) -> None:
        """The page is told that it goes, and goes when its last requests were answered: a window that is gone tells nobody of them."""
        self.page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: false}))")
        self.settle()
        self.kill()

    def cut_off(self) -> None:
        """No request arrives any more."""
        self.lrs.inject(lose_request(), times=-1)

    def change_state(self, change: StateChange) -> None:
        content = self.lrs.read_state(self.activity, self.actor, STATE, self.registration)
        assert content is not None
        document = json.loads(content)
        for window in document["windows"].values():
            window["state"] = change(window["state"])
        self.put_state(json.dumps(document).encode())

    def put_state(self, content: bytes) -> None:
        """Put a document in place of what the course had written."""
        import urllib.request
        from urllib.parse import urlencode

        query = {"activityId": self.activity, "agent": json.dumps(self.actor), "registration": self.registration, "stateId": STATE}
        address = f"{self.lrs.endpoint}activities/state?{urlencode(query)}"
        headers = {"Authorization": self.lrs.authorization, "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"}
        for method, body in (("DELETE", None), ("PUT", content)):
            urllib.request.urlopen(urllib.request.Request(address, body, headers, method=method)).close()

    def list_own_statements(self) -> list[dict[str, Any]]:
        """This learner's statements, in the order of storing."""
        return [one for one in self.lrs.list_statements() if one["actor"] == self.actor]

    def read_latest(self) -> dict[str, str]:
        """By address of a question, the answer that the store has last."""
        return {one["object"]["id"]: one["result"]["response"] for one in self.list_own_statements() if "response" in one.get("result", {})}

    def assert_answers(self, expected: ExpectedRecord) -> None:
        wanted = {one.activity.iri: xapi.write_response(expected.responses[one.id]) for one in expected.plan.interactions if one.recorded and one.id in expected.responses}
        try:
            self.lrs.wait_for(lambda: self.read_latest() == wanted, "every answer")
        except AssertionError:
            latest = self.read_latest()
            assert latest == wanted, {name: (latest.get(name), wanted.get(name)) for name in {*latest, *wanted} if latest.get(name) != wanted.get(name)}

    def list_accepted(self, expected: ExpectedRecord) -> set[str]:
        answered = {one["object"]["id"] for one in self.list_own_statements() if "response" in one.get("result", {})}
        return {one.id for one in expected.plan.interactions if one.id in expected.responses and one.activity.iri in answered}

    def read_kept(self) -> Mapping[str, Any]:
        told = [one for one in self.list_own_statements() if str(one["verb"]["id"]).rsplit("/", 1)[-1] not in OF_VISITS]
        return {"progress": self.lrs.read_state(self.activity, self.actor, STATE, self.registration), "told": told}

    def status(self) -> str:
        verbs = [str(one["verb"]["id"]).rsplit("/", 1)[-1] for one in self.list_own_statements() if one["object"]["id"] == self.activity]
        return next((verb for verb in ("passed", "failed", "completed") if verb in verbs), "incomplete")


class XapiLearner(RecordStoreLearner):
    """A learner who was sent to the course by a Tin Can launch."""

    def __init__(self, launcher: Launcher, built: Built, lrs: LrsServer, name: str = "learner-1") -> None:
        super().__init__(launcher, built, "xapi", lrs)
        self.enrolment = xapi.Launch(lrs, name)
        self.actor, self.registration = self.enrolment.actor, self.enrolment.registration
        self.activity = built.plan.units[0].activity.iri

    def make_query(self) -> str:
        return self.enrolment.query()

    def other_learner(self) -> Learner:
        return XapiLearner(self.launcher, self.built, self.lrs, "learner-2")


class Cmi5Learner(RecordStoreLearner):
    """A learner whose platform launches the course by cmi5."""

    def __init__(self, launcher: Launcher, built: Built, lrs: LrsServer, name: str = "learner-1") -> None:
        super().__init__(launcher, built, "cmi5", lrs)
        self.enrolment = cmi5.Enrolment(launcher, lrs, name)
        self.actor, self.registration, self.activity = self.enrolment.actor, self.enrolment.registration, self.enrolment.activity

    def make_query(self) -> str:
        return self.enrolment.launch()

    def other_learner(self) -> Learner:
        return Cmi5Learner(self.launcher, self.built, self.lrs, "learner-2")


# -------------------------------------------------------------------- no platform


class WebLearner(Learner):
    """A learner with the course on their own device."""

    def __init__(self, launcher: Launcher, built: Built, *, new: bool = False) -> None:
        super().__init__(launcher, built, "web")
        self.new = new

    def launch(self) -> Player:
        self.page = self.launcher.open_page(self.mount)
        self.player = Player.of_page(self.page)
        return self.player

    def open(self) -> Player:
        super().open()
        self.say_who()
        return self.player

    def say_who(self) -> None:
        asked = self.page.get_by_role("button", name="Start as someone new" if self.new else "Continue")
        if asked.locator("visible=true").count():
            self.player.turn(asked.locator("visible=true"))

    def other_learner(self) -> Learner:
        return WebLearner(self.launcher, self.built, new=True)

    def change_state(self, change: StateChange) -> None:
        held = self.read_kept()
        page = self.launcher.open_page(self.mount, "licences.txt")
        for key, text in held.items():
            if "#" in key:
                window = json.loads(text)
                window["state"] = change(window["state"])
                page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(window)])
        page.close()

    def refuse(self) -> None:
        self.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")

    def heal(self) -> None:
        """A full device is emptied, and the course opened anew."""

    def assert_answers(self, expected: ExpectedRecord) -> None:
        """Nothing is told to anybody; what the learner sees is all there is."""

    def list_accepted(self, expected: ExpectedRecord) -> set[str]:  # noqa: ARG002 - as at a platform
        """There is no platform to take anything."""
        return set()

    def read_kept(self) -> Mapping[str, Any]:
        page = self.launcher.open_page(self.mount, "licences.txt")
        held: dict[str, str] = page.evaluate("() => ({...localStorage})")
        page.close()
        return held

    def status(self) -> str:
        return ""


def make_learner(standard: str, launcher: Launcher, built: Built, lrs: LrsServer) -> Learner:
    """A learner of a standard."""
    if standard == "xapi":
        return XapiLearner(launcher, built, lrs)
    if standard == "cmi5":
        return Cmi5Learner(launcher, built, lrs)
    return WebLearner(launcher, built) if standard == "web" else ScormLearner(launcher, built, standard)


def read_shown_answers(player: Player, expected: ExpectedRecord) -> dict[str, Response | None]:
    """What the page shows for each question of the check that was answered."""
    asked = [one for one in expected.plan.interactions if one.id in expected.responses and one.check]
    return {one.id: player.read_answer(one.id, one.definition) for one in asked}
