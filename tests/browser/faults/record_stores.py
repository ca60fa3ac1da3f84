"""Record stores that fail, refuse, are silent, or cannot be reached."""

from __future__ import annotations

import json
import re
from typing import Final

from tests.browser.faults.learner_steps import OFFLINE, WAITING, await_saved, begin, finish, retry_and_pass, see, submit
from tests.browser.faults.learners import STATE, Cmi5Learner, Learner, RecordStoreLearner
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.walk import Walk
from tests.browser.harness.xapi import rest_until_sent_again
from tests.lrs_gate import Exchange
from tests.lrs_server import answer_late, answer_status, lose_request, lose_response, stay_silent, time_out_after_storing

SIGN_IN_PAGE: Final = "Another web page answers in place of your learning platform."


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
    learner.player.use(learner.player.exit_button())
    if isinstance(learner, Cmi5Learner):
        # No later launch may send what this one has: nobody is let go before it has arrived.
        see(learner, "Your last answers are not saved")
        learner.heal()
        learner.player.use(surface.get_by_role("button", name="Try again").locator("visible=true"))
        see(learner, "Your answers are saved")
    else:
        see(learner, "Your answers are kept on this device")
        learner.heal()
    finish(learner, walk)


def store_says_nothing_yet(learner: Learner) -> None:
    """A document that is not there is 204 at this store, not 404."""
    assert isinstance(learner, RecordStoreLearner)
    learner.lrs.inject(answer_status(204), method="GET", path="activities/state", after=1 if isinstance(learner, Cmi5Learner) else 0)
    walk = begin(learner)
    submit(walk)
    see(learner, re.compile("^Saved at"))
    asked = [exchange for exchange in learner.lrs.list_exchanges(path="activities/state") if exchange.method != "OPTIONS"]
    nothing = next(at for at, exchange in enumerate(asked) if exchange.status == 204 and exchange.method == "GET")
    assert asked[nothing + 1].method != "GET", "204 is an answer; the store is not asked again"
    learner.assert_answers(walk.expected)
    learner.close()
    finish(learner, walk)


def store_answers_late(learner: Learner) -> None:
    """Each answer is kept back; “Save and exit” is used during a save, and a second time during the exit."""
    assert isinstance(learner, RecordStoreLearner)
    lrs, walk = learner.lrs, begin(learner)
    # A unit of one page has had nothing to save yet.
    if sum(len(session.pages) for session in walk.plan.sessions()) > 1:
        await_saved(learner)
    learner.settle()
    begun = len(lrs.list_exchanges())
    lrs.inject(answer_late(), times=-1)
    submit(walk)
    lrs.wait_for(lambda: lrs.count_waiting() > 0, "a save")
    learner.player.exit_button().evaluate("(button) => { button.click(); button.click(); }")

    def list_writes() -> list[Exchange]:
        return [exchange for exchange in lrs.list_exchanges()[begun:] if exchange.method in ("PUT", "POST")]

    def has_ended() -> bool:
        return any(b"/terminated" in exchange.body and exchange.status for exchange in list_writes())

    while not has_ended():
        lrs.wait_for(lambda: lrs.count_waiting() > 0 or has_ended(), "the end of the visit")
        unanswered = [f"{exchange.method} {exchange.path}" for exchange in list_writes() if not exchange.status]
        assert len(unanswered) <= 1, f"writes at one time: {unanswered}"
        lrs.release()
    see(learner, "Your answers are saved")
    lrs.heal()
    learner.settle()
    lrs.release()
    assert b"/terminated" in lrs.list_exchanges()[-1].body, "nothing follows the end of the visit"
    assert not [exchange for exchange in list_writes() if exchange.status in (409, 412)], "nobody else has written"
    finish(learner, walk)


def die_during_a_save(learner: Learner) -> None:
    """The store keeps its answer to the turn of a page back; the check is submitted meanwhile, and the window's process dies."""
    assert isinstance(learner, RecordStoreLearner)
    walk = Walk(learner.open(), learner.built.plan, respond=respond_wrong)
    pages = [page.id for session in walk.plan.sessions() for page in session.pages]
    walk.go(until=pages[pages.index("the-check") - 1])
    learner.settle()
    learner.lrs.inject(answer_late(), times=-1)
    walk.go(until="the-check")
    learner.lrs.wait_for(lambda: learner.lrs.count_waiting() > 0, "a save")
    submit(walk)
    learner.kill()
    learner.lrs.heal()
    learner.lrs.release()
    finish(learner, walk)


def gateway_gives_up(learner: Learner) -> None:
    """The store has taken the outcome, and a gateway says 504: each outcome stands once, and alone in its request."""
    assert isinstance(learner, RecordStoreLearner)
    lrs, launcher = learner.lrs, learner.launcher
    launcher.context.clock.install()
    walk = begin(learner)
    submit(walk)
    learner.assert_answers(walk.expected)
    learner.settle()
    begun = len(lrs.list_exchanges())
    lrs.inject(time_out_after_storing(), method="POST", path="statements", times=2)
    again = Walk(learner.player, learner.built.plan, respond=respond_right)
    again.expected = walk.expected
    again.try_again(learner.built.plan.checks[0])
    rest_until_sent_again(launcher, learner.page, lrs, 2)
    learner.assert_answers(again.expected)
    learner.settle()
    learner.player.save_and_exit()
    bodies = [json.loads(exchange.body) for exchange in lrs.list_exchanges("POST", "statements")[:] if exchange in lrs.list_exchanges()[begun:]]
    told = [[str(statement["verb"]["id"]).rsplit("/", 1)[-1] for statement in body if statement["object"]["id"] == learner.activity] for body in bodies]
    assert told[:2] == [["passed"], ["passed"]], f"after a time-out the outcome is sent again, alone: {told}"
    assert all(len(body) == 1 for body, verbs in zip(bodies, told, strict=True) if {"passed", "completed"} & set(verbs)), f"outcomes go alone: {told}"
    outcomes = [verb for statement in learner.list_own_statements() if statement["object"]["id"] == learner.activity for verb in [str(statement["verb"]["id"]).rsplit("/", 1)[-1]]]
    assert [outcomes.count(verb) for verb in ("passed", "completed")] == [1, 1]


def sign_in_page_answers(learner: Learner) -> None:
    """A page to sign in comes with 200 in place of the store, to what is asked and to what is sent."""
    assert isinstance(learner, RecordStoreLearner)
    learner.launcher.context.clock.install()
    walk = begin(learner)
    await_saved(learner)
    learner.settle()
    learner.lrs.inject(answer_status(200, content="<!DOCTYPE html><title>Sign in</title>"), times=-1)
    submit(walk)
    see(learner, re.compile(f"^{re.escape(SIGN_IN_PAGE)}"))
    see(learner, OFFLINE)
    learner.heal()
    rest_until_sent_again(learner.launcher, learner.page, learner.lrs, 1)
    learner.assert_answers(walk.expected)
    learner.close()
    finish(learner, walk)


def store_wraps_documents(learner: Learner) -> None:
    """What the store gives back of the state is a text in quotes."""
    assert isinstance(learner, RecordStoreLearner)
    walk = begin(learner)
    submit(walk)
    see(learner, re.compile("^Saved at"))
    # That may be of the page before: the answers are safe when all requests were answered.
    learner.settle()
    learner.close()
    content = learner.lrs.read_state(learner.activity, learner.actor, STATE, learner.registration)
    assert content is not None
    learner.put_state(json.dumps(content.decode()).encode())
    finish(learner, walk)


def gateway_marks_etags(learner: Learner) -> None:
    """A gateway that compresses makes the ETag weak and writes how it compressed."""
    assert isinstance(learner, RecordStoreLearner)
    learner.lrs.mark_etags(lambda etag: f'W/{etag[:-1]}-gzip"')
    walk = begin(learner)
    submit(walk)
    see(learner, re.compile("^Saved at"))
    # That may be of the page before: the answers are safe when all requests were answered.
    learner.settle()
    learner.close()
    finish(learner, walk)
