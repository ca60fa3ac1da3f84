"""What authors are told to type holds in PowerShell as in other shells: one command a line, and no sign that one of them reads in a way of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
COMMANDS = ("copack ", "pipx ", "python ", "cd ", "mkdir ")
READ_BY_A_SHELL = re.compile(r"[&|;*?<>$%`'()\[\]{}~#!^]")
"""Signs that Bash, PowerShell or cmd replace, pipe or cut at; none stands in what is typed."""


def typed_lines(page: str) -> list[str]:
    """Return the commands in the fences of a page, and those between backticks."""
    text = (ROOT / page).read_text(encoding="utf-8")
    fenced = [line.removeprefix("$ ") for fence in re.findall(r"```\n(.*?)```", text, re.DOTALL) for line in fence.splitlines()]
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return [line for line in (*fenced, *inline) if line.startswith(COMMANDS)]


@pytest.mark.parametrize("page", ["README.md", "docs/authors/first-session.md", "docs/authors/commands.md"])
def test_each_command_means_the_same_in_every_shell(page: str) -> None:
    lines = typed_lines(page)
    assert len(lines) >= 5
    assert [line for line in lines if READ_BY_A_SHELL.search(line) or "  " in line] == []
