"""Whole courses played on a platform of cmi5: every requirement of a session kept, every statement one that the plan lists."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.chromium import in_whole_chromium_too, kill_tab
from tests.browser.harness.cmi5 import BACK, Enrolment, assert_whole_plan_told, mount_unit, plan_of_launch, without_template
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Hands, Player
from tests.browser.harness.responses import respond_right, respond_right_to, respond_wrong
from tests.browser.harness.server import Reply
from tests.browser.harness.walk import Walk
from tests.browser.harness.xapi import await_answers, await_empty_queue
from tests.lrs_server import LrsServer, answer_status, lose_response
from tests.oracles.closed_plan import fixed_changes, matching_templates
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn
COMPLETE, MARK, TWO_TRIES = "complete", "{mark: 70}", "{mark: 70, tries: 2}"
ABSENT = "/activities/state?"
"""A first launch asks for a state document that is not there yet, and the store answers 404, as the standard wants."""


def leave(player: Player, page: Page, *, own_words: bool = False) -> None:
    """Save and exit, leave own words behind where the learner wrote some, and wait until the platform has the learner back."""
    player.use(player.exit_button())
    if own_words:
        player.use(player.surface.get_by_role("button", name="Leave the course"))
    page.wait_for_url(f"**{BACK}")


@in_whole_chromium_too
@pytest.mark.slow  # `make test` walks the short course below, and by keyboard in SCORM 1.2
def test_the_real_course_tells_exactly_its_plan_by_keyboard_alone(launcher: Launcher, real_course: Built, lrs: LrsServer) -> None:
    enrolment = Enrolment(launcher, lrs)
    page, player = enrolment.open(mount_unit(launcher, real_course, lrs), Hands.KEYBOARD, back=True)
    Walk(player, real_course.plan).go()
    leave(player, page, own_words=True)
    assert_whole_plan_told(enrolment, real_course.plan)
    launcher.monitor.assert_clean(but=ABSENT)


@pytest.mark.parametrize(
    ("rule", "right", "told"),
    [
        (COMPLETE, (), ["completed"]),
        (MARK, ("pick-one", "pick-some", "type-it"), ["passed", "completed"]),
        (MARK, ("pick-one",), []),
        pytest.param(TWO_TRIES, ("pick-one",), [], marks=pytest.mark.slow),  # test_failed_without_tries_left_and_every_field_is_the_plans
    ],
)
def test_one_submission_gives_the_outcome_of_the_table(
    launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, rule: str, right: tuple[str, ...], told: list[str]
) -> None:
    built, enrolment = short_course(rule), Enrolment(launcher, lrs)
    _, player = enrolment.open(mount_unit(launcher, built, lrs), mastery=None if rule == COMPLETE else 0.7)
    Walk(player, built.plan, respond=respond_right_to("practice-one", *right)).go()
    player.save_and_exit()
    assert enrolment.breaches() == []
    assert enrolment.list_unit_verbs() == ["initialized", *told, "terminated"]
    scores = [
        one["result"]["score"]["raw"]
        for one in enrolment.statements()
        if "score" in one.get("result", {}) and one["object"]["id"] == enrolment.activity
    ]
    assert scores == ([80] if "passed" in told else [])


def test_failed_without_tries_left_and_every_field_is_the_plans(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, enrolment = short_course(TWO_TRIES), Enrolment(launcher, lrs)
    _, player = enrolment.open(mount_unit(launcher, built, lrs), mastery=0.7)
    walk = Walk(player, built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    walk.try_again(built.plan.checks[0])
    player.save_and_exit()
    assert enrolment.breaches() == []
    assert enrolment.list_unit_verbs() == ["initialized", "failed", "completed", "terminated"]
    enrolment.names(built.plan)
    plan, changed = plan_of_launch(built.plan, 0.7), 0
    for kept in enrolment.statements():
        statement = {
            name: value
            for name, value in without_template(kept, enrolment.sessions[0].template).items()
            if name not in ("stored", "authority", "version")
        }
        for path, other in fixed_changes(plan, statement):
            assert matching_templates(plan, other, enrolment.activity) == [], path
            changed += 1
    assert changed > 100


@pytest.mark.parametrize("way", only_quick(["one launch", "two launches", "killed tab", "F5"], "two launches"))
def test_fail_then_come_back_and_pass(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, way: str) -> None:
    built, enrolment = short_course(MARK), Enrolment(launcher, lrs)
    mount = mount_unit(launcher, built, lrs)
    page, player = enrolment.open(mount, mastery=0.7)
    walk, check = Walk(player, built.plan, respond=respond_wrong), built.plan.checks[0]
    walk.go(until="the-check")
    walk.submit(check)
    expect(page.get_by_text("Saved at").first).to_be_visible()
    await_answers(lrs, 4)
    if way == "two launches":
        player.save_and_exit()
    elif way == "killed tab":
        await_empty_queue(page)
        kill_tab(page)
    elif way == "F5":
        page.reload()
    if way in ("two launches", "killed tab"):
        page, player = enrolment.open(mount, mastery=0.7)
    player = Player.of_page(page).await_open()
    assert player.page_id() == "the-check"
    for one in built.plan.interactions:
        if one.check:
            assert player.read_answer(one.id, one.definition) == respond_wrong(one)
    Walk(player, built.plan, respond=respond_right).try_again(check)
    player.save_and_exit()
    assert enrolment.breaches() == []
    between = {"two launches": ["terminated", "initialized"], "killed tab": ["initialized"]}.get(way, [])
    assert enrolment.list_unit_verbs() == ["initialized", *between, "passed", "completed", "terminated"]
    assert sum(name.startswith("answered") for name in enrolment.names(built.plan)) == 8
    assert [one.fetches for one in enrolment.sessions] == [["POST"]] * len(enrolment.sessions)


def test_a_page_that_comes_back_from_the_browsers_memory_goes_on(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, enrolment = short_course(MARK), Enrolment(launcher, lrs)
    page, player = enrolment.open(mount_unit(launcher, built, lrs))
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    # Chromium under a test keeps no page in memory: the events of one that is kept, and comes back
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    walk.submit(built.plan.checks[0])
    player.save_and_exit()
    assert enrolment.breaches() == []
    assert enrolment.list_unit_verbs() == ["initialized", "passed", "completed", "terminated"]


def test_back_after_save_and_exit_tells_nothing_more_and_says_why(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, enrolment = short_course(COMPLETE), Enrolment(launcher, lrs)
    page, player = enrolment.open(mount_unit(launcher, built, lrs), back=True)
    leave(player, page)
    page.go_back()
    Player.of_page(page).await_open()
    expect(page.get_by_text("You have left this course in this window.").first).to_be_visible()
    assert enrolment.breaches() == []
    assert enrolment.list_unit_verbs() == ["initialized", "terminated"]


MODES = [("Browse", "This is a preview"), ("Review", "You are looking back")]


@pytest.mark.parametrize(("mode", "words"), only_quick(MODES, MODES[0]))  # `make test` reviews in both versions of SCORM
def test_who_looks_on_leaves_no_trace(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, mode: str, words: str) -> None:
    built, enrolment = short_course(MARK), Enrolment(launcher, lrs)
    _, player = enrolment.open(mount_unit(launcher, built, lrs), mode=mode, mastery=0.7)
    assert player.says(words) or player.surface.get_by_text(words).count()
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    player.save_and_exit()
    assert enrolment.breaches() == []
    assert enrolment.list_unit_verbs() == ["initialized", "terminated"]
    assert [name for _, name, _ in lrs.list_documents()] == ["LMS.LaunchData"]


FAILURES = {
    "used": (Reply(200, b'{"error-code": "1", "error-text": "used"}'), "this one has been used before"),
    "security": (Reply(200, b'{"error-code": "2"}'), "did not let this course in"),
    "application": (Reply(200, b'{"error-code": "3"}'), "Your learning platform has a fault"),
    "login page": (Reply(200, b"<html>Sign in</html>", "text/html"), "Your learning platform has a fault"),
    "500": (Reply(500, b""), "Your learning platform has a fault"),
}


@pytest.mark.parametrize("name", only_quick(FAILURES, "used", "security", "login page"))  # a fault has the same words, however it is told
def test_a_launch_that_fails_is_explained_and_the_course_can_be_read(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, name: str) -> None:
    built, (answer, words) = short_course(MARK), FAILURES[name]
    enrolment = Enrolment(launcher, lrs, answer=answer)
    page, player = enrolment.open(mount_unit(launcher, built, lrs))
    expect(page.locator('[data-slot="notice"]').get_by_text(words)).to_have_count(1)
    expect(page.locator("[data-announce]").get_by_text(words)).to_have_count(1)
    assert player.says("Not being recorded")
    if name == "security":  # after any of them the course is read in the same way
        Walk(player, built.plan).go()
    player.save_and_exit()
    assert (enrolment.exchanges(), enrolment.sessions[0].fetches) == ([], ["POST"])


def test_launch_data_that_is_missing_is_explained(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    enrolment = Enrolment(launcher, lrs)
    page, _ = enrolment.open(mount_unit(launcher, short_course(MARK), lrs), launch_data=b'"nothing"')
    expect(page.get_by_text("Your learning platform has a fault").first).to_be_visible()
    assert enrolment.statements() == []


def test_a_launch_that_lacks_a_parameter_is_explained(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    mount, enrolment = mount_unit(launcher, short_course(MARK), lrs), Enrolment(launcher, lrs)
    page = launcher.open_page(mount, query=enrolment.launch().replace("registration=", "registratie="))
    Player.of_page(page).await_open()
    expect(page.get_by_text("without saying who you are or where to record it").first).to_be_visible()
    assert (enrolment.exchanges(), enrolment.sessions[0].fetches) == ([], [])


def test_the_launchs_mastery_score_is_what_the_course_asks_for(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, enrolment = short_course(MARK), Enrolment(launcher, lrs)
    _, player = enrolment.open(mount_unit(launcher, built, lrs), mastery=0.9)
    walk = Walk(player, built.plan, respond=respond_right_to("practice-one", "pick-one", "pick-some", "type-it"))
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    assert player.says("You need 90% to pass.")
    walk.respond = respond_right
    walk.try_again(built.plan.checks[0])
    player.save_and_exit()
    assert enrolment.breaches() == []
    assert enrolment.list_unit_verbs() == ["initialized", "passed", "completed", "terminated"]
    enrolment.names(built.plan)


def test_what_an_ended_launch_could_not_send_is_named_and_its_outcome_told_again(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, enrolment = short_course(MARK), Enrolment(launcher, lrs)
    mount = mount_unit(launcher, built, lrs)
    page, player = enrolment.open(mount, mastery=0.7)
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    lrs.inject(answer_status(503), path="statements", times=-1)
    walk.submit(built.plan.checks[0])
    expect(page.get_by_text("Saved on this device at").first).to_be_visible()
    kill_tab(page)
    lrs.heal()
    enrolment.end_session()
    page, player = enrolment.open(mount, mastery=0.7)
    expect(page.get_by_text("may not have got these from your last visit").first).to_be_visible()
    player.save_and_exit()
    assert enrolment.breaches() == []
    assert enrolment.list_unit_verbs() == ["initialized", "initialized", "passed", "completed", "terminated"]


@pytest.mark.slow  # `make test` loses an answer in test_walk_xapi.py
def test_an_outcome_whose_answer_was_lost_is_told_once(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, enrolment = short_course(MARK), Enrolment(launcher, lrs)
    mount = mount_unit(launcher, built, lrs)
    page, player = enrolment.open(mount, mastery=0.7)
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    lrs.inject(lose_response(), path="statements", method="POST", times=-1)
    walk.submit(built.plan.checks[0])
    expect(page.get_by_text("Saved on this device at").first).to_be_visible()
    kill_tab(page)
    lrs.heal()
    _, player = enrolment.open(mount, mastery=0.7)
    player.save_and_exit()
    assert enrolment.breaches() == []
    # The answer to `passed` was waited for, so `completed` had not left yet
    assert enrolment.list_unit_verbs() == ["initialized", "passed", "initialized", "completed", "terminated"]


def test_a_session_that_the_platform_ends_is_explained_and_progress_comes_back(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, enrolment = short_course(MARK), Enrolment(launcher, lrs)
    mount = mount_unit(launcher, built, lrs)
    page, player = enrolment.open(mount, mastery=0.7)
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    await_empty_queue(page)
    enrolment.end_session()
    walk.submit(built.plan.checks[0])
    expect(page.locator('[data-slot="notice"]').get_by_text("Your learning platform has ended this visit.")).to_have_count(1)
    player.save_and_exit()
    assert player.says("Your answers are kept on this device")
    page.close()
    page, player = enrolment.open(mount, mastery=0.7)
    assert player.page_id() == "the-check"
    player.save_and_exit()
    assert enrolment.breaches() == []
    assert enrolment.list_unit_verbs() == ["initialized", "initialized", "passed", "completed", "terminated"]


def test_nothing_of_one_learner_reaches_the_next_on_the_same_machine(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built = short_course(MARK)
    mount, one, other = mount_unit(launcher, built, lrs), Enrolment(launcher, lrs), Enrolment(launcher, lrs, "learner-2")
    page, player = one.open(mount)
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    lrs.inject(answer_status(503), path="statements", times=-1)
    walk.submit(built.plan.checks[0])
    expect(page.get_by_text("Saved on this device at").first).to_be_visible()
    held = str(page.evaluate("JSON.stringify({...localStorage})"))
    kill_tab(page)
    lrs.heal()
    secrets = (one.learner, one.registration, one.sessions[0].name, one.sessions[0].user)
    assert not [secret for secret in secrets if secret in held]
    page, player = other.open(mount)
    assert player.page_id() == built.plan.sessions()[0].pages[0].id
    player.save_and_exit()
    assert (one.breaches(), other.breaches()) == ([], [])
    assert (one.list_unit_verbs(), other.list_unit_verbs()) == (["initialized"], ["initialized", "terminated"])


def test_a_launch_and_each_action_cost_few_requests(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, enrolment = short_course(MARK), Enrolment(launcher, lrs)
    page, player = enrolment.open(mount_unit(launcher, built, lrs), mastery=0.7)
    await_empty_queue(page)

    def count() -> Counter[str]:
        return Counter(f"{one.method} {one.path}" for one in enrolment.exchanges())

    assert count() == {"GET activities/state": 2, "GET agents/profile": 1, "POST statements": 1}
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    await_empty_queue(page)
    launcher.settle(page)
    before = count()
    walk.submit(built.plan.checks[0])
    await_answers(lrs, 4)
    await_empty_queue(page)
    assert (count() - before)["POST statements"] == 3, "passed and completed go alone; answers, outcomes and the session together"


def test_each_unit_of_a_course_by_session_keeps_its_own_record(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built = short_course("{mark: 70}\nunits: session")
    mount = mount_unit(launcher, built, lrs)
    assert len(built.plan.units) > 1
    for at, unit in enumerate(built.plan.units):
        enrolment = Enrolment(
            launcher,
            lrs,
            activity=f"https://platform.invalid/au/{at}",
            path="index.html" if at == 0 else f"unit-{unit.id}.html",
            registration=REGISTRATIONS[at],
        )
        page, player = enrolment.open(mount, mastery=None if unit.pass_rule.mark is None else unit.pass_rule.mark / 100)
        Walk(player, built.plan.only(unit)).go()
        player.save_and_exit()
        assert enrolment.breaches() == []
        ending = ["completed"] if unit.pass_rule.mark is None else ["passed", "completed"]
        assert enrolment.list_unit_verbs() == ["initialized", *ending, "terminated"], unit.id
        enrolment.names(built.plan.only(unit))
        page.close()


REGISTRATIONS = tuple(f"00000000-0000-4000-8000-00000000000{at}" for at in range(9))
