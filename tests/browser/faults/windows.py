"""Windows that go away: killed, closed, reloaded, kept by the browser, opened twice."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.faults.learner_steps import ENDED, NOT_SAVED, WAY_GONE, assert_back, await_saved, begin, finish, retry_and_pass, see, submit
from tests.browser.faults.learners import Learner, ScormLearner
from tests.browser.harness.launcher import ApiPlacement, Visit


def kill_after_a_save(learner: Learner) -> None:
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.settle()
    learner.kill()
    finish(learner, walk)


def close_at_once(learner: Learner) -> None:
    walk = begin(learner)
    submit(walk)
    learner.close()
    finish(learner, walk)


def reload_at_once(learner: Learner) -> None:
    walk = begin(learner)
    submit(walk)
    learner.reload()
    assert_back(learner, walk.expected)
    retry_and_pass(learner, walk)


def restore_from_page_cache(learner: Learner) -> None:
    """A page that the browser keeps is told so, twice."""
    walk = begin(learner)
    submit(walk)
    for event in ("pagehide", "pageshow", "pagehide", "pageshow"):
        learner.player.surface.evaluate("event => window.dispatchEvent(new PageTransitionEvent(event, {persisted: true}))", event)
    await_saved(learner)
    retry_and_pass(learner, walk)


def open_two_windows(learner: Learner) -> None:
    """One window reads the first session, the other one waits on the first page; what both did is there afterwards."""
    first = begin(learner)
    first_page = learner.page
    learner.open()
    expect(learner.player.surface.get_by_role("heading", level=1)).to_have_count(1)
    second = learner.page
    learner.page = first_page
    submit(first)
    second.close()
    learner.close()
    finish(learner, first)


def reload_popup(learner: Learner) -> None:
    """F5 in a popup: the page that goes ends the visit, and the API of the opener takes no second one."""
    assert isinstance(learner, ScormLearner)
    learner.placement = ApiPlacement.POPUP
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.page.reload()
    learner.player.await_open()
    see(learner, ENDED)
    learner.page.close()
    learner.placement = ApiPlacement.FRAME
    finish(learner, walk)


def _lose_opener(learner: Learner, lose: Callable[[Visit], object]) -> None:
    """What the platform took before is there; nothing after it is called saved, though the API that stayed behind says yes."""
    assert isinstance(learner, ScormLearner)
    learner.placement = ApiPlacement.POPUP
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    lose(learner.visit)
    walk.try_again(learner.built.plan.checks[0])
    see(learner, NOT_SAVED)
    see(learner, WAY_GONE)
    learner.page.close()
    learner.placement = ApiPlacement.FRAME
    learner.open()
    assert learner.player.page_id() == "the-check"
    retry_and_pass(learner, walk)


def close_opener(learner: Learner) -> None:
    _lose_opener(learner, lambda visit: visit.page.close())


def reload_opener(learner: Learner) -> None:
    _lose_opener(learner, lambda visit: visit.page.reload())


def lead_opener_elsewhere(learner: Learner) -> None:
    _lose_opener(learner, lambda visit: visit.page.goto(visit.page.url.split("/lms/")[0] + "/lms/portal.html"))

