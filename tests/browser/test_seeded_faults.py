"""Faults planted in drivers turn the proofs red; without a fault the very same walk, before the very same judges, stays green."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from _pytest.mark import ParameterSet

from builder.course.cmi import Choice, Response, Texts
from builder.tracking.plan import PlannedInteraction
from tests.browser.faults import record_stores
from tests.browser.faults.learners import Learner, XapiLearner
from tests.browser.harness.build import Built, build_course
from tests.browser.harness.chromium import kill_tab
from tests.browser.harness.cmi5 import Enrolment
from tests.browser.harness.conditions import await_in_page
from tests.browser.harness.judges import FaultsByJudge, judge_scorm, judge_xapi, keep_faults
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Platform, Quirks, Setting
from tests.browser.harness.player import Player
from tests.browser.harness.responses import ExpectedRecord, respond_right
from tests.browser.harness.seeding import ESBUILD, Seed, compile_seeds, put_script
from tests.browser.harness.server import Mount
from tests.browser.harness.walk import Walk
from tests.browser.harness.xapi import Launch, await_empty_queue
from tests.lrs_server import LrsServer, answer_status, serve_lrs
from tests.selection import only_quick

pytestmark = [pytest.mark.undrawn, pytest.mark.skipif(not ESBUILD.exists(), reason="npm packages are not installed (npm ci)")]

COURSE: Final = Path(__file__).resolve().parents[1] / "courses" / "two-pages"
FINISH_SECONDS: Final = 5.0
OF_ONE_VERSION: Final = frozenset(("wrong order of writes", "status on unload", "index skipped", "early score", "status lowered at a later launch", "come back"))
"""Tried by every run with SCORM 1.2 alone: both versions have the same judges, and `SCORM2004` has faults of its own."""
ALWAYS: Final = frozenset(
    (
        *("wrong order of writes", "early score", "status lowered at a later launch", "success left to guess"),
        *("queue sent under another learner", "token fetched at each load"),
        *("play and close", "come back", "share a device", "launch and reload"),
    )
)
"""Faults and walks that every run tries: for each walk a fault that it shows. The others are tried by the full run, their walks without a fault too."""


def mark_slow(names: Iterable[str], without: frozenset[str] = frozenset()) -> list[ParameterSet]:
    """The names as parameters; those that only the full run tries, those `without` among them, are marked."""
    return only_quick(names, *(ALWAYS - without).intersection(names))


@dataclass(frozen=True)
class SeededFault:
    """A planted fault, the walk that must show it, and a judge who must say so (others may as well)."""

    seed: Seed
    walk: str
    judge: str


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_course(COURSE, tmp_path_factory.mktemp("two-pages"))


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every script with its fault; made in one go."""
    return compile_seeds({name: seeded_fault.seed for name, seeded_fault in {**SCORM, **SCORM2004, **XAPI, **CMI5}.items()}, tmp_path_factory.mktemp("seeds"))


def respond_first_wrong(one: PlannedInteraction) -> Response:
    """Wrong, with as many parts as a right response: one right day of two, texts that no author accepts."""
    return Choice(("b", "c")) if isinstance(one.definition.correct[0], Choice) else Texts(("nine", "ten"))


def fail_then_pass(player: Player, built: Built) -> ExpectedRecord:
    """Check the practice question, submit the check wrongly, then rightly."""
    walk = Walk(player, built.plan, respond=respond_first_wrong)
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    walk.respond = respond_right
    walk.try_again(built.plan.checks[0])
    return walk.expected


def shut(window: Player, platform: Platform) -> None:
    """Close the window and give its last words the time that a busy machine needs."""
    window.window.close()
    platform.await_finish(FINISH_SECONDS)


# -------------------------------------------------------------------- SCORM


def platform_of(launcher: Launcher, mount: Mount, setting: Setting | None = None) -> Platform:
    """A plain platform of the version that a package speaks."""
    spoken = Quirks.PLAIN_2004 if b"2004 4th Edition" in mount.files["imsmanifest.xml"] else Quirks.PLAIN
    return launcher.platform(quirks=spoken, setting=setting)


def play_and_close(launcher: Launcher, mount: Mount, built: Built) -> FaultsByJudge:
    """Fail, try again, pass; then the window is closed."""
    platform = platform_of(launcher, mount)
    player = Player.of_visit(launcher.open_package(mount, platform)).await_open()
    expected = fail_then_pass(player, built)
    shut(player, platform)
    return judge_scorm(platform, expected)


def come_back(launcher: Launcher, mount: Mount, built: Built) -> FaultsByJudge:
    """Pass and leave; then open the course once more and leave again."""
    platform = platform_of(launcher, mount)
    player = Player.of_visit(launcher.open_package(mount, platform)).await_open()
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    player.save_and_exit()
    Player.of_visit(launcher.open_package(mount, platform)).await_open().save_and_exit()
    return judge_scorm(platform, walk.expected)


def look_on(launcher: Launcher, mount: Mount, built: Built) -> FaultsByJudge:
    """A tutor opens the course for review, and even answers."""
    platform = platform_of(launcher, mount, Setting(lesson_mode="review", credit="no-credit"))
    player = Player.of_visit(launcher.open_package(mount, platform)).await_open()
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    player.save_and_exit()
    faults_by_judge = judge_scorm(platform, ExpectedRecord(built.plan))
    # Such a launch writes nothing at all, so what is due at the end of others is not due here
    reviewing = [fault for fault in faults_by_judge.pop("call order", []) if not fault.startswith(("finish:", "closing:"))]
    if platform.version.two_statuses:
        faults_by_judge["final record"] = [name for name in platform.values if "_status" in name or "score" in name or "progress" in name]
    return keep_faults({**faults_by_judge, "call order": reviewing})


SCORM_WALKS: Final[dict[str, Callable[[Launcher, Mount, Built], FaultsByJudge]]] = {
    "play and close": play_and_close,
    "come back": come_back,
    "look on": look_on,
}


def scorm(before: str, after: str, judge: str, walk: str = "play and close") -> SeededFault:
    """A fault in the half of a driver that is SCORM 1.2's own."""
    return SeededFault(Seed("drivers/scorm12.js", "builder/standards/scorm12/driver.ts", before, after), walk, judge)


def scorm2004(before: str, after: str, judge: str, walk: str = "play and close") -> SeededFault:
    """A fault in the half that is SCORM 2004's own."""
    return SeededFault(Seed("drivers/scorm2004.js", "builder/standards/scorm2004/driver.ts", before, after), walk, judge)


def part(file: str, before: str, after: str, judge: str, walk: str = "play and close") -> SeededFault:
    """A fault in the half that both versions share."""
    room = "scorm_results" if file in {"answers", "objectives"} else "scorm"
    return SeededFault(Seed(f"parts/{room}.js", f"templates/runtime/parts/{room}/{file}.ts", before, after), walk, judge)


SCORE: Final = "    const score = this.writeScore(cache, change);\n"
LEAVING: Final = "    const kept = this.write(change);\n"
STATUS_READ: Final = "    this.status = status;\n"
SHARED: Final = {
    "wrong order of writes": part("driver", SCORE, f"    this.writeStatus(cache, change);\n{SCORE}", "call order"),
    "exit missing": part("driver", "    cache.put(this.dialect.names.exit, SUSPEND);\n", "", "call order"),
    "another exit": part("driver", 'const SUSPEND = "suspend"', 'const SUSPEND = "logout"', "closed plan"),
    "no session time": part("driver", "cache.put(names.seconds, this.dialect.timespan(change.seconds));", "", "call order"),
    "status on unload": part(
        "driver", LEAVING, f'    if (how === "unload" && this.session) this.putStatus(this.session.cache, "failed");\n{LEAVING}', "call order"
    ),
    "early score": part("driver", '!this.raises(change) || (outcome.kind !== "passed" && outcome.kind !== "failed")', '!("raw" in outcome)', "call order"),
    "status before all is done": part(
        "driver",
        'outcome.kind === "complete" ? "completed"',
        'outcome.kind === "failed-may-retry" ? "failed" : outcome.kind === "complete" ? "completed"',
        "closed plan",
    ),
    "no score": part("driver", "cache.putScore(score, outcome.raw)", "true", "final record"),
    "no commit when saving": part("driver", "const saved = cache.commit() && state", "const saved = state", "call order"),
    "no commit before finish": part(
        "driver",
        "    this.finished = api.finish()",
        "    api.set(this.dialect.names.seconds, this.dialect.timespan(9));\n    this.finished = api.finish()",
        "call order",
    ),
    "stranger's signs in the state": part("driver", "cache.put(names.state, change.state)", 'cache.put(names.state, change.state + "=")', "closed plan"),
    "index skipped": part("answers", "?? given;", "?? given + 1;", "platform double"),
    "a new index at each try": part("answers", "const wanted = this.places[interaction] ?? given;", "const wanted = this.cache.count(INTERACTIONS);", "call order"),
    "first answer kept for ever": part(
        "answers",
        "    const index = this.claim(answered, row.id);\n",
        "    if (answered.count > 1) return;\n    const index = this.claim(answered, row.id);\n",
        "final record",
    ),
    "outcome's score forgotten": part("objectives", "if (mark !== undefined) cache.putScore(`${at}.score`, mark);", "", "final record"),
    "status lowered at a later launch": part(
        "driver", "if (this.grades && begins && RANKS.indexOf(status) < 0)", "if (this.grades)", "call order", "come back"
    ),
    "review written": part(
        "driver",
        'this.writes = mode !== "review" && mode !== "browse";\n    this.grades = this.writes && held.credit !== "no-credit";',
        "this.writes = true;\n    this.grades = true;",
        "call order",
        "look on",
    ),
}
"""Played with the package of SCORM 1.2, and those of `ALSO_2004` with SCORM 2004 too."""
SCORM: Final = {
    **SHARED,
    "three-digit fraction": scorm('${rest ? `.${two(rest)}` : ""}', ".${two(rest)}0", "platform double"),
    "two-digit hours": scorm(".slice(-4)", ".slice(-2)", "call order"),
    "learner's name read": part("driver", STATUS_READ, f'    cache.api.get("cmi.core.student_name");\n{STATUS_READ}', "call order"),
    "word of another standard": part("answers", "right ? table.right : table.wrong", 'right ? table.right : "incorrect"', "platform double"),
    "notation of another standard": part(
        "answers", ".write(answered.response, notation)", '.write(answered.response, { ...notation, item: "[,]" })', "platform double"
    ),
}
ALSO_2004: Final = ("wrong order of writes", "status on unload", "early score", "no score", "index skipped", "first answer kept for ever")
SCORM2004: Final = {
    **{name: SHARED[name] for name in ALSO_2004},
    **{name: SHARED[name] for name in ("status lowered at a later launch", "review written")},
    "success left to guess": scorm2004(": [[COMPLETION, status], [SUCCESS, UNKNOWN]]", ": [[COMPLETION, status]]", "call order"),
    "no progress when done": scorm2004('done: [["cmi.progress_measure", "1"]]', "done: []", "call order"),
    "progress as per cent": scorm2004('"cmi.progress_measure", "1"', '"cmi.progress_measure", "100"', "platform double"),
    "no scaled score": scorm2004("scaled: true", "scaled: false", "call order"),
    "passed before completed": scorm2004(
        '[[COMPLETION, "completed"], [SUCCESS, status]]', '[[COMPLETION, "incomplete"], [SUCCESS, status]]', "final record"
    ),
    "milliseconds in a moment": scorm2004("${new Date(at).toISOString().slice(0, 22)}Z", "${new Date(at).toISOString()}", "platform double"),
    "span of SCORM 1.2": scorm2004('timespan: host.part("duration")', 'timespan: () => "0000:00:01"', "platform double"),
    "learner's name read (2004)": part("driver", STATUS_READ, f'    cache.api.get("cmi.learner_name");\n{STATUS_READ}', "call order"),
    "word of another standard (2004)": part("answers", "right ? table.right : table.wrong", 'right ? table.right : "wrong"', "platform double"),
    "notation of another standard (2004)": part(
        "answers", ".write(answered.response, notation)", '.write(answered.response, { ...notation, item: "," })', "platform double"
    ),
    "response before its type": scorm2004(
        '["type", "objectives", "moment", "patterns", "weighting", "response"', '["response", "type", "objectives", "moment", "patterns", "weighting"', "platform double"
    ),
}


@pytest.mark.parametrize("walk", mark_slow(SCORM_WALKS))
def test_the_healthy_scorm_driver_has_no_fault(launcher: Launcher, course: Built, walk: str) -> None:
    assert SCORM_WALKS[walk](launcher, launcher.mount(course.zip("scorm12")), course) == {}


@pytest.mark.parametrize("walk", mark_slow(SCORM_WALKS, OF_ONE_VERSION))
def test_the_healthy_scorm_2004_driver_has_no_fault(launcher: Launcher, course: Built, walk: str) -> None:
    assert SCORM_WALKS[walk](launcher, launcher.mount(course.zip("scorm2004-4th")), course) == {}


@pytest.mark.parametrize("name", mark_slow(SCORM))
def test_a_fault_in_the_scorm_driver_is_noticed(launcher: Launcher, course: Built, scripts: dict[str, bytes], name: str) -> None:
    seeded_fault = SCORM[name]
    mount = launcher.mount(put_script(course.zip("scorm12"), seeded_fault.seed.script, scripts[name]))
    assert_noticed(name, seeded_fault, SCORM_WALKS[seeded_fault.walk](launcher, mount, course))


@pytest.mark.parametrize("name", mark_slow(SCORM2004, OF_ONE_VERSION))
def test_a_fault_in_the_scorm_2004_driver_is_noticed(launcher: Launcher, course: Built, scripts: dict[str, bytes], name: str) -> None:
    seeded_fault = SCORM2004[name]
    mount = launcher.mount(put_script(course.zip("scorm2004-4th"), seeded_fault.seed.script, scripts[name]))
    assert_noticed(name, seeded_fault, SCORM_WALKS[seeded_fault.walk](launcher, mount, course))


def assert_noticed(name: str, seeded_fault: SeededFault, faults_by_judge: FaultsByJudge) -> None:
    """At least one fault, and from the judge whose business it is."""
    print(f"\n{name}: " + "; ".join(f"{judge}: {faults[0][:110]}" for judge, faults in faults_by_judge.items()))
    assert faults_by_judge, f"{name}: nobody noticed"
    assert seeded_fault.judge in faults_by_judge, f"{name}: {seeded_fault.judge} did not notice, but {faults_by_judge}"


# -------------------------------------------------------------------- xAPI


def tell_and_exit(launcher: Launcher, mount: Mount, built: Built, lrs: LrsServer) -> FaultsByJudge:
    """Fail, try again, pass, save and exit."""
    launch = Launch(lrs)
    player = Player.of_page(launcher.open_page(mount, query=launch.query())).await_open()
    expected = fail_then_pass(player, built)
    player.save_and_exit()
    return judge_xapi(lrs, expected, launch.actor, launch.registration, exited=True, submissions=2)


def tell_and_close(launcher: Launcher, mount: Mount, built: Built, lrs: LrsServer) -> FaultsByJudge:
    """Fail once; then the window is closed, after the save: a window that were only told so would go on with it beside its last words."""
    launch = Launch(lrs)
    player = Player.of_page(launcher.open_page(mount, query=launch.query())).await_open()
    walk = Walk(player, built.plan, respond=respond_first_wrong)
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    await_empty_queue(player.window)
    player.window.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: false}))")
    launcher.settle(player.window)
    return judge_xapi(lrs, walk.expected, launch.actor, launch.registration, exited=False, submissions=1)


def read_device(launcher: Launcher, mount: Mount) -> str:
    """What this device keeps, as another window sees it, once answers wait there."""
    page = launcher.open_page(mount, "licences.txt")
    await_in_page(page, "() => Object.keys(localStorage).some((key) => key.startsWith('copack.queue.'))")
    held = str(page.evaluate("JSON.stringify({...localStorage})"))
    page.close()
    return held


def share_a_device(launcher: Launcher, mount: Mount, built: Built, lrs: LrsServer) -> FaultsByJudge:
    """One learner's answers cannot be sent and wait on the device; another learner launches there."""
    first, second = Launch(lrs, "learner-1"), Launch(lrs, "learner-2")
    page = launcher.open_page(mount, query=first.query())
    walk = Walk(Player.of_page(page).await_open(), built.plan)
    walk.go(until="the-check")
    # Signed out, it tries no more: what a retry or a page that is left brings to the store would be refused under another name.
    lrs.inject(answer_status(401), times=-1)
    walk.submit(built.plan.checks[0])
    await_in_page(page, "() => Object.values(localStorage).some((row) => row.includes('statement'))", what="answers wait on the device")
    launcher.settle(page)
    held = read_device(launcher, mount)
    kill_tab(page)
    lrs.heal()
    player = Player.of_page(launcher.open_page(mount, query=second.query())).await_open()
    player.save_and_exit()
    launcher.settle(player.window)
    told = [statement for statement in lrs.list_statements() if statement["actor"] == second.actor]
    return keep_faults(
        {
            "whose": [f"{statement['verb']['id']} told as {second.learner}" for statement in told if "response" in statement.get("result", {})],
            "device": [secret for secret in (first.learner, first.registration, lrs.authorization) if secret in held],
        }
    )


def open_twice(launcher: Launcher, mount: Mount, built: Built, lrs: LrsServer) -> FaultsByJudge:
    """Two windows of one attempt: what one saved is there after the other saved too."""
    launch = Launch(lrs)
    one, other = (Player.of_page(launcher.open_page(mount, query=launch.query())).await_open() for _ in range(2))
    walk = Walk(one, built.plan)
    walk.go(until="the-check")
    other.next_page()
    launcher.settle(other.window)
    refused = [f"{each.method} {each.path} was answered {each.status}" for each in lrs.list_exchanges() if each.status in (400, 409, 428)]
    if refused:
        return {"store": refused}
    one.save_and_exit()
    other.save_and_exit()
    player = Player.of_page(launcher.open_page(mount, query=launch.query())).await_open()
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="Practice"))
    practice = next(each for each in built.plan.interactions if each.check is None)
    shown = player.read_answer(practice.id, practice.definition)
    return keep_faults({"what comes back": [] if shown == respond_right(practice) else [f"practice shows {shown}"]})


XAPI_WALKS: Final[dict[str, Callable[[Launcher, Mount, Built, LrsServer], FaultsByJudge]]] = {
    "tell and exit": tell_and_exit,
    "tell and close": tell_and_close,
    "share a device": share_a_device,
    "open twice": open_twice,
}


def xapi(before: str, after: str, judge: str, walk: str = "tell and exit") -> SeededFault:
    return SeededFault(Seed("drivers/xapi.js", "builder/standards/xapi/driver.ts", before, after), walk, judge)


def lrs_part(file: str, before: str, after: str, judge: str, walk: str = "tell and exit") -> SeededFault:
    return SeededFault(Seed("parts/lrs.js", f"templates/runtime/parts/lrs/{file}", before, after), walk, judge)


def record_part(file: str, before: str, after: str, judge: str, walk: str = "tell and exit") -> SeededFault:
    return SeededFault(Seed("parts/record.js", f"templates/runtime/parts/record/{file}", before, after), walk, judge)


def record_results(before: str, after: str, judge: str) -> SeededFault:
    return SeededFault(Seed("parts/record_results.js", "templates/runtime/parts/record_results.ts", before, after), "tell and exit", judge)


TERMINATED: Final = '    this.tell("terminated", { $duration: this.host.part("duration")(seconds) });\n'
COMPLETE_ONLY: Final = 'if (kind === "complete") return ["completed"];'
XAPI: Final = {
    "queue sent under another learner": lrs_part("queue.ts", "${sha256(salt + owner)}.", "", "whose", "share a device"),
    "queue names the learner": lrs_part("queue.ts", "statement: nameless(statement)", "statement", "device", "share a device"),
    "no If-Match": lrs_part("documents.ts", '{ [etag === "*" ? "If-None-Match" : "If-Match"]: this.form === "bare" ? bare(etag) : etag }', "{}", "store", "open twice"),
    "three-digit fraction of time stamps": lrs_part("index.ts", ".slice(0, 22)", ".slice(0, 23)", "closed plan"),
    "equal time stamps": lrs_part("index.ts", "Math.max(Math.floor(at / 10) * 10, this.last + 10)", "Math.floor(at / 50000) * 50000", "order and time"),
    "outcomes of another time": record_part(
        "statements.ts", "$id: this.rules.lrs.onceId(name) }", '$id: this.rules.lrs.onceId(name), $timestamp: "2020-01-01T00:00:00.00Z" }', "order and time"
    ),
    "registration forgotten": lrs_part("index.ts", "registration ? { ...context, registration } : context", "context", "whose"),
    "scaled is not the mark": record_results("$scaled: raw / 100", "$scaled: 0.5", "closed plan"),
    "raw as scaled": record_results("$scaled: raw / 100", "$scaled: raw", "store"),
    "early outcome": record_results(COMPLETE_ONLY, f'{COMPLETE_ONLY}\n  if (kind === "failed-may-retry") return ["failed"];', "outcome"),
    "passed without completed": record_results('? [kind, "completed"]', "? [kind]", "outcome"),
    "terminated on unload": record_part(
        "index.ts",
        "    const { mine } = this.keep(change);\n",
        '    const { mine } = this.keep(change);\n    this.tell("terminated", { $duration: "PT1S" });\n',
        "order and time",
        "tell and close",
    ),
    "not terminated at exit": record_part("index.ts", TERMINATED, "", "order and time"),
    "never initialized": xapi('    record.tell("initialized", {});\n', "", "order and time"),
    "only the first try told": record_results("${answered.interaction}/${answered.count}`", "${answered.interaction}`", "outcome"),
    "notation of another standard (xAPI)": record_results(
        ".write(answered.response, notation)", '.write(answered.response, { ...notation, item: "," })', "closed plan"
    ),
}


@pytest.mark.parametrize("walk", mark_slow(XAPI_WALKS))
def test_the_healthy_xapi_driver_has_no_fault(launcher: Launcher, course: Built, walk: str) -> None:
    with serve_lrs() as lrs:
        assert XAPI_WALKS[walk](launcher, launcher.mount(course.zip("xapi")), course, lrs) == {}


@pytest.mark.parametrize("name", mark_slow(XAPI))
def test_a_fault_in_the_xapi_driver_is_noticed(launcher: Launcher, course: Built, scripts: dict[str, bytes], name: str) -> None:
    seeded_fault = XAPI[name]
    mount = launcher.mount(put_script(course.zip("xapi"), seeded_fault.seed.script, scripts[name]))
    with serve_lrs() as lrs:
        assert_noticed(name, seeded_fault, XAPI_WALKS[seeded_fault.walk](launcher, mount, course, lrs))


# -------------------------------------------------------------------- cmi5


def judge_cmi5(enrolment: Enrolment, built: Built, wanted: list[str]) -> FaultsByJudge:
    """The requirements of a session, the outcome, and the plan."""
    seen = enrolment.list_unit_verbs()
    try:
        enrolment.names(built.plan)
        strangers: list[str] = []
    except (AssertionError, KeyError) as error:
        strangers = [str(error)]
    return keep_faults({"requirements": enrolment.breaches(), "outcome": [] if seen == wanted else [f"told {seen}, not {wanted}"], "closed plan": strangers})


def launch_and_reload(launcher: Launcher, mount: Mount, built: Built, lrs: LrsServer) -> FaultsByJudge:
    """Fail, reload, pass, save and exit."""
    enrolment = Enrolment(launcher, lrs)
    page, player = enrolment.open(mount, mastery=0.6)
    walk = Walk(player, built.plan, respond=respond_first_wrong)
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    launcher.settle(page)
    if any(statement["verb"]["id"].endswith("/failed") for statement in lrs.list_statements()):
        return {"outcome": ["“failed” was told with tries left"]}
    page.reload()
    player = Player.of_page(page).await_open()
    if player.page_id() != "the-check":
        return {"what comes back": [f"page {player.page_id()!r}"], **judge_cmi5(enrolment, built, [])}
    Walk(player, built.plan, respond=respond_right).try_again(built.plan.checks[0])
    player.save_and_exit()
    return judge_cmi5(enrolment, built, ["initialized", "passed", "completed", "terminated"])


def launch_twice(launcher: Launcher, mount: Mount, built: Built, lrs: LrsServer) -> FaultsByJudge:
    """Pass while the store is away, so that everything waits; the tab dies; the platform launches the learner two times more."""
    enrolment = Enrolment(launcher, lrs)
    page, player = enrolment.open(mount, mastery=0.6)
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    lrs.inject(answer_status(503), path="statements", method="POST", times=-1)
    walk.submit(built.plan.checks[0])
    launcher.settle(page)
    kill_tab(page)
    lrs.heal()
    for _ in range(2):
        page, player = enrolment.open(mount, mastery=0.6)
        player.save_and_exit()
        page.close()
    once = ["initialized", "passed", "completed", "terminated"]
    return judge_cmi5(enrolment, built, ["initialized", *once, "initialized", "terminated"])


def look_on_cmi5(launcher: Launcher, mount: Mount, built: Built, lrs: LrsServer) -> FaultsByJudge:
    """A tutor opens the unit for review, and even answers."""
    enrolment = Enrolment(launcher, lrs)
    page, player = enrolment.open(mount, mode="Review", mastery=0.6)
    walk = Walk(player, built.plan)
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    launcher.settle(page)
    player.save_and_exit()
    return judge_cmi5(enrolment, built, ["initialized", "terminated"])


CMI5_WALKS: Final[dict[str, Callable[[Launcher, Mount, Built, LrsServer], FaultsByJudge]]] = {
    "launch and reload": launch_and_reload,
    "launch twice": launch_twice,
    "look on (cmi5)": look_on_cmi5,
}


def cmi5(before: str, after: str, judge: str = "requirements", walk: str = "launch and reload", file: str = "driver.ts") -> SeededFault:
    return SeededFault(Seed("drivers/cmi5.js", f"builder/standards/cmi5/{file}", before, after), walk, judge)


def cmi5_part(part: str, file: str, before: str, after: str, judge: str = "requirements", walk: str = "launch and reload") -> SeededFault:
    return SeededFault(Seed(f"parts/{part}.js", f"templates/runtime/parts/{part}/{file}", before, after), walk, judge)


CMI5: Final = {
    "token fetched at each load": cmi5("if (this.kept) return this.kept.token === null", "if (this.kept && this.kept.token === null) return this.kept.token === null", file="launch.ts"),
    "token asked for by GET": cmi5('method: "POST", cache', 'method: "GET", cache', file="launch.ts"),
    "initialized at each load": cmi5("visit.initialized ? null : record.tell", "visit.initialized === null ? null : record.tell"),
    "never initialized (cmi5)": cmi5("const first = visit.initialized ? null :", "const first = lrs ? null :"),
    "not terminated (cmi5)": cmi5_part("record", "index.ts", TERMINATED, "", "outcome"),
    "template forgotten": cmi5("    lrs.setContextTemplate(data.template);\n", ""),
    "template overwritten": cmi5_part("lrs", "context.ts", "? { ...added, ...given } : join(given, added)", "? added : join(added, {})"),
    "preferences not asked for": cmi5(", lrs.getProfile(table.preferences)]", "]"),
    "mastery score left out": cmi5("$masteryScore: data.mastery === null ? undefined : data.mastery", "$masteryScore: undefined"),
    "another version": cmi5("versions: table.versions", 'versions: ["2.0.0"]'),
    "failed before the last try": SeededFault(
        Seed("runtime-late.js", "templates/runtime/progress.ts", "tries !== null && kept.count >= tries ?", "kept.count >= 1 ?"), "launch and reload", "outcome"
    ),
    "old launch's rows sent": cmi5(", launch: given.fetch,", ",", "requirements", "launch twice"),
    "old launch's rows kept": cmi5_part("lrs", "queue.ts", "(launch === this.launch) === ours", "ours", "requirements", "launch twice"),
    "waiting counts as told": cmi5("resendAcrossLaunches: false", "resendAcrossLaunches: true", "outcome", "launch twice"),
    "outcome not told again": cmi5("    this.unsure = false;\n    return record.saveAgain(hidden);", "    return kept;", "outcome", "launch twice"),
    "review is an ordinary launch": cmi5('mode === "review" || mode === "browse" ? mode : "normal"', '"normal"', "requirements", "look on (cmi5)", "launch.ts"),
}


@pytest.mark.parametrize("walk", mark_slow(CMI5_WALKS))
def test_the_healthy_cmi5_driver_has_no_fault(launcher: Launcher, course: Built, walk: str) -> None:
    with serve_lrs() as lrs:
        assert CMI5_WALKS[walk](launcher, launcher.mount(course.zip("cmi5")), course, lrs) == {}


@pytest.mark.parametrize("name", mark_slow(CMI5))
def test_a_fault_in_the_cmi5_driver_is_noticed(launcher: Launcher, course: Built, scripts: dict[str, bytes], name: str) -> None:
    seeded_fault = CMI5[name]
    mount = launcher.mount(put_script(course.zip("cmi5"), seeded_fault.seed.script, scripts[name]))
    with serve_lrs() as lrs:
        assert_noticed(name, seeded_fault, CMI5_WALKS[seeded_fault.walk](launcher, mount, course, lrs))


# -------------------------------------------------------------------- record stores that fail


@dataclass(frozen=True)
class StoreFault:
    """A planted fault, and the fault of a record store that must show it; the healthy part stands that in the fault matrix."""

    seed: Seed
    action: Callable[[Learner], None]


def store_fault(part: str, file: str, before: str, after: str, action: Callable[[Learner], None]) -> StoreFault:
    return StoreFault(Seed(f"parts/{part}.js", f"templates/runtime/parts/{part}/{file}", before, after), action)


STORE_FAULTS: Final = {
    "204 is no document": store_fault("lrs", "answers.ts", "status === 404 || status === 204 ||", "status === 404 ||", record_stores.store_says_nothing_yet),
    "two writes at a time": store_fault("lrs", "index.ts", "const mine = this.writing.then(write);", "const mine = Promise.resolve().then(write);", record_stores.store_answers_late),
    "a request after the end": store_fault(
        "lrs_delivery",
        "index.ts",
        "    this.connection.requests.close();\n",
        '    void this.connection.requests.send({ method: "GET", path: "about" });\n',
        record_stores.store_answers_late,
    ),
    "a change waits in memory": StoreFault(
        Seed("runtime.js", "templates/runtime/saving.ts", "if (running || exiting) keepOnDevice();", "if (running || exiting) return;"), record_stores.die_during_a_save
    ),
    "outcomes in a batch": store_fault(
        "lrs_delivery", "batches.ts", "return first && rank(first, activity) < REST ? [first] : ordered", "return ordered", record_stores.gateway_gives_up
    ),
    "a web page is an answer": store_fault("lrs", "answers.ts", "response.ok && elsewhere", "elsewhere && false", record_stores.sign_in_page_answers),
    "wrapped is a stranger's": StoreFault(
        Seed(
            "parts/record_reading.js",
            "templates/runtime/parts/record_reading.ts",
            "let found = parse(candidate);",
            'let found = candidate[0] === "{" && candidate === text ? parse(candidate) : null;',
        ),
        record_stores.store_wraps_documents,
    ),
    "a changed ETag is a conflict for ever": store_fault("lrs", "documents.ts", "if (this.refused && found === this.seen)", "if (!found)", record_stores.gateway_marks_etags),
}


@pytest.mark.parametrize("name", only_quick(STORE_FAULTS, "outcomes in a batch"))
def test_a_fault_in_how_stores_are_met_is_noticed(launcher: Launcher, course: Built, tmp_path: Path, name: str) -> None:
    fault = STORE_FAULTS[name]
    script = compile_seeds({name: fault.seed}, tmp_path)[name]
    with serve_lrs() as lrs:
        learner = XapiLearner(launcher, course, lrs)
        learner.mount = launcher.mount(put_script(course.zip("xapi"), fault.seed.script, script))
        with pytest.raises(AssertionError):
            fault.action(learner)
