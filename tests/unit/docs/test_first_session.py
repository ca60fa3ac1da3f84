"""Whoever follows "Your first session" to the letter sees what it says, at each step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.cli import run
from builder.rulebook import collect_rules

GUIDE = (Path(__file__).parents[3] / "docs" / "authors" / "first-session.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
TYPED = [line[2:] for block in BLOCKS for line in block.splitlines() if line.startswith("$ ")]


def block(beginning: str) -> str:
    """The one block of the guide that begins so."""
    (found,) = [text for text in BLOCKS if text.startswith(beginning)]
    return str(found)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The session as it is after step 3."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", "my-course"]) == 0
    file = tmp_path / "my-course" / "sessions" / "01-start" / "session.md"
    page, question = block("# You choose"), block("::: choose-one")
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{page}\n{question}", encoding="utf-8")
    return file


def test_the_slip_is_found_where_the_guide_says(session: Path, capfd: pytest.CaptureFixture[str]) -> None:
    session.write_text(session.read_text(encoding="utf-8").replace("Feedback: Right. You choose what", "Feedbak: Right. You choose what"), encoding="utf-8")
    capfd.readouterr()
    assert run(["check", "my-course"]) == 1
    shown = capfd.readouterr()
    message = block("sessions/01-start")
    assert message in shown.out + shown.err
    place = re.search(r":\d+:\d+", message)
    assert place is not None
    assert f"`{place[0]}`" in GUIDE
    _, line, column = place[0].split(":")
    assert f"at line {line}, third character" in GUIDE
    assert column == "3"


def test_ids_are_written_and_only_the_warning_is_left(session: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "my-course"]) == 1
    assert run(["check", "--fix", "my-course"]) == 0
    text = session.read_text(encoding="utf-8")
    assert "# You choose what to share\nPage: you-choose-what-to-share\n" in text
    assert re.search(r"^::: choose-one \S+\nMust you tell your own story.*\n- \[x\] \(a\) No\n", text, re.MULTILINE)
    capfd.readouterr()
    assert run(["check", "my-course"]) == 0
    shown = capfd.readouterr()
    assert re.findall(r"\b([A-Z]{3}\d{3}) [a-z-]+", shown.out + shown.err) == ["CRS021"]


def test_a_build_makes_the_files_of_the_table(session: Path, tmp_path: Path) -> None:
    assert run(["check", "--fix", "my-course"]) == 0
    assert run(["build", "my-course"]) == 0
    table = GUIDE[GUIDE.index("| file | who it is for |") :]
    named = {name for name in re.findall(r"`(my-course[\w.-]+)`", table) if "." in name}
    assert {path.name for path in (tmp_path / "dist").iterdir()} == named


def test_what_is_typed_are_commands_and_codes_that_there_are() -> None:
    commands = [line.split() for line in TYPED if line.startswith("copack ")]
    assert [words[1] for words in commands] == ["--version", "new", "preview", "check", "check", "check", "explain", "build"]
    (code,) = [words[2] for words in commands if words[1] == "explain"]
    assert code in {rule.code for rule in collect_rules()}
