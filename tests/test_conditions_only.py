"""No test waits for a time to pass: a busy machine makes such a test red, and a quiet one makes it slow. They wait for conditions."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parent
PYTHON = {
    r"\.wait_for_timeout\(": "wait for what should happen: tests/browser/harness/conditions.py, `expect`, or the page's clock",
    r"\btime\.sleep\(|\bfrom time import .*\bsleep\b|asyncio\.sleep\((?!0\))": "wait for what should happen: an event, or a condition variable",
    r"\bdeadline\s*=|\bsettings\(.*timedelta": "tests/conftest.py sets a profile of Hypothesis without a deadline, for all",
    r"\basyncio\.run\(": "Playwright's event loop may be running: `run_apart` of tests/event_loop.py",
}
SCRIPT = {
    r"\bset(?:Timeout|Interval)\(|\btimers/promises\b": "wait for what should happen, or let the test move the clock, as tests/runtime/parts/world.ts does",
    r"\bwaitForTimeout\(|\bAtomics\.wait\(": "wait for what should happen: a selector, an event, a promise of the code under test",
}
"""Scripts stand in files of their own, and as texts in Python."""
SCRIPT_SUFFIXES = frozenset({".ts", ".mts", ".js", ".mjs", ".cjs"})

EXEMPT = {
    "benchmarks/measures.py": "measures time, and proves nothing",
    "conftest.py": "sets the profile",
    "test_conditions_only.py": "names what is forbidden",
}
"""Path below tests/ -> why."""
MAY_SET_TIMERS = {
    "browser/engines/page.js": "asks the page again until a condition holds, in engines that Playwright does not drive",
    "browser/firefox/walk.mjs": "asks again until a condition holds: the document that would tell of it goes away at each reload",
    "browser/fixtures/tiny/course.js": "the package looks for an API that comes late, as real packages do",
    "browser/harness/conditions.py": "asks the page again until a condition holds; all tests wait by this one",
    "browser/lms/launch.js": "the platform's API comes late: the time is the fault that is played",
    "browser/traces/fixed.py": "asks the page again until all has been answered, while its own clock stands",
}
"""Path below tests/ -> why it may set timers: the list is short on purpose."""


def find_forbidden(text: str, patterns: dict[str, str]) -> list[str]:
    """What to do instead, for each way of waiting that a text uses."""
    return [instead for pattern, instead in patterns.items() if re.search(pattern, text)]


def read_files(suffixes: frozenset[str]) -> dict[str, str]:
    """Path below tests/ -> text, of every file with one of these suffixes."""
    paths = (path for path in TESTS.rglob("*") if path.suffix in suffixes and "node_modules" not in path.parts)
    return {path.relative_to(TESTS).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_no_test_in_python_waits_for_a_time() -> None:
    files = read_files(frozenset({".py"}))
    assert set(EXEMPT) <= set(files)
    assert {file: instead for file, text in files.items() if file not in EXEMPT and (instead := find_forbidden(text, PYTHON))} == {}


def test_no_script_of_a_test_waits_for_a_time() -> None:
    files = read_files(SCRIPT_SUFFIXES | {".py"})
    assert any(file.startswith("runtime/") for file in files)
    waiting = {file: instead for file, text in files.items() if file not in EXEMPT and (instead := find_forbidden(text, SCRIPT))}
    assert {file: instead for file, instead in waiting.items() if file not in MAY_SET_TIMERS} == {}
    assert set(MAY_SET_TIMERS) <= set(waiting), "listed, and sets no timer"


def test_each_way_of_waiting_in_python_is_found() -> None:
    for text in ("page.wait_for_timeout(50)", "time.sleep(1)", "from time import monotonic, sleep", "await asyncio.sleep(0.1)", "@settings(deadline=200)", "asyncio.run(play())"):
        assert len(find_forbidden(text, PYTHON)) == 1, text
    for text in ("await asyncio.sleep(0)", "event.wait(1)", "run_apart(play())"):
        assert find_forbidden(text, PYTHON) == [], text


def test_each_way_of_waiting_in_a_script_is_found() -> None:
    for text in (
        "await new Promise((done) => setTimeout(done, 50));",
        "window.setInterval(look, 10)",
        'import { setTimeout as pause } from "node:timers/promises";',
        "await page.waitForTimeout(50);",
        "Atomics.wait(cell, 0, 0, 50);",
    ):
        assert len(find_forbidden(text, SCRIPT)) == 1, text
    for text in ("await world.pass(50);", "wait: (ms) => clock.wait(ms)", "clearTimeout(timer)"):
        assert find_forbidden(text, SCRIPT) == [], text
