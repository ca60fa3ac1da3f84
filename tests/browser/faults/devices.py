"""The learner's device: a browser that keeps nothing, a clock that jumps, another learner at the same machine."""

from __future__ import annotations

from typing import Final

from tests.browser.faults.learner_steps import NOT_SAVED, SAVED, await_saved, begin, finish, retry_and_pass, see, submit
from tests.browser.faults.learners import Learner, RecordStoreLearner, ScormLearner, WebLearner, read_shown_answers
from tests.browser.harness.judges import judge_time_stamps
from tests.browser.harness.responses import respond_right
from tests.browser.harness.walk import Walk

BLOCK: Final = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, {configurable: true, get: () => { throw new DOMException("denied", "SecurityError"); }});
}
"""


def block_device_storage(learner: Learner) -> None:
    """The browser lets no page keep anything: what the platform took is there all the same."""
    learner.launcher.context.add_init_script(BLOCK)
    walk = begin(learner)
    submit(walk)
    if isinstance(learner, WebLearner):
        see(learner, "This browser does not let us keep answers on this device.")
        return
    await_saved(learner)
    learner.settle()
    learner.kill()
    finish(learner, walk)


CLOCK: Final = """
(() => {
  const Real = Date;
  window.jumped = 0;
  window.Date = class extends Real {
    constructor(...args) { if (args.length) super(...args); else super(Real.now() + window.jumped); }
    static now() { return Real.now() + window.jumped; }
  };
})();
"""


def change_clock(learner: Learner) -> None:
    """The clock goes a day ahead, then two days back; spans and stamps stay possible and in order."""
    learner.launcher.context.add_init_script(CLOCK)
    walk = begin(learner)
    learner.player.surface.evaluate("() => { window.jumped += 86400000; }")
    submit(walk)
    learner.player.surface.evaluate("() => { window.jumped -= 2 * 86400000; }")
    retry_and_pass(learner, walk)
    if isinstance(learner, RecordStoreLearner):
        assert list(judge_time_stamps(learner.list_own_statements())) == []
        assert learner.lrs.list_advice() == []
    if isinstance(learner, ScormLearner):
        assert not [call for call in learner.platform.calls() if call.refused and call.name.endswith("SetValue")]


def open_as_another_learner(learner: Learner) -> None:
    """B uses the machine after A, whose window was killed with answers waiting on the device: B finds nothing of A's, and A finds all of it."""
    walk = begin(learner)
    await_saved(learner)
    if isinstance(learner, RecordStoreLearner):
        learner.cut_off()
    submit(walk)
    see(learner, NOT_SAVED if isinstance(learner, RecordStoreLearner) else SAVED)
    learner.settle()
    learner.kill()
    learner.heal()
    other = learner.other_learner()
    player = other.open()
    assert player.page_id() == "blocks"
    theirs = Walk(player, other.built.plan, respond=respond_right)
    theirs.go(until="the-check")
    assert set(read_shown_answers(player, walk.expected).values()) == {None}, "an answer of another learner"
    player.save_and_exit()
    if isinstance(learner, RecordStoreLearner):
        assert isinstance(other, RecordStoreLearner)
        assert not [one for one in other.list_own_statements() if "response" in one.get("result", {})], "sent for another learner"
    if not isinstance(learner, WebLearner):
        finish(learner, walk)
