"""A platform that launches units of cmi5, on top of our own record store: fetch address, launch data, sessions, return address.

It refuses nothing that a strict platform would take, and what it should have refused is found by its judge, requirement by requirement.
"""

from __future__ import annotations

import json
import urllib.request
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final
from urllib.parse import quote, urlencode

import msgspec
from playwright.sync_api import Page

from builder.lrs.resources.credentials import write_basic
from builder.lrs.storage.documents import DocumentKind
from builder.standards.cmi5.shapes import MASTERY_SCORE, MASTERY_VARIABLE, cmi5_shapes
from builder.tracking.plan import TrackingPlan
from tests.browser.harness.build import Built
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Hands, Player
from tests.browser.harness.server import Mount, Reply
from tests.lrs_gate import Exchange
from tests.lrs_server import LrsServer
from tests.oracles.closed_plan import matching_templates
from tests.oracles.cmi5_session import SESSION_ID, Launched, judge
from tests.oracles.outside_validator import judge_statements

NORMAL: Final = "Normal"
BACK: Final = "/platform/back"
TOKEN_ONCE: Final = {"error-code": "1", "error-text": "The fetch URL was used before."}


def assert_whole_plan_told(enrolment: Enrolment, plan: TrackingPlan) -> None:
    """Fail unless a walk through a whole course broke no requirement, and told each statement of its plan once, in whatever browser it was played."""
    assert enrolment.breaches() == []
    assert enrolment.lrs.list_advice() == []
    assert judge_statements(enrolment.statements()) == []
    names = enrolment.names(plan)
    assert Counter(names) == Counter(template.name for template in plan.statements)
    assert (names[0], names[-1]) == ("initialized", "terminated")


@dataclass
class Session:
    """One launch of a unit."""

    name: str
    user: str
    password: str
    mode: str
    mastery: float | None
    template: dict[str, Any]
    fetches: list[str] = field(default_factory=list)


@dataclass
class Enrolment:
    """One learner's registration for one unit at the platform.

    `answer`: what the fetch address answers in place of the token, if anything. `make_id`: gives each session its name.
    """

    launcher: Launcher
    lrs: LrsServer
    learner: str = "learner-1"
    registration: str = field(default_factory=lambda: str(uuid.uuid4()))
    activity: str = "https://platform.invalid/au/91"
    publisher: str = "https://copack.invalid/publisher"
    path: str = "index.html"
    answer: Reply | None = None
    make_id: Callable[[], str] = lambda: str(uuid.uuid4())
    sessions: list[Session] = field(default_factory=list)

    @property
    def actor(self) -> dict[str, Any]:
        return {"objectType": "Agent", "account": {"homePage": "https://platform.invalid", "name": self.learner}}

    # ---------------------------------------------------------------- launching

    def launch(self, *, mode: str = NORMAL, mastery: float | None = None, back: bool = False, launch_data: bytes | None = None) -> str:
        """Begin a session and return the query string of its address. `launch_data` stands in for the real document."""
        name = self.make_id()
        template = {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": self.publisher}]},
            "extensions": {SESSION_ID: name},
        }
        session = Session(name, f"session-{name}", uuid.uuid4().hex, mode, mastery, template)
        self.sessions.append(session)
        self.lrs.accounts[session.user] = session.password
        document: dict[str, Any] = {"contextTemplate": template, "launchMode": mode, "moveOn": "CompletedOrPassed"}
        document |= {"masteryScore": mastery} if mastery is not None else {}
        document |= {"returnURL": self.launcher.server.origin + BACK} if back else {}
        self._put_document(
            "activities/state",
            {"activityId": self.activity, "registration": self.registration, "stateId": "LMS.LaunchData"},
            launch_data or json.dumps(document).encode(),
        )
        # The first learner has preferences; a later one has none, and is answered 404
        if not self.lrs.list_documents(DocumentKind.AGENT_PROFILE):
            preferences = json.dumps({"languagePreference": "cy,en-GB", "audioPreference": "on"}).encode()
            self._put_document("agents/profile", {"profileId": "cmi5LearnerPreferences"}, preferences)
        fetch = f"/platform/fetch/{name}"
        for method in ("POST", "GET"):
            self.launcher.server.route(method, fetch, partial(self._answer_fetch, session, method))
        self.launcher.server.route(
            "GET",
            BACK,
            lambda _query, _body: Reply(200, b"<!DOCTYPE html><html lang=en><link rel=icon href='data:,'><title>Back</title>", "text/html"),
        )
        parameters = {
            "activityId": self.activity,
            "actor": json.dumps(self.actor),
            "endpoint": self.lrs.endpoint.rstrip("/"),
            "registration": self.registration,
        }
        return urlencode({**parameters, "fetch": self.launcher.server.origin + fetch}, quote_via=quote)

    def _answer_fetch(self, session: Session, method: str, _query: str, _body: bytes) -> Reply:
        session.fetches.append(method)
        if self.answer is not None:
            return self.answer
        token = write_basic(session.user, session.password).removeprefix("Basic ")
        return Reply(200, json.dumps({"auth-token": token} if session.fetches == ["POST"] else TOKEN_ONCE).encode())

    def _put_document(self, path: str, query: Mapping[str, str], content: bytes) -> None:
        address = f"{self.lrs.endpoint}{path}?{urlencode({**query, 'agent': json.dumps(self.actor)})}"
        headers = {"Authorization": self.lrs.authorization, "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"}
        headers |= {"If-None-Match": "*"} if path == "agents/profile" else {}
        request = urllib.request.Request(address, content, headers, method="PUT")
        urllib.request.urlopen(request).close()

    def end_session(self) -> None:
        """The platform gives the newest session up: its token is worth nothing any more."""
        del self.lrs.accounts[self.sessions[-1].user]

    def open(self, mount: Mount, hands: Hands = Hands.SCRIPT, **launch: Any) -> tuple[Page, Player]:
        """Launch the unit, and wait until it is open."""
        page = self.launcher.open_page(mount, self.path, query=self.launch(**launch))
        return page, Player.of_page(page, hands).await_open()

    # ---------------------------------------------------------------- judging

    def statements(self) -> list[dict[str, Any]]:
        """What the learner's units told, in the order of storing."""
        return [statement for statement in self.lrs.list_statements() if statement["context"]["registration"] == self.registration]

    def exchanges(self) -> list[Exchange]:
        """Requests of this learner's units."""
        own = {write_basic(session.user, session.password) for session in self.sessions}
        return [exchange for exchange in self.lrs.list_exchanges() if exchange.headers.get("authorization") in own]

    def breaches(self) -> list[str]:
        """Every requirement that the units broke so far, in whatever launch."""
        launches = [
            Launched(
                self.actor,
                self.registration,
                self.activity,
                session.name,
                write_basic(session.user, session.password),
                session.template,
                session.mode,
                session.mastery,
                session.fetches,
            )
            for session in self.sessions
        ]
        return judge(launches, self.statements(), self.exchanges())

    def list_unit_verbs(self) -> list[str]:
        """Verbs about the unit itself, in order."""
        return [str(statement["verb"]["id"]).rsplit("/", 1)[-1] for statement in self.statements() if statement["object"]["id"] == self.activity]

    def names(self, plan: TrackingPlan) -> list[str]:
        """The template of each statement; fails where one fits none, or more than one."""
        names = []
        for statement in self.statements():
            session = next(launched for launched in self.sessions if launched.name == statement["context"]["extensions"][SESSION_ID])
            fitting = matching_templates(plan_of_launch(plan, session.mastery), without_template(statement, session.template), self.activity)
            assert len(fitting) == 1, f"fits {fitting}: {json.dumps(statement, indent=1)}"
            names += fitting
        return names


def plan_of_launch(plan: TrackingPlan, mastery: float | None) -> TrackingPlan:
    """The plan with cmi5's shapes, as a launch with this mastery score leaves them."""
    units = tuple(
        msgspec.structs.replace(unit, shapes={event: _settle(shape, mastery) for event, shape in cmi5_shapes(plan, unit.shapes).items()})
        for unit in plan.units
    )
    return msgspec.structs.replace(plan, units=units)


def _settle(shape: dict[str, object], mastery: float | None) -> dict[str, object]:
    settled: dict[str, Any] = json.loads(json.dumps(shape))
    extensions = settled["context"].get("extensions", {})
    if extensions.get(MASTERY_SCORE) == MASTERY_VARIABLE:
        settled["context"]["extensions"] = {MASTERY_SCORE: mastery}
        if mastery is None:
            del settled["context"]["extensions"]
    return settled


def without_template(statement: dict[str, Any], template: Mapping[str, Any]) -> dict[str, Any]:
    """The statement without what the launch's template put into it."""
    bare: dict[str, Any] = json.loads(json.dumps(statement))
    context = bare["context"]
    for relation, given in template["contextActivities"].items():
        ids = {activity["id"] for activity in given}
        context["contextActivities"][relation] = [activity for activity in context["contextActivities"][relation] if activity["id"] not in ids]
        if not context["contextActivities"][relation]:
            del context["contextActivities"][relation]
    for name in template["extensions"]:
        del context["extensions"][name]
    if not context["extensions"]:
        del context["extensions"]
    return bare


def mount_unit(launcher: Launcher, built: Built, lrs: LrsServer) -> Mount:
    return launcher.mount(built.zip("cmi5"), policy=f"default-src 'self'; connect-src 'self' {lrs.origin}")
