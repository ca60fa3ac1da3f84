"""One fault hides no other: every file is read as far as it goes, and the whole course is judged whatever is wrong in a part."""

from __future__ import annotations

import pytest

from builder.source.compile import compile_course
from builder.source.files import SessionFolder, Source, TextFile
from builder.source.tree.lines import split_lines
from tests.unit.source.author import COURSE, PAGE, TOP

QUESTION = "::: choose-one {}\nWhich?\n- [x] (a) This\n- [ ] (b) That\n:::\n"


def course_of(*sessions: str, course: str = COURSE, glossary: str | None = None) -> Source:
    files = [TextFile(f"sessions/{number:02}-any/session.md", text, split_lines(text)) for number, text in enumerate(sessions, 1)]
    folders = tuple(SessionFolder(file.path.rpartition("/")[0], file) for file in files)
    words = TextFile("glossary.yaml", glossary, split_lines(glossary)) if glossary is not None else None
    return Source(TextFile("course.yaml", course, split_lines(course)), folders, glossary=words)


def told(source: Source) -> list[tuple[str, str]]:
    return [(fault.place.file, fault.rule.code) for fault in compile_course(source).diagnostics if fault.place is not None]


def test_three_faults_in_three_files_and_one_of_the_whole_give_four() -> None:
    other = TOP.replace("id: any", "id: other") + "# Another page\nPage: another-page\n\n```\ncode\n```\n"
    first = TOP + PAGE + "A [form](#nowhere).\n\n" + QUESTION.format("which").replace("[x]", "[q]")
    assert told(course_of(first, other, course=COURSE + "mark: 5\n")) == [
        ("course.yaml", "SRC015"),
        ("sessions/01-any/session.md", "CRS050"),
        ("sessions/01-any/session.md", "SRC062"),
        ("sessions/02-any/session.md", "SRC071"),
    ]


def test_the_course_file_is_judged_value_by_value() -> None:
    course = COURSE.replace("version: 1\n", "").replace("base: https://courses.nhs.uk/any-course/", "base: nowhere") + "language: Welsh!\n"
    session = TOP.replace("[1.1]", "[1.1, 9.9]") + PAGE + "Text.\n"
    assert sorted(code for _file, code in told(course_of(session, course=course))) == ["CRS010", "CRS020", "CRS022", "SRC016"]


HALF_READ = [
    ("a fault in the top block", TOP.replace("title: Any session\n", "titel: Any\n"), "SRC015"),
    ("no top block", "", "SRC020"),
    ("a top block that is not closed", TOP.removesuffix("---\n"), "SRC021"),
    ("a top block that is no YAML", TOP.replace("[1.1]", "[1.1"), "SRC010"),
]


@pytest.mark.parametrize(("top", "code"), [row[1:] for row in HALF_READ], ids=[row[0] for row in HALF_READ])
def test_what_a_half_read_session_holds_counts_as_there(top: str, code: str) -> None:
    """No false fault follows: its pages can be linked to, its questions recorded, its outcomes used, its check final."""
    half = top + PAGE.replace("a-page", "half-page") + QUESTION.format("recorded") + "\n# End\nPage: end\n\n::: check last\nFinal: yes\n"
    half += QUESTION.format("marked") + ":::\n"
    whole = TOP.replace("id: any", "id: whole").replace("[1.1]", "[]") + PAGE.replace("\n\n", "\nCore: no\n\n") + "A [form](#half-page).\n"
    course = COURSE + "pass:\n  mark: 70\nrecord_also: [recorded]\n"
    assert {found for _file, found in told(course_of(half, whole, course=course))} - {"CRS041"} == {code}


def test_ids_of_a_half_read_session_are_taken() -> None:
    half = TOP.replace("title: Any session\n", "") + PAGE + QUESTION.format("which")
    whole = TOP.replace("id: any", "id: whole") + PAGE + QUESTION.format("which")
    assert told(course_of(half, whole)) == [
        ("sessions/01-any/session.md", "SRC016"),
        ("sessions/02-any/session.md", "CRS002"),
        ("sessions/02-any/session.md", "CRS003"),
    ]


MISTYPED = [
    ("the label of a page", "Pge: other-page\n", "A [form](#other-page).", {"SRC050"}),
    ("a label of a page that stands too late", "Text.\n\nPage: other-page\n", "A [form](#other-page).", {"SRC037", "SRC044"}),
]


@pytest.mark.parametrize(("label", "link", "codes"), [row[1:] for row in MISTYPED], ids=[row[0] for row in MISTYPED])
def test_a_mistyped_id_is_told_once(label: str, link: str, codes: set[str]) -> None:
    session = TOP + PAGE + f"{link}\n\n# Another\n{label}\nText.\n"
    assert {code for _file, code in told(course_of(session))} == codes


def test_a_question_with_a_fault_of_form_still_names_its_outcome() -> None:
    course = COURSE + "  1.2: Say more.\n"
    session = TOP + PAGE + "::: choose-one which\nWhich?\nOutcome: 1.2\n- [q] (a) This\n- [ ] (b) That\n:::\n"
    assert told(course_of(session, course=course)) == [("sessions/01-any/session.md", "SRC062")]
    misspelt = session.replace("Outcome:", "Outcom:").replace("[q]", "[x]")
    assert told(course_of(misspelt, course=course)) == [("sessions/01-any/session.md", "SRC050")]


def test_an_unknown_outcome_hides_nothing_of_its_question() -> None:
    session = TOP + PAGE + "::: choose-one which\nWhich?\nOutcome: 9.9\n- [ ] (a) This\n- [ ] (b) That\n:::\n"
    assert sorted(code for _file, code in told(course_of(session))) == ["CRS010", "CRS101"]


def test_a_form_that_is_no_form_leaves_recorded_ids_alone() -> None:
    source = course_of(TOP + PAGE + "Text.\n", course=COURSE + "record_also: [asked-in-the-form]\n")
    broken = "title: Form\nhand_in: Here.\nquestions:\n  - id: asked-in-the-form\n    kind: poll\n"
    form = Source(source.course, source.sessions, evaluation=TextFile("evaluation.yaml", broken, split_lines(broken)))
    assert told(form) == [("evaluation.yaml", "SRC016")]


NO_YAML = [
    ("title: Any course", "title:Any course"),
    ("title: Any course", " title: Any course"),
    ("title: Any course", "title: Any: course"),
    ("title: Any course", "title: 'Any's course'"),
    ("title: Any course", 'title: "Any course'),
    ("title: Any course", "title: @any"),
    ("title: Any course", "title: *any*"),
    ("title: Any course", "title: !any"),
    ("title: Any course", "title: Any course\n---"),
    ("title: Any course", "title: Any # course"),
    ("title: Any course", "title: Any course\npeople:\n\t- name: Sam"),
    ("version: 1", "version: 1\nstandards: [web"),
]


@pytest.mark.parametrize(("right", "typed"), NO_YAML, ids=[typed for _right, typed in NO_YAML])
def test_a_line_that_is_no_yaml_hides_nothing_of_the_course(right: str, typed: str) -> None:
    """The other values of the file are judged, and what sessions say of them: base, outcomes, recorded questions, the mark."""
    assert right in COURSE
    others = COURSE.replace("base: https://courses.nhs.uk/any-course/", "base: nowhere") + "record_also: [no-question]\npass:\n  mark: 70\n"
    session = TOP.replace("[1.1]", "[1.1, 9.9]") + PAGE + "A [form](#nowhere).\n"
    whole = {"CRS010", "CRS020", "CRS030", "CRS040", "CRS050"}
    assert whole <= {code for _file, code in told(course_of(session, course=others))}
    assert whole <= {code for _file, code in told(course_of(session, course=others.replace(right, typed)))}
