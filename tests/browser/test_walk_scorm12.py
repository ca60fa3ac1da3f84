"""Whole courses played on SCORM 1.2 platforms: what the platform has in the end is what the plan says."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.harness.accessibility import assert_accessible, assert_no_sideways_scroll
from tests.browser.harness.build import Built, FourKinds
from tests.browser.harness.closed_writes import list_unplanned, read_rows
from tests.browser.harness.conduct import judge_conduct
from tests.browser.harness.desk import Desk, Visit, Way
from tests.browser.harness.platform import Double, Manners, Platform, Setting
from tests.browser.harness.player import Player
from tests.browser.harness.responses import Told, respond_right, respond_right_to, respond_wrong
from tests.browser.harness.server import Fault, Mount
from tests.browser.harness.walk import Walk

POLICY = "default-src 'self'; connect-src 'self'"
COMPLETE, MARK, TWO_TRIES = "complete", "{mark: 70}", "{mark: 70, tries: 2}"
PLATFORMS = [
    (Double.STRICT, Manners.PLAIN),
    (Double.SCORM_AGAIN, Manners.PLAIN),
    (Double.STRICT, Manners.LEARNING_HUB),
    (Double.STRICT, Manners.MOODLE),
    (Double.STRICT, Manners.MANDATORY_ONLY),
]
OPTIONAL = ("cmi.interactions.", "cmi.objectives.", "cmi.core.score.min", "cmi.core.score.max", "cmi.core.lesson_mode")



def open_course(desk: Desk, built: Built, platform: Platform, *, keyboard: bool = False) -> tuple[Visit, Player]:
    visit = desk.open_package(desk.mount(built.zip("scorm12"), policy=POLICY), platform)
    return visit, Player.of_visit(visit, keyboard=keyboard).await_open()


def reopen(desk: Desk, mount: Mount, platform: Platform) -> tuple[Visit, Player]:
    visit = desk.open_package(mount, platform)
    return visit, Player.of_visit(visit).await_open()


def judge_launches(platform: Platform, built: Built, *, refusals: tuple[str, ...] = ()) -> None:
    """Every launch so far was well conducted, and wrote only what the plan foresees."""
    for launch in platform.launches:
        assert judge_conduct(launch.calls, launch.given, refusals_expected=refusals) == []
        held = {**platform.values, **launch.given}
        assert list_unplanned(launch.calls, built.plan, held) == []


def assert_recorded(platform: Platform, told: Told) -> None:
    """Status, score and answers at the platform are those that follow from what was submitted."""
    assert platform.status == told.status()
    assert platform.values.get("cmi.core.score.raw", "") == told.score()
    rows = read_rows(platform.values, "interactions")
    wanted = told.interactions()
    assert set(rows) == set(wanted)
    for tracked_id, row in wanted.items():
        assert {name: rows[tracked_id].get(name) for name in row} == row


# -------------------------------------------------------------------- the whole way


@pytest.mark.parametrize(("double", "manners"), PLATFORMS, ids=lambda one: one.value)
def test_the_real_course_is_played_to_its_end(desk: Desk, real_course: Built, double: Double, manners: Manners) -> None:
    platform = desk.platform(double, manners)
    visit, player = open_course(desk, real_course, platform)
    walk = Walk(player, real_course.plan)
    walk.go()
    player.save_and_exit()
    assert platform.launches[-1].finished
    bare = manners is Manners.MANDATORY_ONLY
    judge_launches(platform, real_course, refusals=OPTIONAL if bare else ())
    if bare:
        assert platform.status == walk.told.status()
    else:
        assert_recorded(platform, walk.told)
    assert platform.status == "completed"
    assert platform.completion_recorded
    desk.watch.assert_clean()
    assert visit.launch.calls[-1].name == "LMSFinish"


def test_the_real_course_is_played_by_keyboard_alone(desk: Desk, real_course: Built) -> None:
    platform = desk.platform()
    _, player = open_course(desk, real_course, platform, keyboard=True)
    walk = Walk(player, real_course.plan)
    walk.go()
    player.save_and_exit()
    assert_recorded(platform, walk.told)


def test_every_state_of_the_real_course_is_accessible(desk: Desk, real_course: Built) -> None:
    visit, player = open_course(desk, real_course, desk.platform())

    def look(state: str) -> None:
        assert_accessible(player.surface, f"in state {state!r}")
        assert_no_sideways_scroll(visit.window, player.surface)

    Walk(player, real_course.plan, respond=respond_wrong, look=look).go()
    for name in ("Contents", "What is recorded about you", "Completion record"):
        button = player.surface.get_by_role("button", name=name)
        if button.count():
            player.turn(button.first)
            look(name)
    player.save_and_exit()
    look("closed")
    desk.watch.assert_clean()


def test_every_state_of_a_check_is_accessible(desk: Desk, four_kinds: FourKinds) -> None:
    built, platform = four_kinds(TWO_TRIES), desk.platform()
    mount = desk.mount(built.zip("scorm12"), policy=POLICY)
    visit, player = reopen(desk, mount, platform)

    def look(state: str) -> None:
        assert_accessible(player.surface, f"in state {state!r}")
        assert_no_sideways_scroll(visit.window, player.surface)

    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="The check", exact=True))
    look("check closed")
    player.open_contents()
    look("contents, half way")
    player.turn(player.surface.get_by_role("link", name="Practice"))
    player.submit(player.question("practice-one"))
    look("practice without an answer")
    walk = Walk(player, built.plan, respond=respond_wrong, look=look)
    walk.go(until="the-check")
    player.submit()
    expect(player.surface.get_by_role("alert")).to_be_visible()
    look("error summary")
    walk.submit(built.plan.checks[0])
    walk.try_again(built.plan.checks[0])
    look("no tries left")
    walk.player.next_page()
    walk.player.next_page()
    look("end of the course, failed")
    player.save_and_exit()
    look("closed")
    visit, player = reopen(desk, mount, platform)
    look("finished before")
    desk.watch.assert_clean()


# -------------------------------------------------------------------- each cell of the outcome table


def test_going_on_is_incomplete_without_a_score(desk: Desk, four_kinds: FourKinds) -> None:
    built, platform = four_kinds(MARK), desk.platform()
    _, player = open_course(desk, built, platform)
    Walk(player, built.plan).go(until="before")
    player.save_and_exit()
    assert (platform.status, platform.values.get("cmi.core.score.raw")) == ("incomplete", None)
    assert read_rows(platform.values, "interactions") == {}
    judge_launches(platform, built)


@pytest.mark.parametrize("double", list(Double), ids=lambda double: double.value)
@pytest.mark.parametrize(
    ("rule", "right", "status", "score"),
    [
        (COMPLETE, ("pick-one", "pick-some", "pair-up", "type-it"), "completed", ""),
        (COMPLETE, (), "completed", ""),
        (MARK, ("pick-one", "pick-some", "pair-up", "type-it"), "passed", "100"),
        (MARK, ("pick-one", "pick-some", "type-it"), "passed", "80"),
        (MARK, ("pick-one", "pair-up", "type-it"), "incomplete", ""),
        (TWO_TRIES, ("pick-some",), "incomplete", ""),
    ],
)
def test_one_submission_gives_the_outcome_of_the_table(
    desk: Desk, four_kinds: FourKinds, double: Double, rule: str, right: tuple[str, ...], status: str, score: str
) -> None:
    built, platform = four_kinds(rule), desk.platform(double)
    _, player = open_course(desk, built, platform)
    walk = Walk(player, built.plan, respond=respond_right_to("practice-one", *right))
    walk.go()
    player.save_and_exit()
    assert (platform.status, platform.values.get("cmi.core.score.raw", "")) == (status, score)
    assert_recorded(platform, walk.told)
    judge_launches(platform, built)
    desk.watch.assert_clean()


def test_fail_then_pass_in_one_launch(desk: Desk, four_kinds: FourKinds) -> None:
    built, platform = four_kinds(MARK), desk.platform()
    _, player = open_course(desk, built, platform)
    walk = Walk(player, built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    check = built.plan.checks[0]
    walk.submit(check)
    assert platform.status == "incomplete"
    walk.respond = respond_right
    walk.try_again(check)
    assert_recorded(platform, walk.told)
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("passed", "100")
    player.save_and_exit()
    judge_launches(platform, built)


def test_fail_then_pass_across_two_launches(desk: Desk, four_kinds: FourKinds) -> None:
    built, platform = four_kinds(MARK), desk.platform()
    mount = desk.mount(built.zip("scorm12"))
    _, player = reopen(desk, mount, platform)
    first = Walk(player, built.plan, respond=respond_wrong)
    first.go(until="the-check")
    check = built.plan.checks[0]
    first.submit(check)
    player.save_and_exit()
    assert (platform.status, platform.values.get("cmi.core.score.raw")) == ("incomplete", None)
    _, player = reopen(desk, mount, platform)
    assert player.page_id() == "the-check"
    second = Walk(player, built.plan)
    second.told = first.told
    second.try_again(check)
    player.save_and_exit()
    assert platform.status == "passed"
    assert_recorded(platform, second.told)
    judge_launches(platform, built)


@pytest.mark.parametrize(("double", "manners"), PLATFORMS[:4], ids=lambda one: one.value)
def test_no_tries_left_is_failed_with_the_best_score(desk: Desk, four_kinds: FourKinds, double: Double, manners: Manners) -> None:
    built, platform = four_kinds(TWO_TRIES), desk.platform(double, manners)
    _, player = open_course(desk, built, platform)
    walk = Walk(player, built.plan, respond=respond_right_to("practice-one", "pick-some"))
    walk.go(until="the-check")
    check = built.plan.checks[0]
    walk.submit(check)
    assert platform.status == "incomplete"
    walk.respond = respond_right_to("pick-one")
    walk.try_again(check)
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("failed", "40")
    assert player.says("You have no tries left")
    assert player.surface.get_by_role("button", name="Try again").locator("visible=true").count() == 0
    player.save_and_exit()
    assert_recorded(platform, walk.told)
    judge_launches(platform, built)


def test_the_final_check_stays_closed_until_the_rest_is_done(desk: Desk, four_kinds: FourKinds) -> None:
    built = four_kinds(MARK)
    _, player = open_course(desk, built, desk.platform())
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="The check", exact=True))
    assert player.page_id() == "the-check"
    assert player.questions() == []
    expect(player.surface.get_by_text("This check opens later")).to_be_visible()
    expect(player.surface.get_by_role("link", name="Read “Practice”")).to_be_visible()
    expect(player.surface.get_by_role("link", name="Read “Before the check”")).to_be_visible()
    assert player.surface.locator("[data-check-locked]").get_by_text("Left out").count() == 0


# -------------------------------------------------------------------- coming back


@pytest.mark.parametrize(
    ("way", "double"),
    [
        *((way, Double.STRICT) for way in ("killed tab", "F5", "closed window", "save and exit")),
        *((way, Double.SCORM_AGAIN) for way in ("killed tab", "F5")),
    ],
    ids=lambda one: one if isinstance(one, str) else one.value,
)
def test_the_learner_comes_back_to_every_answer(desk: Desk, four_kinds: FourKinds, double: Double, way: str) -> None:
    built, platform = four_kinds(MARK), desk.platform(double)
    mount = desk.mount(built.zip("scorm12"), policy=POLICY)
    visit, player = reopen(desk, mount, platform)
    Walk(player, built.plan, respond=respond_wrong).go(until="the-check")
    questions = [one for one in built.plan.interactions if one.check]
    for one in questions:
        player.answer(one.id, one.definition, respond_right(one))
    expect(player.surface.get_by_text("Saved at").first).to_be_visible()
    visit.page.wait_for_timeout(2000)  # answers not yet submitted are saved when the learner rests
    if way == "killed tab":
        visit.kill()
    elif way == "F5":
        visit.reload()
    elif way == "closed window":
        visit.close()
    else:
        player.save_and_exit()
    if way != "F5":
        visit, player = reopen(desk, mount, platform)
    player = Player.of_visit(visit).await_open()
    expect(player.surface.get_by_text("Welcome back. You were on “The check”.").first).to_be_visible()
    assert player.page_id() == "the-check"
    for one in questions:
        assert player.read_answer(one.id, one.definition) == respond_right(one), one.id
    practice = next(one for one in built.plan.interactions if one.id == "practice-one")
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="Practice"))
    assert player.read_answer(practice.id, practice.definition) == respond_wrong(practice)


@pytest.mark.parametrize("manners", [Manners.PLAIN, Manners.MOODLE], ids=lambda manners: manners.value)
def test_a_reload_inside_the_frame_goes_on_or_says_that_it_cannot(desk: Desk, four_kinds: FourKinds, manners: Manners) -> None:
    """The platform's page stays, and with it an API that was finished: Moodle begins again, a strict platform refuses."""
    built, platform = four_kinds(COMPLETE), desk.platform(manners=manners)
    visit, player = open_course(desk, built, platform)
    Walk(player, built.plan).go(until="left-out")
    visit.reload_course()
    player.await_open()
    if manners is Manners.PLAIN:
        expect(player.surface.get_by_text("Your answers are not being recorded.").first).to_be_visible()
        assert platform.values["cmi.core.lesson_location"] == "left-out"
        return
    assert player.page_id() == "left-out"
    Walk(player, built.plan).go()
    player.save_and_exit()
    assert platform.status == "completed"


def test_a_later_launch_after_passing_changes_nothing(desk: Desk, four_kinds: FourKinds) -> None:
    built, platform = four_kinds(MARK), desk.platform()
    mount = desk.mount(built.zip("scorm12"))
    _, player = reopen(desk, mount, platform)
    walk = Walk(player, built.plan)
    walk.go()
    player.save_and_exit()
    before = dict(platform.values)
    _, player = reopen(desk, mount, platform)
    player.save_and_exit()
    for element in ("cmi.core.lesson_status", "cmi.core.score.raw"):
        assert platform.values[element] == before[element]
    judge_launches(platform, built)


def test_a_launch_for_review_writes_neither_status_nor_score(desk: Desk, four_kinds: FourKinds) -> None:
    built, platform = four_kinds(MARK), desk.platform(setting=Setting(lesson_mode="review", credit="no-credit"))
    _, player = open_course(desk, built, platform)
    Walk(player, built.plan).go()
    player.save_and_exit()
    assert "cmi.core.lesson_status" not in platform.values or platform.values["cmi.core.lesson_status"] == "incomplete"
    writes = [call.args[0] for call in platform.calls() if call.name == "LMSSetValue"]
    assert not [name for name in writes if "status" in str(name) or "score" in str(name) or "interactions" in str(name)]


def test_learning_hub_that_forgot_everything_is_not_lowered(desk: Desk, four_kinds: FourKinds) -> None:
    built, platform = four_kinds(MARK), desk.platform(manners=Manners.LEARNING_HUB)
    mount = desk.mount(built.zip("scorm12"))
    _, player = reopen(desk, mount, platform)
    Walk(player, built.plan).go()
    player.save_and_exit()
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("passed", "100")
    _, player = reopen(desk, mount, platform)
    expect(player.surface.get_by_text("You have already finished this course. Your result is recorded.").first).to_be_visible()
    Walk(player, built.plan, respond=respond_wrong).go(until="the-check")
    player.save_and_exit()
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("passed", "100")
    judge_launches(platform, built)


def test_a_newer_version_of_the_course_keeps_every_answer(desk: Desk, four_kinds: FourKinds) -> None:
    """Questions, options and pages moved, reworded and added: ids and codes stayed, so the learner's work stays."""
    check, practice = "sessions/02-two/session.md", "sessions/01-one/session.md"
    newer = four_kinds(
        MARK,
        ("course.yaml", "version: 1.0", "version: 2.0"),
        (practice, "# Practice\nPage: practice", "# Trying it out\nPage: practice"),
        (practice, "# Left out", "# A new page\nPage: brand-new\n\nNew text.\n\n# Left out"),
        (check, "- [ ] (a) Sunday\n- [x] (b) Tuesday\n- [ ] (c) Friday", "- [ ] (d) Monday\n- [ ] (c) Friday\n- [x] (b) Tuesday\n- [ ] (a) Sunday"),
        (check, "::: choose-one pick-one", "::: choose-one brand-new\nIs this new?\n- [x] (a) Yes\n- [ ] (b) No\n:::\n\n::: choose-one pick-one"),
    )
    older, platform = four_kinds(MARK), desk.platform()
    _, player = open_course(desk, older, platform)
    walk = Walk(player, older.plan, respond=respond_wrong)
    walk.go(until="the-check")
    walk.submit(older.plan.checks[0])
    player.save_and_exit()
    _, player = open_course(desk, newer, platform)
    assert player.page_id() == "the-check"
    for one in newer.plan.interactions:
        if one.check and one.id != "brand-new":
            earlier = next(each for each in older.plan.interactions if each.id == one.id)
            assert player.read_answer(one.id, one.definition) == respond_wrong(earlier), one.id
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="A new page"))
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="The check", exact=True))
    Walk(player, newer.plan).submit(newer.plan.checks[0])
    player.save_and_exit()
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("passed", "100")
    rows = read_rows(platform.values, "interactions")
    assert set(rows) == {one.tracked_id for one in newer.plan.interactions if one.recorded}
    assert {row["result"] for row in rows.values()} == {"correct"}


@pytest.mark.parametrize(("record", "interactions", "score"), [("answers", 4, "100"), ("scores", 0, "100"), ("completion", 0, "")])
def test_no_more_is_recorded_than_the_author_asked_for(desk: Desk, four_kinds: FourKinds, record: str, interactions: int, score: str) -> None:
    built, platform = four_kinds(MARK, ("course.yaml", "record: answers", f"record: {record}")), desk.platform()
    _, player = open_course(desk, built, platform)
    Walk(player, built.plan).go()
    player.save_and_exit()
    assert platform.status == "passed"
    assert len(read_rows(platform.values, "interactions")) == interactions
    assert platform.values.get("cmi.core.score.raw", "") == score
    assert list_unplanned(platform.calls(), built.plan, {}) == []


# -------------------------------------------------------------------- when things go wrong


@pytest.mark.parametrize("way", list(Way), ids=lambda way: way.name.lower())
def test_the_course_opens_in_every_way_and_says_when_nothing_is_recorded(desk: Desk, four_kinds: FourKinds, way: Way) -> None:
    built, platform = four_kinds(COMPLETE), desk.platform()
    visit = desk.open_package(desk.mount(built.zip("scorm12")), platform, way)
    player = Player.of_visit(visit).await_open()
    if way in (Way.NONE, Way.FOREIGN_PARENT):
        expect(player.surface.get_by_text("Your answers are not being recorded.").first).to_be_visible()
        assert platform.calls() == []
    else:
        player.next_page()
        expect(player.surface.get_by_text("Saved at").first).to_be_visible()
        assert platform.values["cmi.core.lesson_location"] == "practice"


def test_what_the_platform_refuses_is_said_once_and_saved_later(desk: Desk, four_kinds: FourKinds) -> None:
    built, platform = four_kinds(COMPLETE), desk.platform()
    _, player = open_course(desk, built, platform)
    platform.refuse_commits = True
    Walk(player, built.plan).go(until="left-out")
    expect(player.surface.get_by_text("Not saved yet. We keep trying.").first).to_be_visible()
    platform.refuse_commits = False
    Walk(player, built.plan).go(until="before")
    expect(player.surface.get_by_text("Saved at").first).to_be_visible()
    assert platform.values["cmi.core.lesson_location"] == "before"


@pytest.mark.parametrize("fault", [Fault.DENIED, Fault.LOGIN_PAGE, Fault.CUT_SHORT, Fault.NO_ANSWER], ids=lambda fault: fault.name.lower())
def test_a_session_that_does_not_arrive_can_be_asked_for_again(desk: Desk, four_kinds: FourKinds, fault: Fault) -> None:
    built, platform = four_kinds(COMPLETE), desk.platform()
    mount = desk.mount(built.zip("scorm12"))
    mount.break_path("sessions/two.js", fault)
    visit = desk.open_package(mount, platform)
    player = Player.of_visit(visit).await_open()
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="Before the check"))
    expect(player.surface.get_by_text("The page did not arrive. Your answers are safe.")).to_be_visible()
    mount.mend()
    player.use(player.surface.get_by_role("button", name="Try again").locator("visible=true"))
    expect(player.surface.get_by_role("heading", name="Before the check")).to_be_visible()


def test_a_platform_without_optional_elements_is_never_called_unsaved(desk: Desk, four_kinds: FourKinds) -> None:
    built, platform = four_kinds(MARK), desk.platform(manners=Manners.MANDATORY_ONLY)
    _, player = open_course(desk, built, platform)

    def look(_state: str) -> None:
        assert not player.says("Not saved yet")

    Walk(player, built.plan, look=look).go()
    player.save_and_exit()
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("passed", "100")
    tried = [call for call in platform.calls() if call.name == "LMSSetValue" and str(call.args[0]).startswith("cmi.interactions.")]
    assert len(tried) <= 1, "a platform that refuses interactions is not asked again"
