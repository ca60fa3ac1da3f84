"""The small course with a reviewed translation of every passage, or of all but some."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from builder.pipeline import open_translation
from builder.source.translations.update import IN_LINES, NewWords, update_translation

OTHER = "cy"
SMALL = Path(__file__).parents[2] / "courses" / "small"


def translate_small(folder: Path, without: Collection[str] = ()) -> Path:
    """Copy the course into a folder and translate it: a letter before each passage, where that leaves the form of the text as it is."""
    shutil.copytree(SMALL, folder)
    settings = folder / "course.yaml"
    settings.write_text(settings.read_text("utf-8").replace("language: en-GB\n", f"language: en-GB\nlanguages: [{OTHER}]\n"), "utf-8")
    opened = open_translation(folder, OTHER)
    assert opened.value is not None, opened.diagnostics
    passages = [each.origin for each in opened.value.translation.match.passages]
    assert {passage.id for passage in passages} >= set(without)
    words = {
        passage.id: NewWords(passage.words if passage.sort in IN_LINES - {"text"} else f"ŵ{passage.words}", passage.digest, reviewed=True)
        for passage in passages
        if passage.id not in without
    }
    update = update_translation(opened.value.source, opened.value.translation, words)
    assert update.refused == ()
    for file, text in update.files.items():
        (folder / file).write_text(text, "utf-8")
    return folder
