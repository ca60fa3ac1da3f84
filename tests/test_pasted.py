"""Texts as people paste them: what becomes of each line is held beside it, and learners read nothing of another tool's syntax.

`tests/pasted/<name>/text.txt` is pasted under a page's heading. `expected.txt` says of each line what is shown, and what is refused;
`COPACK_UPDATE=1 pytest tests/test_pasted.py` writes it anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from builder.course.blocks import Block, Check, Interaction
from builder.course.document import Prose
from builder.course.walk import inner, texts
from builder.source.compile import compile_course
from tests.oracles.expectation import assert_expected
from tests.unit.source.author import FIRST, PAGE, TOP, source_of

TEXTS = sorted(folder for folder in (Path(__file__).parent / "pasted").iterdir() if folder.is_dir())
LEFT_OVER = re.compile(r"\*\*|\{[=~]|\[[xX ]?\]|\([xX ]\)|✅|❌|[\uf000-\uf0ff]|^\W*[A-D][.)] |\bANSWER\b|::|!!!|\bOptions:|^Question|^Statement|Correct answer", re.MULTILINE)
MISSING_IDS = {"SRC037", "SRC038"}


def shown(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield every text that learners read, feedback and hints too."""
    for block in blocks:
        if isinstance(block, Prose):
            yield block.plain
        elif isinstance(block, Interaction):
            yield block.definition.description
            yield from (choice.text for choice in block.definition.choices)
            told = [block.hint, block.if_right, block.if_wrong, *(option.feedback for option in getattr(block, "options", ()))]
            yield from (text.plain for text in told if text is not None)
        else:
            yield from (text.plain for text in texts(block))
            yield from shown(block.body if isinstance(block, Check) else inner(block))


def report(text: str) -> tuple[str, str]:
    """What becomes of each line, and all that learners read."""
    compiled = compile_course(source_of(TOP + PAGE + text), drafts=True)
    read = list(shown(compiled.value.sessions[0].pages[0].blocks)) if compiled.value is not None else []
    words = " ".join(read).split()
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), FIRST):
        said = [found for found in compiled.diagnostics if found.place is not None and found.place.line == number and found.rule.code not in MISSING_IDS]
        kept = " ".join(word for word in line.split() if word in words)
        verdict = f"shown: {kept}" if kept else "not shown" if line.strip() and compiled.value is not None else ""
        lines.append(line if not line.strip() else f"{line}\n    {verdict}".rstrip())
        lines += [f"    {found.rule.severity.value} {found.rule.code}: {found.message} {found.hint}" for found in said]
    if compiled.value is None:
        lines.append("\nNo package is made of it.")
    return "\n".join(lines) + "\n", "\n".join(read)


@pytest.mark.parametrize("folder", TEXTS, ids=lambda folder: folder.name)
def test_what_becomes_of_each_line_is_known(folder: Path) -> None:
    told, read = report((folder / "text.txt").read_text(encoding="utf-8"))
    assert LEFT_OVER.search(read) is None, read
    assert_expected(folder / "expected.txt", told)


def test_there_are_twenty_texts() -> None:
    assert len(TEXTS) >= 20
