"""The window is gone after the n-th call, for every n."""

from __future__ import annotations

from tests.browser.faults.learner_steps import submit
from tests.browser.faults.learners import Cmi5Learner, Learner, RecordStoreLearner, ScormLearner, read_shown_answers
from tests.browser.faults.platforms import ONLY_SO_MANY, wrap_api
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.walk import Walk
from tests.lrs_server import lose_request


def go_to_check(learner: Learner) -> None:
    """Turn the pages from wherever the learner is, and from the first again if some were missed."""
    player = learner.player
    if player.page_id() == "the-check" and not player.says("This check opens later"):
        return
    if player.page_id() != "blocks":
        player.open_contents()
        player.turn(player.surface.get_by_role("link", name="Blocks"))
    while player.page_id() != "the-check":
        player.next_page()


def kill_after_call(learner: Learner, number: int) -> int:
    """The window is gone after this many calls of the platform: the learner goes on from the last save, and the record comes right.

    Returns:
        How many answers the platform had accepted before.

    """
    if isinstance(learner, ScormLearner):
        wrap_api(learner, ONLY_SO_MANY % number)
    else:
        assert isinstance(learner, RecordStoreLearner)
        # The platform's own two writes of a cmi5 launch are none of the course's.
        learner.lrs.inject(lose_request(), times=-1, after=number + 2 * isinstance(learner, Cmi5Learner))
    walk = Walk(learner.open(), learner.built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    submit(walk)
    learner.settle()
    learner.kill()
    learner.heal()
    accepted = learner.list_accepted(walk.expected)
    # A new profile: the wrapper is gone, and with it what this device kept.
    learner.launcher.new_context() if isinstance(learner, ScormLearner) else None
    learner.open()
    status = learner.status()
    assert status in ("incomplete", "not attempted"), status
    kept = read_shown_answers(learner.player, walk.expected) if learner.player.page_id() == "the-check" else {}
    assert all(answer in (None, walk.expected.responses[one]) for one, answer in kept.items()), "no answer becomes another"
    assert {one: kept.get(one) for one in accepted} == {one: walk.expected.responses[one] for one in accepted}, "what was accepted is there"
    again = Walk(learner.player, learner.built.plan, respond=respond_right)
    go_to_check(learner)
    check = learner.built.plan.checks[0]
    tried = learner.player.surface.get_by_role("button", name="Try again").locator("visible=true").count()
    (again.try_again if tried else again.submit)(check)
    learner.player.save_and_exit()
    learner.assert_answers(again.expected)
    assert learner.status() == "passed"
    return len(accepted)
