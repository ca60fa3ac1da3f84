"""The form at the end: pages like any other, whose questions keep their ids and leave the window only where the author says so."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from builder.course.blocks import Box, Interaction
from builder.course.cmi import InteractionType
from builder.course.model import Course
from builder.course.part import take_session
from builder.course.walk import texts
from builder.diagnostics import Checked
from builder.editorial.digest import digest_session
from builder.editorial.passages import list_passages
from builder.source.compile import compile_course
from builder.source.files import SessionFolder, Source, TextFile
from builder.source.tree.lines import split_lines
from builder.tracking.compile import plan_tracking
from tests.unit.source.author import COURSE, PAGE, TOP, source_of

FORM = """title: What did you think?
at: {at}
intro: Your answers help us.
hand_in: Give it to your group.
questions:
  - id: how-it-was
    kind: rating
    ask: How far do you agree?
    scale: [Not at all, A little, Fully]
    items:
      a: The words were easy.
      b: I felt safe & <b>sure.
  - id: one-change
    kind: reflection
    ask: One thing to change?
    lines: 3
  - id: in-a-group
    kind: poll
    ask: How did you do it?
    items: {{a: Alone, b: In a group}}
"""
SECOND = "---\nid: second\ntitle: Second session\noutcomes: [1.1]\n---\n# Another page\nPage: another-page\n\nText.\n"


def text_file(path: str, text: str) -> TextFile:
    return TextFile(path, text, split_lines(text))


def source(form: str, *, course: str = COURSE, first: str = TOP + PAGE + "Text.\n") -> Source:
    one = source_of(first, course=course)
    two = SessionFolder("sessions/02-second", text_file("sessions/02-second/session.md", SECOND))
    return replace(one, sessions=(*one.sessions, two), evaluation=text_file("evaluation.yaml", form))


def compiled(form: str, **wanted: str) -> Checked[Course]:
    return compile_course(source(form, **wanted))


def course(form: str, **wanted: str) -> Course:
    found = compiled(form, **wanted)
    assert found.value is not None, [one.message for one in found.diagnostics]
    return found.value


def pages(found: Course) -> list[list[str]]:
    return [[page.id for page in session.pages] for session in found.sessions]


def questions(found: Course) -> list[Interaction]:
    return [one for *_where, one in found.interactions()]


def test_at_the_end_of_the_course_the_form_is_the_last_page_of_the_last_session() -> None:
    found = course(FORM.format(at="course"))
    assert pages(found) == [["a-page"], ["another-page", "evaluation"]]
    page = found.sessions[1].pages[-1]
    assert (page.title.plain, page.core) == ("What did you think?", False)
    assert isinstance(page.blocks[-1], Box)
    assert page.blocks[-1].name == "hand-in"
    assert [one.id for one in questions(found)] == ["how-it-was", "one-change", "in-a-group"]


def test_at_the_end_of_each_session_the_same_questions_are_told_apart_by_the_session() -> None:
    found = course(FORM.format(at="session"))
    assert pages(found) == [["a-page", "evaluation-any"], ["another-page", "evaluation-second"]]
    assert [one.id for one in questions(found)] == [
        f"{session}.{one}" for session in ("any", "second") for one in ("how-it-was", "one-change", "in-a-group")
    ]


def test_nothing_of_the_form_is_sent_or_kept_in_the_state() -> None:
    plan = plan_tracking(course(FORM.format(at="session"))).value
    assert plan is not None
    assert {(one.recorded, one.kept, one.cost) for one in plan.interactions} == {(False, "window", 0)}
    assert not [one.name for one in plan.statements if one.event == "answered"]


def test_what_record_also_lists_is_sent_from_each_session() -> None:
    found = compiled(FORM.format(at="session"), course=COURSE + "record_also: [how-it-was]\n")
    assert [one.rule.code for one in found.diagnostics] == ["CRS041"]
    assert found.value is not None
    plan = plan_tracking(found.value).value
    assert plan is not None
    sent = [(one.id, one.definition.type) for one in plan.interactions if one.recorded]
    lines = [f"{session}.how-it-was.{code}" for session in ("any", "second") for code in "ab"]
    assert sent == [(line, InteractionType.LIKERT) for line in lines]


def test_what_is_typed_in_the_form_is_text_and_never_markup() -> None:
    rating = questions(course(FORM.format(at="course")))[0]
    assert [part.definition.description for part in rating.parts][1].endswith("I felt safe & <b>sure.")
    assert "I felt safe &amp; &lt;b&gt;sure." in [text.html for text in texts(rating)]


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("kind: rating", "CRS044", "“match” is not a kind"),
        ("scale: [Not at all, A little, Fully]", "CRS291", ""),
        ("id: one-change", "SRC019", "“One change”"),
        ("hand_in: Give it to your group.", "SRC016", "hand_in"),
    ],
)
def test_each_fault_is_told_once_at_its_place(typed: str, code: str, said: str) -> None:
    slips = {"kind: rating": "kind: match", "scale: [Not at all, A little, Fully]": "scale: [Only]", "id: one-change": "id: One change"}
    form = FORM.format(at="session").replace(typed, slips.get(typed, ""))
    faults = compiled(form).diagnostics
    assert [one.rule.code for one in faults] == [code], [one.message for one in faults]
    assert faults[0].place is not None
    assert faults[0].place.file == "evaluation.yaml"
    assert said in faults[0].message


@pytest.mark.parametrize("field", ["items", "scale", "choose", "lines"])
def test_a_field_without_a_value_has_its_default(field: str) -> None:
    form = FORM.format(at="course").replace("    lines: 3\n", f"    {field}:\n")
    assert [question.kind for question in questions(course(form))][1] == "reflection"


def test_an_id_that_a_session_has_is_told() -> None:
    first = TOP + PAGE + "::: poll how-it-was\nHow?\n- (a) Good\n- (b) Bad\n:::\n"
    faults = compiled(FORM.format(at="course"), first=first).diagnostics
    assert [one.rule.code for one in faults] == ["CRS003"]
    assert re.search(r"first is in sessions/01-any/session\.md, line \d+", faults[0].message)


def test_a_page_of_the_same_id_is_told_where_it_stands() -> None:
    faults = compiled(FORM.format(at="course"), first=TOP + "# Mine\nPage: evaluation\n\nText.\n").diagnostics
    assert [(one.rule.code, one.place.file if one.place else "") for one in faults] == [("CRS002", "sessions/01-any/session.md")]


def test_a_page_that_stands_in_the_way_of_a_later_form_is_told_too() -> None:
    faults = compiled(FORM.format(at="session"), first=TOP + "# Mine\nPage: evaluation-second\n\nText.\n").diagnostics
    assert [(one.rule.code, one.place.file if one.place else "") for one in faults] == [("CRS002", "sessions/01-any/session.md")]


LONG = FORM.replace("    kind: poll\n", "    form: long\n    kind: poll\n")


@pytest.mark.parametrize("at", ["course", "session"])
def test_on_a_screen_the_short_form_is_asked_and_the_long_one_is_no_page(at: str) -> None:
    found = course(LONG.format(at=at))
    prefix = "second." if at == "session" else ""
    last = found.sessions[-1]
    assert [question.id for question in last.pages[-1].interactions()] == [f"{prefix}how-it-was", f"{prefix}one-change"]
    assert last.long_form is not None
    assert last.long_form not in last.pages
    assert [question.id for question in last.long_form.interactions()] == [f"{prefix}how-it-was", f"{prefix}one-change", f"{prefix}in-a-group"]
    assert (found.sessions[0].long_form is None) == (at == "course")
    alone = take_session(found, found.sessions[0].id).sessions[0]
    assert alone.long_form is not None
    assert not any(question.id.endswith("in-a-group") for question in questions(found)), "what no screen asks is in no plan"


def test_an_author_can_ask_all_of_it_on_a_screen() -> None:
    found = course(LONG.format(at="course").replace("questions:\n", "on_screen: long\nquestions:\n"))
    assert [question.id for question in questions(found)] == ["how-it-was", "one-change", "in-a-group"]
    assert [session.long_form for session in found.sessions] == [None, None]


def test_a_form_without_a_question_for_everyone_is_told() -> None:
    faults = compiled(FORM.format(at="course").replace("    kind: ", "    form: long\n    kind: ")).diagnostics
    assert [(one.rule.code, one.place.file if one.place else "") for one in faults] == [("CRS043", "evaluation.yaml")]


def test_a_question_of_the_long_form_alone_cannot_be_recorded() -> None:
    wanted = COURSE + "record_also: in-a-group\n"
    assert "CRS040" in [one.rule.code for one in compiled(LONG.format(at="course"), course=wanted).diagnostics]


def test_reviewers_read_what_only_the_long_form_asks_once() -> None:
    found = course(LONG.format(at="course"))
    groups = list_passages(found, found.sessions[-1])
    told = [passage.words for group in groups for passage in group.passages]
    assert told.count("How did you do it?") == told.count("How far do you agree?") == 1
    changed = course(LONG.format(at="course").replace("How did you do it?", "How was it done?"))
    assert digest_session(found, found.sessions[-1]) != digest_session(changed, changed.sessions[-1])
