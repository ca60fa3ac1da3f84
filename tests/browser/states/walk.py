"""Brings a question, or the frame of a check, through all states that a learner can meet, with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Locator, Page, expect

from builder.course.cmi import Choice, Definition, Matching, Response, Sequence, Texts
from builder.tracking.plan import PlannedCheck, PlannedInteraction, TrackingPlan
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_right, respond_wrong

MIX: Final = """
const real = crypto.getRandomValues.bind(crypto);
crypto.getRandomValues = (bytes) => real(bytes).fill(0x5a, 0, 2);
"""
"""Every learner gets the same order and the same questions of a bank, so that what is read can be kept in a file. Windows stay distinct."""
STOPS: Final = 60
"""More stops for Tab than any card has."""

HOLDS_FOCUS: Final = "card => card.contains(document.activeElement)"


@dataclass
class Card:
    """One question on the page, worked by keyboard."""

    player: Player
    parts: list[PlannedInteraction]
    plan: TrackingPlan

    @property
    def page(self) -> Page:
        return self.player.window

    @property
    def root(self) -> Locator:
        return self.player.block(self.parts[0].block)

    def answer(self, response: Response | None = None, *, wrong: bool = False) -> None:
        for one in self.parts:
            self.player.answer(one.id, one.definition, response or (respond_wrong if wrong else respond_right)(one))

    def press(self, name: str) -> None:
        self.player.use(self.root.get_by_role("button", name=name, exact=True).locator("visible=true"))

    def submit(self) -> None:
        self.player.submit(self.root)

    def hear_result(self) -> None:
        """The focus goes to the result, so that it is read out."""
        expect(self.root.locator("[data-verdict]")).to_be_focused()

    def come_back(self) -> None:
        """Leave the page and come back, then load the whole course anew."""
        self.player.next_page()
        self.player.back()
        expect(self.root).to_be_visible()

    def load_anew(self) -> None:
        self.page.reload()
        self.player.await_open()
        expect(self.root).to_be_visible()


def go_to(player: Player, plan: TrackingPlan, page: str) -> None:
    """Follow the list of contents to a page."""
    title = next(one.title for session in plan.sessions() for one in session.pages if one.id == page)
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name=title, exact=True))


def answer_in_part(one: Definition) -> Response | None:
    """The first of several fields alone; None where there is but one."""
    match one.correct[0]:
        case Matching(((_, _), _, *_) as pairs):
            return Matching(pairs[:1])
        case Texts((first, _, *others)):
            return Texts((first, "", *("" for _ in others)))
        case _:
            return None


def half_right(one: Definition) -> Response | None:
    """Some of it right, some not; None where `respond_wrong` is so already, or where an answer has no parts."""
    match one.correct[0]:
        case Choice((first, _, *_)):
            return Choice((first,))
        case Texts((first, _, *others)):
            return Texts((first, "xyzzy", *("xyzzy" for _ in others)))
        case Sequence((first, second, third, *others)):
            return Sequence((first, third, second, *others))
        case _:
            return None


# -------------------------------------------------------------------- one question


def walk_judged(card: Card) -> Iterator[str]:
    """A practice question with right answers."""
    definition = card.parts[0].definition
    yield "unanswered"
    yield from _submit_too_early(card)
    part = answer_in_part(definition)
    if part:
        card.answer(part)
        card.submit()
        assert card.root.evaluate(HOLDS_FOCUS)
        yield "a part of the answer is missing"
    card.answer(wrong=True)
    yield "answered, not yet checked"
    yield from _submit(card, "wrong, first try")
    yield from _try_again(card)
    card.answer(wrong=True)
    yield from _submit(card, "wrong again, what is right shows")
    half = half_right(definition)
    if half:
        _again(card)
        card.answer(half)
        yield from _submit(card, "partly right, what is right shows")
    card.come_back()
    yield "come back to from another page"
    _again(card)
    card.answer()
    yield from _submit(card, "right")
    card.load_anew()
    yield "loaded anew"


def walk_half_right(card: Card) -> Iterator[str]:
    """Partly right at the first try: what was missed stays to be found."""
    card.answer(half_right(card.parts[0].definition))
    yield from _submit(card, "partly right, first try")


def walk_sent(card: Card) -> Iterator[str]:
    """A question without a right answer whose answers go to the platform."""
    yield "unanswered"
    yield from _submit_too_early(card)
    card.answer()
    yield "answered, not yet sent"
    yield from _submit(card, "sent")
    card.press("Change my answer")
    assert card.root.evaluate(HOLDS_FOCUS)
    yield "being changed"
    card.answer(wrong=True)
    yield from _submit(card, "sent again")
    card.load_anew()
    yield "loaded anew"


def walk_unsent(card: Card) -> Iterator[str]:
    """A question that is for the learner alone."""
    yield "unanswered"
    card.answer()
    yield "answered"
    card.come_back()
    yield "come back to from another page"


def walk_scenario(card: Card) -> Iterator[str]:
    """A story: each decision leads on."""
    first, second = card.parts[:2]
    yield "unanswered"
    yield from _submit_too_early(card)
    for one, state in ((first, "first decision taken"), (second, "the story has ended")):
        card.player.answer(one.id, one.definition, Choice(("a",)))
        card.player.submit(card.player.question(one.id))
        expect(card.root.locator("[data-scene-name]:focus")).to_be_visible()
        yield state
    card.load_anew()
    yield "loaded anew"
    card.press("Start again")
    assert card.root.evaluate(HOLDS_FOCUS)
    yield "started again"
    card.player.answer(first.id, first.definition, Choice(("b",)))
    card.player.submit(card.player.question(first.id))
    yield "the other way taken"


def _submit_too_early(card: Card) -> Iterator[str]:
    card.submit()
    assert card.root.evaluate(HOLDS_FOCUS), "the focus goes to what is missing"
    expect(card.root.locator("[data-error]")).to_be_visible()
    yield "missing answer told"


def _submit(card: Card, state: str) -> Iterator[str]:
    card.submit()
    card.hear_result()
    yield state


def _again(card: Card) -> None:
    card.press("Try again")
    assert card.root.evaluate(HOLDS_FOCUS), "the focus stays with the question"


def _try_again(card: Card) -> Iterator[str]:
    _again(card)
    yield "being tried again"


# -------------------------------------------------------------------- a check


@dataclass
class Frame:
    """A check on the page, worked by keyboard."""

    player: Player
    check: PlannedCheck
    plan: TrackingPlan

    @property
    def page(self) -> Page:
        return self.player.window

    @property
    def root(self) -> Locator:
        return self.player.surface.locator(f'[data-check="{self.check.id}"]')

    def asked(self) -> list[PlannedInteraction]:
        shown = self.player.questions()
        return [one for one in self.plan.interactions if one.id in shown]

    def answer(self, *, wrong: int = 0) -> None:
        """Answer all questions, the first ones wrong."""
        for at, one in enumerate(self.asked()):
            self.player.answer(one.id, one.definition, (respond_wrong if at < wrong else respond_right)(one))

    def submit(self) -> None:
        self.player.submit(self.root)

    def hear_result(self) -> None:
        expect(self.root.locator("[data-check-result]")).to_be_focused()


def _walk_steps(frame: Frame) -> Iterator[str]:
    """One question at a time as far as the list of answers, where the check is submitted too early, and back to a question."""
    asked = frame.asked()
    if len(asked) == 1:
        return
    single = frame.root.get_by_role("button", name="Show one question at a time")
    if single.is_visible():
        frame.player.use(single)
    frame.player.one_at_a_time = True
    for at, one in enumerate(asked):
        if at == 1:
            yield "at the second question"
            frame.player.answer(one.id, one.definition, respond_right(one))
        frame.player.step()
        assert frame.root.evaluate(HOLDS_FOCUS), "the focus goes to what the step shows"
    yield "list of answers"
    frame.submit()
    expect(frame.root.locator("[data-error-summary]")).to_be_focused()
    yield "missing answers told at the list"
    frame.page.keyboard.press("Tab")
    frame.page.keyboard.press("Enter")
    assert frame.player.block(asked[0].id).evaluate(HOLDS_FOCUS), "the list of what is missing leads there"
    yield "question to change"
    frame.player.step()
    frame.player.one_at_a_time = False


def walk_check(frame: Frame) -> Iterator[str]:
    """A check that is submitted too early, with faults, and as often as it may be."""
    yield "unanswered"
    yield from _walk_steps(frame)
    frame.submit()
    expect(frame.root.locator("[data-error-summary]")).to_be_focused()
    yield "missing answers told"
    frame.page.keyboard.press("Tab")
    frame.page.keyboard.press("Enter")
    assert frame.root.locator("[data-question]").first.evaluate(HOLDS_FOCUS), "the list of what is missing leads there"
    frame.answer(wrong=len(frame.asked()))
    frame.submit()
    frame.hear_result()
    yield "first try, wrong"
    tries = 1
    while frame.root.get_by_role("button", name=re.compile("^Try again$")).locator("visible=true").count():
        frame.player.try_again(frame.root)
        assert frame.root.evaluate(HOLDS_FOCUS)
        yield f"tried again, {tries}"
        tries += 1
        frame.answer(wrong=1)
        frame.submit()
        frame.hear_result()
        yield f"submitted with one fault, {tries}"
        assert tries < 6
    frame.page.reload()
    frame.player.await_open()
    yield "over, loaded anew"
