"""Writes the trace of one learner: under each thing that they did, what the course said."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.harness.player import Player
from tests.browser.traces.fixed import await_quiet, pass_time
from tests.browser.traces.watched_learners import Watched


class TimedPlayer(Player):
    """A player in which each action of the learner takes the same time; none while they are `hurried`."""

    by_steps = True
    hurried = False

    def use(self, control: Locator, key: str = "Enter") -> None:
        super().use(control, key)
        self._take_time()

    def turn(self, control: Locator) -> None:
        """All questions of a check are in view from its first moment on."""
        before, self.hurried = self.hurried, True
        super().turn(control)
        self.show_all()
        self.hurried = before
        self._take_time()

    def choose_radio(self, box: Locator) -> None:
        super().choose_radio(box)
        self._take_time()

    def select(self, box: Locator, label: str) -> None:
        super().select(box, label)
        self._take_time()

    def type(self, box: Locator, text: str) -> None:
        super().type(box, text)
        self._take_time()

    def save_and_exit(self) -> None:
        """Own words are offered in between, which takes no time."""
        before, self.hurried = self.hurried, True
        super().save_and_exit()
        self.hurried = before
        self._take_time()

    def _take_time(self) -> None:
        if not self.hurried:
            pass_time(self.window)


class Trace:
    """The lines of one learner, from launch to launch."""

    def __init__(self, watched: Watched) -> None:
        self.watched = watched
        self.lines: list[str] = []

    def note(self, step: str) -> None:
        """Put down what was said since the last step, under the name of this one. Steps in which nothing was said stay out."""
        self._write(step, self.watched.read_new())

    def open(self, step: str) -> TimedPlayer:
        """Launch the course."""
        self.finish()
        return self._begin(step, self.watched.learner.open())

    def reload(self, step: str) -> TimedPlayer:
        """F5."""
        await_quiet(self.watched.learner.page)
        self.finish()
        return self._begin(step, self.watched.learner.reload())

    def exit(self) -> None:
        """Save and exit."""
        self.watched.learner.player.save_and_exit()
        self.note("save and exit")

    def close(self) -> None:
        """The learner closes the window, whatever they left unsaved."""
        await_quiet(self.watched.learner.page)
        self.watched.close_window()
        self.watched.await_last_word()
        self.note("close the window")

    def finish(self) -> None:
        """Put down which files of the package this launch has asked for."""
        self._write("files of this launch", self.watched.read_files())

    def _write(self, step: str, lines: list[str]) -> None:
        if lines:
            self.lines += [step, *(f"  {line}" for line in lines)]

    def _begin(self, step: str, player: Player) -> TimedPlayer:
        timed = TimedPlayer(player._surface, player.window)
        self.watched.learner.player = timed
        await_quiet(timed.window)
        timed.show_all()
        pass_time(timed.window)
        self.note(step)
        return timed
