"""Windows that go away: killed, closed, reloaded, kept by the browser, opened twice."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.faults.learner_steps import assert_back, await_saved, begin, finish, retry_and_pass, submit
from tests.browser.faults.learners import Learner


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
