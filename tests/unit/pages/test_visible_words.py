"""Every word that an author typed is in the rendered pages; a template that loses one is found out."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.course.model import Course
from builder.pages.pages import Pages, write_script_json
from builder.pages.render import render_pages
from builder.pages.visible_words import check_visible_words, shown_words, typed_words
from builder.pipeline import compile_folder
from builder.sentences import say

ROOT = Path(__file__).resolve().parents[3]
COURSES = [ROOT / "course_source", *sorted(path.parent for path in (ROOT / "tests" / "courses").glob("*/course.yaml"))]


def compiled(folder: Path) -> tuple[Course, Pages]:
    compilation = compile_folder(folder)
    assert compilation.course is not None
    assert compilation.plan is not None
    return compilation.course, render_pages(compilation.course, compilation.plan)


def with_html(pages: Pages, page_id: str, html: str) -> Pages:
    """The same pages with another HTML for one of them."""
    sessions = tuple(
        replace(session, pages=tuple(replace(page, html=html) if page.id == page_id else page for page in session.pages)) for session in pages.sessions
    )
    return replace(pages, sessions=sessions)


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_every_word_of_a_course_is_shown(folder: Path) -> None:
    course, pages = compiled(folder)
    assert list(check_visible_words(course, pages)) == []
    for session in pages.sessions:  # what is compared is what the session's file carries
        assert write_script_json({page.id: page.html for page in session.pages}).encode() in session.script


@pytest.mark.parametrize("name", ["every-block", "every_interaction"])
def test_a_text_that_any_block_or_kind_loses_is_found(name: str) -> None:
    course, pages = compiled(ROOT / "tests" / "courses" / name)
    tried = 0
    for session, rendered_session in zip(course.sessions, pages.sessions, strict=True):
        for page, rendered in zip(session.pages, rendered_session.pages, strict=True):
            words = [typed for typed, _place in typed_words(page)]
            shown = shown_words(rendered.html, course.language)
            for typed in words:
                html = f">{typed}<"
                if rendered.html.count(html) == 1 and shown.count(typed) == 1:
                    tried += 1
                    lost = with_html(pages, page.id, rendered.html.replace(html, "><"))
                    assert any(typed[:60] in diagnostic.message for diagnostic in check_visible_words(course, lost)), typed
    assert tried > 20


def test_a_changed_letter_a_lost_alternative_and_a_lost_twin_are_found() -> None:
    course, pages = compiled(ROOT / "tests" / "courses" / "every-block")
    page = course.sessions[0].pages[0]
    html = pages.sessions[0].pages[0].html
    title = page.title.plain
    twin = replace(page, blocks=(*page.blocks, *page.blocks))
    twins = replace(course, sessions=(replace(course.sessions[0], pages=(twin, *course.sessions[0].pages[1:])), *course.sessions[1:]))
    assert [one.rule.code for one in check_visible_words(course, with_html(pages, page.id, html.replace(title, title[:-1] + "~")))] == ["SRC148"]
    assert [one.rule.code for one in check_visible_words(course, with_html(pages, page.id, html + html))] == []
    assert [one.rule.code for one in check_visible_words(twins, with_html(pages, page.id, html + html))] == []


def test_words_that_are_typed_at_two_places_are_shown_twice(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "courses" / "two-pages", folder)
    session = next(folder.glob("sessions/*/session.md"))
    text = session.read_text(encoding="utf-8")
    head = next(line for line in text.splitlines() if line.startswith("Page: "))
    session.write_text(text.replace(head, f"{head}\n\nTyped at two places.\n\nBetween them.\n\nTyped at two places.", 1), encoding="utf-8")
    course, pages = compiled(folder)
    page, html = course.sessions[0].pages[0], pages.sessions[0].pages[0].html
    assert list(check_visible_words(course, pages)) == []
    once = with_html(pages, page.id, html.replace("Typed at two places.", "", 1))
    assert [diagnostic.rule.code for diagnostic in check_visible_words(course, once)] == ["SRC148"]


def test_a_meaning_that_the_glossary_loses_is_found() -> None:
    course, pages = compiled(ROOT / "tests" / "courses" / "media")
    means = course.glossary[0].means
    lost = replace(pages, views={unit: views.replace(means, "") for unit, views in pages.views.items()})
    assert {one.place.file for one in check_visible_words(course, lost) if one.place} == {"glossary.yaml"}


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One <em>wo</em>rd</p><p>two</p>", "One word two"),
        ('<p>a<br>b <img src="x" alt="A &amp; &quot;B&quot;"></p>', 'a b A & "B"'),
        (f'<a href="x" target="_blank">the HRA {escape(say("en-GB", "shell-new-tab"))}</a>.', "the HRA."),
        ('<td><span class="nhsuk-table__heading" aria-hidden="true">Word </span><span>Audit</span></td>', "Audit"),
        ("<p>&lt;name&gt; a &lt; b</p>", "<name> a < b"),
    ],
)
def test_what_counts_as_shown(html: str, words: str) -> None:
    assert shown_words(html, "en-GB") == words
