"""Which language is which, where the player does not speak the course's (WCAG 2.2 3.1.2)."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder import sentences
from builder.language_tag import names_language
from builder.pages.assets import pack_pictures
from builder.pages.cover import render_cover
from builder.pages.render import render_pages
from builder.pipeline import compile_folder
from builder.sentences import (
    find_sentences,
    has_draft,
    language_in_preview,
    mark_language,
    name_counted,
    say,
    say_on_page,
    speaks,
)
from builder.source.check.course_file import UNSPOKEN_LANGUAGE
from builder.tracking.compile import plan_tracking
from tests.unit.pages import example

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(("language", "spoken"), [("en-GB", True), ("en", True), ("EN-us", True), ("cy", False), ("cym", False), ("zh-Hans", False)])
def test_a_language_is_spoken_whatever_the_country(language: str, spoken: bool) -> None:
    assert speaks(language) is spoken
    assert find_sentences(language).language == "en-GB"


def test_sentences_are_marked_where_an_element_may_stand_and_nowhere_else() -> None:
    label, choose = say_on_page("cy", "check-answer"), say_on_page("cy", "shell-choose")
    html = mark_language(f'<button title="{label}">{label}</button><select><option>{choose}</option></select><p>{choose}</p>', "cy")
    assert html == (
        '<button title="Check my answer"><span lang="en-GB">Check my answer</span></button>'
        '<select><option lang="en-GB">choose</option></select><p><span lang="en-GB">choose</span></p>'
    )
    assert say_on_page("en-GB", "check-answer") == "Check my answer"


def test_what_a_sentence_quotes_of_the_course_is_in_the_language_of_the_course() -> None:
    html = f"<p>{say_on_page('cy', 'shell-recorded-words', prompt='Pam?')} Diolch</p>"
    assert mark_language(html, "cy") == (
        '<p><span lang="en-GB">what you write for “</span><span lang="cy">Pam?</span><span lang="en-GB">”, word for word</span> Diolch</p>'
    )
    assert (
        mark_language(f'<input aria-label="{say_on_page("cy", "shell-gap", number=1, total=2)}">', "cy")
        == '<input aria-label="Gap 1 of 2" lang="en-GB">'
    )
    assert mark_language(f'<p aria-label="{say_on_page("cy", "next")}">Ie</p>', "cy") == '<p aria-label="Next">Ie</p>'


@pytest.mark.parametrize(("number", "form"), [(0, "minutes"), (1, "minutes-one"), (2, "minutes"), (1000, "minutes")])
def test_a_number_of_things_takes_its_form(number: int, form: str) -> None:
    assert name_counted("en-GB", "minutes", number) == form
    assert name_counted("cy", "minutes", number) == form, "in English, as cy has no table"
    assert name_counted("en-GB", "next", number) == "next", "a sentence without forms"


def test_the_shell_has_its_own_language_and_the_page_the_courses(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "courses" / "small", course)
    settings = course / "course.yaml"
    settings.write_text(re.sub(r"(?m)^language: .*$", "language: cy", settings.read_text("utf-8")), "utf-8")
    compilation = compile_folder(course)
    assert compilation.course is not None
    assert compilation.plan is not None
    pages = render_pages(compilation.course, compilation.plan)
    shell = next(iter(pages.shells.values()))
    assert '<html lang="cy">' in shell
    assert re.search(r'<body class="[^"]*" lang="en-GB"', shell)
    assert re.search(r'<article class="[^"]*" lang="cy"', shell)
    written = shell + "".join(page.html for session in pages.sessions for page in session.pages)
    assert '<span lang="en-GB">Check my answer</span>' in written
    views = "".join(pages.views.values())
    assert '<span lang="en-GB">Contents</span>' in views
    assert re.search('<span lang="en-GB">the (?:question|\\d+ questions) of “</span><span lang="cy">Word check</span>', views)
    assert not re.search("[\x0e-\x10]", written + views)


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A table in English, one in Welsh that is half reviewed, and one in Irish that is reviewed."""
    folder = tmp_path / "pages"
    folder.mkdir()
    english = {"next": "Next", "minutes": "{minutes} minutes", "minutes-one": "1 minute"}
    for language, table in {
        "en-GB": english,
        "cy": {"next": "Nesaf", "minutes": {"draft": "{minutes} munud"}},
        "ga": {"next": "Ar aghaidh", "minutes": "{minutes} nóiméad"},
    }.items():
        (folder / f"words.{language}.json").write_text(json.dumps(table), "utf-8")
    monkeypatch.setattr(sentences, "find_templates", lambda: tmp_path)
    sentences.find_sentences.cache_clear()
    yield folder
    sentences.find_sentences.cache_clear()


@pytest.mark.parametrize(
    ("language", "preview", "packages", "shown"),
    [
        ("cy", "cy-x-draft", "Next", "Nesaf"),
        ("cy-GB", "cy-GB-x-draft", "Next", "Nesaf"),
        ("cy-x-north", "cy-x-north-draft", "Next", "Nesaf"),
        ("ga", "ga", "Ar aghaidh", "Ar aghaidh"),
        ("gd", "gd", "Next", "Next"),
        ("en", "en", "Next", "Next"),
    ],
)
@pytest.mark.usefixtures("tables")
def test_a_draft_is_spoken_in_the_preview_alone(language: str, preview: str, packages: str, shown: str) -> None:
    assert language_in_preview(language) == preview
    assert names_language(preview)
    assert has_draft(language) is (language != preview)
    assert say(language, "next") == packages
    assert say(preview, "next") == shown
    assert speaks(preview) is (language != "gd")


def test_what_a_draft_does_not_say_yet_is_said_in_english(tables: Path) -> None:
    (tables / "words.cy.json").write_text(json.dumps({"next": {"draft": ""}, "minutes": {"draft": "{minutes} munud"}}), "utf-8")
    assert say("cy-x-draft", "next") == "Next"
    assert say("cy-x-draft", "minutes", minutes=5) == "5 munud"


def test_a_table_without_drafts_is_spoken_everywhere(tables: Path) -> None:
    (tables / "words.cy.json").write_text(json.dumps({"next": "Nesaf"}), "utf-8")
    assert not has_draft("cy")
    assert say("cy", "next") == "Nesaf"
    assert language_in_preview("cy") == "cy"


@pytest.mark.usefixtures("tables")
def test_the_preview_speaks_by_a_draft_and_a_build_says_that_it_does_not(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "courses" / "small", course)
    settings = course / "course.yaml"
    settings.write_text(re.sub(r"(?m)^language: .*$", "language: cy", settings.read_text("utf-8")), "utf-8")
    for drafts, language in ((True, "cy-x-draft"), (False, "cy")):
        compilation = compile_folder(course, drafts=drafts)
        assert compilation.course is not None
        assert compilation.course.language == language
        (told,) = [fault.message for fault in compilation.diagnostics if fault.rule is UNSPOKEN_LANGUAGE]
        assert told.startswith("Copack’s sentences in “cy” are a draft that no one has checked:")


@pytest.mark.parametrize(
    ("number", "form", "told"),
    [
        (0, "minutes-zero", "0 munud"),
        (1, "minutes-one", "1 funud"),
        (2, "minutes-two", "2 funud"),
        (3, "minutes-few", "3 munud"),
        (5, "minutes", "5 munud"),
        (6, "minutes-many", "6 munud"),
        (11, "minutes", "11 munud"),
    ],
)
def test_a_cover_counts_by_the_six_forms_of_welsh(number: int, form: str, told: str) -> None:
    assert name_counted("cy-x-draft", "minutes", number) == form
    course = replace(example.course(replace(example.page("first"), minutes=number)), language="cy-x-draft")
    plan = plan_tracking(course).value
    assert plan is not None
    cover = render_cover(course, course.sessions[0], plan, pack_pictures(course))
    assert f"<strong>{told}</strong> mewn 1 cam byr" in cover
    assert "<strong>1 minute</strong>" not in cover


def test_a_table_is_read_once_and_again_when_it_has_changed(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tables / "words.xx.json"
    file.write_text('{"next": {"draft": "Nast"}}', "utf-8")
    read: list[Path] = []
    read_text = Path.read_text

    def count(path: Path, encoding: str) -> str:
        read.append(path)
        return read_text(path, encoding)

    monkeypatch.setattr(Path, "read_text", count)
    assert sentences.has_draft("xx")
    assert sentences.language_in_preview("xx") == "xx-x-draft"
    assert read == [file]
    file.write_text('{"next": "Nast"}', "utf-8")
    os.utime(file, ns=(1, 1))
    assert not sentences.has_draft("xx")
