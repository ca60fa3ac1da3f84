"""The plan of a walk in Firefox, worked out from the plan, and the walker that does it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from builder.course.cmi import Choice, Definition, InteractionType, Likert, Matching, Numeric, Response, Sequence, Texts, Truth
from builder.tracking.plan import PlannedPage, TrackingPlan
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import LMS
from tests.browser.harness.question_script import text_of
from tests.browser.harness.responses import ExpectedRecord, Respond, respond_right
from tests.browser.harness.server import Server, read_files

NAMES: Final = ("firefox-esr", "firefox")
WALKER: Final = Path(__file__).with_name("walk.mjs")
LIMIT_SECONDS: Final = 180
"""A walk takes a few seconds; this ends one that hangs on a busy machine."""


def find_firefox() -> str | None:
    """Path of the installed Firefox, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class ServerOnlyLauncher(Launcher):
    """Serves packages and keeps records as a launcher does, for a browser that Playwright does not drive."""

    def __init__(self, server: Server) -> None:  # no browser of Playwright's, so nothing of what Launcher does with one
        self.server = self.elsewhere = server
        self.contexts, self.monitors = [], []
        self._platforms = 0
        server.mount("lms", read_files(LMS))


@dataclass(frozen=True)
class WalkPlan:
    """Where the learner goes and how the platform shows the course.

    Attributes:
        address: what is opened.
        framed: whether the course is in a frame of that page.
        leave: the address that the learner is sent back to, "" where the course says its closing words.
        respond: what the learner answers.

    """

    address: str
    framed: bool
    leave: str = ""
    respond: Respond = respond_right


@dataclass(frozen=True)
class WalkResult:
    """What the walker saw."""

    browser: str
    pages: list[str]
    resumed: Mapping[str, str]
    heading: str
    outside: list[str]
    errors: list[str]


def walk_in_firefox(firefox: str, node: str, plan: TrackingPlan, walk_plan: WalkPlan) -> tuple[WalkResult, ExpectedRecord]:
    """Walk the whole course, with F5 on its middle page. Returns what was seen, and what the learner submitted."""
    pages = [page for session in plan.sessions() for page in session.pages]
    sent = {
        "firefox": firefox,
        "address": walk_plan.address,
        "framed": walk_plan.framed,
        "leave": walk_plan.leave,
        "reload": pages[len(pages) // 2].id,
        "pages": list(list_pages(plan, walk_plan.respond)),
    }
    seen = run_walker(node, json.dumps(sent))
    expected = ExpectedRecord(plan)
    for page in pages:
        for check in plan.checks:
            if check.page == page.id:
                expected.submit(check, {one.id: walk_plan.respond(one) for one in expected.asked(check)})
    return WalkResult(**json.loads(seen)), expected


def run_walker(node: str, plan: str, limit: float = LIMIT_SECONDS, walker_script: Path = WALKER) -> str:
    """Run the walker for at most so many seconds and return what it printed; fails with what it complained of."""
    with subprocess.Popen([node, walker_script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as walker:
        try:
            seen, complaint = walker.communicate(plan, timeout=limit)
        except subprocess.TimeoutExpired:
            walker.terminate()  # a signal that it hears, so that Firefox and its profile go too
            raise AssertionError(f"the walk took more than {limit} seconds\n{walker.communicate()[1]}") from None
        assert walker.returncode == 0, complaint
    return seen


def list_pages(plan: TrackingPlan, respond: Respond) -> Iterator[dict[str, Any]]:
    """Every page with what is done on it, in the walker's words."""
    several = len(plan.sessions()) > 1
    for session in plan.sessions():
        for page in session.pages:
            yield {"id": page.id, "lastOfSession": several and page is session.pages[-1], **_list_work(plan, page, respond)}


def _list_work(plan: TrackingPlan, page: PlannedPage, respond: Respond) -> dict[str, Any]:
    questions = {one.id: {"id": one.id, "actions": list(list_actions(one.definition, respond(one)))} for one in plan.interactions}
    checks = [check for check in plan.checks if check.page == page.id]
    practice: dict[str, list[dict[str, Any]]] = {}
    for one in plan.interactions:
        if one.page == page.id and one.check is None:
            practice.setdefault(one.block, []).append(questions[one.id])
    return {
        "practice": [{"id": block, "parts": parts} for block, parts in practice.items()],
        "checks": [{"id": check.id, "questions": [questions[name] for name in check.interactions]} for check in checks],
    }


def list_actions(definition: Definition, response: Response) -> Iterator[dict[str, Any]]:
    """What is done for a response: controls by role and accessible name where they have one of their own, else by the part's row."""
    match response:
        case Choice(codes):
            single = definition.type is InteractionType.CHOICE and definition.most_chosen == 1
            for code in codes:
                yield _action("radio" if single else "checkbox", "check", name=text_of(definition.choices, code))
        case Truth(value):
            yield _action("radio", "check", name="True" if value else "False")
        case Likert(code):
            yield _action("radio", "check", name=text_of(definition.choices, code))
        case Matching(pairs):
            for source, target in pairs:
                yield {"act": "pair", "part": source, "text": text_of(definition.targets, target)}
        case Sequence(codes):
            yield {"act": "order", "codes": list(codes)}
        case _:
            yield from (_action("textbox", "fill", nth=nth, text=text) for nth, text in enumerate(_typed(response)))


def _typed(response: Response) -> tuple[str, ...]:
    if isinstance(response, Numeric):
        return (f"{response.minimum:f}",)
    assert isinstance(response, Texts)
    return response.texts


def _action(role: str, act: str, *, name: str | None = None, nth: int = 0, text: str = "") -> dict[str, Any]:
    return {"role": role, "name": name, "nth": nth, "act": act, "text": text}
