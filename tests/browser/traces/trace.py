"""Writes the trace of one learner: under each thing that they did, what the course said."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.harness.player import Player
from tests.browser.traces.fixed import await_quiet, pass_time
from tests.browser.traces.seats import Watched


class TimedPlayer(Player):
    """A player in which each action of the learner takes the same time."""

    def use(self, control: Locator, key: str = "Enter") -> None:
        super().use(control, key)
        pass_time(self.window)

    def choose_radio(self, box: Locator) -> None:
        super().choose_radio(box)
        pass_time(self.window)

    def select(self, box: Locator, label: str) -> None:
        super().select(box, label)
        pass_time(self.window)

    def type(self, box: Locator, text: str) -> None:
        super().type(box, text)
        pass_time(self.window)


class Trace:
    """The lines of one learner, from launch to launch."""

    def __init__(self, watched: Watched) -> None:
        self.watched = watched
        self.lines: list[str] = []

    def note(self, step: str) -> None:
        """Put down what was said since the last step, under the name of this one. Steps in which nothing was said stay out."""
        said = self.watched.read_new()
        if said:
            self.lines += [step, *(f"  {line}" for line in said)]

    def open(self, step: str) -> Player:
        """Launch the course."""
        return self._begin(step, self.watched.seat.open())

    def reload(self, step: str) -> Player:
        """F5."""
        await_quiet(self.watched.seat.page)
        return self._begin(step, self.watched.seat.reload())

    def exit(self) -> None:
        """Save and exit."""
        self.watched.seat.player.save_and_exit()
        self.note("save and exit")

    def close(self) -> None:
        """The learner closes the window, whatever they left unsaved."""
        await_quiet(self.watched.seat.page)
        self.watched.seat.close()
        self.watched.await_last_word()
        self.note("close the window")

    def _begin(self, step: str, player: Player) -> Player:
        timed = TimedPlayer(player._surface, player.window)
        self.watched.seat.player = timed
        pass_time(timed.window)
        self.note(step)
        return timed
