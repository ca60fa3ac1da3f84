"""Whole courses played against a real LRS: every statement is one that the plan lists, and nothing is lost or told twice."""

from __future__ import annotations

from collections import Counter
from typing import Final
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.chromium import in_whole_chromium_too, kill_tab
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Hands, Player
from tests.browser.harness.responses import is_right, respond_right, respond_right_to, respond_wrong
from tests.browser.harness.walk import Walk
from tests.browser.harness.xapi import (
    Launch,
    assert_well_told,
    await_answers,
    await_empty_queue,
    mount_course,
    names_of,
    open_course,
    rest_until_sent_again,
    write_response,
)
from tests.lrs_server import LrsServer, answer_status, hold_response, lose_request, lose_response
from tests.oracles.closed_plan import fixed_changes, matching_templates
from tests.oracles.outside_validator import judge_statements
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn
COMPLETE, MARK, TWO_TRIES = "complete", "{mark: 70}", "{mark: 70, tries: 2}"
FAILURES: Final = {
    "503": answer_status(503, retry_after=1),
    "500": answer_status(500),
    "429": answer_status(429, retry_after=1),
    "lost response": lose_response(),
    "lost request": lose_request(),
}


@pytest.mark.drawn
@in_whole_chromium_too
@pytest.mark.parametrize("hands", [pytest.param(hands, marks=pytest.mark.slow) for hands in (Hands.MOUSE, Hands.KEYBOARD)], ids=lambda hands: hands.value)
def test_the_real_course_tells_exactly_its_plan(launcher: Launcher, real_course: Built, lrs: LrsServer, hands: Hands) -> None:
    launch = Launch(lrs)
    _, player = open_course(launcher, mount_course(launcher, real_course, lrs), launch, hands)
    walk = Walk(player, real_course.plan)
    walk.go()
    player.save_and_exit()
    statements = assert_well_told(lrs, launch)
    assert judge_statements(statements) == []
    names = names_of(real_course, statements)
    assert Counter(names) == Counter(template.name for template in real_course.plan.statements)
    assert (names[0], names[-1]) == ("initialized", "terminated")
    told = {one["object"]["id"]: one["result"] for one in statements if "response" in one.get("result", {})}
    for one in real_course.plan.interactions:
        if one.recorded:
            response = walk.expected.responses[one.id]
            result = told[one.activity.iri]
            assert (result["response"], result["success"]) == (write_response(response), is_right(one.definition, response))
    # A first launch asks for a state document that is not there yet, and the store answers 404, as the standard wants
    launcher.monitor.assert_clean(but="/activities/state?")


@pytest.mark.slow  # test_closed_plan.py changes every fixed field too
def test_a_statement_with_any_fixed_field_changed_is_in_no_plan(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built = short_course(MARK)
    _, player = open_course(launcher, mount_course(launcher, built, lrs), Launch(lrs))
    Walk(player, built.plan).go()
    player.save_and_exit()
    changed = 0
    for kept in lrs.list_statements():
        statement = {name: value for name, value in kept.items() if name not in ("stored", "authority", "version")}
        for path, other in fixed_changes(built.plan, statement):
            assert matching_templates(built.plan, other, built.plan.units[0].activity.iri) == [], path
            changed += 1
    assert changed > 100


@pytest.mark.slow  # `make test` names another activity in each launch of cmi5
def test_the_launch_names_the_activity(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, activity = short_course(COMPLETE), "https://platform.invalid/courses/7"
    launch = Launch(lrs, activity=activity)
    _, player = open_course(launcher, mount_course(launcher, built, lrs), launch)
    Walk(player, built.plan).go()
    player.save_and_exit()
    statements = assert_well_told(lrs, launch)
    names_of(built, statements, activity)
    assert statements[0]["object"]["id"] == activity


def test_all_that_a_launcher_may_add_is_taken_in(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    """Platform and grouping go into each context; what the launch does not define is echoed until the store refuses it, as this one does."""
    built, launch = short_course(COMPLETE), Launch(lrs)
    more = {"activity_platform": "The platform", "grouping": "https://platform.invalid/group/7", "Accept-Language": "cy, en;q=0.5", "unit": "7 b"}
    page = launcher.open_page(mount_course(launcher, built, lrs), query=f"{urlencode(more)}&{launch.query()}")
    player = Player.of_page(page).await_open()
    Walk(player, built.plan).go()
    player.save_and_exit()
    statements = assert_well_told(lrs, launch)
    assert len(statements) == len(built.plan.statements)
    for one in statements:
        context = one["context"]
        assert (context["platform"], context["language"]) == ("The platform", "en-GB")
        assert context["contextActivities"]["grouping"][0]["id"] == "https://platform.invalid/group/7"
    echoed = [one.status for one in lrs.list_exchanges("POST", "statements") if "unit=7%20b" in one.query]
    assert echoed == [400], "echoed once, and not again to a store that knows no such parameter"


@pytest.mark.parametrize(
    ("rule", "right", "ending", "raw"),
    [
        pytest.param(COMPLETE, (), "completed", None, marks=pytest.mark.slow),  # test_closed_plan.py
        (MARK, ("pick-one", "pick-some", "type-it"), "passed", 80),
        (MARK, ("pick-one",), None, None),
        pytest.param(TWO_TRIES, ("pick-one",), None, None, marks=pytest.mark.slow),  # test_closed_plan.py
    ],
)
def test_one_submission_gives_the_outcome_of_the_table(
    launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, rule: str, right: tuple[str, ...], ending: str | None, raw: int | None
) -> None:
    built, launch = short_course(rule), Launch(lrs)
    _, player = open_course(launcher, mount_course(launcher, built, lrs), launch)
    Walk(player, built.plan, respond=respond_right_to("practice-one", *right)).go()
    player.save_and_exit()
    statements = assert_well_told(lrs, launch)
    names = names_of(built, statements)
    final = [name for name in names if name in ("completed", "passed", "failed")]
    assert set(final) == ({ending, "completed"} if ending == "passed" else {ending} if ending else set())
    assert len(final) == len(set(final))
    scores = [one["result"]["score"]["raw"] for one, name in zip(statements, names, strict=True) if name in final and "score" in one["result"]]
    assert scores == ([raw] if raw is not None else [])
    assert sum(name.startswith("outcome-scored") for name in names) == 2
    assert sum(name.startswith("answered") for name in names) == 4


@pytest.mark.slow  # `make test` fails so in test_closed_plan.py and in cmi5
def test_failed_without_tries_left(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, launch = short_course(TWO_TRIES), Launch(lrs)
    _, player = open_course(launcher, mount_course(launcher, built, lrs), launch)
    walk = Walk(player, built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    walk.respond = respond_right_to("pick-one")
    walk.try_again(built.plan.checks[0])
    player.save_and_exit()
    names = names_of(built, assert_well_told(lrs, launch))
    assert [name for name in names if name in ("completed", "passed", "failed")] == ["failed", "completed"]
    assert sum(name.startswith("answered") for name in names) == 8


@pytest.mark.slow  # test_closed_plan.py: the same course, the same two runs
def test_every_statement_of_a_plan_is_told_in_some_run(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built = short_course(TWO_TRIES)
    mount = mount_course(launcher, built, lrs)
    for learner, respond in (("learner-1", respond_right), ("learner-2", respond_wrong)):
        _, player = open_course(launcher, mount, Launch(lrs, learner))
        walk = Walk(player, built.plan, respond=respond)
        walk.go(until="the-check")
        walk.submit(built.plan.checks[0])
        if respond is respond_wrong:
            walk.try_again(built.plan.checks[0])
        player.save_and_exit()
    statements = lrs.list_statements()
    assert judge_statements(statements) == []
    assert set(names_of(built, statements)) == {template.name for template in built.plan.statements}


def test_two_windows_of_one_attempt_are_both_kept(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, launch = short_course(COMPLETE), Launch(lrs)
    mount = mount_course(launcher, built, lrs)
    page, first = open_course(launcher, mount, launch)
    other, second = open_course(launcher, mount, launch)
    Walk(first, built.plan, respond=respond_wrong).go(until="left-out")
    second.open_contents()
    second.turn(other.get_by_role("link", name="The check", exact=True))
    expect(other.get_by_text("This check opens later")).to_be_visible()
    second.open_contents()
    second.turn(other.get_by_role("link", name="Before the check"))
    first.save_and_exit()
    second.save_and_exit()
    page, player = open_course(launcher, mount, launch)
    practice = next(one for one in built.plan.interactions if one.id == "practice-one")
    player.open_contents()
    for title in ("Practice", "Before the check", "The check"):
        status = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title, exact=True))
        assert not status.get_by_text("Not started").count(), title
    player.turn(page.get_by_role("link", name="Practice"))
    assert player.read_answer(practice.id, practice.definition) == respond_wrong(practice)


@pytest.mark.parametrize("way", only_quick(["killed tab", "F5", "save and exit"], "killed tab"))
def test_fail_then_come_back_and_pass(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, way: str) -> None:
    built, launch = short_course(MARK), Launch(lrs)
    mount = mount_course(launcher, built, lrs)
    page, player = open_course(launcher, mount, launch)
    walk = Walk(player, built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    check = built.plan.checks[0]
    walk.submit(check)
    expect(page.get_by_text("Saved at").first).to_be_visible()
    if way == "killed tab":
        await_empty_queue(page)
        kill_tab(page)
    elif way == "F5":
        page.reload()
    else:
        player.save_and_exit()
    if way != "F5":
        page, player = open_course(launcher, mount, launch)
    Player.of_page(page).await_open()
    assert player.page_id() == "the-check"
    for one in built.plan.interactions:
        if one.check:
            assert player.read_answer(one.id, one.definition) == respond_wrong(one)
    again = Walk(player, built.plan, respond=respond_right)
    again.try_again(check)
    player.save_and_exit()
    names = names_of(built, assert_well_told(lrs, launch))
    assert [name for name in names if name in ("passed", "completed")] == ["passed", "completed"]
    assert sum(name.startswith("answered") for name in names) == 8


LAST_WRITE: Final = ("last write arrives", "last write is lost")


@pytest.mark.parametrize("last", only_quick(LAST_WRITE, "last write is lost"))
def test_what_is_submitted_while_an_earlier_write_is_under_way_survives_a_reload(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, last: str) -> None:
    built, launch = short_course(MARK), Launch(lrs)
    page, player = open_course(launcher, mount_course(launcher, built, lrs), launch)
    walk = Walk(player, built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    check = built.plan.checks[0]
    first, *others = (one for one in built.plan.interactions if one.id in check.interactions)
    lrs.inject(hold_response(), method="PUT", path="activities/state")
    player.answer(first.id, first.definition, respond_wrong(first))
    # The store takes the draft and shows a new ETag to whoever asks; its answer never comes.
    lrs.wait_for_exchange("PUT", "activities/state", hold_response())
    for one in others:
        player.answer(one.id, one.definition, respond_wrong(one))
    player.submit(player.surface.locator(f'[data-check="{check.id}"]'))
    if last == "last write is lost":
        lrs.inject(lose_request(), method="POST", path="activities/state")
    page.reload()
    Player.of_page(page).await_open()
    assert player.page_id() == "the-check"
    expect(page.get_by_role("button", name="Try again").locator("visible=true")).to_be_visible()


@pytest.mark.parametrize("name", only_quick(FAILURES, "429", "lost response"))
def test_what_the_store_misses_is_sent_again_and_told_once(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, name: str) -> None:
    built, launch = short_course(COMPLETE), Launch(lrs)
    launcher.context.clock.install()
    _, player = open_course(launcher, mount_course(launcher, built, lrs), launch)
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    lrs.inject(FAILURES[name], path="statements", times=2)
    walk.submit(built.plan.checks[0])
    rest_until_sent_again(launcher, player.window, lrs, failures=2)
    await_answers(lrs, 4)
    await_empty_queue(player.window)
    player.next_page()
    player.next_page()
    player.save_and_exit()
    names = names_of(built, lrs.list_statements())
    assert Counter(names) == Counter(template.name for template in built.plan.statements)


def test_what_waits_when_the_learner_leaves_is_sent_when_they_come_back(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, launch = short_course(COMPLETE), Launch(lrs)
    mount = mount_course(launcher, built, lrs)
    _, player = open_course(launcher, mount, launch)
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    lrs.inject(answer_status(503), path="statements", times=-1)
    walk.submit(built.plan.checks[0])
    player.save_and_exit()
    assert player.says("Your answers are kept on this device")
    assert sum("response" in one.get("result", {}) for one in lrs.list_statements()) == 0
    lrs.heal()
    open_course(launcher, mount, launch)
    await_answers(lrs, 4)
    names = Counter(names_of(built, lrs.list_statements()))
    assert {name: names[name] for name in ("completed", "session-completed/two")} == {"completed": 1, "session-completed/two": 1}


def test_what_waits_on_the_device_goes_to_nobody_else(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, first, second = short_course(COMPLETE), Launch(lrs, "learner-1"), Launch(lrs, "learner-2")
    mount = mount_course(launcher, built, lrs)
    page, player = open_course(launcher, mount, first)
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    lrs.inject(answer_status(503), times=-1)
    walk.submit(built.plan.checks[0])
    launcher.settle(page)
    page.close()
    lrs.heal()
    page, player = open_course(launcher, mount, second)
    assert player.page_id() == "blocks"
    player.save_and_exit()
    # The closed page's own last request may reach the store late: what it says is the first learner's, and true.
    told = [statement for statement in lrs.list_statements() if statement["actor"]["account"]["name"] == "learner-2"]
    assert told
    assert not any("response" in statement.get("result", {}) for statement in told)
    page, player = open_course(launcher, mount, first)
    await_answers(lrs, 4)
    player.save_and_exit()
    statements = lrs.list_statements()
    enrolled = {(statement["actor"]["account"]["name"], statement["context"]["registration"]) for statement in statements}
    assert enrolled == {("learner-1", first.registration), ("learner-2", second.registration)}
    answered = [statement for statement in statements if "response" in statement.get("result", {})]
    assert {statement["actor"]["account"]["name"] for statement in answered} == {"learner-1"}
    assert len(answered) == 4


def test_without_a_launch_nothing_is_recorded_and_it_says_so(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    page = launcher.open_page(mount_course(launcher, short_course(COMPLETE), lrs))
    Player.of_page(page).await_open()
    expect(page.get_by_text("Your answers are not being recorded.").first).to_be_visible()
    assert lrs.list_statements() == []
