"""Every kind of question as learners meet it, in all six standards: right, wrong, partly right, retried, resumed."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import expect

from builder.course.cmi import Choice, InteractionType, Response
from builder.tracking.plan import PlannedInteraction, TrackingPlan
from tests.browser.faults.learners import STANDARDS, Learner, make_learner
from tests.browser.harness.build import Built
from tests.browser.harness.conditions import press_by_script
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Hands, Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.walk import Walk
from tests.lrs_server import LrsServer
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

OWN_WORDS: Final = InteractionType.LONG_FILL_IN


@pytest.fixture
def learner(launcher: Launcher, every_interaction: Built, lrs: LrsServer, standard: str) -> Learner:
    return make_learner(standard, launcher, every_interaction, lrs)


def half_right(one: PlannedInteraction) -> Response:
    """Half of what is right where a part earns marks, the whole elsewhere."""
    right = respond_right(one)
    return Choice(right.codes[:1]) if one.partial and isinstance(right, Choice) else right


def final(plan: TrackingPlan) -> str:
    return next(check.page for check in plan.checks if check.final)


def on_the_way(plan: TrackingPlan) -> list[PlannedInteraction]:
    """What is asked outside the checks and comes back in another window."""
    return [one for one in plan.interactions if one.check is None and one.kept == "state"]


# -------------------------------------------------------------------- right, wrong, partly right, retried


@pytest.mark.drawn
@pytest.mark.parametrize("all_by_mouse", only_quick([False, True], False), ids=["script", "mouse"])
@pytest.mark.parametrize("standard", only_quick(STANDARDS))  # `make test` plays every kind rightly in test_closed_plan.py
def test_right_answers_of_every_kind_arrive_and_pass(learner: Learner, every_interaction: Built, *, all_by_mouse: bool) -> None:
    """By mouse: what is covered, out of view or on the move cannot be clicked. In `make test` the final check, which asks the same kinds again, is
    answered by script.
    """
    walk = Walk(learner.open(), every_interaction.plan)
    walk.player.hands = Hands.MOUSE
    if not all_by_mouse:
        walk.go(until=final(every_interaction.plan))
        walk.player.hands = Hands.SCRIPT
    walk.go()
    learner.player.save_and_exit()
    learner.assert_answers(walk.expected)
    assert learner.standard == "web" or learner.status() == "passed"


@pytest.mark.parametrize("standard", only_quick(STANDARDS, "xapi"))
def test_wrong_answers_of_every_kind_arrive_and_may_be_mended(learner: Learner, every_interaction: Built) -> None:
    plan = every_interaction.plan
    walk = Walk(learner.open(), plan, respond=respond_wrong)
    walk.go(until=final(plan))
    check = next(check for check in plan.checks if check.final)
    walk.submit(check)
    expect(learner.player.surface.get_by_text("You need 60% to pass.")).to_be_visible()
    walk.respond = half_right
    walk.try_again(check)
    expect(learner.player.surface.get_by_text("You passed. You needed 60%.")).to_be_visible()
    learner.player.save_and_exit()
    learner.assert_answers(walk.expected)
    assert learner.standard == "web" or learner.status() == walk.expected.status() == "passed"
    assert walk.expected.best[check.id] < 100, "a part of the points is not all of them"


# -------------------------------------------------------------------- resumed


@pytest.mark.parametrize("standard", only_quick(STANDARDS))  # in `make test` test_random_learner.py and test_steps.py come back to answers
def test_every_answer_comes_back(learner: Learner, every_interaction: Built) -> None:
    """What was submitted and what was only filled in, on every page, in a window opened anew."""
    plan = every_interaction.plan
    walk = Walk(learner.open(), plan, respond=respond_wrong)
    walk.go(until=final(plan))
    marked = [one for one in plan.interactions if one.page == final(plan)]
    for one in marked:
        learner.player.answer(one.id, one.definition, respond_right(one))
    learner.player.save_and_exit()
    learner.close()
    player = learner.open()
    assert player.page_id() == final(plan)
    assert {one.id: player.read_answer(one.id, one.definition) for one in marked} == {one.id: respond_right(one) for one in marked}
    walked = [one for one in on_the_way(plan) if not one.block.startswith(("talked", "on-the-phone"))]
    for page in dict.fromkeys(one.page for one in walked):
        go_to(player, plan, page)
        here = [one for one in walked if one.page == page]
        assert {one.id: player.read_answer(one.id, one.definition) for one in here} == {one.id: respond_wrong(one) for one in here}


def go_to(player: Player, plan: TrackingPlan, page: str) -> None:
    """Follow the list of contents to a page."""
    title = next(one.title for session in plan.sessions() for one in session.pages if one.id == page)
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name=title, exact=True))


@pytest.mark.slow  # in `make test` test_scenario.py comes back to the middle of a story
@pytest.mark.parametrize("standard", STANDARDS)
def test_a_scenario_goes_on_where_it_was_left(learner: Learner, every_interaction: Built) -> None:
    plan = every_interaction.plan
    walk = Walk(learner.open(), plan)
    walk.go(until="decide")
    first, second = (next(one for one in plan.interactions if one.id == f"talked-over.{code}") for code in "ab")
    learner.player.answer(first.id, first.definition, Choice(("a",)))
    learner.player.submit(learner.player.question(first.id))
    expect(learner.player.surface.get_by_text("The chair sees it.")).to_be_visible()
    learner.player.save_and_exit()
    learner.close()
    player = learner.open()
    block = player.block("talked-over")
    expect(block.get_by_text("Sorry, Maureen. Please go on.")).to_be_visible()
    expect(block.get_by_text("The chair sees it.")).to_be_visible()
    expect(block.get_by_text("Nobody heard about the nights.")).to_be_hidden()
    player.answer(second.id, second.definition, Choice(("b",)))
    player.submit(player.question(second.id))
    expect(block.get_by_text("Nobody heard about the nights.")).to_be_visible()
    player.use(block.get_by_role("button", name="Start again"))
    expect(block.get_by_text("Sorry, Maureen. Please go on.")).to_be_hidden()
    assert player.read_answer(first.id, first.definition) is None


@pytest.mark.parametrize("standard", only_quick(STANDARDS, "scorm12"))
def test_a_bank_asks_the_same_questions_again(learner: Learner, every_interaction: Built) -> None:
    plan = every_interaction.plan
    Walk(learner.open(), plan).go(until="two-of-four")
    learner.player.show_all()
    drawn = learner.player.questions()
    assert len(drawn) == 2
    titles = learner.player.surface.get_by_role("heading", name=re.compile("^Question [0-9]+ of"))
    assert titles.all_inner_texts() == ["Question 1 of 2", "Question 2 of 2"]
    learner.player.save_and_exit()
    learner.close()
    again = learner.open()
    again.show_all()
    assert again.questions() == drawn


@pytest.mark.slow
def test_banks_and_orders_differ_from_learner_to_learner(launcher: Launcher, every_interaction: Built, lrs: LrsServer) -> None:
    drawn, orders = set(), set()
    for _ in range(6):
        learner = make_learner("scorm12", launcher, every_interaction, lrs)
        player = learner.open()
        orders.add(tuple(player.block("try-one").locator("[data-part]").all_inner_texts()))
        go_to(player, every_interaction.plan, "two-of-four")
        drawn.add(tuple(player.questions()))
        learner.close()
    assert len(drawn) > 1
    assert len(orders) > 1


# -------------------------------------------------------------------- own words


@pytest.mark.parametrize("standard", only_quick(["scorm12", "xapi", "web"], "web"))
def test_own_words_stay_in_the_window_and_can_be_taken_along(learner: Learner, every_interaction: Built, standard: str) -> None:
    player = learner.open()
    go_to(player, every_interaction.plan, "for-you-alone")
    player.type(player.block("my-notes").get_by_role("textbox"), "Ask about the nights.")
    player.next_page()
    player.back()
    box = player.block("my-notes").get_by_role("textbox")
    expect(box).to_have_value("Ask about the nights.")
    with learner.page.expect_download() as started:
        press_by_script(player.block("my-notes").get_by_role("button", name="Download my notes"))
    text = started.value.path().read_text(encoding="utf-8-sig")
    assert "What would you like to remember?" in text
    assert "Ask about the nights." in text
    if standard != "scorm12":  # in a frame nobody can tell a reload from somebody else's launch, so the window forgets
        player = learner.reload()
        go_to(player, every_interaction.plan, "for-you-alone")
        expect(player.block("my-notes").get_by_role("textbox")).to_have_value("Ask about the nights.")
    # Before the visit ends, since the platform may take the page away with it
    player.use(player.exit_button())
    expect(player.surface.get_by_role("button", name="Download my notes").locator("visible=true")).to_have_count(1)
    player.use(player.surface.get_by_role("button", name="Go on with the course").locator("visible=true"))
    expect(player.block("my-notes").get_by_role("textbox")).to_have_value("Ask about the nights.")
    player.save_and_exit()
    expect(player.surface.get_by_role("button", name="Download my notes").locator("visible=true")).to_have_count(0)
    learner.close()
    player = learner.open()
    go_to(player, every_interaction.plan, "for-you-alone")
    expect(player.block("my-notes").get_by_role("textbox")).to_have_value("")


@pytest.mark.parametrize("standard", ["xapi"])
def test_the_form_is_handed_in_by_the_learner_and_sends_nothing(learner: Learner, every_interaction: Built, lrs: LrsServer) -> None:
    player = learner.open()
    go_to(player, every_interaction.plan, "evaluation")
    for one in every_interaction.plan.interactions:
        if one.page == "evaluation":
            player.answer(one.id, one.definition, respond_right(one))
    with learner.page.expect_download() as started:
        press_by_script(player.surface.get_by_role("button", name="Download as text"))
    text = started.value.path().read_text(encoding="utf-8-sig")
    for words in ("What did you think?", "The words were clear.: Fully", "On my own", "Nobody asks about the nights. I would."):
        assert words in text
    player.save_and_exit()
    kept = str(lrs.list_statements()) + str(lrs.read_state(learner.activity, learner.actor, "copack-progress", learner.registration))  # type: ignore[attr-defined]  # a learner at a store
    assert "was-it-clear" not in kept
    assert "nights" not in kept
