"""Every kind of question, and the frames of checks, in every state: by ear, by keyboard, narrow, without colours, without motion, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, expect

from builder.tracking.plan import PlannedInteraction
from tests.browser.harness.accessibility import assert_accessible
from tests.browser.harness.build import Built
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Hands, Player
from tests.browser.harness.walk import Walk
from tests.browser.states.judge import Judge
from tests.browser.states.walk import (
    HOLDS_FOCUS,
    MIX,
    STOPS,
    Card,
    Frame,
    go_to,
    walk_check,
    walk_half_right,
    walk_judged,
    walk_scenario,
    walk_sent,
    walk_unsent,
)
from tests.oracles.expectation import assert_expected
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

GOLDEN: Final = Path(__file__).resolve().parents[1] / "golden" / "states"
POLICY: Final = "default-src 'self'; connect-src 'self'"

StateWalk = Callable[[Card], Iterator[str]]

KINDS: Final[dict[str, tuple[tuple[str, StateWalk], ...]]] = {
    "choose-one": (("try-one", walk_judged),),
    "choose-several": (("try-several", walk_judged), ("try-several", walk_half_right)),
    "match": (("try-match", walk_judged),),
    "fill-gaps": (("try-gaps", walk_judged),),
    "true-or-false": (("try-truth", walk_judged),),
    "put-in-order": (("try-order", walk_judged),),
    "sort": (("try-sort", walk_judged),),
    "choose-gaps": (("try-words", walk_judged),),
    "number": (("try-number", walk_judged),),
    "picture-spots": (("try-spots", walk_judged),),
    "rating": (("how-far", walk_sent), ("how-sure", walk_unsent)),
    "poll": (("which-appeal", walk_sent), ("one-of-two", walk_unsent)),
    "checklist": (("what-helps", walk_sent), ("my-list", walk_unsent)),
    "reflection": (("own-words", walk_sent), ("my-notes", walk_unsent)),
    "scenario": (("talked-over", walk_scenario), ("on-the-phone", walk_scenario)),
}
"""Kind -> the questions of the course that show it, and the way through their states."""
WHOLE_PAGE: Final = "choose-one"
"""The kind whose whole page is judged in `make test` too."""
FIRST: Final = "unanswered"
RICH: Final = ("wrong again, what is right shows", "the story has ended", "sent", "answered")
"""States with most to see: one of each question."""
COLOURED: Final = (*RICH, "missing answer told")
"""States that are looked at in all colours."""


def open_course(launcher: Launcher, built: Built, page_id: str) -> Player:
    """A learner of its own at a page, who from now on uses the keyboard alone."""
    launcher.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce").add_init_script(MIX)
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    player = Player.of_page(page).await_open()
    if player.page_id() != page_id:
        go_to(player, built.plan, page_id)
    player.hands = Hands.KEYBOARD
    return player


def parts_of(built: Built, block: str) -> list[PlannedInteraction]:
    return [one for one in built.plan.interactions if one.block == block]


def assert_no_trap(player: Player, root: Locator) -> None:
    """Tab leaves the card at its end, and Shift and Tab at its beginning."""
    stops = root.locator("input, select, textarea, button, summary").locator("visible=true")
    for key in ("Tab", "Shift+Tab") if stops.count() else ():  # lines that are in order are moved no more
        stops.first.focus()
        for _ in range(STOPS):
            player.window.keyboard.press(key)
            if not root.evaluate(HOLDS_FOCUS):
                break
        else:
            raise AssertionError(f"{key} never leaves the card")


@pytest.mark.parametrize("looked_at", only_quick(["first and richest state", "every state"], "first and richest state"))
@pytest.mark.parametrize("kind", KINDS)
def test_every_state_of_a_kind(launcher: Launcher, every_interaction: Built, kind: str, looked_at: str) -> None:
    """All states are heard; how they look is judged in the first and in the one with most to see, and in all of them by `make test-full`.

    What a second question of a kind looks like before it is answered, the first has shown. The page around a question is the same for all kinds, so that
    `make test` has axe judge it whole for the first kind, and for the others the question alone. What axe says of
    a learner's own colours is left to `make test-full`: the judge of forced colours looks at each of these states. That an answer is missing
    is looked at in the frame of the bank below, and in test_kinds_in_player.py.
    """
    heard: list[str] = []
    every = looked_at == "every state"
    for place, (block, state_walk) in enumerate(KINDS[kind]):
        parts = parts_of(every_interaction, block)
        assert {one.kind for one in parts} == {kind}
        player = open_course(launcher, every_interaction, parts[0].page)
        card, judge = Card(player, parts, every_interaction.plan), Judge(player.window, f"{kind}: {block}")
        if every or (kind == WHOLE_PAGE and not place):
            assert_accessible(player.window, f"{kind}, the whole page")
        coloured = False
        for state in state_walk(card):
            judge.hear(card.root, state)
            judge.green(card.root, state)
            if every or state in RICH or (state == FIRST and not place):
                judge.look(card.root, state)
            if every and state in COLOURED:
                judge.every_colour(card.root, state)
                judge.motion(card.root, state)
            elif state in RICH and not coloured:
                judge.dark(card.root, state)
                judge.motion(card.root, state)
                coloured = True
        assert_no_trap(player, card.root)
        heard.append(judge.text())
        launcher.monitor.assert_clean()
    assert_expected(GOLDEN / f"{kind}.txt", "\n".join(heard))


def look_at_check(judge: Judge, frame: Frame, state: str) -> None:
    judge.hear(frame.root, state)
    judge.green(frame.root, state)
    judge.look(frame.root, state)
    assert_accessible(judge.page, f"{judge.kind}, {state}")


@pytest.mark.parametrize("check", ["bank", pytest.param("final", marks=pytest.mark.slow)])
def test_every_state_of_a_check(launcher: Launcher, every_interaction: Built, check: str) -> None:
    plan = every_interaction.plan
    planned = next(one for one in plan.checks if one.id == check)
    player = open_course(launcher, every_interaction, planned.page)
    frame, judge = Frame(player, planned, plan), Judge(player.window, f"check: {check}")
    if planned.final:
        look_at_check(judge, frame, "closed until the pages before it are done")
        player.hands = Hands.SCRIPT
        go_to(player, plan, plan.sessions()[0].pages[0].id)
        Walk(player, plan).go(until=planned.page)
        player.hands = Hands.KEYBOARD
    for state in walk_check(frame):
        look_at_check(judge, frame, state)
    judge.every_colour(frame.root, "over")
    judge.motion(frame.root, "over")
    expect(frame.root.get_by_role("button", name="Try again").locator("visible=true")).to_have_count(0)
    launcher.monitor.assert_clean()
    assert_expected(GOLDEN / f"check-{check}.txt", judge.text())
