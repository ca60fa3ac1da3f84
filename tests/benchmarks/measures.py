"""What is measured and how: whole processes, as the operating system accounts for them, and the weight of what they wrote."""

from __future__ import annotations

import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TURNS = 12
"""Cold processes of each command."""

EDITS = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds (user and system) and the largest resident size in MiB of one process."""

    cpu: float
    mebibytes: float


def process_costs(commands: Mapping[str, Sequence[str]]) -> dict[str, Cost]:
    """Run each command `TURNS` times, in turn, after one turn that does not count, and return the least cost of each by its name.

    The least, since whatever else the machine does can only add; in turn, so that a busy minute falls on all of them alike.
    Raises CalledProcessError when one fails.
    """
    turns = [{name: _run(tuple(command)) for name, command in commands.items()} for _ in range(TURNS + 1)][1:]
    return {name: Cost(min(turn[name].cpu for turn in turns), min(turn[name].mebibytes for turn in turns)) for name in commands}


def _run(arguments: tuple[str, ...]) -> Cost:
    with tempfile.TemporaryFile() as shown:
        child = os.posix_spawn(
            arguments[0], arguments, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, shown.fileno(), 1), (os.POSIX_SPAWN_DUP2, shown.fileno(), 2)]
        )
        _, status, used = os.wait4(child, 0)
        if os.waitstatus_to_exitcode(status):
            shown.seek(0)
            raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), arguments, shown.read())
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What a browser loads before the first page stands: files, their bytes and their bytes under gzip."""

    files: tuple[str, ...]
    raw: int
    zipped: int


def first_page(package: Path) -> FirstPage:
    """Return the weight of `index.html` and of every script and style that it asks for at once; what comes after the first page is not among them."""
    with zipfile.ZipFile(package) as opened:
        index = opened.read("index.html").decode()
        named = re.findall(r'<(?:link rel="(?:stylesheet|copack-script)" href|script src)="([^":#]+)"', index)
        contents = {name: opened.read(name) for name in ("index.html", *dict.fromkeys(named))}
    zipped = sum(len(gzip.compress(content, 9, mtime=0)) for content in contents.values())
    return FirstPage(tuple(contents), sum(map(len, contents.values())), zipped)


def edit_to_view(course: Path) -> float:
    """Return the median seconds from saving a session to the preview's word that a newer view is ready."""
    edited = min(course.glob("sessions/*/session.md"))
    before = edited.read_text(encoding="utf-8")
    command = [sys.executable, "-m", "builder", "preview", str(course), "--port", "0", "--no-open"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    renewed = threading.Event()
    assert running.stdout is not None
    assert running.stderr is not None
    threading.Thread(target=_watch_for_renewal, args=(running.stderr, renewed), daemon=True).start()
    try:
        running.stdout.readline()
        time.sleep(1)
        seconds = []
        for turn in range(EDITS):
            renewed.clear()
            started = time.perf_counter()
            edited.write_text(before.replace("Session number", f"Session {turn} number"), encoding="utf-8")
            if not renewed.wait(20):
                raise TimeoutError("the preview did not renew itself")
            seconds.append(time.perf_counter() - started)
            time.sleep(0.3)
        return statistics.median(seconds)
    finally:
        edited.write_text(before, encoding="utf-8")
        running.terminate()
        running.wait(10)


def _watch_for_renewal(lines: object, renewed: threading.Event) -> None:
    for line in lines:  # type: ignore[attr-defined]  # a text stream
        if line.startswith(("Renewed", "Found")):  # "Found 8 warnings.", where the course has some
            renewed.set()
