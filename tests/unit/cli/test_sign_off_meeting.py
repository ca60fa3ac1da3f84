"""`copack sign-off --decision`: what a meeting decided, about the very texts that it read."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli import run
from builder.editorial.digest import digest_session, version_word
from builder.editorial.sign_off import find_states
from tests.unit.evidence.course import COURSE, compiled, session, write_course

SAID = ("--date", "4 May", "--meeting", "3 service users, 1 carer", "--disagreed", 'One of us: "too long" #1. We agreed.', "--typed-by", "team")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course of two sessions."""
    write_course(tmp_path, COURSE)
    other = tmp_path / "sessions" / "02-second"
    other.mkdir()
    text = session().replace("id: first", "id: second").replace("Page: a-", "Page: b-").replace("the-check", "other-check")
    for ident in ("one", "two", "tried-before"):
        text = text.replace(f"choose-one {ident}", f"choose-one {ident}-b")
    (other / "session.md").write_text(text, encoding="utf-8")
    return tmp_path


def words_of(folder: Path) -> dict[str, str]:
    course, _plan = compiled(folder)
    return {each.id: version_word(digest_session(course, each)) for each in course.sessions}


def decide(folder: Path, texts: dict[str, str], *more: str, decision: str = "approved", role: str = "Carer") -> int:
    read = [part for ident, word in texts.items() for part in ("--read", ident, word)]
    return run(["sign-off", "--course", str(folder), "--today", "2026-11-30", "--decision", decision, "--role", role, *read, *more])


def states(folder: Path) -> list[str]:
    course, _plan = compiled(folder)
    return [next(role.state for role in state.roles if role.role == "carer") for state in find_states(course)]


def test_one_decision_of_a_meeting_covers_several_sessions(folder: Path) -> None:
    assert decide(folder, words_of(folder), *SAID) == 0
    (record,) = compiled(folder)[0].sign_offs
    assert (set(record.texts), record.role, record.decision) == ({"first", "second"}, "carer", "approved")
    assert (record.date, record.meeting, record.disagreed, record.typed_in_by) == (SAID[1], SAID[3], SAID[5], "team")
    assert states(folder) == ["approved", "approved"]
    text = folder / "sessions/02-second/session.md"
    text.write_text(text.read_text(encoding="utf-8").replace("Some words", "Sume words"), encoding="utf-8")
    assert states(folder) == ["approved", "waiting"]


def test_capitals_of_a_version_word_do_not_matter_and_a_second_decision_goes_behind_the_first(folder: Path) -> None:
    upper = {ident: word.upper() for ident, word in words_of(folder).items()}
    assert decide(folder, upper, *SAID, decision="not yet") == 0
    assert decide(folder, words_of(folder), *SAID) == 0
    assert states(folder) == ["approved", "approved"]
    assert len(compiled(folder)[0].sign_offs) == 2


@pytest.mark.parametrize(
    ("texts", "said"),
    [({"first": "babebi"}, "does not have the version word"), ({"third": "babebi"}, "There is no session “third”")],
)
def test_a_text_that_was_not_read_is_not_signed_off(folder: Path, texts: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    known = {"second": words_of(folder)["second"]}
    assert decide(folder, known | texts, *SAID) == 1
    assert said in capsys.readouterr().err
    assert not (folder / "signoffs.yaml").exists()


@pytest.mark.parametrize(
    ("more", "texts", "role"),
    [(SAID[:-2], True, "carer"), (SAID, False, "carer"), (SAID, True, "")],
    ids=["by whom", "about what", "who"],
)
def test_a_record_says_who_decided_about_what_and_who_typed_it_in(folder: Path, more: tuple[str, ...], texts: bool, role: str) -> None:
    assert decide(folder, words_of(folder) if texts else {}, *more, role=role) == 2
    assert not (folder / "signoffs.yaml").exists()


def test_a_reply_and_a_decision_are_not_taken_together(folder: Path) -> None:
    reply = folder.parent / "reply.txt"
    reply.write_text("x", encoding="utf-8")
    assert run(["sign-off", str(reply), "--course", str(folder), "--decision", "approved"]) == 2
    assert run(["sign-off", "--course", str(folder), "--meeting", "1 carer"]) == 2


def test_the_same_decision_is_recorded_once(folder: Path) -> None:
    assert [decide(folder, words_of(folder), *SAID) for _ in range(2)] == [0, 1]
