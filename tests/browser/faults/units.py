"""A course whose sessions are units: parts that a platform launches one by one, in one enrolment, often in one window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Page, expect

from builder.standards.script import UnitFiles, unit_files
from builder.tracking.plan import PlannedInteraction
from tests.browser.faults import record_stores
from tests.browser.faults.learner_steps import OFFLINE, await_saved, see
from tests.browser.faults.learners import Cmi5Learner, Learner, RecordStoreLearner, ScormLearner
from tests.browser.faults.windows import kill_after_a_save
from tests.browser.harness.build import Built, Edit
from tests.browser.harness.cmi5 import Enrolment
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Quirks, Setting
from tests.browser.harness.player import Player
from tests.browser.harness.scorm import read_items
from tests.browser.harness.walk import Walk
from tests.lrs_server import LrsServer
from tests.oracles.cmi5_session import SESSION_ID

UNIT_STANDARDS: Final = ("scorm2004-4th", "cmi5")
REGISTRATION: Final = "00000000-0000-4000-8000-000000000001"
OWN_WORDS: Final = "I need a wheelchair space."
QUESTION: Final = "practice-one"
EDITS: Final[tuple[Edit, ...]] = (
    ("course.yaml", "record: answers", "record: answers\nunits: session"),
    ("sessions/01-one/session.md", "\n# Left out\n", "\n::: reflection own-words\nWhat do you need?\n:::\n\n# Left out\n"),
)
"""What makes the short course one of several units, with own words in the first."""


def only_unit(course: Built, opening: UnitFiles) -> Built:
    return Built(course.folder, course.output, course.course, course.plan.only(opening.unit))


class Unit(Learner):
    """What both standards add to a learner: where the unit is opened.

    Attributes:
        window: the window that it is opened in; None for one of its own.

    """

    window: Page | None = None

    def kill(self) -> None:
        super().kill()
        self.window = None


class ScormUnit(Unit, ScormLearner):
    """A learner at one unit of a SCORM 2004 package, of which the platform keeps a record of its own."""

    def __init__(self, launcher: Launcher, course: Built, opening: UnitFiles) -> None:
        item = next(item for item in read_items(course, "scorm2004-4th") if item.page == opening.page)
        self.path = opening.page
        platform = launcher.platform(quirks=Quirks.PLAIN_2004, setting=Setting(objectives=item.objectives))
        super().__init__(launcher, only_unit(course, opening), "scorm2004-4th", platform)

    def launch(self) -> Player:
        self.visit = self.launcher.open_package(self.mount, self.platform, path=self.path, page=self.window)
        self.page = self.visit.window
        self.player = Player.of_visit(self.visit)
        return self.player


class UnitEnrolment(Enrolment):
    """One of the units of a registration: what its own sessions told."""

    def statements(self) -> list[dict[str, Any]]:
        own = {session.name for session in self.sessions}
        return [statement for statement in super().statements() if statement["context"]["extensions"][SESSION_ID] in own]


class Cmi5Unit(Unit, Cmi5Learner):
    """A learner at one unit; all units of the course share the registration (8.1.4)."""

    def __init__(self, launcher: Launcher, course: Built, lrs: LrsServer, opening: UnitFiles) -> None:
        super().__init__(launcher, only_unit(course, opening), lrs)
        self.path = opening.page
        self.activity = f"https://platform.invalid/au/{opening.unit.id}"
        self.registration = REGISTRATION
        self.enrolment = UnitEnrolment(launcher, lrs, registration=REGISTRATION, activity=self.activity, path=self.path)

    def launch(self) -> Player:
        if self.window is None:
            return super().launch()
        self.page = self.window
        self.page.goto(f"{self.launcher.server.address(self.mount, self.path)}?{self.make_query()}", wait_until="domcontentloaded")
        self.player = Player.of_page(self.page)
        return self.player


UnitLearner = ScormUnit | Cmi5Unit
Units = list[UnitLearner]


def make_units(standard: str, launcher: Launcher, course: Built, lrs: LrsServer, files: Mapping[str, bytes] | None = None) -> Units:
    """One learner at each unit of a course, in order; the last is the final check. `files`: another package in place of the course's own."""
    units: Units = []
    for opening in unit_files(course.plan):
        units.append(Cmi5Unit(launcher, course, lrs, opening) if standard == "cmi5" else ScormUnit(launcher, course, opening))
        units[-1].mount = units[0].mount
    if files is not None:
        units[0].mount.files = files
    return units


def assert_recorded(units: Units) -> None:
    """Each unit came to its own outcome, once, and none told anything of another."""
    assert [unit.status() for unit in units] == ["completed"] * (len(units) - 1) + ["passed"]
    for unit in units:
        if isinstance(unit, Cmi5Unit):
            assert unit.enrolment.breaches() == []
            assert unit.enrolment.list_unit_verbs().count("completed") == 1
        else:
            asked = [call for call in unit.platform.calls() if call.args[:1] == ("adl.nav.request",)]
            assert not asked, "the end of one unit does not close the others"


def play(unit: UnitLearner) -> None:
    """Open a unit, work it from the page in view to its end, and leave by "Save and exit"."""
    walk = Walk(unit.open(), unit.built.plan)
    walk.go()
    unit.player.save_and_exit()
    unit.assert_answers(walk.expected)


def open_one_after_the_other(units: Units) -> None:
    """All in one window, each left by "Save and exit"."""
    for unit, before in zip(units, [None, *units], strict=False):
        unit.window = before.page if before else None
        play(unit)
    assert_recorded(units)


def find_own_words(player: Player) -> None:
    expect(player.block("own-words").get_by_role("textbox")).to_have_value(OWN_WORDS)


def write_on_first(first: UnitLearner) -> Walk:
    """Answer and write on the practice page of the first unit, and stay there."""
    walk = Walk(first.open(), first.built.plan)
    walk.go(until="practice")
    walk.practise([planned(walk)])
    walk.player.block("own-words").get_by_role("textbox").fill(OWN_WORDS)
    return walk


def find_on_first(first: UnitLearner, walk: Walk) -> None:
    """The learner is back there, and the answer is shown."""
    question = planned(walk)
    assert first.player.page_id() == "practice"
    assert first.player.read_answer(QUESTION, question.definition) == walk.respond(question)


def planned(walk: Walk) -> PlannedInteraction:
    return next(question for question in walk.plan.interactions if question.id == QUESTION)


def open_over_another(units: Units) -> None:
    """A unit is opened in the window of another that was not left; then the first is opened again in that window."""
    first, last = units[0], units[-1]
    walk = write_on_first(first)
    await_saved(first)
    first.settle()
    for unit in units[1:]:
        unit.window = first.page
        play(unit)
    first.window = last.page
    first.open()
    find_on_first(first, walk)
    find_own_words(first.player)
    Walk(first.player, first.built.plan).go()
    first.player.save_and_exit()
    assert_recorded(units)


def open_side_by_side(units: Units) -> None:
    """Two units in two windows, worked by turns."""
    first, last = units[0], units[-1]
    walk = write_on_first(first)
    for unit in units[1:]:
        play(unit)
    assert last.page != first.page
    walk.player.next_page()
    Walk(first.player, first.built.plan).go()
    first.player.save_and_exit()
    assert_recorded(units)


def with_the_last(act: Callable[[Learner], None]) -> Callable[[Units], None]:
    """What happens to a course of one unit happens to the last of several, in the window of those before."""

    def act_on_last(units: Units) -> None:
        *others, last = units
        for unit, before in zip(others, [None, *others], strict=False):
            unit.window = before.page if before else None
            play(unit)
        last.window = others[-1].page
        act(last)
        assert_recorded(units)

    return act_on_last


def die_offline(units: Units) -> None:
    """The store cannot be reached when the window of a unit dies; another unit is opened and left before the first is opened again."""
    first, *others = units
    walk = Walk(first.open(), first.built.plan)
    walk.go(until="practice")
    await_saved(first)
    first.settle()
    assert isinstance(first, RecordStoreLearner)
    first.cut_off()
    walk.practise([planned(walk)])
    see(first, OFFLINE)
    first.kill()
    first.heal()
    for unit in others:
        play(unit)
    first.open()
    find_on_first(first, walk)
    Walk(first.player, first.built.plan).go()
    first.player.save_and_exit()
    assert_recorded(units)


def go_back_to_first(units: Units) -> None:
    """The browser's Back leads from a unit to the used launch of the one before: that says so, and tells the platform nothing."""
    first, last = units[0], units[-1]
    for unit in units[:-1]:
        unit.window = None if unit is first else first.page
        play(unit)
    last.window = first.page
    walk = Walk(last.open(), last.built.plan)
    told = [len(unit.enrolment.exchanges()) for unit in units[:-1] if isinstance(unit, Cmi5Unit)]
    last.settle()
    last.page.go_back()
    see(last, "Nothing you do now is recorded.")
    last.settle()
    assert told == [len(unit.enrolment.exchanges()) for unit in units[:-1] if isinstance(unit, Cmi5Unit)], "a launch that is over says nothing"
    walk = Walk(last.open(), last.built.plan)
    walk.go()
    last.player.save_and_exit()
    last.assert_answers(walk.expected)
    assert_recorded(units)


@dataclass(frozen=True, eq=False)
class UnitRow:
    """A fault of a course in several parts; fields as those of `matrix.Row`."""

    name: str
    fault: str
    kept: str
    reads: str
    action: Callable[[Units], None]
    excused: dict[str, str]


BOTH: Final[dict[str, str]] = {}
NO_STORE: Final = {"scorm2004-4th": "no record store"}
NOTHING_NEW: Final = "Nothing new."
WELCOME: Final = "“Welcome back. You were on …”"
EVERYTHING: Final = "Everything of all parts."

UNIT_ROWS: Final = (
    UnitRow("one after the other", "Each part is opened in the window of the one before, which was left by “Save and exit”.", EVERYTHING, NOTHING_NEW, open_one_after_the_other, BOTH),
    UnitRow("over another", "A part is opened in the window of another that was not left; then the other one again.", "Everything of all parts, own words too.", WELCOME, open_over_another, BOTH),
    UnitRow("side by side", "Two parts are open in two windows.", EVERYTHING, NOTHING_NEW, open_side_by_side, BOTH),
    UnitRow("killed", "The process of a later part’s window dies after a save.", EVERYTHING, WELCOME, with_the_last(kill_after_a_save), BOTH),
    UnitRow("late answers", "The record store answers late; the learner uses “Save and exit” in a later part during a save.", EVERYTHING, "“Saving”, a little longer",
        with_the_last(record_stores.store_answers_late), NO_STORE),
    UnitRow("gateway", "The record store takes the result of a later part, and a gateway says that it timed out (504).", "Everything, once.", "“Saved on this device at … We will send it when we can.”",
        with_the_last(record_stores.gateway_gives_up), NO_STORE),
    UnitRow("offline, killed", "The network is gone when the window of a part dies; another part is opened before it.", EVERYTHING, "“Not saved yet. We keep trying.”", die_offline,
        {"scorm2004-4th": "without its platform nothing is kept"}),
    UnitRow("Back", "The browser’s Back leads to the part before.", EVERYTHING, "“Nothing you do now is recorded. Each opening of this course can be used once …”", go_back_to_first,
        {"scorm2004-4th": "the platform’s page opens that part again"}),
)  # fmt: skip
