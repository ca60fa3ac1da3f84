"""The plan is closed (tracking contract 8): over the runs of a course, all that reaches a platform is in the plan, and all that
is in the plan reaches a platform in some run.
"""

from __future__ import annotations

import re
from typing import Any, Final

import pytest

from builder.course.cmi import Definition, Numeric
from builder.tracking.plan import TrackingPlan
from builder.tracking.profile import make_profile, profile_document
from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.judges import hold_ids, list_accepted, list_unforeseen
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Quirks
from tests.browser.harness.player import Player
from tests.browser.harness.responses import Respond, respond_right, respond_wrong, write_response
from tests.browser.harness.scorm import platform_for
from tests.browser.harness.walk import Walk
from tests.browser.harness.xapi import Launch
from tests.lrs_server import LrsServer
from tests.oracles.closed_cmi import final_statuses, write_is_planned
from tests.oracles.closed_plan import fixed_changes, matching_templates
from tests.oracles.cmi_versions import SCORM12, SCORM2004, Version
from tests.oracles.outside_validator import judge_statements
from tests.oracles.profile_judge import fits_primary, list_templates
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn
COMPLETE, MARK, TWO_TRIES = "complete", "{mark: 60}", "{mark: 60, tries: 2}"
EVERY = "every kind"
COURSES: Final = ("real", COMPLETE, MARK, TWO_TRIES, EVERY)
RUNS: Final[dict[str, tuple[tuple[Respond, ...], ...]]] = {
    "real": ((respond_right,),),
    COMPLETE: ((respond_right,),),
    MARK: ((respond_wrong, respond_right),),
    TWO_TRIES: ((respond_right,), (respond_wrong, respond_wrong)),
    EVERY: ((respond_right,), (respond_wrong, respond_wrong, respond_wrong)),
}
"""For each course its runs; for each run what is answered at each try of the final check."""

FREE: Final = re.compile(
    r"cmi\.(core\.)?(lesson_location|location|session_time|score\.(raw|scaled))|cmi\.suspend_data"
    r"|cmi\.interactions\.\d+\.(time|timestamp|latency|student_response|learner_response)|cmi\.objectives\.\d+\.score\.(raw|scaled)"
)
"""Elements whose value the moment decides; every other value is fixed, or one of a few words."""
INDEX: Final = re.compile(r"\.\d+(?=\.|$)")


@pytest.fixture
def built(name: str, real_course: Built, short_course: ShortCourse, every_kind_asked: Built) -> Built:
    """The course of a name."""
    return {"real": real_course, EVERY: every_kind_asked}.get(name) or short_course(name)


def run(player: Player, plan: TrackingPlan, responds: tuple[Respond, ...]) -> None:
    """Walk through the course, try its final check as often as there are ways to respond, save and exit.

    Goes back to the first page once: merely to open the course there saves nothing.
    """
    player.next_page()
    player.back()
    walk = Walk(player, plan, respond=responds[0])
    final = next((check for check in plan.checks if check.final), None)
    if final is None or len(responds) == 1:
        walk.go()
    else:
        walk.go(until=final.page)
        walk.submit(final)
        for walk.respond in responds[1:]:
            walk.try_again(final)
        while player.page_id():
            player.next_page()
    player.save_and_exit()


# -------------------------------------------------------------------- statements


@pytest.mark.parametrize("name", only_quick(COURSES, TWO_TRIES))
def test_statements_and_plan_are_the_same(launcher: Launcher, built: Built, lrs: LrsServer, name: str) -> None:
    mount = launcher.mount(built.zip("xapi"))
    for number, responds in enumerate(RUNS[name]):
        page = launcher.open_page(mount, query=Launch(lrs, f"learner-{number}").query())
        run(Player.of_page(page).await_open(), built.plan, responds)
    statements = lrs.list_statements()
    activity = built.plan.units[0].activity.iri
    fitting = [matching_templates(built.plan, one, activity) for one in statements]
    assert [names for names in fitting if len(names) != 1] == []
    assert {names[0] for names in fitting} == {template.name for template in built.plan.statements}
    assert judge_statements(statements) == []
    assert_follow_profile(built.plan, statements)
    changes = 0
    for names, kept in zip(fitting, statements, strict=True):
        for path, other in fixed_changes(built.plan, as_sent(kept)):
            assert matching_templates(built.plan, other, activity) == [], f"{names[0]}: {path}"
            changes += 1
    print(f"\n{name}: {len(statements)} statements, {len(built.plan.statements)} templates, {changes} changes")


def assert_follow_profile(plan: TrackingPlan, statements: list[dict[str, Any]]) -> None:
    """Hold what was recorded against the course's xAPI Profile: one template each, and for each registration every prefix (XP-09)."""
    document = profile_document(make_profile(plan), title=plan.title, author="A trust", language=plan.language, made="2026-01-31T00:00:00Z")
    runs: dict[tuple[str, str], list[str]] = {}
    for one in sorted(statements, key=lambda one: str(one["timestamp"])):
        assert [category["id"] for category in one["context"]["contextActivities"]["category"]] == [plan.profile]
        (template,) = list_templates(document, as_sent(one))
        runs.setdefault((str(one["actor"]), one["context"]["registration"]), []).append(template)
    for followed in runs.values():
        assert all(fits_primary(document, followed[:cut]) for cut in range(1, len(followed) + 1))


def as_sent(kept: dict[str, Any]) -> dict[str, Any]:
    """A statement without what the store adds."""
    return {name: value for name, value in kept.items() if name not in ("stored", "authority", "version")}


# -------------------------------------------------------------------- cmi


def list_planned_writes(plan: TrackingPlan, version: Version) -> set[str]:
    """One line for each kind of write that a plan foresees: `element`, or `element = value` where the value tells kinds apart."""
    planned = {f"{version.exit} = suspend", "cmi.suspend_data", version.session_time, *list_planned_statuses(plan, version)}
    planned |= {f"{version.location} = {page.id}" for session in plan.sessions() for page in session.pages}
    moving = ("raw", "scaled") if version.two_statuses else ("raw",)
    if plan.pass_rule.mark is not None:
        planned |= {*(f"{version.score}.{part}" for part in moving), f"{version.score}.min = 0", f"{version.score}.max = 100"}
    if version.two_statuses and len(plan.units) == 1:
        planned.add("adl.nav.request = suspendAll")
    served = {outcome for session in plan.sessions() for outcome in session.outcomes}
    for objective in plan.objectives:
        if objective.id in served:
            completed = f"cmi.objectives.{version.objective_status} = completed ({objective.tracked_id})"
            planned |= {f"cmi.objectives.id = {objective.tracked_id}", completed}
    tracked = {objective.id: objective.tracked_id for objective in plan.objectives}
    for asked in {tracked[outcome] for one in plan.interactions if one.check for outcome in one.outcomes}:
        planned |= {f"cmi.objectives.id = {asked}", *(f"cmi.objectives.score.{part} ({asked})" for part in moving)}
        planned |= {f"cmi.objectives.score.{end} ({asked})" for end in ("min = 0", "max = 100")}
    for one in plan.interactions:
        if one.recorded:
            fixed = {"id": [one.tracked_id], "type": [version.type_name(one.definition.type)], "weighting": [str(one.points)]}
            fixed["correct_responses.pattern"] = write_patterns(one.definition, version)
            fixed["objectives.id"] = [tracked[outcome] for outcome in one.outcomes]
            if version.two_statuses:
                fixed["description"] = [one.definition.description]
            planned |= {f"{one.tracked_id} {part} = {value}" for part, values in fixed.items() for value in values}
            planned |= {f"{one.tracked_id} {part}" for part in (version.moment, "latency", version.response)}
            planned |= {f"{one.tracked_id} result = {'correct' if one.definition.correct else 'neutral'}"}
    return planned - {f"cmi.objectives.id = {one}" for one in handed_over(plan, version)}


def write_patterns(definition: Definition, version: Version) -> list[str]:
    """The right responses as a version writes them. SCORM 1.2 has no word for a range of numbers; in SCORM 2004 every number is one."""
    numbers = [right for right in definition.correct if isinstance(right, Numeric)]
    if not numbers:
        return [write_response(definition, right, version) for right in definition.correct]
    if not version.two_statuses:
        return [f"{one.minimum:f}" for one in numbers if one.minimum == one.maximum]
    return [f"{numbers[-1].minimum:f}[:]{numbers[-1].maximum:f}"]


def handed_over(plan: TrackingPlan, version: Version) -> set[str]:
    """Objectives that the manifest brings: they are there already, and nobody writes their ids."""
    return {objective.tracked_id for objective in plan.objectives} if version.two_statuses else set()


def list_planned_statuses(plan: TrackingPlan, version: Version) -> set[str]:
    if not version.two_statuses:
        return {f"{version.completion} = {status}" for status in {"incomplete", *final_statuses(plan)}}
    said = {f"{version.completion} = incomplete", f"{version.completion} = completed", f"{version.success} = unknown", "cmi.progress_measure = 1"}
    return said | {f"{version.success} = {status}" for status in final_statuses(plan) - {"completed"}}


def name_write(element: str, value: str, interactions: dict[int, str], objectives: dict[str, str]) -> str:
    """The kind of one write, in the words of `list_planned_writes`. Keeps ids of rows from call to call."""
    row = re.match(r"cmi\.(interactions|objectives)\.(\d+)\.", element)
    shown = "" if FREE.fullmatch(element) else f" = {value}"
    if row is None:
        return element + ("" if FREE.fullmatch(element) and not element.endswith("location") else f" = {value}")
    part = INDEX.sub("", element[row.end() :])
    if row[1] == "objectives":
        if part == "id":
            objectives[row[2]] = value
            return f"cmi.objectives.id = {value}"
        return f"cmi.objectives.{part}{shown} ({objectives[row[2]]})"
    if part == "id":
        interactions[int(row[2])] = value
    return f"{interactions[int(row[2])]} {part}{shown}"


ALSO: Final = re.compile(r".* result = (wrong|incorrect)|cmi\.objectives\.(completion_)?status = incomplete \(.*\)")
"""Writes that a plan allows and that not every set of runs has."""


CMI_RUNS: Final = [(name, quirks) for name in COURSES for quirks in (Quirks.PLAIN, Quirks.PLAIN_2004)]
CMI_QUICK: Final = ((TWO_TRIES, Quirks.PLAIN_2004), (EVERY, Quirks.PLAIN))


@pytest.mark.parametrize(("name", "quirks"), only_quick(CMI_RUNS, *CMI_QUICK), ids=lambda part: getattr(part, "value", None))
def test_cmi_writes_and_plan_are_the_same(launcher: Launcher, built: Built, quirks: Quirks, name: str) -> None:
    seen: set[str] = set()
    writes = changes = 0
    version = SCORM2004 if quirks is Quirks.PLAIN_2004 else SCORM12
    for responds in RUNS[name]:
        platform = platform_for(launcher, built, quirks)
        mount = launcher.mount(built.zip(platform.standard))
        run(Player.of_visit(launcher.open_package(mount, platform)).await_open(), built.plan, responds)
        assert list_unforeseen(platform, built.plan) == []
        launch = platform.launches[0]
        ids, rows = hold_ids(launch.given), hold_ids(launch.given)
        objectives = {str(at): one for at, one in enumerate(platform.setting.objectives)}
        for element, value in list_accepted(launch.calls):
            seen.add(name_write(element, value, rows, objectives))
            assert write_is_planned(built.plan, element, value, ids, version)
            writes += 1
            if not FREE.fullmatch(element) and not is_typed_text(built.plan, element, ids):
                assert not write_is_planned(built.plan, element, f"{value}x", dict(ids), version), f"{element} = {value}x"
                changes += 1
    assert {each for each in seen if not ALSO.fullmatch(each)} == list_planned_writes(built.plan, version)
    print(f"\n{name}: {writes} writes of {len(seen)} kinds, {changes} changes")


def is_typed_text(plan: TrackingPlan, element: str, ids: dict[int, str]) -> bool:
    """Whether an element is the pattern of gaps: for the oracle any short texts fit those, so that `seen` holds them to the plan."""
    row = re.fullmatch(r"cmi\.interactions\.(\d+)\.correct_responses\.\d+\.pattern", element)
    return row is not None and any(one.tracked_id == ids[int(row[1])] and one.definition.variants for one in plan.interactions)


# -------------------------------------------------------------------- web


def test_the_web_package_tells_nobody(launcher: Launcher, short_course: ShortCourse) -> None:
    built = short_course(MARK)
    run(Player.of_page(launcher.open_page(launcher.mount(built.zip("web")))).await_open(), built.plan, (respond_wrong, respond_right))
    assert {(request.method, request.query) for request in launcher.server.requests} == {("GET", "")}
    assert launcher.monitor.outside_requests == []
