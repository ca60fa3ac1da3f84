"""Words in another language, `[bore da](lang:cy)`, are marked wherever an author types text (WCAG 2.2 3.1.2)."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from builder.pages.render import render_pages
from builder.pipeline import compile_folder

ROOT: Final = Path(__file__).resolve().parents[3]
PLACES: Final = {
    "prose": "This is @.",
    "heading": "## Say @",
    "item": "- one\n- two: @",
    "quotation": "> They said @.",
    "cell": "| Word | Meaning |\n| --- | --- |\n| @ | hello |\nCaption: Two words",
    "caption": "| Word | Meaning |\n| --- | --- |\n| hi | hello |\nCaption: Of @",
    "callout": "::: callout\nThey said @.\n:::",
    "prompt": "::: choose-one greet\nWhat is @?\n- [x] (a) Hello\n- [ ] (b) Bye\n:::",
    "option": "::: choose-one greet\nWhat do you say?\n- [x] (a) @\n- [ ] (b) Bye\n:::",
    "feedback": "::: choose-one greet\nWhat do you say?\n- [x] (a) Hello\n  Feedback: In Wales, @.\n- [ ] (b) Bye\n:::",
    "hint": "::: choose-one greet\nWhat do you say?\n- [x] (a) Hello\n- [ ] (b) Bye\nHint: Think of @.\n:::",
}
"""Where text is typed -> the text, with @ for the words."""


@pytest.mark.parametrize("place", PLACES)
def test_words_in_another_language_are_marked_in_the_page(tmp_path: Path, place: str) -> None:
    course = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "courses" / "small", course)
    session = course / "sessions" / "01-start" / "session.md"
    page = f"\n# Another page\nPage: another\n\nBefore it.\n\n{PLACES[place].replace('@', '[bore da](lang:cy)')}\n"
    session.write_text(session.read_text("utf-8") + page, "utf-8")
    compilation = compile_folder(course)
    assert compilation.course is not None, compilation.diagnostics
    assert compilation.plan is not None, compilation.diagnostics
    pages = render_pages(compilation.course, compilation.plan)
    (html,) = [page.html for session in pages.sessions for page in session.pages if page.id == "another"]
    assert '<span lang="cy">bore da</span>' in html
    assert not re.search(r"\[bore|lang:", html)
