"""Every file and folder of a course is read, ignored by its name, or told of with the name that was probably meant."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from builder.cli import run
from builder.diagnostics.formats import as_json
from builder.diagnostics.reporters import as_text
from builder.pipeline import compile_folder
from builder.source.file_names import IN_COURSE, IN_SESSION, is_ignored, suggest_name
from builder.source.ignored_files import find_ignored
from builder.source.load import load
from tests.oracles.obedience import obey
from tests.unit.source.author import COURSE, PAGE, TOP

ROOT = Path(__file__).parents[3]
COURSES = [ROOT / "course_source", *sorted(folder.parent for folder in (ROOT / "tests" / "courses").glob("*/course.yaml"))]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    write(folder / "course.yaml", COURSE)
    write(folder / "sessions/01-any/session.md", TOP + PAGE + "Text.\n")
    return folder


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def told(folder: Path) -> list[tuple[str, str]]:
    return [(fault.rule.code, fault.place.file) for fault in compile_folder(folder).diagnostics if fault.place is not None]


@pytest.mark.parametrize("name", ["sessions/02-b/session.md", "glossary.yaml"])
def test_a_folder_with_the_name_of_a_text_is_told_as_that(course: Path, name: str) -> None:
    write(course / name / "notes.txt", "Words.")
    (fault,) = compile_folder(course).diagnostics
    assert (fault.rule.code, fault.place and fault.place.file) == ("SRC007", name)
    assert f"as a file `{name}`" in fault.hint
    obey(course, fault.changes)
    assert not (course / name).exists()
    assert "SRC007" not in {code for code, _file in told(course)}


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: str(folder.name))
def test_courses_that_are_right_leave_nothing_to_say(folder: Path) -> None:
    assert [fault for fault in load(folder).diagnostics if fault.rule.code in {"SRC007", "SRC008", "SRC009"}] == []


LOST = [
    ("sessions/02-b/Session.md", "sessions/02-b/Session.md", "session.md"),
    ("sessions/02-b/session.md.txt", "sessions/02-b/session.md.txt", "session.md"),
    ("sessions/02-b/session.markdown", "sessions/02-b/session.markdown", "session.md"),
    ("sessions/02-b/sesion.md", "sessions/02-b/sesion.md", "session.md"),
    ("sessions/02-b/welcome.md", "sessions/02-b/welcome.md", "session.md"),
    ("sessions/02-b/session.docx", "sessions/02-b/session.docx", "plain text"),
    ("sessions/part-one/02-b/session.md", "sessions/part-one", "sessions"),
    ("sessions/session.md", "sessions/session.md", "sessions/01-welcome/session.md"),
    ("sessions/02-welcome.md", "sessions/02-welcome.md", "sessions/02-welcome/session.md"),
    ("02-b/session.md", "02-b", "sessions/02-b"),
    ("sesions/02-b/session.md", "sesions", "sessions"),
    ("sessions/02-b/session (1).md", "sessions/02-b/session (1).md", "session.md"),
    ("sessions/02-b/Copy of session.md", "sessions/02-b/Copy of session.md", "session.md"),
    ("sessions/02-b/session.md.bak", "sessions/02-b/session.md.bak", "session.md"),
    ("sessions/02-b/session.md~", "sessions/02-b/session.md~", "session.md"),
    ("sessions/02-b/_session.md", "sessions/02-b/_session.md", "session.md"),
    ("sessions/part/one/more/02-b/session.md", "sessions/part", "sessions/02-b"),
    ("sessions/session.docx", "sessions/session.docx", "sessions/01-welcome/session.md"),
    ("session.md", "session.md", "sessions/01-welcome/session.md"),
    ("Session.md.txt", "Session.md.txt", "sessions/01-welcome/session.md"),
    ("ward/week/02-b/session.md", "ward", "sessions/02-b"),
    ("glossary.yml", "glossary.yml", "glossary.yaml"),
    ("glossary (2).yaml", "glossary (2).yaml", "glossary.yaml"),
    ("Glossary.yaml", "Glossary.yaml", "glossary.yaml"),
    ("glosary.yaml", "glosary.yaml", "glossary.yaml"),
    ("evaluation.yaml.txt", "evaluation.yaml.txt", "evaluation.yaml"),
    ("Media/a.png", "Media", "media"),
    ("sessions/01-any/Media/a.png", "sessions/01-any/Media", "media"),
]


@pytest.mark.parametrize(("file", "place", "right"), LOST, ids=[row[0] for row in LOST])
def test_a_file_whose_words_would_be_missing_is_an_error_with_its_right_name(course: Path, file: str, place: str, right: str) -> None:
    write(course / file, "Something that learners would miss.\n")
    (fault,) = compile_folder(course).diagnostics
    assert fault.place is not None
    assert (fault.rule.code, fault.place.file) == ("SRC007", place)
    assert right in fault.hint


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("course.yaml", "course.yml"), ("course.yaml", "Course.yaml"), ("sessions/01-any/session.md", "sessions/01-any/session.md.txt")],
)
def test_a_misnamed_file_is_told_once_and_not_as_missing(course: Path, right: str, wrong: str) -> None:
    (course / right).rename(course / wrong)
    assert told(course) == [("SRC007", wrong)]


def test_a_misnamed_folder_of_sessions_is_told_once(course: Path) -> None:
    (course / "sessions").rename(course / "Sessions")
    assert told(course) == [("SRC007", "Sessions")]


def test_what_hangs_on_a_misnamed_file_brings_up_no_fault_of_its_own(course: Path) -> None:
    write(course / "sessions/01-any/session.md", TOP + PAGE + "A [form](#a-page-of-it), and [consent](glossary).\n\n![A circle.](media/a.svg)\n")
    write(course / "sessions/02-b/Session.md", TOP + "# A\nPage: a-page-of-it\n\nText.\n")
    write(course / "glossary.yml", "consent:\n  term: Consent\n  means: To say yes.\n")
    write(course / "Media/a.svg", "<svg/>")
    assert sorted(told(course)) == [("SRC007", "Media"), ("SRC007", "glossary.yml"), ("SRC007", "sessions/02-b/Session.md")]


UNREAD = [
    ("notes.docx", "notes.docx"),
    ("plans/2026.txt", "plans"),
    ("sessions/plan.xlsx", "sessions/plan.xlsx"),
    ("sessions/02-later/media/a.png", "sessions/02-later"),
    ("sessions/01-any/session 2.md", "sessions/01-any/session 2.md"),
    ("sessions/01-any/session (1).md", "sessions/01-any/session (1).md"),
    ("sessions/01-any/Copy of session.md", "sessions/01-any/Copy of session.md"),
    ("sessions/01-any/session - Copy.md", "sessions/01-any/session - Copy.md"),
    ("sessions/01-any/session (Sam's conflicted copy 2026-11-29).md", "sessions/01-any/session (Sam's conflicted copy 2026-11-29).md"),
    ("sessions/01-any/session.sync-conflict-20261129-101500-ABCDEFG.md", "sessions/01-any/session.sync-conflict-20261129-101500-ABCDEFG.md"),
    ("sessions/01-any/session-DESKTOP-1AB2C.md", "sessions/01-any/session-DESKTOP-1AB2C.md"),
    ("sessions/notice-board/media/a.png", "sessions/notice-board"),
    ("media/notice-board.mov", "media/notice-board.mov"),
    ("Course.yaml", "Course.yaml"),
    ("media/film.mov", "media/film.mov"),
]


@pytest.mark.parametrize(("file", "place"), UNREAD, ids=[row[0] for row in UNREAD])
def test_any_other_file_that_is_not_read_is_a_warning(course: Path, file: str, place: str) -> None:
    write(course / file, "Something.\n")
    compiled = compile_folder(course)
    assert [(fault.rule.code, fault.place.file if fault.place else "") for fault in compiled.diagnostics] == [("SRC008", place)]
    assert compiled.course is not None


def test_many_files_of_one_folder_are_one_warning(course: Path) -> None:
    for number in range(5):
        write(course / f"media/{number}.mov", "film")
    (fault,) = compile_folder(course).diagnostics
    assert "4 more" in fault.message


def test_very_many_files_are_told_of_a_few_times_and_counted(course: Path) -> None:
    for number in range(300):
        write(course / f"old/{number}.txt", "x")
        write(course / f"sessions/01-any/{number}.txt", "x")
    files = told(course)
    assert files.count(("SRC008", "old")) == 1
    assert len([file for _code, file in files if file.startswith("sessions/01-any/")]) == 20
    (last,) = [one for one in compile_folder(course).diagnostics if one.place is not None and one.place.file == "sessions/01-any"]
    assert last.message == "280 more files and folders in “sessions/01-any” are not read."


IGNORED = [
    ".git", ".DS_Store", "Thumbs.db", "desktop.ini", "~$session.docx", "session.md~", "#session.md#", ".session.md.swp", "session.md.bak",
    "_plan.docx", "README", "README.md", "readme.txt", "LICENSE", "LICENCE.md", "dist", "node_modules", "__MACOSX", "Icon\r",
]  # fmt: skip


@pytest.mark.parametrize("name", IGNORED)
def test_what_is_nobodys_business_is_left_alone(course: Path, name: str) -> None:
    write(course / name, "x")
    write(course / "sessions" / name, "x")
    write(course / "sessions/01-any" / name, "x")
    write(course / "media" / name, "x")
    assert told(course) == []


def test_everything_is_read_ignored_or_told_of_and_what_is_ignored_can_be_asked_for(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("_plan.docx", "sessions/01-any/session.md~", "sessions/02-b/README.md", "media/.DS_Store", "dist/any.zip", "_old/sessions/1/session.md"):
        write(course / name, "x")
    ignored = ("_old/", "_plan.docx", "dist/", "media/.DS_Store", "sessions/01-any/session.md~", "sessions/02-b/README.md")
    assert find_ignored(course) == ignored
    assert run(["check", "--all", str(course)]) == 0
    assert f"Ignored because of their names: {', '.join(ignored)}." in capsys.readouterr().err


@pytest.mark.parametrize("name", [*IN_COURSE, *IN_SESSION])
def test_no_name_that_is_read_is_ignored(name: str) -> None:
    assert not is_ignored(name, is_folder="." not in name, is_course=True)
    assert suggest_name(name, [*IN_COURSE, *IN_SESSION]) == name


@pytest.mark.parametrize("name", ["published.lock"])
def test_names_kept_for_later_are_noted(course: Path, name: str) -> None:
    write(course / name, "x")
    compiled = compile_folder(course)
    assert [fault.rule.severity for fault in compiled.diagnostics] == ["note"]
    assert compiled.course is not None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Facilitator.md", "facilitator.md"),
        ("facilitators.md", "facilitator.md"),
        ("facilitator.txt", "facilitator.md"),
        ("facilitator.docx", "facilitator.md"),
        ("facilitator.md.txt", "facilitator.md"),
        ("facilitator", "facilitator.md"),
        ("Handouts/a.md", "handouts"),
        ("handout/a.md", "handouts"),
        ("handouts/plan.docx", "handouts/plan.md"),
        ("handouts/plan.txt", "handouts/plan.md"),
        ("handouts/card.svg", "media"),
        ("handouts/more/plan.md", "beside it"),
    ],
)
def test_what_is_almost_a_text_for_the_room_is_told_of(course: Path, name: str, meant: str) -> None:
    write(course / "sessions/01-any" / name, "# A plan\n\nText.\n")
    (fault,) = compile_folder(course).diagnostics
    assert fault.rule.code in {"SRC007", "SRC008"}
    assert meant in fault.message + fault.hint


def test_texts_for_the_room_stand_in_the_natural_order_of_their_names(course: Path) -> None:
    for name in ("10-last", "2-second", "1-first"):
        write(course / f"sessions/01-any/handouts/{name}.md", f"# {name}\n\nText.\n")
    write(course / "sessions/01-any/handouts/_draft.md", "no title")
    write(course / "sessions/01-any/facilitator.md", "# 2 hours\n\nText.\n")
    source = load(course).value
    assert source is not None
    (session,) = source.sessions
    assert [text.path.rpartition("/")[2] for text in session.texts()] == ["session.md", "facilitator.md", "1-first.md", "2-second.md", "10-last.md"]


def test_empty_folders_say_nothing(course: Path) -> None:
    for name in ("media", "sessions/02-later", "sessions/01-any/media"):
        (course / name).mkdir()
    assert told(course) == []


def test_a_pipe_in_place_of_a_file_is_told_and_not_waited_for(course: Path) -> None:
    os.mkfifo(course / "glossary.yaml")
    os.mkfifo(course / "media.png")
    assert sorted(told(course)) == [("SRC005", "glossary.yaml"), ("SRC008", "media.png")]


def test_a_link_out_of_the_course_is_told(course: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/session.md", TOP + PAGE + "Text.\n")
    (course / "sessions/02-b").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert told(course) == [("SRC004", "sessions/02-b")]


IN_ORDER = [
    ["1-c", "2-b", "10-a"],
    ["01-z", "1b", "2-a", "03-a", "11-a"],
    ["1-a", "01-b", "1-c"],
    ["1.9-a", "1.10-b", "2-a"],
    ["3-last", "Appendix", "background", "Closing"],
    ["Week 2", "week 3", "Week 10"],
    ["1", "1-a", "1-b"],
]
"""Folders of sessions as people number them, in the order in which a file manager lists them."""


@pytest.mark.parametrize("names", IN_ORDER, ids=" ".join)
def test_sessions_and_messages_come_in_the_order_that_people_see(course: Path, names: list[str]) -> None:
    (course / "sessions/01-any/session.md").unlink()
    for number, name in enumerate(sorted(names)):
        write(course / "sessions" / name / "session.md", TOP.replace("id: any", f"id: s{number}") + f"# A\nPage: p{number}\n\nSee [it](#nowhere).\n")
    source = load(course).value
    assert source is not None
    assert [session.path for session in source.sessions] == [f"sessions/{name}" for name in names]
    compiled = compile_folder(course)
    printed = [line.split(":")[0] for line in as_text(compiled.diagnostics, lambda _: (), colour=False).splitlines() if " CRS050 " in line]
    assert printed == [f"sessions/{name}/session.md" for name in names]
    listed = [record["file"] for record in json.loads(as_json(compiled.diagnostics))]
    assert listed == printed


@pytest.mark.parametrize(
    ("file", "place", "right"), [row for row in LOST if "docx" not in row[0]], ids=[row[0] for row in LOST if "docx" not in row[0]]
)
def test_what_is_moved_as_told_is_read(course: Path, file: str, place: str, right: str) -> None:
    write(
        course / file,
        "id: any\n" if file.endswith((".yaml", ".yml", ".yaml.txt")) else TOP.replace("id: any", "id: other") + "# B\nPage: b\n\nText.\n",
    )
    (diagnostic,) = [one for one in compile_folder(course).diagnostics if one.rule.code == "SRC007"]
    obey(course, diagnostic.changes)
    assert (course / right).exists() or list(course.rglob(right)), place
    assert not [one for one in compile_folder(course).diagnostics if one.rule.code == "SRC007"]


def test_a_link_to_nothing_is_told(course: Path) -> None:
    (course / "glossary.yaml").symlink_to("nowhere.yaml")
    assert told(course) == [("SRC005", "glossary.yaml")]


@pytest.mark.parametrize("name", ["course.cy.yaml", "glossary.en-US.yaml", "translation.cy.yaml", "sessions/01-any/session.gd.md"])
def test_a_file_of_another_language_is_read_as_that(course: Path, name: str) -> None:
    write(course / name, "title: Cwrs\n")
    loaded = load(course)
    assert loaded.diagnostics == ()
    assert loaded.value is not None
    assert [text.path for texts in loaded.value.translations.values() for text in texts] == [name]


@pytest.mark.parametrize("name", ["session.old.md", "session.2.md", "session.final.md", "session.md.txt", "facilitator.old.md"])
def test_a_name_that_holds_no_language_is_told_as_before(course: Path, name: str) -> None:
    write(course / "sessions/01-any" / name, "Words.\n")
    assert {code for code, _file in told(course)} <= {"SRC007", "SRC008"} != set()
