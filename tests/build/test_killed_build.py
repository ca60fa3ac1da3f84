"""The whole command, killed before any of its moves: no file is ever a half one, and the next run leaves one whole build.

Each operation of the disk is tried in `tests/unit/output`, without the rest of a build.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from builder.cli import run
from builder.output.output_folder import recover
from builder.output.swap import WORK

ROOT = Path(__file__).parents[2]
KILLED = 137
SOME = ("--standard", "scorm12", "--standard", "web")
MOVES = 5
"""The journal, two zips, two pages."""

KILL_AT = """
import os, sys
at, folder, seen = int(os.environ["KILL_AT"]), os.environ["KILL_IN"], 0
def watch(event, arguments):
    global seen
    if event in ("os.rename", "os.link") and folder in str(arguments[0]):
        seen += 1
        if seen == at:
            os._exit(137)
sys.addaudithook(watch)
"""
"""Ends the process, as a power cut would, right before the n-th move or second name in a folder."""


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}


def test_before_every_move_each_file_is_whole_and_the_next_run_leaves_one_build(tmp_path: Path) -> None:
    course, old_output, new_output, cut = (tmp_path / name for name in ("course", "old", "new", "cut"))
    assert run(["new", str(course)]) == 0
    assert run(["build", str(course), *SOME, "-o", str(old_output)]) == 0
    session = course / "sessions" / "01-start" / "session.md"
    session.write_text(session.read_text(encoding="utf-8").replace("Write your own text here.", "New words."), encoding="utf-8")
    assert run(["build", str(course), *SOME, "-o", str(new_output)]) == 0
    old, new = files(old_output), files(new_output)
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(KILL_AT)
    kills, mixed, code = 0, 0, KILLED
    while code == KILLED:
        shutil.rmtree(cut, ignore_errors=True)
        shutil.copytree(old_output, cut)
        environment = {**os.environ, "PYTHONPATH": f"{tmp_path / 'hook'}{os.pathsep}{ROOT}", "KILL_AT": str(kills + 1), "KILL_IN": str(cut)}
        command = [sys.executable, "-m", "builder", "build", str(course), *SOME, "-o", str(cut)]
        ended = subprocess.run(command, env=environment, capture_output=True, check=False)
        code = ended.returncode
        assert code in (0, KILLED), ended.stderr
        left = files(cut)
        assert set(left) == set(old)
        for name, content in left.items():
            assert content in (old[name], new[name]), f"{name} after a kill at point {kills + 1}"
            if name.endswith(".zip"):
                with zipfile.ZipFile(cut / name) as opened:
                    assert opened.testzip() is None
        mixed += left not in (old, new)
        recover(cut)
        assert files(cut) in (old, new), f"after a kill at point {kills + 1}"
        assert not (cut / WORK).exists()
        kills += code == KILLED
    assert files(cut) == new
    assert kills >= MOVES
    assert mixed, "some kills came between two moves"
