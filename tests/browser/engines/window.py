"""A window of a browser, worked in the same way in every engine: opened, reloaded, left and come back to, read, pressed, typed into."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, Final

from tests.browser.engines.processes import await_answer

PAGE: Final = Path(__file__).with_name("page.js").read_text(encoding="utf-8").strip().removesuffix(";")
"""The source of an object whose functions read the course's document (page.js)."""
ASK: Final = f"(name, given) => {PAGE}[name](...given)"
FRAME: Final = "tree"
"""The name of the frame in which the doubles of platforms show a course."""


class Control(ABC):
    """Something in the course's document that a learner presses or types into."""

    @abstractmethod
    def press(self) -> None:
        """Bring it into view and click it, as a hand does."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Press the keys of a text in it."""


class EngineWindow(ABC):
    """One window. `framed`: the course is in the frame of a platform's page, and what is read and pressed is there."""

    framed = False

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to an address, and wait until it is loaded."""

    @abstractmethod
    def address(self) -> str:
        """Of the page at the top."""

    @abstractmethod
    def back(self) -> None:
        """The browser's Back, and wait until that page is there."""

    @abstractmethod
    def reload(self) -> None:
        """F5 of the page at the top, and wait until it is loaded."""

    @abstractmethod
    def run(self, function: str, *arguments: Any) -> Any:
        """Call a function of JavaScript in the course's document; its promise is awaited. Arguments and value are what JSON can hold."""

    @abstractmethod
    def find(self, function: str, *arguments: Any) -> Control:
        """The element that a function gives."""

    @abstractmethod
    def close(self) -> None:
        """The learner closes the window; the page hears of it."""

    @abstractmethod
    def kill(self) -> None:
        """The process of the page dies without a word."""

    def ask(self, name: str, *arguments: Any) -> Any:
        """Call a function of page.js."""
        return self.run(ASK, name, list(arguments))

    def control(self, name: str, *arguments: Any) -> Control:
        """The element that a function of page.js gives."""
        return self.find(ASK, name, list(arguments))

    def until_at(self, start: str) -> None:
        """Wait until the page at the top has an address that begins so: the document that leads there goes away meanwhile."""
        await_answer(lambda: self.address().startswith(start), start)

    def until(self, name: str, *arguments: Any) -> Any:
        """What a function of page.js gives, once that is neither false nor empty; the document stays meanwhile."""
        answer = self.ask("until", name, list(arguments))
        assert answer, f"never happened: {name} {arguments}; the page says: {self.ask('words')}"
        return answer
