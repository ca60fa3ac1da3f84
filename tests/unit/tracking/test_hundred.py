"""A hundred mixed questions of a course, whatever a learner answers, fit into what every platform keeps (design 9)."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli.plan import STATE_BUDGET, command
from builder.interactions.registry import KINDS
from builder.pipeline import compile_folder
from builder.tracking.plan import TrackingPlan

ROOT = Path(__file__).parents[3]
QUESTIONS = 100
TOP = "---\nid: session-{0}\ntitle: Session {0}\noutcomes: [1.1, 1.2, 1.3]\n---\n"
COURSE = """id: hundred
title: A hundred questions
version: 1
base: https://courses.nhs.uk/hundred/
description: Every kind, again and again.
standards: [scorm12, scorm2004-3rd, scorm2004-4th, cmi5, xapi, web]
outcomes:
  1.1: Say what you bring.
  1.2: Tell words apart.
  1.3: Ask for what you need.
"""
MEETING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>'
ON_A_PAGE, PAGES_IN_A_SESSION = 4, 5


def example(name: str, number: int) -> str:
    """The example in a kind's room, under an id of its own."""
    text = (ROOT / "builder" / "interactions" / "kinds" / name.replace("-", "_") / "example.md").read_text(encoding="utf-8")
    first, rest = text.split("\n", 1)
    return f"{' '.join(first.split()[:2])} question-{number}\n{rest}"


def write_course(folder: Path) -> Path:
    """Write a course that asks a hundred questions, each kind in turn, four on a page."""
    (folder / "media").mkdir(parents=True)
    for picture in (ROOT / "builder" / "interactions" / "kinds").glob("*/media/*"):
        (folder / "media" / picture.name).write_bytes(picture.read_bytes())
    (folder / "media" / "meeting.svg").write_text(MEETING, encoding="utf-8")
    (folder / "course.yaml").write_text(COURSE, encoding="utf-8")
    pages = [range(at, at + ON_A_PAGE) for at in range(0, QUESTIONS, ON_A_PAGE)]
    for number, start in enumerate(range(0, len(pages), PAGES_IN_A_SESSION), 1):
        text = TOP.format(number)
        for page in pages[start : start + PAGES_IN_A_SESSION]:
            asked = "\n".join(example(KINDS[at % len(KINDS)].name, at) for at in page)
            text += f"\n# Page {page.start}\nPage: page-{page.start}\n\nText.\n\n{asked}"
        session = folder / "sessions" / f"{number:02}-session"
        session.mkdir(parents=True)
        (session / "session.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_course(tmp_path_factory.mktemp("hundred") / "course")


@pytest.fixture(scope="module")
def plan(folder: Path) -> TrackingPlan:
    compilation = compile_folder(folder)
    assert compilation.plan is not None, [one.message for one in compilation.diagnostics]
    assert {one.rule.code for one in compilation.diagnostics} <= {"CRS034", "CRS094"}
    return compilation.plan


def test_a_hundred_questions_of_all_kinds_are_asked(plan: TrackingPlan) -> None:
    assert len({one.block for one in plan.interactions}) == QUESTIONS
    assert {one.kind for one in plan.interactions} == {kind.name for kind in KINDS}


def test_their_answers_fit_at_worst(plan: TrackingPlan) -> None:
    assert plan.state.worst < STATE_BUDGET
    print(f"\n{QUESTIONS} mixed questions, {len(plan.interactions)} answers: {plan.state.worst} characters at worst")


def test_the_plan_says_what_each_costs(plan: TrackingPlan, folder: Path) -> None:
    shown = CliRunner().invoke(command, [str(folder)]).output
    for one in plan.interactions:
        assert f"question {one.id}: {one.kind}" in shown
    assert shown.count("characters of state") == len(plan.interactions)
    assert f"Saved state at worst: {plan.state.worst} characters" in shown
