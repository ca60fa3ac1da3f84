"""Faults planted in drivers turn the proofs red; without a fault the very same way of proving stays green."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.harness.build import FourKinds
from tests.browser.harness.conduct import judge_conduct
from tests.browser.harness.desk import Desk
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.seeding import ESBUILD, driver, part, plant
from tests.browser.harness.walk import Walk
from tests.browser.test_walk_xapi import Launch
from tests.lrs_server import answer_status, serve_lrs

MARK = "{mark: 70}"
pytestmark = pytest.mark.skipif(not ESBUILD.exists(), reason="npm packages are not installed (npm ci)")

SCORE = "    const score = this.writeScore(change);\n"
SEEDS = {
    "no fault": ((SCORE, SCORE), ""),
    "wrong order of writes": ((SCORE, f"    this.writeStatus(change);\n{SCORE}"), "order"),
    "exit missing": (("this.put(EXIT, SUSPEND);", ""), "exit"),
    "three-digit fraction": (('${rest ? `.${two(rest)}` : ""}', ".${two(rest)}0"), "time"),
    "status on unload": (
        ("    const kept = this.write(change);\n", '    if (how === "unload") this.putStatus("completed");\n    const kept = this.write(change);\n'),
        "closing",
    ),
    "early score": (('!this.raises(change) || (outcome.kind !== "passed" && outcome.kind !== "failed")', '!("raw" in outcome)'), "score"),
    "no session time": (('this.put("cmi.core.session_time", timespan(change.seconds));', ""), "time"),
    "learner's name read": (("    const status = api.get(STATUS)", '    api.get("cmi.core.student_name");\n    const status = api.get(STATUS)'), "privacy"),
    "hyphens in the state": (("this.put(STATE, change.state)", 'this.put(STATE, change.state + "=")'), "alphabet"),
    "no commit before finish": (
        ("      this.finished = true;\n", '      this.finished = true;\n      this.api.set("cmi.core.session_time", "0000:00:09");\n'),
        "finish",
    ),
}


@pytest.mark.parametrize("name", SEEDS)
def test_a_fault_in_the_scorm_driver_is_noticed(desk: Desk, four_kinds: FourKinds, tmp_path: Path, name: str) -> None:
    seed, rule = SEEDS[name]
    built, platform = four_kinds(MARK), desk.platform()
    visit = desk.open_package(desk.mount(plant(built.zip("scorm12"), driver("scorm12"), "driver.ts", seed, tmp_path)), platform)
    walk = Walk(Player.of_visit(visit).await_open(), built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    walk.respond = respond_right
    walk.try_again(built.plan.checks[0])
    visit.close()
    launch = platform.launches[0]
    rules = {fault.split(":")[0] for fault in judge_conduct(launch.calls, launch.given)}
    assert rule in rules if rule else rules == set()


@pytest.mark.parametrize(
    ("seed", "senders"),
    [
        (("${FAMILY}${course}.${sha256(salt + owner)}.", "${FAMILY}${course}.${sha256(salt + owner)}."), {"learner-2"}),
        (("${FAMILY}${course}.${sha256(salt + owner)}.", "${FAMILY}${course}."), {"learner-2", "answers of learner-1"}),
    ],
    ids=["no fault", "queue sent under another learner"],
)
def test_a_queue_sent_under_another_learner_is_noticed(
    desk: Desk, four_kinds: FourKinds, tmp_path: Path, seed: tuple[str, str], senders: set[str]
) -> None:
    built = four_kinds("complete")
    with serve_lrs() as lrs:
        mount = desk.mount(plant(built.zip("xapi"), part("lrs"), "queue.ts", seed, tmp_path))
        page = desk.open_page(mount, query=Launch(lrs, "learner-1").query())
        walk = Walk(Player.of_page(page).await_open(), built.plan)
        walk.go(until="the-check")
        lrs.inject(answer_status(503), times=-1)
        walk.submit(built.plan.checks[0])
        page.close()
        desk.context.new_page().wait_for_timeout(700)
        lrs.heal()
        before = len(lrs.list_statements())
        page = desk.open_page(mount, query=Launch(lrs, "learner-2").query())
        Player.of_page(page).await_open().save_and_exit()
        since = lrs.list_statements()[before:]
    seen = {str(one["actor"]["account"]["name"]) for one in since}
    if any("response" in one.get("result", {}) for one in since):
        seen.add("answers of learner-1")
    assert seen == senders
