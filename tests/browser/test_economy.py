"""What a launch and each action cost, in calls and requests. Counts only: no clock decides here."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from builder.package.content import plain_path
from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.launcher import Launcher, Visit
from tests.browser.harness.platform import Platform, Quirks
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.scorm import platform_for
from tests.browser.harness.server import Fault
from tests.browser.harness.walk import Walk
from tests.browser.harness.xapi import Launch, await_empty_queue
from tests.lrs_server import LrsServer, serve_lrs
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn
LAUNCH: Final = {"GetValue": 12, "SetValue": 6, "Commit": 1}
FIRST_PAGE: Final = 5
AFTER: Final = ("icon.svg", "standard-late.js", "style.css")
"""Not needed by the first page: the tab's picture, and what comes after it."""
MARK: Final = "{mark: 60}"


VERSIONS: Final = pytest.mark.parametrize("quirks", only_quick([Quirks.PLAIN, Quirks.PLAIN_2004], Quirks.PLAIN), ids=lambda quirks: quirks.value)
"""Both versions share what calls the platform; `make test` counts the calls of SCORM 2004 in tests/runtime/parts/scorm2004_driver.test.ts."""


def count_calls(visit: Visit) -> Counter[str]:
    """Calls by the part of their names that both versions share."""
    return Counter(call.name.removeprefix("LMS") for call in visit.calls())


def open_visit(launcher: Launcher, built: Built, platform: Platform) -> tuple[Visit, Player]:
    visit = launcher.open_package(launcher.mount(built.zip(platform.standard)), platform)
    return visit, Player.of_visit(visit).await_open()


def assert_within(counts: Counter[str], what: str) -> None:
    print(f"\n{what}: " + ", ".join(f"{counts[name]} {name}" for name in LAUNCH))
    for name, most in LAUNCH.items():
        assert counts[name] <= most, f"{what}: {counts[name]} x {name}, {most} at most"


@VERSIONS
def test_a_first_launch_of_the_real_course_is_within_the_budget(launcher: Launcher, real_course: Built, quirks: Quirks) -> None:
    visit, _ = open_visit(launcher, real_course, platform_for(launcher, real_course, quirks))
    first = count_calls(visit)
    assert_within(first, "first launch")
    assert (first["Initialize"], first["Commit"], first["Finish"] + first["Terminate"]) == (1, 1, 0)


@VERSIONS
@pytest.mark.parametrize("course", ["short", pytest.param("real", marks=pytest.mark.slow)])
def test_a_later_launch_with_everything_answered_is_within_the_budget(
    launcher: Launcher, short_course: ShortCourse, real_course: Built, quirks: Quirks, course: str
) -> None:
    built = real_course if course == "real" else short_course(MARK)
    platform = platform_for(launcher, built, quirks)
    _, player = open_visit(launcher, built, platform)
    Walk(player, built.plan).go()
    player.save_and_exit()
    visit, _ = open_visit(launcher, built, platform)
    assert_within(count_calls(visit), "later launch, everything answered")


@VERSIONS
def test_each_action_costs_one_commit(launcher: Launcher, short_course: ShortCourse, quirks: Quirks) -> None:
    built = short_course(MARK)
    visit, player = open_visit(launcher, built, platform_for(launcher, built, quirks))
    walk = Walk(player, built.plan, respond=respond_wrong)
    check, practice = built.plan.checks[0], next(one for one in built.plan.interactions if one.check is None)

    def cost(what: str, act: Callable[[], None]) -> None:
        before = count_calls(visit)
        act()
        spent = count_calls(visit) - before
        print(f"\n{what}: " + ", ".join(f"{spent[name]} {name}" for name in LAUNCH))
        assert spent["Commit"] == 1, f"{what}: {spent['Commit']} commits"

    cost("next page", player.next_page)
    player.answer(practice.id, practice.definition, respond_wrong(practice))
    cost("practice question checked", lambda: submit_practice(player, practice.id))
    for page in ("left-out", "end of the session"):
        cost(f"next page ({page})", player.next_page) if page == "left-out" else player.next_page()
    player.next_page()
    cost("next page (the check)", player.next_page)
    cost("check submitted", lambda: walk.submit(check))
    walk.respond = respond_right
    cost("check submitted again, passed", lambda: walk.try_again(check))
    before = count_calls(visit)
    player.save_and_exit()
    spent = Counter(call.name.removeprefix("LMS") for call in visit.launch.calls) - before
    assert (spent["Commit"], spent["Finish"] + spent["Terminate"]) == (1, 1)


def submit_practice(player: Player, practice: str) -> None:
    player.submit(player.question(practice))
    expect(player.question(practice).get_by_role("button", name="Try again")).to_be_visible()


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004-4th", "xapi", "web"])
def test_the_first_page_takes_few_requests(launcher: Launcher, real_course: Built, standard: str) -> None:
    """Sessions are fetched in idle time; the first page is usable without them, and without the author's picture on its cover."""
    mount = launcher.mount(real_course.zip(standard))
    cover = real_course.course.sessions[0].cover
    assert cover is not None
    picture = f"media/{Path(cover.file).name}"
    mount.break_path(picture, Fault.NO_ANSWER)
    for session in real_course.plan.sessions():
        mount.break_path(f"sessions/{session.id}.js", Fault.NO_ANSWER)
    if standard.startswith("scorm"):
        quirks = Quirks.PLAIN if standard == "scorm12" else Quirks.PLAIN_2004
        player = Player.of_visit(launcher.open_package(mount, launcher.platform(quirks=quirks))).await_open()
    else:
        player = Player.of_page(launcher.open_page(mount)).await_open()
    assert player.page_id() == real_course.plan.sessions()[0].pages[0].id
    wanted = [request.path.removeprefix(f"/{mount.prefix}/") for request in launcher.server.requests if request.path.startswith(f"/{mount.prefix}/")]
    # Browsers ask for a tab's icon when they like, and never for a frame's; the page does not wait for it. Once a session has not arrived, the launch page is asked for again.
    late = next((at for at, path in enumerate(wanted) if path.startswith("sessions/")), len(wanted))
    needed = [path for at, path in enumerate(wanted) if not path.startswith("sessions/") and plain_path(path) not in (*AFTER, picture) and not (at > late and path == "index.html")]
    print(f"\n{standard}: {len(needed)} requests ({', '.join(needed)}); besides: {', '.join(set(wanted) - set(needed)) or 'none'}")
    assert len(needed) <= FIRST_PAGE
    assert launcher.monitor.outside_requests == []


def test_an_xapi_launch_and_each_action_cost_few_requests(launcher: Launcher, short_course: ShortCourse) -> None:
    built = short_course(MARK)
    with serve_lrs() as lrs:
        page = launcher.open_page(launcher.mount(built.zip("xapi")), query=Launch(lrs).query())
        player = Player.of_page(page).await_open()
        lrs.wait_for(lambda: len(lrs.list_statements()) >= 1, "a statement")
        launch = count_requests(lrs)
        print(f"\nxAPI launch: {dict(launch)}")
        assert launch == {"GET about": 1, "GET activities/state": 1, "POST statements": 1}
        Walk(player, built.plan).go(until="the-check")
        await_empty_queue(page)
        before = count_requests(lrs)
        told = len(lrs.list_statements())
        Walk(player, built.plan).submit(built.plan.checks[0])
        lrs.wait_for(lambda: len(lrs.list_statements()) >= told + 7, "seven more statements")
        await_empty_queue(page)
        spent = count_requests(lrs) - before
        print(f"xAPI check submitted: {dict(spent)}")
        # Outcomes go alone: a gateway may call a batch failed of which the store took a part, and sent again it is a conflict (tracking contract 4)
        assert spent["POST statements"] == 3, "passed, completed, and all else together"
        sent = [json.loads(exchange.body) for exchange in lrs.list_exchanges("POST", "statements")][-3:]
        assert [[str(statement["verb"]["id"]).rsplit("/", 1)[-1] for statement in batch] for batch in sent[:2]] == [["passed"], ["completed"]]


def count_requests(lrs: LrsServer) -> Counter[str]:
    """Requests but the browser's own questions whether it may."""
    return Counter(f"{one.method} {one.path}" for one in lrs.list_exchanges() if one.method != "OPTIONS")
