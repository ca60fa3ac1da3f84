"""Every file and folder of a course is read, ignored by its name, or told of with the name that was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.pipeline import compile_folder
from builder.source.file_names import IN_COURSE, IN_SESSION, is_ignored, suggest_name
from builder.source.load import load
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
    ("glossary.yml", "glossary.yml", "glossary.yaml"),
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


@pytest.mark.parametrize("name", [*IN_COURSE, *IN_SESSION])
def test_no_name_that_is_read_is_ignored(name: str) -> None:
    assert not is_ignored(name)
    assert suggest_name(name, [*IN_COURSE, *IN_SESSION]) == name


@pytest.mark.parametrize(
    "name", ["facts.yaml", "register.yaml", "local.yaml", "published.lock", "sessions/01-any/facilitator.md", "sessions/01-any/handouts/a.md"]
)
def test_names_kept_for_later_are_noted(course: Path, name: str) -> None:
    write(course / name, "x")
    compiled = compile_folder(course)
    assert [fault.rule.severity for fault in compiled.diagnostics] == ["note"]
    assert compiled.course is not None


def test_empty_folders_say_nothing(course: Path) -> None:
    for name in ("media", "sessions/02-later", "sessions/01-any/media"):
        (course / name).mkdir()
    assert told(course) == []


def test_a_link_to_nothing_is_told(course: Path) -> None:
    (course / "glossary.yaml").symlink_to("nowhere.yaml")
    assert told(course) == [("SRC005", "glossary.yaml")]
