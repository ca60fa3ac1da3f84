"""`::: last-time` asks questions of earlier sessions again; `Review: yes` marks an older question."""

from __future__ import annotations

import pytest

from builder.course.blocks import Box, Interaction
from builder.course.document import Prose
from builder.course.model import Course
from builder.diagnostics import Diagnostic
from builder.source.compile import compile_course
from builder.source.files import SessionFolder, Source, TextFile
from builder.source.tree.lines import split_lines
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import TrackingPlan
from tests.unit.source.author import COURSE, codes

OUTCOMES = COURSE + "  1.2: Say what participation means.\n"
ASKED = """::: choose-one which
Which?
Outcome: 1.1
- [x] (a) Yes
- [ ] (b) No
:::

::: fill-gaps who
A [[(a) committee]] says [[(b) yes]].
:::

::: rating agree
How far?
Scale: No | Yes
- (a) I can
:::
"""
CHECKED = """::: check end
::: choose-one second
Which now?
Outcome: 1.2
- [x] (a) This
- [ ] (b) That
:::

::: choose-one older
Which then?
Outcome: 1.1
Review: yes
- [x] (a) This
- [ ] (b) That
:::
:::
"""


def session(number: int, ident: str, outcomes: str, *pages: str) -> SessionFolder:
    top = f"---\nid: {ident}\ntitle: Session {ident}\noutcomes: [{outcomes}]\n---\n"
    text = top + "".join(f"# Page {at}\nPage: {ident}-{at}\n\n{page}\n" for at, page in enumerate(pages))
    folder = f"sessions/0{number}-{ident}"
    return SessionFolder(folder, TextFile(f"{folder}/session.md", text, split_lines(text)))


def compiled(*sessions: SessionFolder) -> tuple[Course | None, tuple[Diagnostic, ...]]:
    outcome = compile_course(Source(TextFile("course.yaml", OUTCOMES, split_lines(OUTCOMES)), sessions, {}))
    return outcome.value, outcome.diagnostics


def asked_again(block: str) -> tuple[Course | None, list[str], TrackingPlan | None]:
    course, faults = compiled(session(1, "old", "1.1", ASKED), session(2, "new", "1.2", block, CHECKED))
    return course, [fault.rule.code for fault in faults], plan_tracking(course).value if course else None


def last_time(names: str, *lines: str) -> str:
    return "\n".join(("::: last-time", f"Questions: {names}", *lines, ":::", ""))


def test_each_question_is_asked_under_an_id_and_a_key_of_its_own() -> None:
    course, faults, plan = asked_again(last_time("which, who", "", "Before you go on."))
    assert (faults, course is not None, plan is not None) == ([], True, True)
    assert course
    assert plan
    box, which, who = course.sessions[1].pages[0].blocks
    assert isinstance(box, Box)
    assert [block.plain for block in box.body if isinstance(block, Prose)] == ["Before you go on."]
    assert isinstance(which, Interaction)
    assert isinstance(who, Interaction)
    assert (which.id, who.id) == ("which.again-new", "who.again-new")
    old = {planned.id: planned for planned in plan.interactions}
    assert which.definition == old["which"].definition
    keys = [planned.key for planned in plan.interactions]
    assert len(set(keys)) == len(keys)
    assert old["which.again-new"].cost == old["which"].cost > 0
    assert old["which.again-new"].activity.iri == f"{course.base}questions/which.again-new"
    assert old["which.again-new"].check is None


def test_an_old_question_is_no_evidence_for_what_this_session_teaches() -> None:
    course, _, plan = asked_again(last_time("which"))
    assert course
    assert plan
    planned = {each.id: each for each in plan.interactions}
    assert planned["which"].outcomes == ("1.1",)
    assert planned["which.again-new"].outcomes == ()
    assert {page.id: page.outcomes for unit in plan.units for page in unit.pages()}["new-0"] == ("1.2",)


def test_a_question_with_review_is_no_evidence_either() -> None:
    course, faults, plan = asked_again("Text.")
    assert faults == []
    assert course
    assert plan
    planned = {each.id: each for each in plan.interactions}
    assert (planned["second"].outcomes, planned["older"].outcomes) == (("1.2",), ())
    assert {page.id: page.outcomes for unit in plan.units for page in unit.pages()}["new-1"] == ("1.2",)


def test_minutes_count_the_questions_that_are_asked_again() -> None:
    without, _, _ = asked_again("Text.")
    with_them, _, _ = asked_again(last_time("which, who"))
    assert without
    assert with_them
    assert with_them.sessions[1].pages[0].estimate > without.sessions[1].pages[0].estimate


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (last_time("wich"), ["CRS045"]), (last_time("second"), ["CRS045"]), (last_time("end"), ["CRS045"]), (last_time("which.again-new"), ["CRS045"]),
        (last_time("agree"), ["CRS046"]), (last_time("which, which"), ["CRS047"]), (last_time("which") + last_time("who which"), ["CRS047"]),
        (last_time("WHICH; who"), []), (last_time("which and who"), ["CRS045"]), (last_time("which") + last_time("who"), []),
        ("::: last-time\nText.\n:::\n", ["SRC083"]), ("::: last-time again\nQuestions: which\n:::\n", ["SRC039"]), ("::: last-time\nText.\nQuestions: which\n:::\n", ["SRC044", "SRC083"]),
        ("::: last-time\nQuestions:\n:::\n", ["SRC052"]),
    ],
)  # fmt: skip
def test_what_is_named_wrongly_is_said(block: str, expected: list[str]) -> None:
    assert sorted(set(asked_again(block)[1])) == expected


def test_a_first_session_has_nothing_to_ask_again() -> None:
    assert codes(last_time("which")) == ["CRS045"]


def test_a_fault_in_an_old_question_is_said_once() -> None:
    _, faults = compiled(
        session(1, "old", "1.1, 1.2", "::: choose-one which\nWhich?\n- [ ] (a) Yes\n- [ ] (b) No\n:::\n"),
        session(2, "new", "1.2", last_time("which")),
    )
    assert [fault.rule.code for fault in faults] == ["CRS101"]


def test_review_is_yes_or_no() -> None:
    course, faults = compiled(session(1, "old", "1.1, 1.2", ASKED.replace("Outcome: 1.1", "Outcome: 1.1\nReview: perhaps")))
    assert course is None
    assert [fault.rule.code for fault in faults] == ["CRS089"]


def clashing(block: str, key: str = "") -> TrackingPlan | tuple[Diagnostic, ...]:
    """The plan of a course whose second session asks old questions again, or what is wrong with it."""
    asked = ASKED.replace("choose-one which", "choose-one q-373").replace("fill-gaps who", "fill-gaps q-510") + CHECKED.replace("1.2", "1.1")
    asked = asked.replace("rating agree", "rating far").replace("choose-one second\n", f"choose-one ask-312036\n{key}")
    later = CHECKED.replace("older", "oldest").replace("check end", "check last")
    course, faults = compiled(session(1, "old", "1.1", ASKED, asked), session(2, "second", "1.2", block, later))
    assert course, faults
    planned = plan_tracking(course)
    return planned.value or planned.diagnostics


def test_a_key_that_a_question_shares_with_one_asked_again_is_typed_at_the_question() -> None:
    assert isinstance(clashing("Text."), TrackingPlan)
    faults = clashing(last_time("which"))
    assert isinstance(faults, tuple)
    (fault,) = faults
    assert fault.rule.code == "TRK001"
    assert "“which”, asked again in “second”," in fault.message
    line = fault.hint.split("`")[1]
    assert line.startswith("Key: ")
    assert isinstance(clashing(last_time("which"), f"{line}\n"), TrackingPlan)
    assert isinstance(clashing(last_time("who")), TrackingPlan)


def test_of_two_that_share_a_key_and_are_asked_again_one_is_left_out() -> None:
    faults = clashing(last_time("q-373, q-510"))
    assert isinstance(faults, tuple)
    (fault,) = faults
    assert fault.hint.startswith("Delete q-510 from this line")
    assert isinstance(clashing(last_time("q-373")), TrackingPlan)
