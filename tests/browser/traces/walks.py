"""Four whole walks through a course, and one through a course whose sessions are units."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from builder.tracking.plan import PlannedCheck, PlannedInteraction, TrackingPlan
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.walk import Look, Walk
from tests.browser.traces.trace import TimedPlayer, Trace

MIDDLE: Final = "what-you-think"
"""The page on which a learner stops: half of the questions are answered, none is marked."""


class WrongThenRight(Walk):
    """Answers everything wrong, and right when it may be tried again."""

    def __init__(self, player: Player, plan: TrackingPlan, *, look: Look) -> None:
        super().__init__(player, plan, respond=respond_wrong, look=look)

    def practise(self, parts: list[PlannedInteraction]) -> None:
        super().practise(parts)
        again = self.player.block(parts[0].block).get_by_role("button", name="Try again").locator("visible=true")
        if again.count():
            self.player.use(again)
            self.respond = respond_right
            super().practise(parts)
            self.respond = respond_wrong

    def submit(self, check: PlannedCheck) -> None:
        super().submit(check)
        if self.respond is respond_wrong:
            self.respond = respond_right
            self.try_again(check)
            self.respond = respond_wrong


def walk_right(trace: Trace, plan: TrackingPlan) -> None:
    """Everything right, in one launch."""
    Walk(trace.open("launch"), plan, look=trace.note).go()
    trace.exit()


def walk_wrong_then_right(trace: Trace, plan: TrackingPlan) -> None:
    """Everything wrong, then tried again, in one launch."""
    WrongThenRight(trace.open("launch"), plan, look=trace.note).go()
    trace.exit()


def walk_left_and_resumed(trace: Trace, plan: TrackingPlan) -> None:
    """Save and exit in the middle, the rest in a second launch."""
    Walk(trace.open("launch"), plan, look=trace.note).go(until=MIDDLE)
    trace.exit()
    trace.close()
    Walk(trace.open("second launch"), plan, look=trace.note).go()
    trace.exit()


def walk_interrupted(trace: Trace, plan: TrackingPlan) -> None:
    """The window is closed in the middle; later it is reloaded before a check is submitted. Both times the last answer is not saved yet."""
    final = next(check for check in plan.checks if check.final)
    player = trace.open("launch")
    Walk(player, plan, look=trace.note).go(until=MIDDLE)
    answer_in_a_hurry(player, next(one for one in plan.interactions if one.page == MIDDLE))
    trace.close()
    player = trace.open("second launch")
    Walk(player, plan, respond=respond_wrong, look=trace.note).go(until=final.page)
    first, second = (one for one in plan.interactions if one.id in final.interactions[:2])
    player.answer(first.id, first.definition, respond_right(first))
    trace.note("answer the first question of the final check")
    answer_in_a_hurry(player, second)
    Walk(trace.reload("reload"), plan, look=trace.note).go()
    trace.exit()


def answer_in_a_hurry(player: TimedPlayer, interaction: PlannedInteraction) -> None:
    """Answer, and leave no time for the answer to be saved."""
    player.hurried = True
    player.answer(interaction.id, interaction.definition, respond_right(interaction))


WALKS: Final[dict[str, Callable[[Trace, TrackingPlan], None]]] = {
    "right": walk_right,
    "wrong-then-right": walk_wrong_then_right,
    "left-and-resumed": walk_left_and_resumed,
    "interrupted": walk_interrupted,
}
