"""Programs that a test starts, ended with everything that they started, whatever becomes of the test."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

GUARD: Final = '"$@" </dev/null & exec >/dev/null; cat; kill -KILL 0'
"""Runs a program in a group of its own, and ends the group when the test closes its end of the pipe, or is gone itself."""
QUESTIONS: Final = 2400
"""How often a program that just began is asked whether it is ready, before it counts as one that hangs."""
BETWEEN_SECONDS: Final = 0.05


DEAD: Final = "ZX"
"""States of a process that has ended, and that nobody has asked for (proc(5))."""
Answer = TypeVar("Answer")


def await_answer(ask: Callable[[], Answer | None], what: str) -> Answer:
    """What is asked for, as soon as it is there: a program that was just started refuses connections, or has not written its file."""
    never = threading.Event()
    for _ in range(QUESTIONS):
        try:
            if answer := ask():
                return answer
        except OSError:
            pass
        never.wait(BETWEEN_SECONDS)
    raise AssertionError(f"waited in vain for {what}")


@contextmanager
def run_group(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A running program for the length of a `with` block, as the shell that guards it: its id is that of the process group.

    Args:
        command: program and arguments. What it prints is there to be read.
        environment: all of its variables; by default those of the test.

    """
    with subprocess.Popen(
        ["/bin/sh", "-c", GUARD, "sh", *command],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as group:
        try:
            yield group
        finally:
            assert group.stdin is not None
            group.stdin.close()
            group.wait()
            await_answer(lambda: not list_processes(group.pid), f"the end of {command[0]}")


@contextmanager
def run_display(program: str) -> Iterator[str]:
    """A screen in memory (Xvfb), for the length of a `with` block; gives its name. The server finds a free number by itself."""
    with run_group([program, "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]) as group:
        assert group.stdout is not None
        number = group.stdout.readline().strip()
        assert number, f"{program} found no free display"
        yield f":{number}"


def list_processes(group: int, name: str = "") -> list[int]:
    """Ids of the group's processes that still run; with a name, of those of that program (Linux keeps its first 15 characters)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text(encoding="utf-8", errors="replace")
        except OSError:  # gone meanwhile
            continue
        command = text[text.index("(") + 1 : text.rindex(")")]
        state, _, of_group, *_ = text[text.rindex(")") + 2 :].split()
        if int(of_group) == group and state not in DEAD and command.startswith(name[:15]):
            found.append(int(stat.parent.name))
    return found
