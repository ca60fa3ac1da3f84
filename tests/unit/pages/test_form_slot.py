"""The form of an organisation on the web (the slot `evaluation`): on a screen, on paper and in a session in one file; neutral words where there is none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from lxml import html as markup

from builder.course.model import Course
from builder.kit.session_file import write_session_files
from builder.output.build_name import BuildName
from builder.pages.slots import describe_words
from builder.pipeline import build, compile_folder
from builder.printing.books import print_books
from builder.printing.materials import PrintOptions
from builder.standards.standard import Options
from tests.browser.harness.server import read_files

SMALL = Path(__file__).parents[2] / "courses" / "small"
BUILD = BuildName("0.1", "abcdef")
NEUTRAL, OWN, ADDRESS = "There is no other form. Please use this one.", "Our own form is at", "https://forms.northtown.nhs.uk/course?a=1&b=2"
FORM = """title: What did you think?
hand_in: Give it to your group.
questions:
  - {id: how-it-was, kind: reflection, ask: How was it?}
  - {id: what-else, kind: reflection, ask: What else?, form: long}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("form") / "course"
    shutil.copytree(SMALL, folder)
    typed = (folder / "course.yaml").read_text("utf-8")
    (folder / "course.yaml").write_text(typed.replace("outcomes:\n", f'slots:\n  evaluation: "{NEUTRAL}"\noutcomes:\n', 1), "utf-8")
    (folder / "evaluation.yaml").write_text(FORM, "utf-8")
    (folder.parent / "local.yaml").write_text(f'organisation: Northtown\nslots:\n  evaluation: "{OWN} {ADDRESS}"\n', "utf-8")
    (folder.parent / "empty.yaml").write_text("organisation: Southtown\nslots:\n  evaluation: ''\n", "utf-8")
    return folder


def course_with(folder: Path, words: str) -> Course:
    course = compile_folder(folder, local=folder.parent / words if words else None).course
    assert course is not None
    return course


def slots_of(html: bytes) -> list[markup.HtmlElement]:
    return list(markup.fromstring(html.decode()).xpath('//data[@value="evaluation"]'))


@pytest.mark.parametrize("words", ["", "empty.yaml", "local.yaml"])
def test_each_form_on_paper_and_each_session_file_has_the_address_or_neutral_words(folder: Path, words: str) -> None:
    course = course_with(folder, words)
    printed = print_books(course, BUILD, PrintOptions()).files
    forms = [f"small-course-{name}.html" for name in ("learner-book", "evaluation-form", "long-evaluation-form")]
    read_without_script = [content.partition(b"<template data-player")[0] for content in write_session_files(course, BUILD).values()]
    for html in (*(printed[name] for name in forms), *read_without_script):
        shown = slots_of(html)
        assert shown, "no form names it"
        for slot in shown:
            links = [link.get("href") for link in slot.iter("a")]
            told = slot.text_content().strip()
            assert (told, links) == ((f"{OWN} {ADDRESS}", [ADDRESS]) if words == "local.yaml" else (NEUTRAL, []))


def test_on_a_screen_the_launch_page_alone_holds_the_address(folder: Path, tmp_path: Path) -> None:
    written = build(folder, tmp_path, Options(), standards=("web",), local=folder.parent / "local.yaml")
    (path,) = (path for path in written.files if path.suffix == ".zip")
    entries = read_files(path)
    naming = [name for name, content in entries.items() if b"forms.northtown.nhs.uk" in content]
    assert naming == ["index.html"]
    (held,) = markup.fromstring(entries["index.html"].decode()).xpath('//script[@type="application/json" and @data-local]/text()')
    assert json.loads(held)["words"]["evaluation"] == [[f"{OWN} "], [ADDRESS, ADDRESS]]
    assert any(NEUTRAL.encode() in content for name, content in entries.items() if name != "index.html")


def test_without_words_of_an_organisation_nothing_stands_in_the_place_of_the_neutral_ones(folder: Path) -> None:
    assert "evaluation" not in describe_words(course_with(folder, "empty.yaml")).words
