"""`copack sign-off`: what was said is shown, accepted words and the decision are written, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.cli import run
from builder.course.model import Course
from builder.editorial.digest import digest_session, digest_words, version_word
from builder.editorial.reply import Note, Reply, write_reply_letters
from builder.pipeline import compile_folder
from builder.source.accept import number_passages

COURSES = Path(__file__).parents[2] / "courses"
ASKED = "Which entrance can everybody use?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(COURSES / "every_interaction", tmp_path / "course"))


def compiled(folder: Path) -> Course:
    course = compile_folder(folder).course
    assert course is not None
    return course


def reply_of(folder: Path, **others: object) -> Path:
    course = compiled(folder)
    digest = digest_session(course, course.sessions[0])
    number = next(number for number, passage in enumerate(number_passages(course, "try"), 1) if passage.words == ASKED)
    fields: dict[str, object] = {
        "name": "Robin", "role": "Carer", "decision": "approved with changes", "disagreed": 'About "x": it ended well #1',
        "notes": (Note(number, digest_words(ASKED), "Which door can everybody use?", "", ""),), **others,
    }
    path = folder.parent / "reply.txt"
    path.write_text(write_reply_letters(Reply(1, course.id, "try", digest, version_word(digest), **fields)), encoding="utf-8")  # type: ignore[arg-type]  # a table of fields
    return path


def sign_off(folder: Path, reply: Path, *more: str) -> int:
    return run(["sign-off", str(reply), "--course", str(folder), "--today", "2026-11-30", *more])


def test_a_reply_is_shown_and_nothing_is_written_before_anything_is_accepted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert sign_off(folder, reply_of(folder)) == 0
    said = capsys.readouterr().out
    assert f"- {ASKED}" in said
    assert "+ Which door can everybody use?" in said
    assert "was not recorded" in said
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_accepted_words_and_the_decision_are_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reply = reply_of(folder)
    assert sign_off(folder, reply, "--accept", "all", "--typed-by", "an author") == 0
    course = compiled(folder)
    (record,) = course.sign_offs
    assert (record.role, record.decision, record.name, record.typed_in_by, record.typed_in_on) == ("carer", "approved with changes", "", "an author", "2026-11-30")
    assert record.disagreed == 'About "x": it ended well #1'
    assert record.changed == {"try": digest_session(course, course.sessions[0])}
    assert "Which door can everybody use?" in (folder / "sessions/01-try/session.md").read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(["sign-off", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "carer: approved with changes" in said
    assert "service user: waiting" in said


def test_a_name_is_recorded_only_with_consent(folder: Path) -> None:
    assert sign_off(folder, reply_of(folder, consent=True, notes=()), "--typed-by", "an author") == 0
    assert compiled(folder).sign_offs[0].name == "Robin"


def test_the_same_decision_is_recorded_once_and_another_behind_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reply = reply_of(folder, decision="not yet", notes=())
    assert sign_off(folder, reply, "--typed-by", "an author") == 0
    assert sign_off(folder, reply, "--typed-by", "an author") == 1
    assert "in the record already" in capsys.readouterr().err
    typed = (folder / "signoffs.yaml").read_text(encoding="utf-8")
    assert sign_off(folder, reply_of(folder, decision="approved", notes=(), role="host"), "--typed-by", "an author") == 0
    assert [record.decision for record in compiled(folder).sign_offs] == ["not yet", "approved"]
    assert (folder / "signoffs.yaml").read_text(encoding="utf-8").startswith(typed)


def test_a_record_at_fault_is_told_and_left_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reply = reply_of(folder, notes=())
    (folder / "signoffs.yaml").write_text("signoffs:\n  - role: carer\n", encoding="utf-8")
    assert sign_off(folder, reply, "--typed-by", "an author") == 1
    assert "signoffs.yaml" in capsys.readouterr().err
    assert (folder / "signoffs.yaml").read_text(encoding="utf-8") == "signoffs:\n  - role: carer\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [({"course": "another"}, "about the course “another”"), ({"session": "another"}, "the session “another”")],
)
def test_a_reply_about_something_else_is_refused(folder: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], said: str) -> None:
    fields = {"course": "every-interaction", "session": "try", **change}
    path = folder.parent / "reply.txt"
    path.write_text(write_reply_letters(Reply(1, fields["course"], fields["session"], "0" * 64, "mivodu", decision="approved", role="carer")), encoding="utf-8")
    assert sign_off(folder, path, "--typed-by", "an author") == 1
    assert said in capsys.readouterr().err


def test_a_strangers_words_do_not_steer_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reply = reply_of(folder, notes=(Note(1, "0" * 12, "", "\x1b[2Jgone\u202e", ""),))
    assert sign_off(folder, reply) == 0
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_a_number_that_suggests_nothing_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign_off(folder, reply_of(folder), "--accept", "99", "--typed-by", "an author") == 2
    assert "some of these numbers" in capsys.readouterr().err
    assert not (folder / "signoffs.yaml").exists()


def test_a_form_typed_in_from_paper_is_the_same_as_a_reply(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "out"
    assert run(["review", str(folder), "-o", str(out), "--session", "try", "--form"]) == 0
    form = out / "every-interaction-review-try-form.yaml"
    typed = form.read_text(encoding="utf-8").replace('role: ""', "role: carer").replace("decision:\n", "decision: approved\n")
    form.write_text(typed.replace("passages: []", "passages:\n  - number: 2\n    comment: Too long"), encoding="utf-8")
    assert sign_off(folder, form, "--typed-by", "an author") == 0
    assert "comment: Too long" in capsys.readouterr().out
    (record,) = compiled(folder).sign_offs
    assert record.decision == "approved"
    form.write_text(typed.replace("decision: approved", "decision: aproved"), encoding="utf-8")
    assert sign_off(folder, form, "--typed-by", "an author") == 1
    assert "aproved" in capsys.readouterr().err


def test_a_decision_is_in_no_package_and_changes_none(folder: Path, tmp_path: Path) -> None:
    assert run(["build", str(folder), "-o", str(tmp_path / "one"), "--standard", "web"]) == 0
    assert sign_off(folder, reply_of(folder, notes=(), consent=True, name="Quentin Zebedee", decision="approved"), "--typed-by", "Zacharias") == 0
    assert run(["build", str(folder), "-o", str(tmp_path / "two"), "--standard", "web"]) == 0
    for path in (tmp_path / "one").iterdir():
        if path.is_file():
            assert (tmp_path / "two" / path.name).read_bytes() == path.read_bytes()


def test_the_evidence_pack_says_who_decided_what_and_who_is_waited_for(folder: Path, tmp_path: Path) -> None:
    assert sign_off(folder, reply_of(folder, notes=(), decision="approved", meeting="3 carers"), "--typed-by", "an author") == 0
    assert run(["evidence", str(folder), "-o", str(tmp_path / "out")]) == 0
    words = " ".join((tmp_path / "out" / "every-interaction-evidence.html").read_text(encoding="utf-8").split())
    assert "<strong>carer: approved</strong>. Typed in by an author on 2026-11-30." in words
    assert "Meeting: 3 carers." in words
    assert "<strong>host: waiting</strong></li>" in words
    assert "1 decision recorded" in words


def test_a_course_that_claims_to_be_co_produced_can_still_make_the_records_that_prove_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roles = ("carer", "host")
    settings = folder / "course.yaml"
    added = f"audience: A course co-produced with carers.\nreviewer_roles: [{', '.join(roles)}]\n"
    settings.write_text(settings.read_text(encoding="utf-8") + added, encoding="utf-8")
    course = compile_folder(folder, unproven=True).course
    assert course is not None
    for role in roles:
        for session in course.sessions:
            digest = digest_session(course, session)
            reply = folder.parent / "claim.txt"
            words = write_reply_letters(Reply(1, course.id, session.id, digest, version_word(digest), role=role, decision="approved"))
            reply.write_text(words, encoding="utf-8")
            assert compile_folder(folder).course is None
            assert sign_off(folder, reply, "--typed-by", "an author") == 0
    capsys.readouterr()
    assert run(["sign-off", str(folder)]) == 0
    assert "waiting" not in capsys.readouterr().out
    assert compile_folder(folder).course is not None
