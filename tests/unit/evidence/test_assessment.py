"""Advice on an assessment: none against a sound course, and each fault alone gives its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.evidence.assessment import advise, wanted_questions
from builder.evidence.verbs import LEVELS, PRODUCING, verb_of
from tests.unit.evidence.course import CHECKED, COURSE, RIGHT_FIRST, compiled, question, session, write_course

PRODUCE = COURSE.replace("Choose the word", "Write the word")
TYPED = "\n::: fill-gaps {ident}\n{ask} It is [[(a) green | verdant]].\nOutcome: 1.1\n:::\n"
MADE = COURSE + "evidence:\n  1.1: made\n"
SEEN = COURSE + "evidence:\n  1.1: seen\n"
REFLECTION = "\n::: reflection my-words\nWhat would you say?\nOutcome: 1.1\n:::\n"


def advice(folder: Path, course: str = COURSE, text: str | None = None) -> list[str]:
    return [one.rule.code for one in advise(*compiled(write_course(folder, course, text)))]


def test_there_is_no_advice_against_a_sound_course(tmp_path: Path) -> None:
    assert advice(tmp_path) == []


@pytest.mark.parametrize(
    ("code", "course", "text"),
    [
        ("TRK010", COURSE, session(checked=question("one", "Is this one right?"))),
        ("TRK010", COURSE, session(checked=CHECKED.replace("Outcome: 1.1\n", ""))),
        ("TRK011", PRODUCE, session()),
        ("TRK012", MADE, session()),
        ("TRK012", SEEN, session()),
        ("TRK013", COURSE, session(practice=question("before", "IS this one  right?"))),
        ("TRK014", COURSE, session(checked="".join(question(f"q{n}", f"Is number {n} right?", RIGHT_FIRST) for n in range(3)))),
        ("TRK015", COURSE, session(minutes="Minutes: 30")),
        ("TRK013", COURSE, session(practice=question("before", "Is this ONE right"))),
        ("TRK011", COURSE + "levels:\n  1.1: shows how\n", session()),
        ("TRK040", COURSE.replace("Choose the", "Ponder the"), session()),
        ("TRK040", COURSE + "language: cy\n", session()),
        ("TRK042", COURSE, session(activity="")),
    ],
)
def test_a_fault_gives_its_own_advice_alone(code: str, course: str, text: str, tmp_path: Path) -> None:
    assert advice(tmp_path, course, text) == [code]


@pytest.mark.parametrize(
    ("course", "text"),
    [
        pytest.param(
            PRODUCE,
            session(checked=TYPED.format(ident="one", ask="Leaves.") + TYPED.format(ident="two", ask="Grass.")),
            id="typed words show that a learner can write them",
        ),
        pytest.param(MADE, session(practice=REFLECTION), id="a reflection is something made"),
        pytest.param(COURSE, session(practice=REFLECTION, activity=""), id="a reflection is an activity"),
        pytest.param(COURSE.replace("Choose", "Ponder") + "levels:\n  1.1: knows\n", session(), id="the author says the level of another verb"),
        pytest.param(
            MADE, session(practice=REFLECTION, checked=question("one", "Is this right?")), id="who makes something needs no two marked questions"
        ),
        pytest.param(
            COURSE,
            session(checked="".join(question(f"q{n}", f"Is number {n} right?", f"{RIGHT_FIRST}\nShuffle: yes") for n in range(3))),
            id="mixed answers have no first",
        ),
        pytest.param(
            COURSE,
            session(checked="".join(question(f"q{n}", f"Is number {n} right?", RIGHT_FIRST) for n in range(2))),
            id="two may be first by chance",
        ),
    ],
)
def test_what_is_no_fault_gives_no_advice(course: str, text: str, tmp_path: Path) -> None:
    assert advice(tmp_path, course, text) == []


def test_practice_after_a_check_gives_nothing_away(tmp_path: Path) -> None:
    after = "\n# Once more\nPage: once-more\n" + question("again", "Is this one right?")
    assert advice(tmp_path, COURSE, session() + after) == []


def test_a_guide_for_facilitators_shows_that_something_is_to_be_seen(tmp_path: Path) -> None:
    write_course(tmp_path, SEEN)
    (tmp_path / "sessions/01-first/facilitator.md").write_text("# What to look for\n\nThe learner chooses.\n", encoding="utf-8")
    assert list(advise(*compiled(tmp_path))) == []


def test_each_advice_says_who_asks_for_it_and_what_to_type(tmp_path: Path) -> None:
    (told,) = advise(*compiled(write_course(tmp_path, text=session(checked=question("one", "Is this one right?")))))
    assert told.rule.clause
    assert "`  1.1: made`" in told.hint
    assert told.place is not None
    assert (told.place.file, told.place.line) == ("course.yaml", 8)


@pytest.mark.parametrize(("minutes", "wanted"), [(0, 0), (7, 0), (8, 1), (29, 3), (30, 4), (60, 8)])
def test_four_questions_are_asked_for_in_thirty_minutes(minutes: int, wanted: int) -> None:
    assert wanted_questions(minutes) == wanted


def test_a_verb_is_read_only_where_the_table_can_judge_it() -> None:
    assert verb_of("List, in words of your own, three things.", "en-GB") == "list"
    assert verb_of("Liste three things", "en-GB") == ""
    assert verb_of("List three things", "cy") == ""
    assert verb_of("", "en") == ""
    assert set(LEVELS) >= PRODUCING


def test_an_outcome_without_a_page_is_told(tmp_path: Path) -> None:
    two = COURSE + "  1.2: Choose the other word.\n"
    text = session().replace("Page: a-", "Outcomes: 1.1\nPage: a-").replace("outcomes: [1.1]", "outcomes: [1.1, 1.2]")
    assert sorted(advice(tmp_path, two, text)) == ["TRK010", "TRK041"]


@pytest.mark.parametrize("levels", ["  1.2: knows\n", "  1.1: somehow\n"])
def test_a_level_is_of_an_outcome_and_one_of_three(levels: str, tmp_path: Path) -> None:
    from builder.pipeline import compile_folder

    found = compile_folder(write_course(tmp_path, f"{COURSE}levels:\n{levels}")).diagnostics
    assert [(one.rule.code, one.place.line if one.place else 0) for one in found] == [("CRS010" if "1.2" in levels else "SRC018", 10)]


def test_an_unknown_outcome_is_told_where_it_is_typed(tmp_path: Path) -> None:
    from builder.pipeline import compile_folder

    found = compile_folder(write_course(tmp_path, COURSE + "evidence:\n  1.2: made\n")).diagnostics
    assert [(one.rule.code, one.place.line if one.place else 0) for one in found] == [("CRS010", 10)]
