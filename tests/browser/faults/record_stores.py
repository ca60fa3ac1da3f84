"""Record stores that fail, refuse, are silent, or cannot be reached."""

from __future__ import annotations

import re

from tests.browser.faults.learner_steps import OFFLINE, WAITING, await_saved, begin, finish, retry_and_pass, see, submit
from tests.browser.faults.learners import Cmi5Learner, Learner, RecordStoreLearner
from tests.browser.harness.xapi import rest_until_sent_again
from tests.lrs_server import answer_status, lose_request, lose_response, stay_silent


def store_answers(learner: Learner, status: int, times: int = 2, reads: re.Pattern[str] | None = None) -> None:
    assert isinstance(learner, RecordStoreLearner)
    learner.launcher.context.clock.install()
    walk = begin(learner)
    learner.lrs.inject(answer_status(status, retry_after=1 if status == 429 else None), path="statements", times=times)
    submit(walk)
    if reads:
        see(learner, reads)
        rest_until_sent_again(learner.launcher, learner.page, learner.lrs, times)
    learner.assert_answers(walk.expected)
    retry_and_pass(learner, walk)


def store_conflicts(learner: Learner) -> None:
    """A batch is called a conflict: each is sent singly with the same id."""
    store_answers(learner, 409, 1)


def store_is_busy(learner: Learner) -> None:
    store_answers(learner, 429, reads=WAITING)


def store_fails(learner: Learner) -> None:
    store_answers(learner, 500, reads=WAITING)


def store_finds_a_batch_bad(learner: Learner) -> None:
    store_answers(learner, 400, 1)


def store_finds_a_batch_large(learner: Learner) -> None:
    store_answers(learner, 413, 1)


def store_is_silent(learner: Learner) -> None:
    assert isinstance(learner, RecordStoreLearner)
    walk = begin(learner)
    learner.lrs.inject(stay_silent(), path="statements")
    submit(walk)
    learner.lrs.wait_for_exchange("POST", "statements", stay_silent())
    learner.lrs.release()
    learner.assert_answers(walk.expected)
    retry_and_pass(learner, walk)


def store_answer_is_lost(learner: Learner) -> None:
    """The store has them and nobody knows: sent again with the same ids, they stand once."""
    assert isinstance(learner, RecordStoreLearner)
    walk = begin(learner)
    learner.lrs.inject(lose_response(), path="statements")
    submit(walk)
    learner.assert_answers(walk.expected)
    retry_and_pass(learner, walk)
    answered = [one for one in learner.list_own_statements() if "response" in one.get("result", {})]
    assert len(answered) == 2 * len(walk.expected.responses) - 2 * sum(not one.recorded for one in walk.plan.interactions if one.id in walk.expected.responses)


def offline_across_a_reload(learner: Learner) -> None:
    assert isinstance(learner, RecordStoreLearner)
    walk = begin(learner)
    await_saved(learner)
    learner.cut_off()
    submit(walk)
    see(learner, OFFLINE)
    learner.kill()
    learner.heal()
    finish(learner, walk)


def offline_when_leaving(learner: Learner) -> None:
    assert isinstance(learner, RecordStoreLearner)
    walk = begin(learner)
    await_saved(learner)
    learner.lrs.inject(lose_request(), path="statements", times=-1)
    submit(walk)
    surface = learner.player.surface
    surface.get_by_role("button", name="Save and exit").first.click()
    if isinstance(learner, Cmi5Learner):
        # No later launch may send what this one has: nobody is let go before it has arrived.
        see(learner, "Your last answers are not saved")
        learner.heal()
        surface.get_by_role("button", name="Try again").locator("visible=true").click()
        see(learner, "Your answers are saved")
    else:
        see(learner, "Your answers are kept on this device")
        learner.heal()
    finish(learner, walk)
