"""What comes out of a command: UTF-8 in every pipe and file, no fault where nobody reads, a word where the disk is full."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from builder.cli import COMMANDS, run
from builder.cli.streams import DroppingOutput, utf_8
from tests.selection import only_quick

ROOT = Path(__file__).parents[3]
TITLE = "Gŵyl — “é” 日本 🎪"
SURROUNDINGS = {
    "a Windows code page": {"PYTHONIOENCODING": "cp1252"},
    "strict ASCII": {"PYTHONIOENCODING": "ascii:strict"},
    "no language": {"LC_ALL": "C", "LANG": "C"},
    "no language, as it says": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "a Latin language": {"LC_ALL": "en_GB.ISO-8859-1", "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    "without a buffer": {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "cp850"},
}
SPEAKING = {
    "plan": ["plan"],
    "statements": ["statements", "--format", "json"],
    "profile": ["profile", "--made", "2026-01-31"],
    "check": ["check", "--format", "json"],
}
"""Commands whose words hold the title."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a course whose title no code page has, and which has a fault that quotes it."""
    folder = tmp_path_factory.mktemp("house")
    before = Path.cwd()
    os.chdir(folder)
    try:
        assert run(["new", "course", "--title", TITLE]) == 0
    finally:
        os.chdir(before)
    file = folder / "course" / "course.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}contact: {TITLE}\n", encoding="utf-8")
    return folder


def copack(house: Path, arguments: Sequence[str | bytes], surroundings: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    command = [sys.executable, "-m", "builder", *arguments]
    return subprocess.run(command, cwd=house, env={**kept, "PYTHONPATH": str(ROOT), **(surroundings or {})}, capture_output=True, check=False)


@pytest.mark.parametrize("surroundings", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_the_plan_is_utf_8_whatever_the_surroundings_say(house: Path, surroundings: dict[str, str]) -> None:
    ended = copack(house, ["plan"], surroundings)
    assert ended.returncode == 0, ended.stderr
    assert TITLE in ended.stdout.decode("utf-8")
    assert "“example.org”" in ended.stderr.decode("utf-8")


@pytest.mark.parametrize("name", [name for name in SPEAKING if name != "plan"])
def test_every_command_that_writes_the_title_writes_utf_8(house: Path, name: str) -> None:
    ended = copack(house, SPEAKING[name], {"PYTHONIOENCODING": "cp1252"})
    assert ended.returncode == 0, ended.stderr
    assert name == "check" or TITLE in str(json.loads(ended.stdout.decode("utf-8")))
    ended.stderr.decode("utf-8")


HELPED = [[name, "--help"] for name in COMMANDS]
WITHOUT_HELP = [["explain"], ["schema"], ["nonsense é"]]


# The help of every command goes the same way; what each says, tests/unit/cli reads.
@pytest.mark.parametrize("arguments", [pytest.param(one, marks=() if one in (HELPED[0], *WITHOUT_HELP) else pytest.mark.slow) for one in (*HELPED, *WITHOUT_HELP)])
def test_no_command_minds_a_code_page(house: Path, arguments: list[str]) -> None:
    ended = copack(house, arguments, {"PYTHONIOENCODING": "ascii:strict"})
    assert ended.returncode in {0, 2}
    assert "fault in Copack" not in (ended.stdout + ended.stderr).decode("utf-8")


# ---------------------------------------------------------------- readers that go, streams that are closed


def shell(house: Path, line: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COPACK": f"{sys.executable} -m builder"}
    return subprocess.run(["/bin/bash", "-o", "pipefail", "-c", line], cwd=house, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "line",
    [
        "$COPACK explain | true",
        "$COPACK explain | head -n 1 >&2",
        "$COPACK plan | true",
        "$COPACK schema 2>&1 | true",
        "PYTHONUNBUFFERED=1 $COPACK explain | true",
    ],
)
def test_a_reader_that_goes_away_is_no_fault(house: Path, line: str) -> None:
    ended = shell(house, line)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Exception ignored" not in ended.stderr
    assert "BrokenPipe" not in ended.stderr


def test_the_work_is_done_and_the_exit_code_told_though_nobody_reads(house: Path) -> None:
    assert shell(house, "$COPACK build -o unread 2>&1 | true").returncode == 0
    assert len(list((house / "unread").iterdir())) == 8
    assert shell(house, "$COPACK check course/course.yaml 2>&1 | true").returncode == 1


@pytest.mark.parametrize("closed", only_quick([">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"], "<&- >&- 2>&-"))  # each of the three is closed there too
def test_closed_streams_are_no_fault_and_no_file_takes_their_number(house: Path, closed: str) -> None:
    ended = shell(house, f"rm -rf shut; $COPACK build -o shut {closed}; echo $?")
    assert ended.stdout.strip() == "0"
    assert len(list((house / "shut").iterdir())) == 8
    assert "Traceback" not in ended.stderr
    assert b"example.org" not in (house / "shut" / "course-web.zip").read_bytes()[:200]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_the_output_is_said(house: Path) -> None:
    ended = shell(house, "$COPACK schema > /dev/full")
    assert ended.returncode == 1
    assert "The disk is full" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Exception ignored" not in ended.stderr
    assert shell(house, "$COPACK check 2> /dev/full").returncode == 1


# ---------------------------------------------------------------- names that are no text


@pytest.mark.parametrize(
    "arguments", [["build", b"caf\xe9"], ["check", b"caf\xe9"], ["explain", b"\xff"], ["build", "course", "-o", b"out\xe9"], ["check", b"no\xe9.zip"]]
)
def test_arguments_that_are_no_utf_8_are_answered(house: Path, arguments: list[str | bytes]) -> None:
    ended = copack(house, arguments)
    assert ended.returncode in {0, 2}, ended.stderr
    ended.stderr.decode("utf-8")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are text there")
def test_a_course_in_a_folder_whose_name_is_no_utf_8_starts_and_builds(tmp_path: Path) -> None:
    steps: list[list[str | bytes]] = [
        ["new", b"caf\xe9"],
        ["new", b"named", "--title", b"\xe9t\xe9"],
        ["build", b"caf\xe9", "-o", b"dist\xe9"],
        ["check", b"caf\xe9", "--format", "json"],
    ]
    for arguments in steps:
        ended = copack(tmp_path, arguments)
        assert ended.returncode == 0, ended.stderr
        ended.stdout.decode("utf-8")


# ---------------------------------------------------------------- the parts


def test_a_terminal_keeps_its_encoding_and_shows_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a Windows console with an old code page."""
    from builder.cli import streams

    class Console(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Console(screen, encoding="cp850"))
    monkeypatch.setattr(sys, "stderr", Console(io.BytesIO(), encoding="cp850"))
    streams.prepare_streams()
    print("é ŵ", flush=True)
    assert screen.getvalue().decode("cp850").strip() == "é ?"


def test_half_a_character_becomes_an_escape() -> None:
    written = io.BytesIO()
    stream = utf_8(written)
    stream.write('{"file": "caf\udce9"}')
    stream.flush()
    assert json.loads(written.getvalue()) == {"file": "caf\udce9"}


def test_output_is_dropped_after_its_reader_went() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    output = DroppingOutput(writing)
    assert output.write(b"abc") == 3
    assert output.write(b"abcd") == 4
    os.close(writing)
    assert output.write(b"the number is closed, and not asked again") == 41
