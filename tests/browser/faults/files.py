"""Files of the package that do not arrive."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.faults.learner_steps import NOT_ARRIVED, await_saved, finish, see, submit
from tests.browser.faults.learners import Learner
from tests.browser.harness.responses import respond_wrong
from tests.browser.harness.server import Fault
from tests.browser.harness.walk import Walk


def answer_file_with_login_page(learner: Learner) -> None:
    break_file(learner, Fault.LOGIN_PAGE)


def deny_file(learner: Learner) -> None:
    break_file(learner, Fault.DENIED)


def truncate_file(learner: Learner) -> None:
    break_file(learner, Fault.CUT_SHORT)


def break_file(learner: Learner, fault: Fault) -> None:
    """The second session does not arrive; after signing in again it does, in the same window, and nothing is lost."""
    learner.mount.break_path("sessions/two.js", fault)
    player = learner.open()
    walk = Walk(player, learner.built.plan, respond=respond_wrong)
    walk.go(until="left-out")
    player.next_page()
    player.next_page()
    see(learner, NOT_ARRIVED)
    learner.mount.mend()
    player.use(player.surface.get_by_role("button", name="Try again").locator("visible=true"))
    expect(player.surface.get_by_role("heading", name="Before the check")).to_be_visible()
    walk.go(until="the-check")
    submit(walk)
    await_saved(learner)
    learner.close()
    finish(learner, walk)
