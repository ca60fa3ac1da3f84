"""Where a session stands: a decision counts for the text that was read, and for no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.course.model import Course
from builder.course.sign_offs import SignOff
from builder.diagnostics import Place
from builder.editorial.claims import check_claims
from builder.editorial.digest import digest_session
from builder.editorial.sign_off import WAITING, find_states
from builder.pipeline import compile_folder

SHORT = Path(__file__).parents[2] / "courses" / "short"
HERE = Place("signoffs.yaml", 2)
ROLES = ("service user", "carer")


@pytest.fixture(scope="module")
def course() -> Course:
    compiled = compile_folder(SHORT).course
    assert compiled is not None
    return replace(compiled, reviewer_roles=ROLES)


def decided(course: Course, role: str, decision: str = "approved", **others: object) -> SignOff:
    """A decision about all sessions as they are."""
    texts = {session.id: digest_session(course, session) for session in course.sessions}
    return replace(SignOff(texts, role, decision, "an author", "2026-11-30", HERE), **others)


def test_without_records_each_role_is_waited_for(course: Course) -> None:
    assert {role.state for state in find_states(course) for role in state.roles} == {WAITING}


def test_one_decision_may_cover_several_sessions(course: Course) -> None:
    signed = replace(course, sign_offs=tuple(decided(course, role) for role in ROLES))
    assert [state.approved for state in find_states(signed)] == [True, True]


def test_one_changed_letter_reopens_its_session_alone(course: Course) -> None:
    first, *others = course.sessions
    signed = replace(course, sign_offs=tuple(decided(course, role) for role in ROLES), sessions=(replace(first, title=f"{first.title}."), *others))
    states = find_states(signed)
    assert [state.approved for state in states] == [False, True]
    assert {role.state for role in states[0].roles} == {WAITING}
    assert all(role.earlier is not None for role in states[0].roles)


def test_the_last_decision_of_a_role_counts(course: Course) -> None:
    signed = replace(course, sign_offs=(decided(course, "carer"), decided(course, "carer", "not yet")))
    assert [role.state for role in find_states(signed)[0].roles] == [WAITING, "not yet"]


def test_approved_with_changes_approves_the_text_that_has_them(course: Course) -> None:
    wanted = decided(course, "carer", "approved with changes")
    one = replace(course, reviewer_roles=("carer",), sign_offs=(wanted,))
    assert not find_states(one)[0].approved
    made = replace(one, sign_offs=(replace(wanted, texts=dict.fromkeys(wanted.texts, "0" * 64), changed=wanted.texts),))
    assert find_states(made)[0].approved


def test_a_role_that_no_list_names_is_shown_too(course: Course) -> None:
    signed = replace(course, sign_offs=(decided(course, "librarian"),))
    assert [role.role for role in find_states(signed)[0].roles] == [*ROLES, "librarian"]


def claims(course: Course, description: str) -> list[str]:
    return [fault.rule.code for fault in check_claims(replace(course, description=description), {})]


@pytest.mark.parametrize("words", ["A course co-produced with carers.", "This course was CO‑PRODUCED.", "A coproduced training."])
def test_co_produced_is_a_claim_until_each_role_has_approved(course: Course, words: str) -> None:
    assert claims(course, words) == ["TXT020"]
    assert claims(replace(course, sign_offs=(decided(course, "carer"),)), words) == ["TXT020"]
    assert claims(replace(course, sign_offs=tuple(decided(course, role) for role in ROLES)), words) == []


@pytest.mark.parametrize(
    "words", ["Drafted for co-production.", "This course is not accredited.", "How co-produced research works.", "It is not co-produced yet by anyone.", "Accreditation"]
)
def test_words_that_claim_nothing_are_fine(course: Course, words: str) -> None:
    assert claims(course, words) == []


def test_accredited_is_a_claim_until_the_course_says_by_whom(course: Course) -> None:
    assert claims(course, "An accredited course.") == ["TXT021"]
    assert claims(replace(course, accreditation="Trust library, May 2026"), "An accredited course.") == []


def test_titles_summaries_and_covers_of_sessions_are_looked_at(course: Course) -> None:
    first, *others = course.sessions
    for changed in (replace(first, title="This accredited session"), replace(first, summary="An accredited session.")):
        faults = list(check_claims(replace(course, sessions=(changed, *others)), {}))
        assert [(fault.rule.code, fault.place) for fault in faults] == [("TXT021", first.place)]
