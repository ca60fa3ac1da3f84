"""`copack sign-off --correct`: typing is mended and decisions hold; any other change of what learners see reopens a session."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace

from builder.cli import run
from builder.course.model import Course
from builder.editorial.corrections import find_fault
from builder.editorial.digest import digest_passages, digest_session, version_word
from builder.editorial.passages import Passage, list_passages
from builder.editorial.sign_off import find_states
from builder.source.accept import number_passages
from tests.selection import examples
from tests.unit.evidence.course import COURSE, compiled, session, write_course

MISTYPED = "Peopel who are tired read 12 pages. They do not read more."
RIGHT = "People who are tired read 12 pages. They do not read more."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course with a typing mistake that a carer has approved."""
    write_course(tmp_path, COURSE, session(practice=f"\n{MISTYPED}"))
    course, _plan = compiled(tmp_path)
    word = version_word(digest_session(course, course.sessions[0]))
    said = ("--decision", "approved", "--role", "carer", "--read", "first", word, "--typed-by", "team", "--today", "2026-11-30")
    assert run(["sign-off", "--course", str(tmp_path), *said]) == 0
    return tmp_path


def state(folder: Path) -> str:
    course, _plan = compiled(folder)
    return next(role.state for role in find_states(course)[0].roles if role.role == "carer")


def number_of(folder: Path, words: str) -> int:
    course, _plan = compiled(folder)
    return next(number for number, passage in enumerate(number_passages(course, "first"), 1) if passage.words == words)


def correct(folder: Path, old: str, new: str, *more: str) -> int:
    reason = more or ("--reason", "two letters changed places", "--typed-by", "team")
    return run(["sign-off", "--course", str(folder), "--today", "2026-12-01", "--correct", "first", str(number_of(folder, old)), new, *reason])


def change(folder: Path, old: str, new: str, file: str = "sessions/01-first/session.md") -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_mended_word_keeps_the_decision_and_the_record_says_what_was_mended(folder: Path, tmp_path: Path) -> None:
    assert correct(folder, MISTYPED, RIGHT) == 0
    assert RIGHT in (folder / "sessions/01-first/session.md").read_text(encoding="utf-8")
    assert state(folder) == "approved"
    (correction,) = compiled(folder)[0].corrections
    assert (correction.passages[0].was, correction.passages[0].now, correction.reason) == (MISTYPED, RIGHT, "two letters changed places")
    assert run(["evidence", str(folder), "-o", str(tmp_path / "out")]) == 0
    pack = next((tmp_path / "out").glob("*-evidence.html")).read_text(encoding="utf-8")
    assert f"<del>{MISTYPED}</del> <ins>{RIGHT}</ins>" in pack


def test_corrections_follow_one_another_and_a_later_decision_goes_behind_them(folder: Path) -> None:
    assert correct(folder, MISTYPED, RIGHT) == 0
    assert correct(folder, "Some words to read.", "Some wordss to read.") == 0
    assert state(folder) == "approved"
    assert len(compiled(folder)[0].corrections) == 2
    course, _plan = compiled(folder)
    word = version_word(digest_session(course, course.sessions[0]))
    said = ("--decision", "not yet", "--role", "carer", "--read", "first", word, "--typed-by", "team", "--today", "2026-12-02")
    assert run(["sign-off", "--course", str(folder), *said]) == 0
    assert state(folder) == "not yet"
    assert len(compiled(folder)[0].corrections) == 2


@pytest.mark.parametrize(
    "words",
    [
        RIGHT.replace("12", "13"),
        RIGHT.replace("do not", "do"),
        RIGHT.replace("do not", "do now"),
        RIGHT.replace("tired", "ill"),
        RIGHT.replace("more", "less"),
        MISTYPED,
        "",
    ],
    ids=["a number", "a negation goes", "a negation is another word", "another word", "the opposite", "the same", "nothing"],
)
def test_what_is_no_correction_is_refused_and_nothing_is_written(folder: Path, words: str) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert correct(folder, MISTYPED, words) == 1
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_reason_and_a_name_are_needed(folder: Path) -> None:
    assert correct(folder, MISTYPED, RIGHT, "--typed-by", "team") == 2
    assert correct(folder, MISTYPED, RIGHT, "--reason", "why") == 2


def test_without_a_decision_there_is_nothing_to_keep(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_course(tmp_path, COURSE, session(practice=f"\n{MISTYPED}"))
    assert correct(tmp_path, MISTYPED, RIGHT) == 1
    assert "no decision to keep" in capsys.readouterr().err


def test_a_record_typed_by_hand_hides_no_other_change(folder: Path) -> None:
    assert correct(folder, MISTYPED, RIGHT) == 0
    change(folder, "Some words to read.", "Other words to read.")
    assert state(folder) == "waiting"
    course, _plan = compiled(folder)
    now = digest_session(course, course.sessions[0])
    (correction,) = course.corrections
    forged = replace(course, corrections=(replace(correction, after=now),))
    assert [role.state for role in find_states(forged)[0].roles if role.role == "carer"] == ["waiting"]


def test_a_recorded_correction_that_is_none_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert correct(folder, MISTYPED, RIGHT) == 0
    change(folder, "now: People who are tired", "now: People who are well", "signoffs.yaml")
    assert run(["check", str(folder)]) == 0
    assert "CRS427" in capsys.readouterr().err
    assert state(folder) == "waiting"


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("teh study", "the study", True),
        ("the the study", "the study", True),
        ("Its here", "It’s here", True),
        ("recieve it", "receive it", True),
        ("informaton", "information", True),
        ("increase it", "decrease it", False),
        ("likely", "unlikely", False),
        ("moral", "amoral", False),
        ("take mg", "take ng", False),
        ("You can", "You can't", False),
        ("up to ≤ five", "up to ≥ five", False),
        ("at 1.5 a day", "at 15 a day", False),
        ("at 15 a day", "at -15 a day", False),
        ("He said so", "She said so", False),
        ("one two three four", "ome twoo thre fuor", False),
    ],
)
def test_only_slips_of_typing_are_corrections(old: str, new: str, allowed: bool, tmp_path: Path) -> None:
    write_course(tmp_path)
    passage = next(passage for passage in number_passages(compiled(tmp_path)[0], "first") if passage.role == "Text")
    assert (find_fault(replace(passage, words=old), new) == "") == allowed


def test_answers_are_never_corrected(tmp_path: Path) -> None:
    write_course(tmp_path)
    answers = [passage for passage in number_passages(compiled(tmp_path)[0], "first") if passage.role.startswith("Answer")]
    assert answers
    assert all(find_fault(passage, f"{passage.words}s") for passage in answers)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return compiled(write_course(tmp_path_factory.mktemp("course"), COURSE, session(practice=f"\n{MISTYPED}")))[0]


def passages_of(course: Course) -> list[Passage]:
    return [passage for group in list_passages(course, course.sessions[0]) for passage in group.passages]


@given(st.data())
@settings(max_examples=examples(60))
def test_any_other_character_anywhere_is_another_text(course: Course, data: st.DataObject) -> None:
    passages = passages_of(course)
    index = data.draw(st.sampled_from([number for number, passage in enumerate(passages) if passage.words]))
    words = passages[index].words
    at, letter = data.draw(st.integers(0, len(words) - 1)), data.draw(st.characters(codec="utf-8"))
    changed = words[:at] + letter + words[at + 1 :]
    other = [*passages[:index], replace(passages[index], words=changed), *passages[index + 1 :]]
    same = digest_passages(course, course.sessions[0], other) == digest_session(course, course.sessions[0])
    assert same == (changed == words)
