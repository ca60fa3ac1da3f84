"""Two ids that share a key: who keeps it, and what `copack check --fix` writes under the other. A thousand pages and a thousand questions have some."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from builder.pipeline import compile_folder
from builder.source.fix import fix
from builder.source.load import load

COURSE = """id: many
title: Many pages
version: 1
base: https://courses.nhs.uk/many/
description: Many pages and many questions.
standards: [xapi, web]
outcomes:
  1.1: Say it.
"""
TOP = "---\nid: s{0}\ntitle: Session {0}\noutcomes: [1.1]\n---\n"
PAGE = "\n# Page {0}\nPage: page-{0}\n\nText.\n"
QUESTION = "\n::: choose-one question-{0}\nIs it {0}?\nOutcome: 1.1\n- [x] (a) Yes\n- [ ] (b) No\n:::\n"
CLASH = (587, 845)
"""Numbers of pages whose ids share a key."""


def write_course(folder: Path, *sessions: str) -> Path:
    (folder / "course.yaml").write_text(COURSE, encoding="utf-8")
    for number, text in enumerate(sessions):
        session = folder / "sessions" / f"{number:02}-session"
        session.mkdir(parents=True)
        (session / "session.md").write_text(TOP.format(number) + text, encoding="utf-8")
    return folder


def fixed(folder: Path) -> dict[str, list[str]]:
    """The `Key:` lines that are written, with the line above each."""
    source = load(folder).value
    assert source is not None
    written = {}
    for change in fix(source):
        (folder / change.file).write_text(change.new, encoding="utf-8")
        lines = change.new.splitlines()
        written[change.file] = [f"{above} / {line}" for above, line in pairwise(lines) if line.startswith("Key:")]
    return written


def test_a_thousand_pages_and_a_thousand_questions_are_settled_and_planned(tmp_path: Path) -> None:
    texts = ("".join(PAGE.format(n) + QUESTION.format(n) for n in range(start, start + 100)) for start in range(0, 1000, 100))
    folder = write_course(tmp_path, *texts)
    assert {fault.rule.code for fault in compile_folder(folder).diagnostics} == {"TRK001"}
    assert fixed(folder) == {
        "sessions/02-session/session.md": ["# Page 205 / Key: fX0"],
        "sessions/08-session/session.md": ["# Page 845 / Key: Cb2"],
    }
    compilation = compile_folder(folder)
    assert compilation.plan is not None, compilation.diagnostics
    keys = [page.key for session in compilation.plan.sessions() for page in session.pages]
    assert len(set(keys)) == len(keys) == 1000
    assert len({one.key for one in compilation.plan.interactions}) == 1000
    assert fixed(folder) == {}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("", "", ["# Page 845 / Key: Cb2"]),
        ("", "Key: abc\n", []),
        ("Key: abc\n", "", []),
        ("", "Key: {}\n", ["# Page 587 / Key: ", "Page: page-845 / Key: vl-"]),
    ],
    ids=["the later one gets a key", "the later one has one", "the earlier one has one", "a key that was typed stays"],
)
def test_who_keeps_the_key(tmp_path: Path, first: str, second: str, expected: list[str]) -> None:
    pages = [PAGE.format(number).replace("\n\nText", f"\n{own}\nText") for number, own in zip(CLASH, (first, second.format("vl-")), strict=True)]
    written = fixed(write_course(tmp_path, "".join(pages))).get("sessions/00-session/session.md", [])
    assert [line[: len(wanted)] for line, wanted in zip(written, expected, strict=True)] == expected
    assert not [fault for fault in compile_folder(tmp_path).diagnostics if fault.rule.code == "TRK001"]


def test_an_id_that_is_written_now_is_newer_than_one_that_stands_in_the_files(tmp_path: Path) -> None:
    new = PAGE.format("587").replace("Page: page-587\n", "")
    written = fixed(write_course(tmp_path, new + PAGE.format("845")))
    assert [line.split("Key:")[0] for line in written["sessions/00-session/session.md"]] == ["# Page 587 / "]
