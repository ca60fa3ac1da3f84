"""Windows of Chromium, which Playwright works."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, ElementHandle, Frame, Page

from tests.browser.engines.window import FRAME, Control, EngineWindow
from tests.browser.harness.chromium import kill_tab

CALL = "(given) => (%s)(...given)"


class PlaywrightWindow(EngineWindow):
    """A window of a browser that Playwright drives."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()

    def open(self, address: str) -> None:
        self.page.goto(address)

    def address(self) -> str:
        return self.page.url

    def back(self) -> None:
        self.page.go_back()

    def reload(self) -> None:
        self.page.reload()

    def run(self, function: str, *arguments: Any) -> Any:
        return self._course.evaluate(CALL % function, list(arguments))

    def find(self, function: str, *arguments: Any) -> Control:
        found = self._course.evaluate_handle(CALL % function, list(arguments)).as_element()
        assert found is not None, f"no such element: {arguments}"
        return PlaywrightControl(found)

    def close(self) -> None:
        self.page.close()

    def kill(self) -> None:
        kill_tab(self.page)

    @property
    def _course(self) -> Page | Frame:
        if not self.framed:
            return self.page
        frame = self.page.frame(name=FRAME)
        assert frame is not None, "the course is not open"
        return frame


class PlaywrightControl(Control):
    """An element of such a window."""

    def __init__(self, element: ElementHandle) -> None:
        self.element = element

    def press(self) -> None:
        if self.element.evaluate("(each) => each.tagName") == "OPTION":  # of a list that the system draws
            self.element.evaluate_handle("(each) => each.closest('select')").as_element().select_option(self.element.get_attribute("value"))  # type: ignore[union-attr]
        else:
            self.element.click()

    def type(self, text: str) -> None:
        self.element.type(text)
