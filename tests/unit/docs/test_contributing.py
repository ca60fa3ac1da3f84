"""CONTRIBUTING.md names files that are there: with a real kind, block, platform, command in place of each `<...>`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SAMPLES = {
    "<folder>": "true_or_false",
    "<name>": "true-or-false",
    "<CODE>-<name>": "SRC050-true-or-false",
    "<CODE>": "CRS001",
    "<block>": "callout",
    "<platform>": "moodle",
    "<language>": "en-GB",
    "<report>": "handover",
    "<command>": "check",
    "<standard>": "xapi",
}
ROWS = re.findall(r"^\| `([^`]+)`(?: \*)? \|", PAGE, re.MULTILINE)


def test_each_part_that_can_be_added_has_a_list_of_files() -> None:
    headings = re.findall(r"^## An? (.+)$", PAGE, re.MULTILINE)
    assert headings == [
        *("kind of question", "block of text", "rule", "platform", "language of the player", "report"),
        *("field that scripts read", "field of the packed state", "type of response", "command", "standard"),
    ]


@pytest.mark.parametrize("row", dict.fromkeys(ROWS))
def test_each_file_is_there(row: str) -> None:
    path = row
    for placeholder, sample in sorted(SAMPLES.items(), key=lambda pair: -len(pair[0])):
        path = path.replace(placeholder, sample)
    assert (ROOT / path).exists(), path
    assert row.endswith("/") == (ROOT / path).is_dir(), "folders end in a slash"


@pytest.mark.parametrize("target", re.findall(r"`make ([a-z]+)", PAGE))
def test_each_command_of_make_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
