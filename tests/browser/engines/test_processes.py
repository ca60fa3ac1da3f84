"""Programs that tests start are gone afterwards, whatever becomes of the test."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.engines.processes import await_answer, list_processes, run_group

ROOT = Path(__file__).resolve().parents[3]
LEAVE = "import sys; from tests.browser.engines.processes import run_group\nwith run_group(['/bin/sh', '-c', 'sleep 7777 & sleep 7777']) as group:\n    print(group.pid, flush=True)\n    sys.stdin.read()"


def is_empty(group: int) -> bool:
    return list_processes(group, "sleep") == []


def test_what_a_program_started_is_ended_with_it() -> None:
    with run_group(["/bin/sh", "-c", "sleep 7777 & sleep 7777"]) as group:
        await_answer(lambda: len(list_processes(group.pid, "sleep")) == 2, "sleep")
    assert is_empty(group.pid)


def test_an_error_in_the_test_ends_it_too() -> None:
    with pytest.raises(ZeroDivisionError), run_group(["sleep", "7777"]) as group:
        1 / 0  # noqa: B018 - the error
    assert is_empty(group.pid)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_test_run_that_is_killed_leaves_nothing(how: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", LEAVE], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        group = int(run.stdout.readline())
        await_answer(lambda: not is_empty(group), "sleep")
        run.send_signal(how)
        run.wait()
    await_answer(lambda: is_empty(group), "the end of the group")
