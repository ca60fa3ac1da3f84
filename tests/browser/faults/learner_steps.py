"""What a learner does and sees in every fault: go to the check, submit, come back, pass.

The functions of the modules beside this one each do one thing to a learner, and then ask whether what could be kept was kept. They fail by an
assertion. The promise behind all of them (tracking contract 4): kept if the platform ever accepted a write, or the device's store survived and
the same learner came back to the same registration.
"""

from __future__ import annotations

import re
from typing import Final

from playwright.sync_api import expect

from tests.browser.faults.learners import Learner, RecordStoreLearner, WebLearner, read_shown_answers
from tests.browser.harness.responses import ExpectedRecord, respond_right, respond_wrong
from tests.browser.harness.walk import Walk

SAVED: Final = re.compile("^Saved (at|on this device)")
WAITING: Final = re.compile("^Saved on this device at .* We will send it when we can")
OFFLINE: Final = re.compile("^Not saved yet. We keep trying.")
NOT_SAVED: Final = "Not saved yet. We keep trying."
UNTRACKED: Final = "Your answers are not being recorded."
ENDED: Final = "Leave this activity and open it again; then this part is recorded."
WAY_GONE: Final = "The window that opened this course was closed, or shows something else now."
NOT_ARRIVED: Final = re.compile("The page (did not|still does not) arrive. Your answers are safe.")
SIGNED_OUT: Final = "The learning platform has signed you out. Your answers are kept here."


def begin(learner: Learner) -> Walk:
    """Open the course and go as far as the final check."""
    walk = Walk(learner.open(), learner.built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    return walk


def submit(walk: Walk) -> None:
    """Answer the final check, wrongly."""
    walk.submit(walk.plan.checks[0])


def await_saved(learner: Learner) -> None:
    expect(learner.page.locator(":root") if isinstance(learner, WebLearner | RecordStoreLearner) else learner.player.surface.locator(":root")).to_contain_text(re.compile("Saved (at|on this device)"))


def see(learner: Learner, text: str | re.Pattern[str]) -> None:
    """The learner reads it."""
    expect(learner.player.surface.get_by_text(text).locator("visible=true").first).to_be_visible()


def hear(learner: Learner, text: str) -> None:
    """A screen reader says it."""
    expect(learner.player.surface.get_by_role("status").filter(has_text=text)).to_have_count(1)


def assert_back(learner: Learner, expected: ExpectedRecord) -> None:
    """The learner is where they were, and finds every answer."""
    assert learner.player.page_id() == "the-check"
    assert read_shown_answers(learner.player, expected) == {one: expected.responses[one] for one in read_shown_answers(learner.player, expected)}


def retry_and_pass(learner: Learner, walk: Walk) -> None:
    """The learner tries again, passes and leaves; the record is what follows from that."""
    again = Walk(learner.player, learner.built.plan, respond=respond_right)
    again.expected = walk.expected
    again.try_again(learner.built.plan.checks[0])
    learner.player.save_and_exit()
    learner.assert_answers(again.expected)
    assert learner.status() in ("passed", "")


def finish(learner: Learner, walk: Walk) -> None:
    """Come back, find everything, pass."""
    learner.open()
    assert_back(learner, walk.expected)
    retry_and_pass(learner, walk)
