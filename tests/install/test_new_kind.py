"""`make kind NAME=slider`: in a copy of the tree the new kind builds, plays and passes the tests that each kind must pass."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.harness.chromium import find_chromium
from tests.mutants.mutant import copy_tree
from tests.rooms import ROOT, run_tests

NAME = "slider"
TESTS = ("tests/unit/interactions", "tests/unit/docs", "tests/unit/tracking", "tests/test_broken.py", "tests/unit/test_rooms.py")
PLAYED = ("tests/browser/test_every_kind.py", "tests/browser/test_every_state.py")


def make_kind(tree: Path, name: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, ".ci/kind.py", name], cwd=tree, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_new_kind_passes_the_tests_of_all_kinds(tmp_path: Path) -> None:
    if find_chromium() is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    tree = copy_tree(ROOT, tmp_path)
    done = make_kind(tree, NAME)
    assert done.returncode == 0, done.stdout + done.stderr
    assert run_tests(tree, TESTS).killed_by == ""
    played = run_tests(tree, PLAYED, "-k", f"scorm12 or web or {NAME}")
    assert played.killed_by == "", played.output[-3000:]


@pytest.mark.parametrize(("name", "told"), [("Slider", "in small letters"), ("two words", "in small letters"), ("choose-one", "There is a kind")])
def test_a_name_that_cannot_be_is_refused_before_anything_is_written(name: str, told: str) -> None:
    done = make_kind(ROOT, name)
    assert done.returncode == 1
    assert told in done.stderr
