"""Works the player as a learner does: by roles and names, with a mouse or with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import Final

from playwright.sync_api import Error, Frame, Locator, Page, expect

from builder.course.cmi import Choice, Component, Definition, InteractionType, Likert, Matching, Numeric, Response, Sequence, Texts, Truth
from tests.browser.harness.conditions import ASK_UNTIL, PATIENCE, PRESS, ask_element, await_in_page, await_opening, await_ready, press_by_script
from tests.browser.harness.launcher import Visit
from tests.browser.harness.question_script import give_response, read_response, text_of

TABS: Final = 200
"""More Tab presses than any page has places to stop at."""
CLOSED: Final = re.compile("You can close this window now|To go on, use the menu or the buttons of your learning platform|You can leave this page now")
"""Where to go after the course, in a window of its own or in a frame."""
PLACE: Final = re.compile(r"Page (\d+) of (\d+)")
ALL_AT_ONCE: Final = "Show all questions at once"
"""The choice that parts no check into steps: what is not about steps makes it."""
STEP: Final = re.compile("^(Next question|Check your answers|Back to your answers)$")

CHOSEN: Final = "each => each.selectedOptions[0]?.textContent.trim() ?? ''"
IN_STEPS: Final = """
(root, words) => root.closest("[data-check], :has(> .copack-steps)") !== null
  && [...document.querySelectorAll("button")].some((each) => each.textContent.trim() === words && each.getClientRects().length > 0)
"""
IS_FOCUSED: Final = "each => each.ownerDocument.activeElement === each"
IS_GROUP_FOCUSED: Final = """
each => { const at = each.ownerDocument.activeElement; return at === each || (at.type === "radio" && at.name === each.name); }
"""
IS_OPEN: Final = """
() => {
  const seen = (each) => each.getClientRects().length > 0 && each.checkVisibility({visibilityProperty: true});
  const starts = [...document.querySelectorAll("[data-view=start]")].some((each) => seen(each) && /finding your place/i.test(each.innerText));
  // A page that can be read before the player is here has no bar yet.
  const isEarly = document.querySelector("body:not(:has([data-bar]:not([hidden]))) [data-view=page]:not([hidden])") !== null;
  return !starts && !isEarly && [...document.querySelectorAll("h1")].filter(seen).length === 1;
}
"""
DOCUMENTS: Final = 5
"""More than a course loads one after the other while it opens."""
WENT_AWAY: Final = re.compile("context was destroyed|frame was detached|Frame has been detached")
"""What Playwright says when the document that was asked is gone."""
PAGE_ID: Final = """() => [...document.querySelectorAll("[data-page]")].find((each) => each.getClientRects().length > 0)?.dataset.page ?? ''"""
QUESTIONS: Final = """
() => [...document.querySelectorAll("[data-page]")].filter((page) => page.getClientRects().length > 0)
  .flatMap((page) => [...page.querySelectorAll("[data-question]:not([hidden] *)")]).map((each) => each.dataset.question)
"""
SNAPSHOT: Final = """
() => [...document.querySelectorAll("[data-view]:not([hidden])")].map((view) => view.dataset.view).join() + "/"
  + (document.querySelector("[data-page]")?.dataset.page ?? "")
"""
TURN: Final = f"""
async (control, patience) => {{
  const snapshot = {SNAPSHOT.strip()};
  const before = snapshot();
  await ({PRESS})(control, patience);
  if (!await ({ASK_UNTIL % "(before) => snapshot() !== before"})([before, patience])) throw new Error(`no other page or view after ${{control.outerHTML.slice(0, 200)}}`);
}}
"""


class Hands(Enum):
    """How the player is worked."""

    SCRIPT = "script"
    """Controls are focused and clicked by the page itself, once they show and are enabled: a third of a mouse's time, and of its load."""
    MOUSE = "mouse"
    """Moved to the control, which must be in view, stand still, and not be covered."""
    KEYBOARD = "keyboard"
    """Nothing is ever clicked."""


class Player:
    """The open course. Walks of every kind of question are played by mouse and by keyboard, too; what else is played is not about hands."""

    one_at_a_time = False
    """Whether checks and forms are answered as they show, one question at a time. Else all are shown at once, before the first answer."""
    by_steps = False
    """Whether a script, too, takes each step of a response in a call of its own."""

    def __init__(self, surface: Callable[[], Frame | Page], window: Page, hands: Hands = Hands.SCRIPT) -> None:
        self._surface = surface
        self.window = window
        self.hands = hands

    @classmethod
    def of_visit(cls, visit: Visit, hands: Hands = Hands.SCRIPT) -> Player:
        """The player inside a platform."""
        return cls(lambda: visit.course, visit.window, hands)

    @classmethod
    def of_page(cls, page: Page, hands: Hands = Hands.SCRIPT) -> Player:
        """The player opened by itself."""
        return cls(lambda: page, page, hands)

    @property
    def surface(self) -> Frame | Page:
        """The document of the course as it stands now (a reload makes a new one)."""
        return self._surface()

    # ------------------------------------------------------------ where am I

    def await_open(self) -> Player:
        """Wait until the first page, the contents, or the question "was it you?" can be worked."""
        for _ in range(DOCUMENTS):
            try:
                await_opening(self.surface, IS_OPEN)
            except Error as gone:
                # A newer version is loaded in place of the one that was there
                if not WENT_AWAY.search(gone.message):
                    raise
            else:
                return self
        raise AssertionError("the course is loaded again and again")

    def heading(self) -> str:
        """The one first-level heading that shows."""
        return self.surface.get_by_role("heading", level=1).inner_text()

    def place(self) -> tuple[int, int]:
        """(page, pages) of "Page 3 of 7"."""
        place = PLACE.search(self.surface.get_by_text(PLACE).first.inner_text())
        assert place is not None
        return int(place[1]), int(place[2])

    def page_id(self) -> str:
        """The id of the page that shows, or "" where none does."""
        page: str = self.surface.evaluate(PAGE_ID)
        return page

    def says(self, text: str | re.Pattern[str]) -> bool:
        """Whether a text shows anywhere."""
        return self.surface.get_by_text(text).locator("visible=true").count() > 0

    def questions(self) -> list[str]:
        """Ids of the questions on the page, in order."""
        shown: list[str] = self.surface.evaluate(QUESTIONS)
        return shown

    def question(self, interaction: str) -> Locator:
        """The question, or the part of a block, with this id."""
        return self.surface.locator(f'[data-interaction="{interaction}"]')

    def block(self, ident: str) -> Locator:
        """The whole block with this id."""
        return self.surface.locator(f'[data-question="{ident}"]')

    # ------------------------------------------------------------ getting about

    def next_page(self) -> None:
        """Press the one button that leads on: "Next", the next session, "Finish", or past questions that wait."""
        self.turn(self.surface.get_by_role("button", name=re.compile(r"^(Next(?! question)|Finish|Leave this for later)")))

    def back(self) -> None:
        """Follow "Back"."""
        self.turn(self.surface.get_by_role("link", name="Back", exact=True))

    def open_contents(self, *, unfold: bool = True) -> None:
        """Show the list of sessions and pages; those of finished sessions, too."""
        self.turn(self.surface.get_by_role("button", name="Contents"))
        if unfold:
            self.surface.evaluate("() => { for (const each of document.querySelectorAll('[data-view=contents] details')) each.open = true; }")

    def open_menu(self) -> None:
        """Open the menu in the bar, unless it is open."""
        menu = self.surface.get_by_role("button", name="Menu", exact=True)
        if menu.get_attribute("aria-expanded") != "true":
            self.use(menu)

    def in_menu(self, name: str | re.Pattern[str]) -> Locator:
        """Open the menu in the bar and return a button in it."""
        self.open_menu()
        return self.surface.locator("#copack-menu").get_by_role("button", name=name, exact=isinstance(name, str))

    def exit_button(self) -> Locator:
        """ "Save and exit" ("Exit" where nothing is saved): the task at the end of the course, else in the menu, which is opened."""
        name = re.compile("^(Save and exit|Exit)$")
        at_the_end = self.surface.locator("main").get_by_role("button", name=name)
        return at_the_end if at_the_end.count() else self.in_menu(name)

    def turn(self, control: Locator) -> None:
        """Use a control that shows another page or view, and wait until it shows."""
        if self.hands is Hands.SCRIPT and not self.by_steps:
            ask_element(control, TURN, PATIENCE)
            return
        before = self.surface.evaluate(SNAPSHOT)
        self.use(control)
        await_in_page(self.surface, f"(before) => ({SNAPSHOT.strip()})() !== before", before, what=f"another page or view after {control}")

    def rest(self) -> None:
        """Leave the keys alone for two seconds of the page's clock, which the test has installed: then drafts are saved."""
        self.window.context.clock.fast_forward(2000)

    def save_and_exit(self) -> None:
        """Use "Save and exit", leave without own words, and wait for the closing words."""
        self.use(self.exit_button())
        leave, closed = self.surface.get_by_role("button", name="Leave the course"), self.surface.get_by_text(CLOSED)
        expect(leave.or_(closed)).to_be_visible()
        if leave.is_visible():
            self.use(leave)
        expect(closed).to_be_visible()

    # ------------------------------------------------------------ questions

    def answer(self, interaction: str, definition: Definition, response: Response) -> None:
        """Give a response to a question, or to a part of a block, on the page, without submitting it."""
        root = self.question(interaction)
        if not self.one_at_a_time and ask_element(root, IN_STEPS, ALL_AT_ONCE):
            self.show_all()
        if self.hands is Hands.SCRIPT and not self.by_steps:
            give_response(root, definition, response)
        else:
            self._answer_by_steps(root, definition, response)

    def show_all(self) -> None:
        """Choose to see all questions of the check or form at once, where they show one at a time."""
        choice = self.surface.get_by_role("button", name=ALL_AT_ONCE)
        if not choice.is_visible():
            return
        if self.hands is Hands.SCRIPT:
            # Takes none of the time that a trace counts.
            press_by_script(choice)
        else:
            self.use(choice)

    def step(self) -> None:
        """Press what leads on within a check or form: to the next question, or to the list of answers."""
        self.use(self.surface.get_by_role("button", name=STEP))

    def has_step(self) -> bool:
        """Whether something leads on within a check or form."""
        return self.surface.get_by_role("button", name=STEP).locator("visible=true").count() > 0

    def _answer_by_steps(self, root: Locator, definition: Definition, response: Response) -> None:
        match response:
            case Choice():
                self._choose(root, definition, response)
            case Truth(value):
                self.choose_radio(root.get_by_role("radio", name="True" if value else "False", exact=True))
            case Likert(code):
                self.choose_radio(root.get_by_role("radio", name=text_of(definition.choices, code), exact=True))
            case Matching(pairs):
                for source, target in pairs:
                    self._match(self.part(root, source), text_of(definition.targets, target))
            case Sequence(codes):
                self._put_in_order(root, codes)
            case Texts(texts):
                for box, text in zip(root.get_by_role("textbox").all(), texts, strict=True):
                    self.type(box, text)
            case Numeric(minimum, _):
                self.type(root.get_by_role("textbox"), f"{minimum:f}")
            case _:
                raise TypeError(response)

    @staticmethod
    def part(root: Locator, code: str) -> Locator:
        """The row of one code of a question."""
        return root.locator(f'[data-part="{code}"]')

    def _match(self, row: Locator, label: str) -> None:
        """Choose a partner, from a list or among radios."""
        boxes = row.get_by_role("combobox")
        if boxes.count():
            self.select(boxes, label)
        else:
            self.choose_radio(row.get_by_role("radio", name=label, exact=True))

    def _put_in_order(self, root: Locator, codes: tuple[str, ...]) -> None:
        """Move each thing up to its place by its own button. An order that stands there already is moved away and back."""
        if read_order(root) == codes:
            self.use(self.part(root, codes[0]).get_by_role("button", name=re.compile("^Move down")))
        for place, code in enumerate(codes):
            while read_order(root).index(code) > place:
                self.use(self.part(root, code).get_by_role("button", name=re.compile("^Move up")))

    def _choose(self, root: Locator, definition: Definition, response: Choice) -> None:
        single = definition.type is InteractionType.CHOICE and definition.most_chosen == 1
        for option in definition.choices:
            box = root.get_by_role("radio" if single else "checkbox", name=named(option))
            wanted = option.code in response.codes
            if single and wanted:
                self.choose_radio(box)
            elif not single and box.is_checked() != wanted:
                self.use(box, key="Space")

    def read_answer(self, interaction: str, definition: Definition) -> Response | None:
        """What the page shows as answered, or None where nothing is."""
        return read_response(self.question(interaction), definition)

    def submit(self, within: Locator | None = None) -> None:
        """Press "Check my answer" (of one question, or of the check on the page)."""
        scope = within or self.surface.locator("main")
        if not self.one_at_a_time:
            self.show_all()
        self.use(scope.get_by_role("button", name=re.compile(r"^(Check my answer|Submit my answers|Send my answer|Go on)$")).first)

    def try_again(self, within: Locator | None = None) -> None:
        """Press "Try again" where tries remain."""
        scope = within or self.surface.locator("main")
        self.use(scope.get_by_role("button", name="Try again").first)

    # ------------------------------------------------------------ hands

    def use(self, control: Locator, key: str = "Enter") -> None:
        """Click, or Tab there and press a key."""
        if self.hands is Hands.KEYBOARD:
            self.focus(control)
            await_ready(control)
            self.window.keyboard.press(key)
        else:
            self._press(control)

    def _press(self, control: Locator) -> None:
        if self.hands is Hands.MOUSE:
            control.click()
        else:
            press_by_script(control)

    def focus(self, control: Locator, probe: str = IS_FOCUSED) -> None:
        """Press Tab until the control has the focus; fails when the keyboard never gets there."""
        expect(control).to_be_visible()
        element = control.element_handle()
        for _ in range(TABS):
            if element.evaluate(probe):
                return
            self.window.keyboard.press("Tab")
        raise AssertionError(f"the keyboard never reaches {control}")

    def choose_radio(self, box: Locator) -> None:
        """Choose one of a group; with the keyboard by arrows, as radios want it. What was right stays chosen, and is locked, when a question is tried again."""
        if box.is_checked():
            return
        if self.hands is not Hands.KEYBOARD:
            self._press(box)
            expect(box).to_be_checked()
            return
        self.focus(box, IS_GROUP_FOCUSED)
        for _ in range(TABS):
            if box.is_checked():
                return
            self.window.keyboard.press("Space" if ask_element(box, IS_FOCUSED) else "ArrowDown")
        raise AssertionError(f"the arrows never reach {box}")

    def select(self, box: Locator, label: str) -> None:
        """Choose an option of a list by its words. What was right stays chosen, and is locked, when a question is tried again."""
        if ask_element(box, CHOSEN) == label:
            return
        if self.hands is not Hands.KEYBOARD:
            box.select_option(label=label)
            return
        self.focus(box)
        self.window.keyboard.press("Home")
        for _ in range(TABS):
            if ask_element(box, CHOSEN) == label:
                return
            self.window.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never reach {label!r}")

    def type(self, box: Locator, text: str) -> None:
        """Replace the text of a field."""
        if box.input_value() == text:
            return
        if self.hands is not Hands.KEYBOARD:
            box.fill(text)
            return
        self.focus(box)
        self.window.keyboard.press("Control+A")
        self.window.keyboard.press("Delete")
        self.window.keyboard.type(text)


def named(option: Component) -> re.Pattern[str]:
    """The accessible name of an answer: its words, after those of its picture where it has one."""
    return re.compile(rf"(^|\. |[a-z] ){re.escape(option.text)}$")


def read_order(root: Locator) -> tuple[str, ...]:
    """The codes of a question's rows as they stand."""
    return tuple(str(row.get_attribute("data-part")) for row in root.locator("[data-part]").all())
