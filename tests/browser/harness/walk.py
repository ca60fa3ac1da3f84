"""Walks a course from its first page to its end, answering as told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from playwright.sync_api import expect

from builder.tracking.plan import PlannedCheck, PlannedInteraction, PlannedPage, PlannedSession, TrackingPlan
from tests.browser.harness.player import Player
from tests.browser.harness.responses import ExpectedRecord, Respond, respond_right

Look = Callable[[str], None]
"""Called with the name of each state that comes into view."""


def look_at_nothing(_state: str) -> None:
    """The ordinary walker does not stop."""


class Walk:
    """One learner's way through a course. Keeps in `expected` what has been submitted."""

    def __init__(self, player: Player, plan: TrackingPlan, *, respond: Respond = respond_right, look: Look = look_at_nothing) -> None:
        self.player = player
        self.plan = plan
        self.respond = respond
        self.look = look
        self.expected = ExpectedRecord(plan)

    def go(self, *, until: str = "") -> None:
        """Go from the page in view to the end of the course, or stop on the page `until` before anything on it is done."""
        sessions = self.plan.sessions()
        places = [(session, page) for session in sessions for page in session.pages]
        start = [page.id for _, page in places].index(self.player.page_id())
        for session, page in places[start:]:
            assert self.player.page_id() == page.id
            self.look(f"page {page.id}")
            if page.id == until:
                return
            self.do_page(page)
            self.player.next_page()
            if page is session.pages[-1]:
                self._leave_session(session, last=session is sessions[-1])

    def _leave_session(self, session: PlannedSession, *, last: bool) -> None:
        if len(self.plan.sessions()) > 1:
            expect(self.player.surface.get_by_role("heading", name="What comes next")).to_be_visible()
            self.look(f"end of session {session.id}")
            self.player.next_page()
        if last:
            self.look("end of the course")

    def do_page(self, page: PlannedPage) -> None:
        """Answer everything on the page in view."""
        blocks = dict.fromkeys(question.block for question in self.plan.interactions if question.page == page.id and question.check is None)
        for block in blocks:
            self.practise([question for question in self.plan.interactions if question.block == block])
        for check in self.plan.checks:
            if check.page == page.id:
                self.submit(check)

    def practise(self, parts: list[PlannedInteraction]) -> None:
        """Answer a question outside a check, or all parts of one, and check or send it where it has a button for that."""
        block = self.player.block(parts[0].block)
        if self.player.question(parts[0].id).get_by_role("button", name=CHECK).count() and len(parts) > 1:
            self._take_steps(parts)
        else:
            for question in parts:
                self._respond(question)
            if block.get_by_role("button", name=CHECK).count():
                self.player.submit(block)
                expect(block.get_by_text(RESULT).locator("visible=true").first).to_be_visible()
                self.expected.practise(parts, {question.id: self.respond(question) for question in parts})
        self.look(f"practice {parts[0].block} answered")
        self._step(parts[0])

    def _step(self, question: PlannedInteraction) -> None:
        """Go on from a question that shows by itself."""
        if self.player.one_at_a_time and self.player.has_step():
            self.player.step()
            self.look(f"after question {question.block}")

    def _respond(self, question: PlannedInteraction) -> None:
        self.player.answer(question.id, question.definition, self.respond(question))

    def _take_steps(self, parts: list[PlannedInteraction]) -> None:
        """Answer parts one after the other, as each leads to the next, until none is asked any more."""
        for _ in parts:
            open_questions = [question for question in parts if self.player.question(question.id).get_by_role("button", name=CHECK).locator("visible=true").count()]
            if not open_questions:
                return
            question = open_questions[0]
            self._respond(question)
            self.player.submit(self.player.question(question.id))
            self.expected.practise([question], {question.id: self.respond(question)})
            self.look(f"step {question.id} taken")

    def submit(self, check: PlannedCheck) -> None:
        """Answer every question of a check and submit it."""
        shown = self.player.questions()
        questions = [question for question in self.plan.interactions if question.id in check.interactions and question.id in shown]
        responses = {question.id: self.respond(question) for question in questions}
        for question in questions:
            self.player.answer(question.id, question.definition, responses[question.id])
            self._step(question)
        scope = self.player.surface.locator(f'[data-check="{check.id}"]')
        self.player.submit(scope)
        expect(scope.get_by_text(SCORE).first).to_be_visible()
        self.expected.submit(check, responses)
        self.look(f"check {check.id} submitted")

    def try_again(self, check: PlannedCheck) -> None:
        """Submit a check once more, with what `respond` says now."""
        scope = self.player.surface.locator(f'[data-check="{check.id}"]')
        self.player.use(scope.get_by_role("button", name="Try again").locator("visible=true"))
        self.look(f"check {check.id} again")
        self.submit(check)


RESULT: Final = re.compile(r"^(Right|Partly right|Not right|Thank you)")
CHECK: Final = re.compile(r"^(Check my answer|Send my answer|Go on)$")
SCORE: Final = re.compile(r"questions? right|every question right|of \d+ points?\b")
