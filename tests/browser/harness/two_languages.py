"""The course that asks in every kind, in English and in the made-up language, between which learners can switch."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builder import sentences
from builder.pipeline import open_translation
from builder.resources import find_templates
from builder.source.translations.update import NewWords, update_translation
from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.test_another_language import MADE_UP, made_up_table, make_up


def translate_course(course: Path) -> None:
    """List the made-up language, and write a reviewed translation of every passage; marks and codes stay."""
    settings = course / "course.yaml"
    settings.write_text(settings.read_text("utf-8").replace("language: en-GB\n", f"language: en-GB\nlanguages: [{MADE_UP}]\n"), "utf-8")
    opened = open_translation(course, MADE_UP)
    assert opened.value is not None, opened.diagnostics
    words = {}
    for passage in (each.origin for each in opened.value.translation.match.passages):
        keeps_signs = passage.sort in {"list", "table", "quote", "gaps"} or any(sign in passage.words for sign in "[]()|*£")
        words[passage.id] = NewWords(passage.words if keeps_signs else make_up(passage.words), passage.digest, reviewed=True)
    update = update_translation(opened.value.source, opened.value.translation, words)
    assert update.refused == ()
    for file, text in update.files.items():
        (course / file).write_text(text, "utf-8")


@contextmanager
def speaking_two(folder: Path) -> Iterator[None]:
    """Within it the player has sentences in both languages."""
    (folder / "pages").mkdir()
    shutil.copy(find_templates() / "pages" / f"words.{sentences.FALLBACK}.json", folder / "pages")
    (folder / "pages" / f"words.{MADE_UP}.json").write_text(json.dumps(made_up_table()), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "find_templates", lambda: folder)
        sentences.find_sentences.cache_clear()
        try:
            yield
        finally:
            sentences.find_sentences.cache_clear()


def build_in_two(folder: Path) -> Iterator[Built]:
    """Build the course where the player has sentences in both languages."""
    course = folder / "course"
    shutil.copytree(ROOT / "tests" / "courses" / "every_interaction", course)
    with speaking_two(folder):
        translate_course(course)
        yield build_course(course, folder / "out")
