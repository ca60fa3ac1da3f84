"""A newer version of the short course: the same questions in other words."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from typing import Final

from tests.browser.harness.build import Built, build_course

SESSION_WORDS: Final = {"Answer all four.": "Answer each of the four.", "The last page holds the check.": "The next page holds the check."}
"""What stands in the second session alone: nothing changes but that session's file and the addresses in the launch page."""
ALL_WORDS: Final = {**SESSION_WORDS, "Ordinary text": "Familiar text", "Four kinds of question": "Four sorts of question"}
"""And what stands in the launch page and in the tables; of equal length, so that the launch page keeps its size."""
IN_CHECK, BEFORE_CHECK = SESSION_WORDS.values()
UPDATED: Final = "This course may have been updated. Your answers are saved. Save and exit, then open it again."


def reword(built: Built, words: Mapping[str, str] = ALL_WORDS) -> Built:
    """The same course in other words."""
    work = built.folder.parent / f"reworded-{len(words)}"
    folder = work / "course"
    if not folder.exists():
        shutil.copytree(built.folder, folder)
        for file in (folder / "course.yaml", *folder.glob("sessions/*/session.md")):
            text = file.read_text(encoding="utf-8")
            for old, new in words.items():
                text = text.replace(old, new)
            file.write_text(text, encoding="utf-8")
    return build_course(folder, work / "dist")
