"""facilitator.md and handouts: what is read of them, and what is refused with words that say what to type."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.course.model import Session
from builder.diagnostics import Diagnostic
from builder.source.compile import compile_course
from builder.source.files import Source, TextFile
from builder.source.tree.lines import split_lines
from tests.unit.source.author import PAGE, TOP, source_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def file(path: str, text: str) -> TextFile:
    return TextFile(f"sessions/01-any/{path}", text, split_lines(text))


def source(guide: str | None = None, *handouts: str) -> Source:
    learners = source_of(TOP + PAGE + "Text.\n", media={"sessions/01-any/media/a.svg": SVG})
    sheets = tuple(file(f"handouts/{number}.md", text) for number, text in enumerate(handouts, 1))
    (session,) = learners.sessions
    return replace(learners, sessions=(replace(session, facilitator=file("facilitator.md", guide) if guide is not None else None, handouts=sheets),))


def session_of(guide: str | None = None, *handouts: str) -> Session:
    compiled = compile_course(source(guide, *handouts))
    assert compiled.value is not None, compiled.diagnostics
    return compiled.value.sessions[0]


def faults(guide: str | None = None, *handouts: str) -> tuple[Diagnostic, ...]:
    return compile_course(source(guide, *handouts)).diagnostics


def test_each_heading_is_a_part_and_what_looks_like_a_label_of_a_page_is_text() -> None:
    session = session_of("# 2 hours\nMinutes: 120\n\n## Before\n\nOpen the *door*.\n\n# Group work ##\n::: callout\nPairs.\n:::\n")
    assert [part.title.plain for part in session.guide] == ["2 hours", "Group work"]
    assert [getattr(block, "plain", "box") for part in session.guide for block in part.blocks] == ["Minutes: 120", "Before", "Open the door.", "box"]


def test_a_handout_has_its_title_and_the_name_of_its_file() -> None:
    session = session_of(None, "# My *plan*\n\nI will:\n", "# Rules\n\n- Listen\n")
    assert [(text.name, text.title.plain, len(text.blocks)) for text in session.handouts] == [("1", "My plan", 1), ("2", "Rules", 1)]


def test_learners_get_nothing_of_it() -> None:
    compiled = compile_course(source("# 2 hours\n\n![Walrus](media/a.svg)\n", "# Walrus\n\nWalrus.\n"))
    assert compiled.value is not None
    assert "alrus" not in repr(compiled.value.sessions[0].pages)
    assert list(compiled.value.media) == []
    assert list(compiled.value.facilitator_media) == ["sessions/01-any/media/a.svg"]


BROKEN = {
    "": "SRC160",
    "\n  \n": "SRC160",
    "Text alone.\n": "SRC160",
    "Text above.\n\n# 2 hours\n\nText.\n": "SRC160",
    "## 2 hours\n\nText.\n": "SRC160",
    "# 2 hours\n": "SRC160",
    "# 2 hours\n\n# 60 minutes\n\nText.\n": "SRC160",
    "---\ntitle: Mine\n---\n# 2 hours\n\nText.\n": "SRC160",
    "::: callout\nText.\n:::\n\n# 2 hours\n\nText.\n": "SRC160",
    "#\n\nText.\n": "SRC043",
    "# 2 hours\n\n### Too low\n\nText.\n": "A11002",
    "# 2 hours\n\n[the page](#nowhere)\n": "CRS050",
    "# 2 hours\n\n![What](media/none.svg)\n": "CRS060",
    "# 2 hours\n\n![](media/a.svg)\n": "A11001",
    "# 2 hours\n\n::: callout\nText.\n": "SRC030",
    "# 2 hours\n\nText.\n\n:::\n": "SRC031",
    "# 2 hours\n\n:: callout\nText.\n": "SRC032",
    "# 2 hours\n\n<!-- a note\n\nText.\n": "SRC072",
    "# 2 hours\n\n::: callot\nText.\n:::\n": "SRC033",
    "# 2 hours\n\n::: facilitator\nText.\n:::\n": "SRC035",
    "# 2 hours\n\n::: reflection mine\nWhat next?\n:::\n": "SRC035",
    "# 2 hours\n\n::: check mine\nTitle: Check\n:::\n": "SRC035",
    "# 2 hours\n\n::: short-version\nText.\n:::\n": "SRC035",
    "# 2 hours\n\nA **star too many.\n": "SRC142",
    "# 2 hours\n\nA\x00 character.\n": "SRC110",
}


@pytest.mark.parametrize("text", BROKEN, ids=[repr(text) for text in BROKEN])
@pytest.mark.parametrize("where", ["guide", "handout"])
def test_it_is_judged_like_any_text_and_its_file_is_named(text: str, where: str) -> None:
    told = faults(text) if where == "guide" else faults(None, text)
    assert BROKEN[text] in {fault.rule.code for fault in told}
    expected = "sessions/01-any/facilitator.md" if where == "guide" else "sessions/01-any/handouts/1.md"
    assert {fault.place.file for fault in told if fault.place is not None} == {expected}


def test_a_second_title_says_what_to_type() -> None:
    (fault,) = faults(None, "# My plan\n\nText.\n\n# My dates\n\nText.\n")
    assert (fault.rule.code, fault.place.line if fault.place else 0) == ("SRC161", 5)
    assert "`## My dates`" in fault.hint
