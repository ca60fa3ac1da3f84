"""What a plan holds, and that it hangs on the author's ids alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.course.blocks import Check, Draw
from builder.course.model import Course, PassRule, Record
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import TrackingPlan
from tests.unit.tracking.example import CHOOSE_ONE, FILL_GAPS, HERE, MATCH, example_course, interaction, page, text


def planned(course: Course) -> TrackingPlan:
    checked = plan_tracking(course)
    assert checked.value is not None, checked.diagnostics
    return checked.value


def events(plan: TrackingPlan) -> list[str]:
    return [template.name for template in plan.statements]


def test_the_statements_of_a_course_without_a_mark() -> None:
    assert events(planned(example_course())) == [
        "initialized",
        "answered/several",
        "answered/pairs",
        "answered/gaps",
        "outcome-scored/quick-check/1.1",
        "session-completed/one",
        "completed",
        "terminated",
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (PassRule(mark=70), {"passed"}),
        (PassRule(mark=70, tries=3), {"passed", "failed"}),
        (PassRule(), set()),
    ],
)
def test_only_a_limited_course_can_fail_for_good(rule: PassRule, expected: set[str]) -> None:
    assert {"passed", "failed"} & set(events(planned(example_course(pass_rule=rule)))) == expected


def test_a_course_by_sessions_is_a_unit_for_each_and_one_for_the_final_check() -> None:
    plan = planned(replace(example_course(pass_rule=PassRule(mark=70)), units="session"))
    assert [(unit.id, unit.activity.role, unit.pass_rule.mark) for unit in plan.units] == [("one", "session", None), ("quick-check", "check", 70)]
    assert [[page.id for session in unit.sessions for page in session.pages] for unit in plan.units] == [["hello"], ["check"]]
    first, last = (plan.only(unit) for unit in plan.units)
    assert events(first) == ["initialized/one", "completed/one", "terminated/one"]
    assert events(last) == [
        "initialized/quick-check",
        "answered/several",
        "answered/pairs",
        "answered/gaps",
        "outcome-scored/quick-check/1.1",
        "completed/quick-check",
        "passed/quick-check",
        "terminated/quick-check",
    ]
    assert [one.id for one in first.interactions] == ["must-you-tell"]
    assert [one.id for one in last.interactions] == ["several", "pairs", "gaps"]
    assert (first.checks, [check.id for check in last.checks]) == ((), ["quick-check"])
    assert first.state.worst + last.state.worst > plan.state.worst
    assert [unit.completes for unit in plan.units] == [(), ("1.1",)], "the first unit has pages about it, the last one asks"
    assert first.shapes["initialized"]["object"] != last.shapes["initialized"]["object"]


def test_ids_do_not_hang_on_what_is_launched() -> None:
    whole, parts = planned(example_course()), planned(replace(example_course(), units="session"))
    assert [(one.tracked_id, one.key, one.activity.iri) for one in whole.interactions] == [
        (one.tracked_id, one.key, one.activity.iri) for one in parts.interactions
    ]
    assert [one.tracked_id for one in whole.objectives] == [one.tracked_id for one in parts.objectives]


@pytest.mark.parametrize("record", [Record.COMPLETION, Record.SCORES])
def test_no_answer_is_planned_where_the_author_records_none(record: Record) -> None:
    plan = planned(example_course(record, PassRule(mark=50)))
    assert not [name for name in events(plan) if name.startswith("answered")]
    assert "answered" not in plan.shapes
    assert not any(one.recorded for one in plan.interactions)
    assert ("score" in str(plan.shapes["passed"])) is (record is Record.SCORES)


def test_practice_is_sent_only_when_the_author_lists_it() -> None:
    assert "answered/must-you-tell" not in events(planned(example_course()))
    listed = replace(example_course(), record_also=("must-you-tell",))
    assert "answered/must-you-tell" in events(planned(listed))


def test_every_identifier_survives_new_wording_order_and_version() -> None:
    before = planned(example_course())
    course = example_course()
    session = course.sessions[0]
    moved = replace(course, title="Another title", version="9", sessions=(replace(session, title="Renamed", pages=session.pages[::-1]),))
    after = planned(moved)
    assert {(one.id, one.key, one.tracked_id, one.activity.iri) for one in before.interactions} == {
        (one.id, one.key, one.tracked_id, one.activity.iri) for one in after.interactions
    }
    assert {(one.id, one.key) for session in before.sessions() for one in session.pages} == {
        (one.id, one.key) for session in after.sessions() for one in session.pages
    }


def test_the_worst_state_is_the_sum_of_its_items() -> None:
    plan = planned(example_course())
    assert plan.state.worst == sum(cost for _, cost in plan.state.items)
    costs = [cost for _, cost in plan.state.items]
    assert costs == sorted(costs, reverse=True)


def test_two_questions_that_would_share_a_key_stop_the_build_and_an_own_key_mends_it() -> None:
    clash = page("clash", interaction("first", CHOOSE_ONE, key="k01"), interaction("second", CHOOSE_ONE, key="k01"))
    checked = plan_tracking(example_course(pages=(clash,)))
    assert checked.value is None
    (fault,) = checked.diagnostics
    assert fault.rule.code == "TRK001"
    assert "“second”" in fault.message
    assert "“first”" in fault.message
    assert "Key:" in fault.hint
    mended = page("clash", interaction("first", CHOOSE_ONE, key="k01"), interaction("second", CHOOSE_ONE, key="k02"))
    assert plan_tracking(example_course(pages=(mended,))).value is not None


def test_a_page_and_a_question_may_share_a_key() -> None:
    assert plan_tracking(example_course(pages=(page("same", interaction("same", CHOOSE_ONE)),))).value is not None


def test_the_budget_reckons_with_the_dearest_questions_of_a_bank() -> None:
    questions = (interaction("cheap", CHOOSE_ONE), interaction("dear", FILL_GAPS), interaction("between", MATCH))
    bank = Check("bank", text("Bank"), final=True, body=questions, key="", place=HERE, draw=(Draw(1),))
    plan = planned(example_course(pages=(page("check", bank),)))
    costs = {one.id: one.cost for one in plan.interactions}
    assert costs["cheap"] < costs["between"] < costs["dear"], "else the test shows nothing"
    reckoned = [name for name, _cost in plan.units[0].state.items if name.startswith("question ")]
    assert reckoned == ["question dear (choose-one)"]
