"""A check or form shows one question at a time, in every driver: a kill after any step comes back to it with all drafts, and what is submitted is the same."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import expect

from builder.tracking.plan import PlannedCheck, PlannedInteraction
from tests.browser.faults.learners import Learner, RecordStoreLearner, ScormLearner, make_learner
from tests.browser.harness.build import ROOT, Built, ShortCourse, build_course
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.seeding import ESBUILD, Seed, compile_seeds, put_script
from tests.browser.harness.walk import SCORE, Walk
from tests.lrs_server import LrsServer, serve_lrs
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn
STANDARDS: Final = ("scorm12", "scorm2004-4th", "cmi5", "xapi", "web")
OF_TIME: Final = re.compile(r"\.(time|timestamp|latency|session_time|total_time|entry)$")
"""Values of SCORM that say when, how long, or in which launch: they differ from sitting to sitting."""
FORM: Final = "evaluation"
FORM_NOTE: Final = "Fill in this form in one visit. If you close this window before you print or download the form, your answers can be lost."
DRAFT: Final = "if (payload) drafts.set(table.key, payload);"
FAULTS: Final = {
    "a step saves nothing": (
        Seed("runtime-late.js", "templates/runtime/late_half.ts", "if (!silent) saver.record(nothing());", "if (silent) saver.record(nothing());"),
        "the step that was in view",
    ),
    "no step in the location": (
        Seed("runtime-late.js", "templates/runtime/steps.ts", '? card.table.id : "";', '? "" : "";'),
        "the step that was in view",
    ),
    "the last draft alone": (Seed("runtime-late.js", "templates/runtime/answers.ts", DRAFT, f"drafts.clear(); {DRAFT}"), "all drafts"),
    "asked in another order": (
        Seed("runtime-late.js", "templates/runtime/answers.ts", "of attempt.asked(check)) {", "of attempt.asked(check).slice().reverse()) {"),
        "the same record",
    ),
}
"""Planted faults, and what a killed sitting finds amiss."""


# -------------------------------------------------------------------- what a learner does


def questions_of(walk: Walk) -> tuple[PlannedCheck, list[PlannedInteraction]]:
    """The final check and its questions, in the order asked."""
    check = walk.plan.checks[0]
    return check, [question for question in walk.plan.interactions if question.id in check.interactions]


def open_course(learner: Learner) -> Walk:
    """Open the course as it shows to whoever has chosen nothing."""
    player = learner.open()
    player.one_at_a_time = True
    return Walk(player, learner.built.plan, respond=respond_right)


def begin(learner: Learner) -> Walk:
    """Open the course and go as far as the final check."""
    walk = open_course(learner)
    walk.go(until="the-check")
    return walk


def in_view(player: Player) -> list[str]:
    """Which questions of the page show."""
    return [str(each.get_attribute("data-question")) for each in player.surface.locator("[data-page] [data-question]").all() if each.is_visible()]


def listed(player: Player) -> list[str]:
    """What the list of answers says."""
    return player.surface.locator(".copack-answers__item").all_inner_texts()


def answer(walk: Walk, question: PlannedInteraction) -> None:
    walk.player.answer(question.id, question.definition, walk.respond(question))


def take_steps(walk: Walk, questions: list[PlannedInteraction]) -> None:
    """Answer questions one after the other, each in view by itself."""
    for question in questions:
        assert in_view(walk.player) == [question.id]
        answer(walk, question)
        walk.player.step()


def submit_from_list(walk: Walk) -> None:
    """Submit what the list shows, and note it as submitted."""
    check, questions = questions_of(walk)
    scope = walk.player.surface.locator(f'[data-check="{check.id}"]')
    expect(walk.player.surface.get_by_role("heading", name="Check your answers")).to_be_visible()
    walk.player.use(scope.get_by_role("button", name=re.compile("^(Check my answer|Submit my answers)$")))
    expect(scope.get_by_text(SCORE).first).to_be_visible()
    walk.expected.submit(check, {question.id: walk.respond(question) for question in questions})


# -------------------------------------------------------------------- what is kept and sent


def read_results(learner: Learner) -> list[dict[str, Any]]:
    """What was told of answers and outcomes, in the order of storing, without what names the learner, the launch and the moment."""
    if not isinstance(learner, RecordStoreLearner):
        return []
    told = [statement for statement in learner.list_own_statements() if "result" in statement]
    return [
        {
            "verb": statement["verb"],
            "object": statement["object"],
            "result": {name: value for name, value in statement["result"].items() if name != "duration"},
            "about": statement["context"].get("contextActivities"),
        }
        for statement in told
    ]


def read_state(learner: Learner) -> str:
    """The packed state that is kept, without its seed and the day of finishing."""
    states: list[str] = []

    def note(state: str) -> str:
        states.append(state)
        return state

    learner.change_state(note)
    [state] = states
    version, head, rest = state.split("~", 2)
    return f"{version}~{head[0]}~{rest}"


def read_record(learner: Learner) -> str:
    """All that is kept of a sitting and was sent in it, byte by byte; times and the names of launches apart."""
    values = {}
    if isinstance(learner, ScormLearner):
        values = {name: value for name, value in learner.platform.values.items() if not OF_TIME.search(name) and name != "cmi.suspend_data"}
    return json.dumps([values, read_results(learner), read_state(learner)], indent=1)


def sit_through(learner: Learner) -> str:
    """One sitting without an interruption; returns its record."""
    walk = begin(learner)
    take_steps(walk, questions_of(walk)[1])
    submit_from_list(walk)
    learner.settle()
    learner.assert_answers(walk.expected)
    return read_record(learner)


def sit_with_kills(learner: Learner) -> str:
    """The tab is killed after each step; the first question is left out until the list of answers has asked for it. Returns the record."""
    walk = begin(learner)
    check, questions = questions_of(walk)
    first, others = questions[0], questions[1:]
    walk.player.step()
    for at, question in enumerate(others):
        walk = come_back(learner)
        assert walk.player.page_id() == check.page
        assert in_view(walk.player) == [question.id], "the step that was in view"
        assert read_drafts(walk, questions) == {each.id: respond_right(each) for each in others[:at]}, "all drafts, and nothing else"
        answer(walk, question)
        walk.player.step()
    assert in_view(walk.player) == []
    walk = come_back(learner)
    assert in_view(walk.player) == [first.id], "from the list: the first question without an answer"
    answer(walk, first)
    walk.player.step()
    walk = come_back(learner)
    assert in_view(walk.player) == [others[0].id]
    for _ in others:
        walk.player.step()
    walk = come_back(learner)
    assert in_view(walk.player) == [], "every question has an answer: the list"
    assert read_drafts(walk, questions) == {each.id: respond_right(each) for each in questions}
    assert not any("response" in told["result"] for told in read_results(learner)), "nothing is told of answers before the check is submitted"
    submit_from_list(walk)
    learner.settle()
    learner.assert_answers(walk.expected)
    return read_record(learner)


def come_back(learner: Learner) -> Walk:
    """Kill the tab once all that was sent is answered, and launch the course again."""
    learner.settle()
    learner.kill()
    return open_course(learner)


def read_drafts(walk: Walk, questions: list[PlannedInteraction]) -> dict[str, object]:
    """What stands in the fields of each question that has an answer."""
    read = {question.id: walk.player.read_answer(question.id, question.definition) for question in questions}
    return {question: response for question, response in read.items() if response is not None}


@pytest.mark.parametrize("standard", only_quick(STANDARDS, "scorm12"))
def test_a_kill_after_each_step_comes_back_to_it_and_the_same_is_submitted(
    launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, standard: str
) -> None:
    learner = make_learner(standard, launcher, short_course(), lrs)
    killed = sit_with_kills(learner)
    assert killed == sit_through(learner.other_learner()), "the same record"


@pytest.mark.slow
@pytest.mark.skipif(not ESBUILD.exists(), reason="npm packages are not installed (npm ci)")
@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_noticed(
    launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    built, (seed, amiss) = short_course(), FAULTS[name]
    whole = sit_through(make_learner("cmi5", launcher, built, lrs))
    with serve_lrs() as other:
        learner = make_learner("cmi5", launcher, built, other)
        learner.mount.files = put_script(built.zip("cmi5"), seed.script, compile_seeds({name: seed}, tmp_path_factory.mktemp("seeds"))[name])
        with pytest.raises(AssertionError, match=amiss):
            assert sit_with_kills(learner) == whole, "the same record"


# -------------------------------------------------------------------- what shows


@pytest.fixture
def at_check(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> Walk:
    """A learner at the first question of a check."""
    return begin(make_learner("web", launcher, short_course(), lrs))


def test_the_list_tells_what_is_missing_and_change_comes_back_to_it(at_check: Walk) -> None:
    player, (_check, questions) = at_check.player, questions_of(at_check)
    for question in questions[1:]:
        player.step()
        player.answer(question.id, question.definition, respond_right(question))
        expect(player.block(question.id).locator(".copack-question__title")).to_be_visible()
    player.step()
    expect(player.surface.get_by_role("heading", name="Check your answers")).to_be_focused()
    assert ["Not answered yet" in line for line in listed(player)] == [True, *[False] * (len(questions) - 1)]
    player.use(player.surface.get_by_role("button", name="Submit my answers"))
    expect(player.surface.get_by_role("heading", name="Some questions still need an answer")).to_be_visible()
    player.use(player.surface.get_by_role("button", name="Change your answer to question 1"))
    expect(player.block(questions[0].id).locator(".copack-question__title")).to_be_focused()
    answer(at_check, questions[0])
    player.step()
    submit_from_list(at_check)
    assert in_view(player) == [question.id for question in questions], "once submitted, all questions show"


def test_one_button_alone_says_next_while_questions_wait(at_check: Walk) -> None:
    player, (check, questions) = at_check.player, questions_of(at_check)
    onward = player.surface.locator("[data-action=next]")
    expect(onward).to_have_text("Leave this for later")
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="Back to where you were"))
    expect(onward).to_have_text("Leave this for later")
    player.show_all()
    expect(onward).to_have_text("Leave this for later")
    player.next_page()
    expect(onward).to_have_text(re.compile("Next|Finish"))
    player.back()
    expect(onward).to_have_text("Leave this for later")
    for question in questions:
        answer(at_check, question)
    player.use(player.surface.locator(f'[data-check="{check.id}"]').get_by_role("button", name="Submit my answers"))
    expect(onward).to_have_text("Next")


def test_another_try_begins_at_the_first_question_that_is_not_right(at_check: Walk) -> None:
    check, questions = questions_of(at_check)
    at_check.respond = lambda question: respond_wrong(question) if question.id == questions[1].id else respond_right(question)
    take_steps(at_check, questions)
    submit_from_list(at_check)
    at_check.player.try_again(at_check.player.surface.locator(f'[data-check="{check.id}"]'))
    expect(at_check.player.block(questions[1].id).locator(".copack-question__title")).to_be_focused()
    assert in_view(at_check.player) == [questions[1].id]
    at_check.respond = respond_right
    answer(at_check, questions[1])
    at_check.player.step()
    submit_from_list(at_check)


def test_all_questions_show_at_once_for_who_chooses_it_and_on_paper(at_check: Walk) -> None:
    player, (_check, questions) = at_check.player, questions_of(at_check)
    assert in_view(player) == [questions[0].id]
    player.window.emulate_media(media="print")
    assert in_view(player) == [question.id for question in questions]
    player.window.emulate_media(media="screen")
    player.show_all()
    assert in_view(player) == [question.id for question in questions]
    player.window.reload()
    player.await_open()
    again = player.surface.get_by_role("button", name="Continue")
    if again.is_visible():
        player.turn(again)
    assert in_view(player) == [question.id for question in questions], "the choice holds for this window"


def test_steps_make_no_entry_in_the_history(at_check: Walk) -> None:
    player, (check, questions) = at_check.player, questions_of(at_check)
    before = player.window.evaluate("history.length")
    take_steps(at_check, questions)
    assert player.window.evaluate("history.length") == before
    player.window.go_back()
    expect(player.surface.locator('[data-page="before"]')).to_be_visible()
    player.window.go_forward()
    expect(player.surface.locator(f'[data-page="{check.page}"]')).to_be_visible()
    expect(player.surface.get_by_role("heading", name="Check your answers")).to_be_visible()


# -------------------------------------------------------------------- forms


def open_form(player: Player) -> None:
    """Go to the form by the contents."""
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="What did you think?"))
    assert player.page_id() == FORM


def fill_in(walk: Walk) -> list[str]:
    """Answer each question of the form that is in view until the list comes; returns their ids."""
    answered = []
    while shown := in_view(walk.player):
        [block] = shown
        for part in (question for question in walk.plan.interactions if question.block == block):
            answer(walk, part)
        answered.append(block)
        walk.player.step()
    return answered


def step_count(walk: Walk) -> int:
    """How many steps the form has."""
    return len({question.block for question in walk.plan.interactions if question.page == FORM})


@pytest.mark.parametrize("standard", only_quick(STANDARDS, "web"))
def test_a_form_of_the_window_says_so_and_begins_anew_at_the_next_launch(
    launcher: Launcher, every_interaction: Built, lrs: LrsServer, standard: str
) -> None:
    learner = make_learner(standard, launcher, every_interaction, lrs)
    walk = open_course(learner)
    open_form(walk.player)
    expect(walk.player.surface.get_by_text(FORM_NOTE)).to_be_visible()
    blocks = fill_in(walk)
    assert len(blocks) == step_count(walk) > 1
    assert not any("Not answered yet" in line for line in listed(walk.player)), listed(walk.player)
    expect(walk.player.surface.get_by_role("button", name=re.compile("^Download"))).to_be_visible()
    walk = come_back(learner)
    assert walk.player.page_id() == FORM
    expect(walk.player.surface.get_by_text(FORM_NOTE)).to_be_visible()
    assert in_view(walk.player) == blocks[:1]
    questions = [question for question in walk.plan.interactions if question.page == FORM]
    assert read_drafts(walk, questions) == {}


@pytest.fixture
def sent_form(tmp_path: Path) -> Built:
    """The course of every kind, with a form of which two answers are sent."""
    folder = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "courses" / "every_interaction", folder)
    file = folder / "course.yaml"
    text = file.read_text(encoding="utf-8")
    assert "talked-over]" in text
    file.write_text(text.replace("talked-over]", "talked-over, was-it-clear, how-done]"), encoding="utf-8")
    return build_course(folder, tmp_path / "dist")


@pytest.mark.slow
def test_each_step_of_a_form_that_is_sent_has_one_green_button(launcher: Launcher, sent_form: Built, lrs: LrsServer) -> None:
    walk = open_course(make_learner("scorm12", launcher, sent_form, lrs))
    open_form(walk.player)
    expect(walk.player.surface.get_by_text(FORM_NOTE)).to_be_visible()
    steps = 0
    while shown := in_view(walk.player):
        [block] = shown
        expect(walk.player.surface.locator("main .nhsuk-button:not(.nhsuk-button--secondary):visible")).to_have_count(1)
        walk.practise([question for question in walk.plan.interactions if question.block == block])
        steps += 1
    assert steps == step_count(walk)
    expect(walk.player.surface.get_by_role("heading", name="Check your answers")).to_be_focused()
