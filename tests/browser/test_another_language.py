"""A course in a language that we made up: whatever a learner comes by, no word of ours is English. And one in a language that the player does not speak: each
text says in which language it is."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from builder import sentences
from builder.course.walk import texts, walk
from builder.resources import find_templates
from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.harness.conditions import await_in_page
from tests.browser.harness.launcher import Launcher

MADE_UP: Final = "cy-x-made"
"""By its first part it has the six forms for numbers that Welsh has."""
UNSPOKEN: Final = "gd"
"""A language without a table."""
FORMS: Final = ("zero", "one", "two", "few", "many")
POLICY: Final = "default-src 'self'; connect-src 'self'"
LETTER: Final = re.compile(r"\{\w+\}|[A-Za-z]")
OURS: Final = re.compile(r"[\u10d0-\u10ff][\u10d0-\u10ff\s.,:;!?()’“”%0-9–-]*|\s[–:]\s")
"""What the made-up language says, or puts between what authors typed."""
MARKUP: Final = re.compile("<[^>]*>")
"""What stands in `noscript` is a text with its tags."""
SENTENCES: Final = re.compile(r"(?<=[.?!:”])\s|”, “")
AROUND: Final = " .,:;?!()“”‘’0123456789–%"
SAID: Final = """
() => {
  const texts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, style")) texts.push(walker.currentNode.data);
  for (const each of document.querySelectorAll("[aria-label], [title], [placeholder], [alt], [aria-roledescription], [aria-valuetext]")) {
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-roledescription", "aria-valuetext"]) texts.push(each.getAttribute(name) || "");
  }
  return [document.title, ...texts].map((text) => text.replace(/\\s+/g, " ").trim()).filter((text) => /[A-Za-z]{2}/.test(text));
}
"""
ANSWER: Final = """
() => {
  const shown = (each) => each.getClientRects().length && !each.disabled;
  const change = (each) => ["input", "change"].forEach((name) => each.dispatchEvent(new Event(name, { bubbles: true })));
  for (const group of document.querySelectorAll("[data-page] fieldset")) { const box = group.querySelector("input[type=radio], input[type=checkbox]"); if (box && shown(box) && !group.querySelector("input:checked")) box.click(); }
  for (const list of document.querySelectorAll("[data-page] select")) if (shown(list)) { list.selectedIndex = list.options.length - 1; change(list); }
  for (const field of document.querySelectorAll("[data-page] input[type=text], [data-page] textarea")) if (shown(field)) { field.value = "7"; change(field); }
}
"""
PRESS: Final = """
(action) => { const each = [...document.querySelectorAll(`[data-action="${action}"]`)].filter((one) => one.getClientRects().length && !one.disabled); each.forEach((one) => one.click()); return each.length; }
"""
OPEN_MENU: Final = """() => { if (document.querySelector("#copack-menu").hidden) document.querySelector("[data-action=menu]").click(); }"""


def make_up(text: str) -> str:
    """The same sentence in letters that English has not; values stay."""
    return LETTER.sub(lambda found: found[0] if len(found[0]) > 1 else chr(ord("\u10d0") + (ord(found[0].lower()) - ord("a"))), text)


def build_spoken(folder: Path, language: str, table_name: str, table: dict[str, str]) -> Iterator[Built]:
    """The course that asks in every kind, in a language, where the player has one table of sentences."""
    (folder / "pages").mkdir()
    (folder / "pages" / f"words.{table_name}.json").write_text(json.dumps(table), "utf-8")
    course = folder / "course"
    shutil.copytree(ROOT / "tests" / "courses" / "every_interaction", course)
    settings = course / "course.yaml"
    text = settings.read_text("utf-8")
    assert re.search(r"^language: .*$", text, re.MULTILINE)
    settings.write_text(re.sub(r"^language: .*$", f"language: {language}", text, flags=re.MULTILINE), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "find_templates", lambda: folder)
        sentences.find_sentences.cache_clear()
        try:
            built = build_course(course, folder / "out")
            built.zip("web")
            yield built
        finally:
            sentences.find_sentences.cache_clear()


def made_up_table() -> dict[str, str]:
    english = json.loads((find_templates() / "pages" / "words.en-GB.json").read_text("utf-8"))
    table = {name: make_up(text) for name, text in english.items()}
    return table | {f"{name}-{form}": f"{text} {make_up(form)}" for name, text in table.items() if f"{name}-one" in english for form in FORMS}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    yield from build_spoken(tmp_path_factory.mktemp("made-up"), MADE_UP, MADE_UP, made_up_table())


@pytest.fixture(scope="module")
def unspoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Its sentences are those that stand in for a missing table, in letters by which they are told from the author's."""
    yield from build_spoken(tmp_path_factory.mktemp("unspoken"), UNSPOKEN, sentences.FALLBACK, made_up_table())


def written_by_the_author(built: Built) -> str:
    """Every file of the course that is text, as one line."""
    typed = [path.read_text("utf-8") for path in sorted(built.folder.rglob("*")) if path.suffix in {".md", ".yaml", ".svg", ".vtt"}]
    course = [text.plain for _, page in built.course.pages() for block in walk(page.blocks) for text in texts(block)]
    return " ".join(" ".join([*typed, *course]).split())


def strangers(page: Page, authors: str) -> set[str]:
    """What stands on the page, seen or not, that neither the author typed nor the made-up language says."""
    pieces = {piece.strip(AROUND) for text in page.evaluate(SAID) if text not in authors for part in OURS.split(MARKUP.sub(" ", text)) for piece in SENTENCES.split(part)}
    return {piece for piece in pieces if re.search("[A-Za-z]{2}", piece) and piece not in authors}


def go_through(page: Page, course: Built, look: Callable[[Page], set[str]]) -> set[str]:
    """Go through the course, through whatever a learner comes by, and return all that `look` finds."""
    await_in_page(page, "() => document.querySelector('[data-view=page]').getClientRects().length > 0")
    noticed: set[str] = set()
    for _ in course.course.pages():
        noticed |= look(page)
        for step in ("check-answer", "submit-check"):
            page.evaluate(PRESS, step)
        noticed |= look(page)
        for _ in range(2):
            page.evaluate(ANSWER)
            for step in ("check-answer", "submit-check"):
                page.evaluate(PRESS, step)
            noticed |= look(page)
            page.evaluate(PRESS, "try-again")
        for view in ("contents", "recorded", "glossary", "record", "help"):
            page.evaluate(OPEN_MENU)
            noticed |= look(page)
            if page.evaluate(PRESS, view):
                noticed |= look(page)
                page.evaluate(PRESS, "return")
        if not page.evaluate(PRESS, "next"):
            break
    page.evaluate(OPEN_MENU)
    assert page.evaluate(PRESS, "save-and-exit")
    await_in_page(page, "() => document.querySelector('[data-closed]').getClientRects().length > 0")
    return noticed | look(page)


@pytest.mark.slow  # in `make test` the walk below looks for such words too
def test_no_word_of_ours_is_english(launcher: Launcher, made_up: Built) -> None:
    authors = written_by_the_author(made_up)
    page = launcher.open_page(launcher.mount(made_up.zip("web"), policy=POLICY))
    assert go_through(page, made_up, lambda seen: strangers(seen, authors)) == set()
    page.evaluate("document.querySelector('[data-closed] h1').append(' Goodbye then')")
    assert strangers(page, authors) == {"Goodbye then"}, "what is English is noticed"
    assert page.locator("html").get_attribute("lang") == MADE_UP


MISTAKEN: Final = """
([ours, courses]) => {
  const mistaken = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, said = text.parentElement.closest("[lang]").lang;
    if (text.parentElement.closest("script, style, noscript")) continue;
    const isOurs = /[\u10d0-\u10ff]/.test(text.data), isCourses = /[A-Za-z]{2}/.test(text.data);
    if ((isOurs && (isCourses || said !== ours)) || (isCourses && said === ours)) mistaken.push(`${said}: ${text.data.trim()}`);
  }
  const marks = /[\x0e-\x10]/, kept = document.documentElement.outerHTML + document.title;
  return [...mistaken, ...(marks.test(kept) ? ["a mark: " + kept.slice(kept.search(marks) - 80).slice(0, 120)] : [])];
}
"""


def mistaken(page: Page) -> set[str]:
    """What does not say, or says wrongly, in which language it is. Observers have done their part when a call from outside arrives."""
    return set(page.evaluate(MISTAKEN, [sentences.FALLBACK, UNSPOKEN]))


def test_each_text_says_in_which_language_it_is(launcher: Launcher, unspoken: Built) -> None:
    """And no word of ours is English here either: what stands in for the missing table is made up."""
    authors = written_by_the_author(unspoken)
    page = launcher.open_page(launcher.mount(unspoken.zip("web"), policy=POLICY))
    assert go_through(page, unspoken, lambda seen: mistaken(seen) | strangers(seen, authors)) == set()
    page.evaluate("document.querySelector('[data-closed] h1 [lang]').firstChild.data += ' Slan leibh'")
    assert len(mistaken(page)) == 1, "what says a wrong language is noticed"
    assert strangers(page, authors) == {"Slan leibh"}, "what is not of our table is noticed"
    assert page.locator("html").get_attribute("lang") == UNSPOKEN
    assert page.locator("body").get_attribute("lang") == sentences.FALLBACK
