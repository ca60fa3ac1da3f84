"""Same course, same bytes: from a copy with other times and another name, from another folder, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COURSE = ROOT / "course_source"

NO_NETWORK = """
import socket
def refuse(*_, **__):
    raise OSError("the network is cut")
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
"""


def build(course: Path, output: Path, working: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "builder", "build", str(course), "-o", str(output)]
    subprocess.run(command, check=True, cwd=working, env={**os.environ, **environment}, capture_output=True)
    return {path.name: path.read_bytes() for path in sorted(output.iterdir())}


def test_a_copy_with_other_times_and_another_name_gives_the_same_bytes(tmp_path: Path) -> None:
    copy = tmp_path / "another name"
    shutil.copytree(COURSE, copy, copy_function=shutil.copyfile)
    for at, path in enumerate(sorted(copy.rglob("*"))):
        os.utime(path, (10**9 + at * 86_400, 10**9 + at * 86_400))
    first = build(COURSE, tmp_path / "one", ROOT)
    second = build(copy, tmp_path / "two", tmp_path, TZ="Pacific/Auckland", LC_ALL="C", PYTHONHASHSEED="1")
    assert len(first) >= 5
    assert first == second


def test_with_the_network_cut_the_same_bytes_come(tmp_path: Path) -> None:
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / "sitecustomize.py").write_text(NO_NETWORK)
    first = build(COURSE, tmp_path / "one", ROOT)
    assert first == build(COURSE, tmp_path / "two", ROOT, PYTHONPATH=f"{tmp_path / 'cut'}{os.pathsep}{ROOT}")


def test_a_second_build_over_the_first_changes_nothing(tmp_path: Path) -> None:
    first = build(COURSE, tmp_path / "out", ROOT)
    assert first == build(COURSE, tmp_path / "out", ROOT)
