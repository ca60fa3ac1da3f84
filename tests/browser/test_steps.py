"""A check shows one question at a time, in every driver: a kill after any step comes back to it with all drafts, and what is submitted is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import expect

from builder.tracking.plan import PlannedCheck, PlannedInteraction
from tests.browser.faults.learners import Learner, RecordStoreLearner, make_learner
from tests.browser.harness.build import ShortCourse
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.walk import SCORE, Walk
from tests.lrs_server import LrsServer, serve_lrs
from tests.selection import only_quick

STANDARDS: Final = ("scorm12", "scorm2004-4th", "cmi5", "xapi", "web")
STEPS: Final = range(1, 5)
"""After how many questions the tab is killed; the last of them is at the list of answers."""


@pytest.fixture
def lrs() -> Iterator[LrsServer]:
    with serve_lrs() as running:
        yield running


def questions_of(walk: Walk) -> tuple[PlannedCheck, list[PlannedInteraction]]:
    """The final check and its questions, in the order asked."""
    check = walk.plan.checks[0]
    return check, [question for question in walk.plan.interactions if question.id in check.interactions]


def begin(learner: Learner) -> Walk:
    """Open the course and go as far as the final check."""
    walk = open_course(learner)
    walk.go(until="the-check")
    return walk


def open_course(learner: Learner) -> Walk:
    """Open the course as it shows to whoever has chosen nothing."""
    player = learner.open()
    player.one_at_a_time = True
    return Walk(player, learner.built.plan, respond=respond_right)


def in_view(player: Player) -> list[str]:
    """Which questions of the check show."""
    return [str(each.get_attribute("data-question")) for each in player.surface.locator("[data-check] [data-question]").all() if each.is_visible()]


def listed(player: Player) -> list[str]:
    """What the list of answers says."""
    return player.surface.locator(".copack-answers__item").all_inner_texts()


def take_steps(walk: Walk, questions: list[PlannedInteraction]) -> None:
    """Answer questions one after the other, each in view by itself."""
    for question in questions:
        assert in_view(walk.player) == [question.id]
        walk.player.answer(question.id, question.definition, walk.respond(question))
        walk.player.step()


def submit_from_list(walk: Walk) -> None:
    """Submit what the list shows, and note it as submitted."""
    check, questions = questions_of(walk)
    scope = walk.player.surface.locator(f'[data-check="{check.id}"]')
    expect(walk.player.surface.get_by_role("heading", name="Check your answers")).to_be_visible()
    walk.player.use(scope.get_by_role("button", name=re.compile("^Check my answers?$")))
    expect(scope.get_by_text(SCORE).first).to_be_visible()
    walk.expected.submit(check, {question.id: walk.respond(question) for question in questions})


def answered(learner: Learner) -> list[str]:
    """Activities of the answers that the record store has, in the order of storing."""
    assert isinstance(learner, RecordStoreLearner)
    return [told["object"]["id"] for told in learner.list_own_statements() if "response" in told.get("result", {})]


@pytest.mark.parametrize(("standard", "steps"), only_quick([(standard, steps) for standard in STANDARDS for steps in STEPS], ("scorm12", 2), ("cmi5", 4)))
def test_a_kill_after_a_step_comes_back_to_it_and_nothing_is_lost(
    launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, standard: str, steps: int
) -> None:
    learner = make_learner(standard, launcher, short_course(), lrs)
    walk = begin(learner)
    check, questions = questions_of(walk)
    take_steps(walk, questions[:steps])
    learner.settle()
    learner.kill()
    again = open_course(learner)
    assert again.player.page_id() == check.page
    assert in_view(again.player) == [question.id for question in questions[steps : steps + 1]]
    for question in questions[:steps]:
        assert again.player.read_answer(question.id, question.definition) == respond_right(question)
    if isinstance(learner, RecordStoreLearner):
        assert answered(learner) == [], "nothing is told before the check is submitted"
    take_steps(again, questions[steps:])
    submit_from_list(again)
    learner.settle()
    learner.assert_answers(again.expected)
    if isinstance(learner, RecordStoreLearner):
        assert answered(learner) == [question.activity.iri for question in questions]


@pytest.fixture
def at_check(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> Walk:
    """A learner at the first question of a check."""
    return begin(make_learner("web", launcher, short_course(), lrs))


def test_the_list_tells_what_is_missing_and_change_comes_back_to_it(at_check: Walk) -> None:
    player, (_check, questions) = at_check.player, questions_of(at_check)
    for question in questions[1:]:
        player.step()
        player.answer(question.id, question.definition, respond_right(question))
        expect(player.block(question.id).locator(".copack-question__title")).to_be_visible()
    player.step()
    expect(player.surface.get_by_role("heading", name="Check your answers")).to_be_focused()
    assert ["Not answered yet" in line for line in listed(player)] == [True, *[False] * (len(questions) - 1)]
    player.use(player.surface.get_by_role("button", name="Check my answers"))
    expect(player.surface.get_by_role("heading", name="Some questions still need an answer")).to_be_visible()
    player.use(player.surface.get_by_role("button", name="Change your answer to question 1"))
    expect(player.block(questions[0].id).locator(".copack-question__title")).to_be_focused()
    player.answer(questions[0].id, questions[0].definition, respond_right(questions[0]))
    player.step()
    submit_from_list(at_check)
    assert in_view(player) == [question.id for question in questions], "once submitted, all questions show"


def test_another_try_begins_at_the_first_question_that_is_not_right(at_check: Walk) -> None:
    check, questions = questions_of(at_check)
    at_check.respond = lambda question: respond_wrong(question) if question.id == questions[1].id else respond_right(question)
    take_steps(at_check, questions)
    submit_from_list(at_check)
    at_check.player.try_again(at_check.player.surface.locator(f'[data-check="{check.id}"]'))
    expect(at_check.player.block(questions[1].id).locator(".copack-question__title")).to_be_focused()
    assert in_view(at_check.player) == [questions[1].id]
    at_check.player.answer(questions[1].id, questions[1].definition, respond_right(questions[1]))
    at_check.player.step()
    at_check.respond = respond_right
    submit_from_list(at_check)


def test_all_questions_show_at_once_for_who_chooses_it_and_on_paper(at_check: Walk) -> None:
    player, (_check, questions) = at_check.player, questions_of(at_check)
    assert in_view(player) == [questions[0].id]
    player.window.emulate_media(media="print")
    assert in_view(player) == [question.id for question in questions]
    player.window.emulate_media(media="screen")
    player.show_all()
    assert in_view(player) == [question.id for question in questions]
    player.window.reload()
    player.await_open()
    cont = player.surface.get_by_role("button", name="Continue")
    if cont.is_visible():
        player.turn(cont)
    assert in_view(player) == [question.id for question in questions], "the choice holds for this window"
