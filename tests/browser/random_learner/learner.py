"""Acts by chance, and holds the course to its promise after each act: nothing accepted is lost, nothing is lowered, the score is what the accepted answers give."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

from playwright.sync_api import Locator, expect

from builder.course.cmi import Response
from builder.tracking.plan import PlannedInteraction
from tests.browser.faults.kills import go_to_check
from tests.browser.faults.learner_steps import WAITING, await_saved
from tests.browser.faults.learners import Cmi5Learner, Learner, RecordStoreLearner, ScormLearner, WebLearner
from tests.browser.harness import xapi
from tests.browser.harness.responses import is_right, respond_right, respond_wrong
from tests.browser.random_learner.record import PossibleRecords
from tests.lrs_server import answer_late

Act = Callable[[], None]

ACTS: Final = 14
HALF: Final = 0.5
LONGEST_PAUSE: Final = 65_000
"""ms: more than the course ever waits before it tries again."""
RANKS: Final = ("", "not attempted", "incomplete", "completed", "failed", "passed")
SUBMIT: Final = re.compile(r"^(Check my answer|Submit my answers)$")
TWICE: Final = (
    "control => { for (const detail of [1, 2]) control.dispatchEvent(new MouseEvent('click', { detail, bubbles: true, cancelable: true })); }"
)
"""What a double click sends."""


class RandomLearner:
    """One learner in one enrolment.

    Attributes:
        acts: the names of what was done so far, for whoever reads a failure.

    """

    def __init__(self, learner: Learner, chance: random.Random) -> None:
        self.learner = learner
        self.chance = chance
        self.plan = learner.built.plan
        self.check = self.plan.checks[0]
        self.kept = PossibleRecords.at_first(self.plan)
        self.submissions = 0
        self.acts: list[str] = []
        self.highest = ("", "")
        self.untold: set[str] = set()
        """Questions whose answers a launch that has ended could not send."""
        self.is_changed = False
        """Whether there was anything to save since the window opened."""
        self.refused = False

    # ------------------------------------------------------------ the whole walk

    def walk(self) -> None:
        """Open the course, act, come back, leave, and compare the record."""
        self.learner.launcher.context.clock.install()
        self._open()
        for _ in range(ACTS):
            act = self._choose_act()
            self.acts.append(act.__name__.strip("_"))
            act()
            self._assert_not_lowered()
        self.acts.append("end")
        self._end()

    def _choose_act(self) -> Act:
        """Half of what a learner does is answering: what came between is lost or kept only where there is something to lose."""
        kinds = (self._list_answering, self._list_answering, self._list_leaving, self._list_of_platform)
        acts = list(self.chance.choice(kinds)())
        return self.chance.choice(acts or list(self._list_leaving()))

    def _list_answering(self) -> Iterator[Act]:
        if self._button("Try again").count():
            yield from (self._try_again, self._try_once_more)
            return
        if self.learner.player.has_step():
            yield self._step
        if self._button(SUBMIT).count() or self.learner.player.has_step():
            yield from (self._answer, self._answer, self._change_mind, self._submit, self._submit_by_double_click)

    def _list_leaving(self) -> Iterator[Act]:
        yield from (self._reload, self._close, self._kill, self._kill_once_saved, self._kill_once_saved, self._go_back)
        # SCORM keeps the state that was committed last, whichever window it comes from.
        if not isinstance(self.learner, ScormLearner) and not self.refused:
            yield self._look_in_second_window

    def _list_of_platform(self) -> Iterator[Act]:
        if isinstance(self.learner, WebLearner):
            return
        yield from (self._heal, self._heal_and_wait) if self.refused else (self._refuse,)
        if isinstance(self.learner, RecordStoreLearner) and not self.refused:
            yield self._slow_down

    def _end(self) -> None:
        self._heal()
        self._close()
        self._await_saved()
        self._await_all_sent()
        self.learner.player.save_and_exit()
        self._await_all_sent()
        record = self.kept.newest
        if self.submissions and not self.untold:
            self.learner.assert_answers(record)
        if not isinstance(self.learner, WebLearner) and len(self.kept.records) == 1:
            assert self._read_status() == (record.status(), record.score())
        self._assert_told_once()

    # ------------------------------------------------------------ answering

    def _step(self) -> None:
        """Go on to the next question, or to the list of answers."""
        self.learner.player.step()

    def _answer(self) -> None:
        if questions := self._list_open_questions():
            self._give(self.chance.choice(questions))

    def _change_mind(self) -> None:
        """Answer the same question twice in a row."""
        if questions := self._list_open_questions():
            question = self.chance.choice(questions)
            for respond in self.chance.sample((respond_right, respond_wrong), 2):
                self._give(question, respond(question))

    def _give(self, question: PlannedInteraction, response: Response | None = None) -> None:
        response = response or self.chance.choice((respond_right, respond_wrong))(question)
        self.is_changed = self.is_changed or self.learner.player.read_answer(question.id, question.definition) != response
        self.learner.player.answer(question.id, question.definition, response)
        assert self.learner.player.read_answer(question.id, question.definition) == response
        self.kept.draft(question.id, response)

    def _list_open_questions(self) -> list[PlannedInteraction]:
        return [question for question in self._list_questions() if not self._is_locked(question)]

    def _is_locked(self, question: PlannedInteraction) -> bool:
        """What was right stays right where the check tells it after each try."""
        submitted = self.kept.newest.responses.get(question.id)
        return self.check.feedback == "each try" and submitted is not None and is_right(question.definition, submitted)

    def _complete(self) -> dict[str, Response]:
        """Answer what has no answer yet; returns all that shows."""
        for question in self._list_questions():
            if self.learner.player.read_answer(question.id, question.definition) is None:
                self._give(question)
        return {name: answer for name, answer in self._read_shown().items() if answer is not None}

    def _submit(self, press: Callable[[Locator], None] | None = None) -> None:
        self.learner.player.show_all()
        responses = self._complete()
        control = self._button(SUBMIT).first
        (press or self.learner.player.use)(control)
        expect(control).to_be_hidden()
        self.is_changed = True
        self.submissions += 1
        self.kept.submit(self.check, responses)
        self.untold = set()

    def _submit_by_double_click(self) -> None:
        self._submit(lambda control: control.evaluate(TWICE))

    def _try_again(self) -> None:
        self.learner.player.use(self._button("Try again").first)
        self.learner.player.show_all()
        expect(self._button(SUBMIT).first).to_be_visible()

    def _try_once_more(self) -> None:
        """Try again and submit at once: what may be answered is answered anew by chance, or all of it wrong, so that the last try is often the worse."""
        self._try_again()
        worse = self.chance.random() < HALF
        for question in self._list_open_questions():
            self._give(question, respond_wrong(question) if worse else None)
        self._submit()

    # ------------------------------------------------------------ windows

    def _open(self) -> None:
        self.learner.open()
        go_to_check(self.learner)

    def _come_back(self) -> None:
        """Open the course in a world that works, and find what was kept."""
        self._heal()
        self.learner.open()
        self.untold = self._list_dropped()
        self.is_changed = False
        self._find_all()

    def _list_dropped(self) -> set[str]:
        """A launch of cmi5 cannot send what another left: the page names it, the state keeps it, and it counts (tracking contract 4)."""
        if not isinstance(self.learner, Cmi5Learner):
            return set()
        latest = self.learner.read_latest()
        responses = self.kept.newest.responses
        return {question.id for question in self._list_questions() if question.id in responses and latest.get(question.activity.iri) != xapi.write_response(responses[question.id])}

    def _find_all(self) -> None:
        go_to_check(self.learner)
        self.kept.come_back(self._read_shown())

    def _reload(self) -> None:
        self._heal()
        self.learner.reload()
        self.learner.say_who()
        self.is_changed = False
        self._find_all()

    def _close(self) -> None:
        self.learner.close()
        if not self.refused and not isinstance(self.learner, RecordStoreLearner):
            self.kept.save()
        self._come_back()

    def _kill(self) -> None:
        self.learner.kill()
        self._come_back()

    def _kill_once_saved(self) -> None:
        if self.refused and not self.learner.player.says(WAITING):
            # Only of what waits on the device is it said that it is kept there.
            self._heal()
        self._await_saved()
        self.learner.kill()
        self._come_back()

    def _go_back(self) -> None:
        """Follow "Back" to the page before, and then the browser's Back to this one."""
        self.learner.player.back()
        self.learner.player.surface.evaluate("history.back()")
        expect(self.learner.player.surface.locator(f'[data-page="{self.check.page}"]:visible')).to_have_count(1)
        self.kept.read_back(self._read_shown())

    def _look_in_second_window(self) -> None:
        """Open the course once more beside, look, and close it; go on in the first."""
        page, player = self.learner.page, self.learner.player
        self.learner.open()
        self.learner.close()
        self.learner.page, self.learner.player = page, player

    # ------------------------------------------------------------ platforms

    def _refuse(self) -> None:
        self.learner.refuse()
        self.refused = True

    def _heal(self) -> None:
        self.learner.heal()
        self.refused = False

    def _heal_and_wait(self) -> None:
        """What was refused goes by itself, after the pause that the course makes."""
        self._heal()
        self.learner.player.window.context.clock.run_for(LONGEST_PAUSE)
        self._await_saved()

    def _slow_down(self) -> None:
        """One answer of the store comes only once the learner has done something else."""
        assert isinstance(self.learner, RecordStoreLearner)
        self.learner.lrs.inject(answer_late())
        if self._button(SUBMIT).count():
            self._answer()
        self.learner.lrs.heal()
        self.learner.lrs.release()

    def _await_saved(self) -> None:
        """Rest until the course says that all is saved, where there was anything to save."""
        self.learner.player.rest()
        self.learner.settle()
        if self.is_changed:
            await_saved(self.learner)
            self.kept.save()

    def _await_all_sent(self) -> None:
        """Let the pauses between tries pass until nothing waits."""
        if not isinstance(self.learner, RecordStoreLearner):
            return
        for _ in range(20):
            self.learner.settle()
            if not self.learner.page.evaluate(xapi.HAS_QUEUE):
                return
            self.learner.page.context.clock.run_for(10_000)

    # ------------------------------------------------------------ what is there

    def _button(self, name: str | re.Pattern[str]) -> Locator:
        scope = self.learner.player.surface.locator(f'[data-check="{self.check.id}"]')
        return scope.get_by_role("button", name=name).locator("visible=true")

    def _list_questions(self) -> list[PlannedInteraction]:
        return [question for question in self.plan.interactions if question.id in self.check.interactions]

    def _read_shown(self) -> dict[str, Response | None]:
        return {question.id: self.learner.player.read_answer(question.id, question.definition) for question in self._list_questions()}

    def _read_status(self) -> tuple[str, str]:
        """(outcome, score in whole per cent or "") as the platform has them."""
        return self.learner.status(), read_score(self.learner)

    def _assert_not_lowered(self) -> None:
        if isinstance(self.learner, WebLearner):
            return
        status, score = self._read_status()
        assert RANKS.index(status) >= RANKS.index(self.highest[0] or ""), f"{self.highest} became {(status, score)}"
        assert int(score or -1) >= int(self.highest[1] or -1), f"{self.highest} became {(status, score)}"
        self.highest = (status, score)

    def _assert_told_once(self) -> None:
        """No answer was told oftener than it was given."""
        if isinstance(self.learner, RecordStoreLearner):
            told = Counter(statement["object"]["id"] for statement in self.learner.list_own_statements() if "response" in statement.get("result", {}))
            assert all(times <= self.submissions for times in told.values()), told


def read_score(learner: Learner) -> str:
    """The score of the course in whole per cent, as the platform has it; "" where none stands."""
    if isinstance(learner, ScormLearner):
        return learner.platform.score
    if isinstance(learner, RecordStoreLearner):
        scores = [_scaled(statement) for statement in learner.list_own_statements() if statement["object"]["id"] == learner.activity]
        return next((f"{scaled * 100:.0f}" for scaled in reversed(scores) if scaled is not None), "")
    return ""


def _scaled(statement: dict[str, Any]) -> float | None:
    scaled: float | None = statement.get("result", {}).get("score", {}).get("scaled")
    return scaled
