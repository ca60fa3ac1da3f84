"""A learner who answers, changes their mind, clicks twice, reloads, goes back, is killed, and meets platforms that refuse and are slow, in any order.

COPACK_WALKS says how many walks a standard; a failing walk is played alone by its name, and its message says what was done.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Error

from tests.browser.faults.learners import STANDARDS, Learner, make_learner
from tests.browser.harness.build import UNTOLD, Built, ShortCourse
from tests.browser.harness.conditions import little_patience
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.seeding import ESBUILD, Seed, compile_seeds, put_script
from tests.browser.random_learner.learner import RandomLearner
from tests.lrs_server import serve_lrs

pytestmark = pytest.mark.undrawn
WALKS: Final = int(os.environ.get("COPACK_WALKS", "4"))
SEED: Final = os.environ.get("COPACK_SEED", "2017")
RULES: Final = ("{mark: 60}", "{mark: 60, tries: 3}", "{mark: 90, tries: 2}", "complete")
"""With a high mark and few tries many walks end in a last try that is worse than one before: only then does the platform get a mark that could be too low."""
TELLING: Final = ((), (UNTOLD,), (UNTOLD,))
"""What was right is locked where each try tells it; where it is told at the end alone, a later try may be worse."""
Prepare = Callable[[Learner, Built], None]
"""What is done to the package that a learner opens."""
FAULTS: Final[dict[str, tuple[str, Seed]]] = {
    "nothing is kept on the device": (
        "xapi",
        Seed("parts/record.js", "templates/runtime/parts/record/index.ts", "this.lrs.cacheProgress(this.me, mine);", ""),
    ),
    "what is set is not committed": (
        "scorm12",
        Seed("parts/scorm.js", "templates/runtime/parts/scorm/driver.ts", "const saved = cache.commit() && ", "const saved = "),
    ),
    "the last try counts though it is lower": (
        "scorm12",
        Seed("runtime-late.js", "templates/runtime/answers.ts", "Math.max(percent(points, of), kept.best || 0)", "percent(points, of)"),
    ),
    "drafts are not saved": ("cmi5", Seed("runtime.js", "templates/runtime/saving.ts", "unsaved.touch();", "")),
}
"""Name -> standard, fault."""
ENOUGH: Final = 60
"""Walks after which a fault must have been noticed. "The last try counts" was noticed in walks 16, 5 and 2 with the seeds 2017, 1 and 2."""


def list_walks() -> list[Any]:
    """Every walk of every standard; the first of one standard, which the seed draws, is quick."""
    quick = random.Random(SEED).choice(STANDARDS)
    return [
        pytest.param(standard, number, id=f"{standard}-{number}", marks=() if (standard, number) == (quick, 0) else pytest.mark.slow)
        for standard in STANDARDS
        for number in range(WALKS)
    ]


@pytest.mark.parametrize(("standard", "number"), list_walks())
def test_nothing_accepted_is_lost_and_nothing_lowered(launcher: Launcher, short_course: ShortCourse, standard: str, number: int) -> None:
    play(launcher, short_course, standard, number)


@pytest.mark.slow
@pytest.mark.skipif(not ESBUILD.exists(), reason="npm packages are not installed (npm ci)")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_noticed(launcher: Launcher, short_course: ShortCourse, tmp_path: Path, fault: str) -> None:
    standard, seed = FAULTS[fault]
    script = compile_seeds({fault: seed}, tmp_path)[fault]

    def plant(learner: Learner, built: Built) -> None:
        learner.mount.files = put_script(built.zip(standard), seed.script, script)

    with little_patience(), pytest.raises((AssertionError, Error)):
        play_until_noticed(launcher, short_course, standard, plant)


def play_until_noticed(launcher: Launcher, short_course: ShortCourse, standard: str, prepare: Prepare) -> None:
    """Play walks until one fails, or enough were played."""
    for number in range(ENOUGH):
        play(launcher, short_course, standard, number, prepare)


def play(launcher: Launcher, short_course: ShortCourse, standard: str, number: int, prepare: Prepare = lambda *_: None) -> None:
    """Play one walk, which its number decides, in a browser profile of its own."""
    chance = random.Random(f"{SEED} {standard} {number}")
    built = short_course(chance.choice(RULES), *chance.choice(TELLING))
    launcher.new_context()
    with serve_lrs() as lrs:
        learner = make_learner(standard, launcher, built, lrs)
        prepare(learner, built)
        walker = RandomLearner(learner, chance)
        try:
            walker.walk()
        except Exception as failure:
            failure.add_note(f"done: {', '.join(walker.acts)}")
            raise
