"""What the browser gets of a further language: its texts, the addresses of its session files, and what stands in the place of what."""

from __future__ import annotations

from msgspec import Struct


class SessionAddress(Struct, frozen=True):
    """Where a session's pages are; `digest` is of the pages, with which the file registers itself."""

    address: str
    digest: str


class LanguageTexts(Struct, frozen=True):
    """The words of the tables in one language.

    Attributes:
        title: of the course.
        spoken: in which language the player's sentences are.
        words: those sentences, by name.
        sessions: titles by id; so are those of `pages` and `checks`, and the texts of `outcomes`.
        files: of the sessions, by id.
        shown: per gap the text that is shown as right, by the ids of questions with gaps; nothing for the first language.
        prompts: what was asked, by the ids of the questions whose answers stay in the window.

    """

    title: str
    spoken: str
    words: dict[str, str]
    sessions: dict[str, str]
    pages: dict[str, str]
    files: dict[str, SessionAddress]
    outcomes: dict[str, str]
    checks: dict[str, str]
    prompts: dict[str, str]
    shown: dict[str, tuple[str, ...]]


class LanguagePack(Struct, frozen=True):
    """A further language. `replacing`: texts outside pages in the first language, each with the one that stands in its place."""

    texts: LanguageTexts
    replacing: tuple[tuple[str, str], ...]
