"""What was kept is damaged, cut short, newer, or of another version of the course."""

from __future__ import annotations

from typing import Final

from tests.browser.faults.learner_steps import await_saved, begin, finish, see, submit
from tests.browser.faults.learners import Learner, ScormLearner, read_shown_answers
from tests.browser.harness.build import Built
from tests.browser.harness.responses import ExpectedRecord
from tests.browser.harness.walk import Walk

ANSWERS: Final = 4
"""Number of the section of answers in the packed state (tracking contract 3); drafts stand behind it, and there may be none."""
KEY_LENGTH: Final = 3


def leave_changed_state(learner: Learner, change: str) -> Walk:
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.close()
    learner.change_state(lambda state: _apply_change(state, change))
    return walk


def _apply_change(state: str, change: str) -> str:
    match change:
        case "damaged":
            sections = state.split("~")
            assert sections[ANSWERS], "an answer is there to be damaged"
            at = len("~".join(sections[:ANSWERS]) + "~") + KEY_LENGTH
            return state[:at] + "!!" + state[at + 2 :]
        case "cut":
            return state[: len(state) - 6]
        case _:
            return f"9{state[1:]}"


def damage_state(learner: Learner) -> None:
    """What can still be read is kept; the course opens, and can be passed."""
    reopen_with_damaged_state(learner, "damaged")


def truncate_state(learner: Learner) -> None:
    reopen_with_damaged_state(learner, "cut")


def reopen_with_damaged_state(learner: Learner, change: str) -> None:
    walk = leave_changed_state(learner, change)
    learner.open()
    see(learner, "Some of your saved answers could not be read.")
    assert learner.player.page_id() == "the-check"
    seen = read_shown_answers(learner.player, walk.expected)
    lost = {one for one, answer in seen.items() if answer != walk.expected.responses[one]}
    # Answers stand in the order of first sight: the first is practice, the last is what a cut end takes.
    assert lost <= ({list(seen)[-1]} if change == "cut" else set()), "only what was hit is gone, and no answer becomes another"


def open_newer_state(learner: Learner) -> None:
    """What a newer version wrote is left alone, and the learner is told."""
    held: list[str] = []
    walk = leave_changed_state(learner, "newer")
    learner.open()
    see(learner, "Your answers were saved by a newer version of this course.")
    Walk(learner.player, learner.built.plan).go(until=learner.player.page_id())
    learner.player.next_page()
    learner.player.save_and_exit()

    def look(state: str) -> str:
        held.append(state)
        return state

    learner.change_state(look)
    assert held
    assert all(state.startswith("9") for state in held)
    assert walk.expected.responses


def open_newer_course(learner: Learner, newer: Built) -> None:
    """Questions added, removed and put in another order: every answer that still has its question is there."""
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.close()
    learner.take(newer)
    learner.open()
    assert learner.player.page_id() == "the-check"
    expected = ExpectedRecord(newer.plan, {one: response for one, response in walk.expected.responses.items() if one in {each.id for each in newer.plan.interactions}})
    kept = read_shown_answers(learner.player, expected)
    assert kept
    assert kept == {one: expected.responses[one] for one in kept}


def wrap_state(learner: Learner) -> None:
    """The platform hands back more than it was given."""
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.close()
    learner.change_state(lambda state: f'\ufeff"{state}"\r\n')
    finish(learner, walk)


def find_text_of_a_stranger(learner: Learner) -> None:
    """A first launch hands over a text that nobody of ours wrote."""
    assert isinstance(learner, ScormLearner)
    learner.platform.values["cmi.suspend_data"] = "null"
    walk = begin(learner)
    assert not learner.player.says("could not be read")
    submit(walk)
    await_saved(learner)
    learner.close()
    finish(learner, walk)
