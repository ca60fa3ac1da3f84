"""Walks a course from its first page to its end in any engine, answering as told; F5 of the page at the top in the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from builder.tracking.plan import TrackingPlan
from tests.browser.engines.window import EngineWindow
from tests.browser.firefox.walk_plan import list_pages
from tests.browser.harness.responses import ExpectedRecord, Respond, respond_right

CHECK: Final = "^(Check my answer|Submit my answers|Send my answer|Go on)$"
ON: Final = "^(Next(?! question)|Finish|Leave this for later)"
ALL_AT_ONCE: Final = "^Show all questions at once$"
EXIT: Final = "^(Save and exit|Exit)$"
MENU: Final = "^Menu$"
LEAVE: Final = "^Leave the course$"
FEEDBACK: Final = "^(Right|Partly right|Not right|Thank you)"
RESULT: Final = "questions? right|every question right|of [0-9]+ points?"


class EngineWalk:
    """One learner's way through a course. `expected`: what was submitted. `pages`: the pages that were seen, in order."""

    def __init__(self, window: EngineWindow, plan: TrackingPlan, *, respond: Respond = respond_right) -> None:
        self.window = window
        self.plan = plan
        self.respond = respond
        self.expected = ExpectedRecord(plan)
        self.pages: list[str] = []

    def await_open(self) -> EngineWalk:
        """Wait until a page of the course shows."""
        self.window.until("pageId")
        return self

    def go(self, *, until: str = "") -> None:
        """Go from the page in view to the end of the course, or stop on the page `until` before anything on it is done."""
        places = list(list_pages(self.plan, self.respond))
        start = [place["id"] for place in places].index(self.window.ask("pageId"))
        for place in places[start:]:
            self.pages.append(str(self.window.ask("pageId")))
            if place["id"] == until:
                return
            self.do_page(place)
            self.turn()
            if place["lastOfSession"]:
                self.window.until("count", "", "heading", "^What comes next$")
                self.turn()

    def place(self, page: str) -> dict[str, Any]:
        """What there is to do on a page."""
        return next(place for place in list_pages(self.plan, self.respond) if place["id"] == page)

    def show(self, page: str) -> None:
        """Go to a page by the list of contents, unless it shows."""
        if self.window.ask("pageId") == page:
            return
        title = next(each.title for session in self.plan.sessions() for each in session.pages if each.id == page)
        self._press("", "button", "^Contents$")
        self.window.ask("unfold")
        self._press("", "link", named_exactly(title))
        self.window.until("isPage", page)

    def do_page(self, place: Mapping[str, Any]) -> None:
        """Practise and submit whatever the page asks."""
        for block in place["practice"]:
            self.practise(block)
        for check in place["checks"]:
            self.submit(check)

    def turn(self) -> None:
        """Press the one button that leads on, and wait until something else shows."""
        before = self.window.ask("view")
        self._press("", "button", ON)
        self.window.until("isElsewhere", before)

    def leave(self) -> None:
        """Press "Save and exit", in the menu but at the end of the course, and leave without own words."""
        before = self.window.ask("view")
        if not self.window.ask("count", "", "button", EXIT):
            self._press("", "button", MENU)
        self._press("", "button", EXIT)
        self.window.until("isElsewhere", before)
        if self.window.ask("count", "", "button", LEAVE):
            self._press("", "button", LEAVE)

    # ---------------------------------------------------------------- questions

    def practise(self, block: Mapping[str, Any]) -> None:
        """A question outside checks: checked with its button where it has one, or step by step where each part has its own."""
        scope = f'[data-question="{block["id"]}"]'
        if len(block["parts"]) > 1 and any(self.window.ask("count", _root(part), "button", CHECK) for part in block["parts"]):
            self._take_steps(block)
            return
        for question in block["parts"]:
            self.answer(question)
        if self.window.ask("count", scope, "button", CHECK):
            self._press(scope, "button", CHECK)
            self.window.until("shows", f"{scope} [data-result]", FEEDBACK)

    def _take_steps(self, block: Mapping[str, Any]) -> None:
        for _ in block["parts"]:
            question = next((each for each in block["parts"] if self.window.ask("count", _root(each), "button", CHECK)), None)
            if question is None:
                return
            self.answer(question)
            self._press(_root(question), "button", CHECK)
            self.window.until("isGone", _root(question), "button", CHECK)

    def submit(self, check: Mapping[str, Any]) -> None:
        """Answer every question of a check and submit it."""
        scope = f'[data-check="{check["id"]}"]'
        self.show_all(check)
        for question in check["questions"]:
            self.answer(question)
        self._press(scope, "button", CHECK)
        self.window.until("shows", f"{scope} [data-check-result]", RESULT)
        planned = next(each for each in self.plan.checks if each.id == check["id"])
        self.expected.submit(planned, {each.id: self.respond(each) for each in self.plan.interactions if each.id in planned.interactions})

    def show_all(self, check: Mapping[str, Any]) -> None:
        """Choose to see all questions of a check at once, where they show one at a time."""
        scope = f'[data-check="{check["id"]}"]'
        if self.window.ask("count", scope, "button", ALL_AT_ONCE):
            self._press(scope, "button", ALL_AT_ONCE)

    def answer(self, question: Mapping[str, Any]) -> None:
        """Do what a response takes, control by control."""
        for action in question["actions"]:
            ACTS[action["act"]](self.window, _root(question), action)

    def _press(self, *control: Any) -> None:
        press(self.window, *control)


def _root(question: Mapping[str, Any]) -> str:
    return f'[data-interaction="{question["id"]}"]'


def press(window: EngineWindow, scope: str, role: str, pattern: str, nth: int = 0) -> None:
    """Wait until a control shows and is enabled, and click it."""
    window.until("isReady", scope, role, pattern, nth)
    window.control("nth", scope, role, pattern, nth).press()


def _check(window: EngineWindow, scope: str, action: Mapping[str, Any]) -> None:
    named = (scope, action["role"], named_exactly(action["name"]), action["nth"])
    press(window, *named)
    window.until("isChosen", *named)


def _fill(window: EngineWindow, scope: str, action: Mapping[str, Any]) -> None:
    named = (scope, action["role"], "", action["nth"])
    press(window, *named)
    window.ask("selectAll", *named)
    window.control("nth", *named).type(action["text"])


def _pair(window: EngineWindow, scope: str, action: Mapping[str, Any]) -> None:
    row = f'{scope} [data-part="{action["part"]}"]'
    if window.ask("count", row, "combobox"):
        window.control("option", f"{row} select", action["text"]).press()
    else:
        _check(window, row, {"role": "radio", "name": action["text"], "nth": 0})


def _order(window: EngineWindow, scope: str, action: Mapping[str, Any]) -> None:
    codes: Sequence[str] = action["codes"]
    if window.ask("order", scope) == list(codes):  # moved away and back, so that it is an answer
        press(window, f'{scope} [data-part="{codes[0]}"]', "button", "^(Move down|Down)")
    for place, code in enumerate(codes):
        while window.ask("order", scope).index(code) > place:
            press(window, f'{scope} [data-part="{code}"]', "button", "^(Move up|Up)")


def named_exactly(name: str) -> str:
    """A pattern for an accessible name: its words, after those of its picture where it has one."""
    return r"(^|\. |[a-z] )" + "".join(f"\\{sign}" if sign in r".*+?^${}()|[]\/" else sign for sign in name) + "$"


ACTS: Final = {"check": _check, "fill": _fill, "pair": _pair, "order": _order}
