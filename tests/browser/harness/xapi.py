"""Launches courses at a learning record store, and reads what they told it."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from playwright.sync_api import Page

from builder.course.cmi import Choice, Likert, Matching, Numeric, Response, Sequence, Texts, Truth
from tests.browser.harness.build import Built
from tests.browser.harness.conditions import await_in_page
from tests.browser.harness.judges import judge_time_stamps
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Hands, Player
from tests.browser.harness.server import Mount
from tests.lrs_server import LrsServer
from tests.oracles.closed_plan import matching_templates

HAS_QUEUE: Final = "() => Object.keys(localStorage).some((each) => each.startsWith('copack.queue.'))"
"""Whether something waits on the device: statements, or progress that the store does not have."""
PAUSE_MILLISECONDS: Final = 8_000
"""Longer than the first pauses of the course between two tries: two seconds, then four."""


@dataclass(frozen=True)
class Launch:
    """What a platform hands over: who, at which store, in which enrolment."""

    lrs: LrsServer
    learner: str = "learner-1"
    registration: str = field(default_factory=lambda: str(uuid.uuid4()))
    activity: str = ""

    @property
    def actor(self) -> dict[str, Any]:
        return {"objectType": "Agent", "account": {"homePage": "https://platform.invalid", "name": self.learner}}

    def query(self) -> str:
        parameters = {"endpoint": self.lrs.endpoint, "auth": self.lrs.authorization, "actor": json.dumps(self.actor)}
        parameters["registration"] = self.registration
        return urlencode({**parameters, "activity_id": self.activity} if self.activity else parameters)


def mount_course(launcher: Launcher, built: Built, lrs: LrsServer) -> Mount:
    return launcher.mount(built.zip("xapi"), policy=f"default-src 'self'; connect-src 'self' {lrs.origin}")


def open_course(launcher: Launcher, mount: Mount, launch: Launch, hands: Hands = Hands.SCRIPT) -> tuple[Page, Player]:
    page = launcher.open_page(mount, query=launch.query())
    return page, Player.of_page(page, hands).await_open()


def names_of(built: Built, statements: list[dict[str, Any]], activity: str = "") -> list[str]:
    """The template of each statement; fails where one fits none, or more than one."""
    course = activity or built.plan.units[0].activity.iri
    names = []
    for statement in statements:
        fitting = matching_templates(built.plan, statement, course)
        assert len(fitting) == 1, f"fits {fitting}: {json.dumps(statement, indent=1)}"
        names += fitting
    return names


def write_response(response: Response) -> str:
    match response:
        case Choice(codes) | Sequence(codes):
            return "[,]".join(codes)
        case Matching(pairs):
            return "[,]".join(f"{source}[.]{target}" for source, target in pairs)
        case Texts(texts):
            return "[,]".join(texts)
        case Truth(value):
            return "true" if value else "false"
        case Likert(code):
            return code
        case Numeric(number, _):
            return f"{number:f}"
        case _:
            raise TypeError(response)


def rest_until_sent_again(launcher: Launcher, page: Page, lrs: LrsServer, failures: int) -> None:
    """Let the pauses pass that the course makes after each failure of the store, on the page's clock, which the test has installed."""

    def count_failures() -> int:
        return sum(exchange.failure is not None for exchange in lrs.list_exchanges())

    for number in range(1, failures + 1):
        lrs.wait_for(partial(lambda least: count_failures() >= least, number), f"request {number} that fails")
        launcher.settle(page)
        page.context.clock.run_for(PAUSE_MILLISECONDS)


def await_answers(lrs: LrsServer, wanted: int) -> None:
    """Wait until the store has so many answers."""
    lrs.wait_for(lambda: sum("response" in statement.get("result", {}) for statement in lrs.list_statements()) >= wanted, f"{wanted} answers")


def await_empty_queue(page: Page) -> None:
    """Wait until nothing waits on the device: neither statements nor progress that the store does not have."""
    await_in_page(page, f"() => !({HAS_QUEUE})()", what="an empty queue on the device")


def assert_well_told(lrs: LrsServer, launch: Launch) -> list[dict[str, Any]]:
    """What is true of every list of statements of one launch; returns the list."""
    statements = lrs.list_statements()
    assert lrs.list_advice() == []
    assert {json.dumps(statement["actor"], sort_keys=True) for statement in statements} == {json.dumps(launch.actor, sort_keys=True)}
    assert {statement["context"]["registration"] for statement in statements} == {launch.registration}
    assert list(judge_time_stamps(statements)) == []
    return statements
