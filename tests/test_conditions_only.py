"""No test waits for a time to pass: a busy machine makes such a test red, and a quiet one makes it slow. They wait for conditions."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parent
FORBIDDEN = {
    r"\.wait_for_timeout\(": "wait for what should happen: tests/browser/harness/conditions.py, `expect`, or the page's clock",
    r"\btime\.sleep\(|\bfrom time import .*\bsleep\b|asyncio\.sleep\((?!0\))": "wait for what should happen: an event, or a condition variable",
    r"\bdeadline\s*=|\bsettings\(.*timedelta": "tests/conftest.py sets a profile of Hypothesis without a deadline, for all",
    r"\basyncio\.run\(": "Playwright's event loop may be running: `run_apart` of tests/event_loop.py",
}
EXEMPT = {
    "benchmarks/measures.py": "measures time, and proves nothing",
    "conftest.py": "sets the profile",
    "test_conditions_only.py": "names what is forbidden",
}
"""Path below tests/ -> why."""


def find_forbidden(text: str) -> list[str]:
    """What to do instead, for each way of waiting that a text uses."""
    return [instead for pattern, instead in FORBIDDEN.items() if re.search(pattern, text)]


def test_no_test_waits_for_a_time() -> None:
    files = {path.relative_to(TESTS).as_posix(): path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py")}
    assert set(EXEMPT) <= set(files)
    found = {file: ways for file, text in files.items() if file not in EXEMPT and (ways := find_forbidden(text))}
    assert found == {}


def test_each_way_of_waiting_is_found() -> None:
    for text in ("page.wait_for_timeout(50)", "time.sleep(1)", "from time import monotonic, sleep", "await asyncio.sleep(0.1)", "@settings(deadline=200)", "asyncio.run(play())"):
        assert len(find_forbidden(text)) == 1, text
    for text in ("await asyncio.sleep(0)", "event.wait(1)", "run_apart(play())"):
        assert find_forbidden(text) == [], text
