"""The whole course: settings, sessions, time, and what only all sessions together show."""

from __future__ import annotations

import json

import jsonschema
import pytest

from builder.course.edition import CoursePilot
from builder.course.model import PassRule, Record
from builder.source.compile import compile_course
from builder.source.files import SessionFolder, Source, TextFile
from builder.source.tree.lines import split_lines
from builder.source.yaml.schema import schemas
from tests.unit.source.author import COURSE, PAGE, TOP, source_of

FULL = """
id: any-course
title: 12
version: 1.10
base: https://courses.nhs.uk/any-course#
language: cy
description: no
audience: 012
organisation: 12:30
contact: yes
licence: 1_000
pass: {mark: 70, tries: 3}
record: Scores
record_also: []
standards: [web]
outcomes: {1.10: one, on: two}
people:
- {name: A, role: B, consent: Yes}
- {name: C, role: D, consent: false}
"""


def session_of(ident: str, *pages: str, outcomes: str = "", more: str = "") -> str:
    return f"---\nid: {ident}\ntitle: {ident}\noutcomes: [{outcomes}]\n{more}---\n" + "".join(pages)


def course_of(*sessions: str, course: str = COURSE) -> Source:
    files = [TextFile(f"sessions/{number}/session.md", text, split_lines(text)) for number, text in enumerate(sessions)]
    return Source(TextFile("course.yaml", course, split_lines(course)), tuple(SessionFolder(file.path.rpartition("/")[0], file) for file in files))


def codes(source: Source) -> list[str]:
    return [one.rule.code for one in compile_course(source).diagnostics]


def test_values_are_read_as_typed_where_a_text_belongs() -> None:
    check = "# Check\nPage: check\n\n::: check c\nFinal: yes\n::: choose-one q\nWhich?\nOutcome: 1.10, on\n- [x] (a) One\n- [ ] (b) Two\n:::\n:::\n"
    compiled = compile_course(course_of(session_of("start", check), course=FULL))
    course = compiled.value
    assert course is not None, compiled.diagnostics
    assert (course.title, course.version, course.description, course.audience) == ("12", "1.10", "no", "012")
    assert (course.organisation, course.contact, course.licence) == ("12:30", "yes", "1_000")
    assert course.pass_rule == PassRule(70, 3)
    assert course.record is Record.SCORES
    assert [(one.id, one.text) for one in course.outcomes] == [("1.10", "one"), ("on", "two")]
    assert course.people == ()
    assert course.standards == ("web",)
    assert [one.rule.code for one in compiled.diagnostics] == ["CRS023", "CRS426"]


def test_what_is_left_out_has_its_default() -> None:
    course = compile_course(source_of(TOP + PAGE + "Text.\n")).value
    assert course is not None
    assert (course.language, course.pass_rule, course.record) == ("en-GB", PassRule(), Record.ANSWERS)
    assert course.standards == ("scorm12", "scorm2004-3rd", "scorm2004-4th", "cmi5", "xapi", "web")
    assert (course.record_also, course.people, course.licence) == ((), (), "")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("version: 1\n", "version: 1\nlanguage: en_GB\n", "CRS022"),
        ("version: 1\n", "version: 1\nlanguage: de-419-DE\n", "CRS022"),
        ("https://courses.nhs.uk/any-course/", "https://courses.nhs.uk/any-course", "CRS020"),
        ("https://courses.nhs.uk/any-course/", "https:///any-course/", "CRS020"),
        ("https://courses.nhs.uk/any-course/", "https://[/", "CRS020"),
        ("https://courses.nhs.uk/any-course/", "https://a.uk/a course/", "CRS020"),
        ("https://courses.nhs.uk/any-course/", "urn:a/", "CRS020"),
        ("https://courses.nhs.uk/any-course/", "https://a.uk/%zz/", "CRS020"),
        ("https://courses.nhs.uk/any-course/", "https://localhost/", "CRS021"),
        ("https://courses.nhs.uk/any-course/", "https://courses.example/", "CRS021"),
        ("version: 1\n", "version: 1\npass: {mark: 70}\n", "CRS030"),
        ("version: 1\n", "version: 1\npass: perhaps\n", "SRC018"),
        ("version: 1\n", "version: 1\npass: {mark: 70.5}\n", "SRC018"),
        ("version: 1\n", "version: 1\npass: {tries: 3}\n", "SRC016"),
        ("version: 1\n", "version: 1\n<<: {a: b}\n", "SRC015"),
        ("version: 1\n", "version: &v 1\n", "SRC012"),
        ("version: 1\n", "version: 1\n---\ncontact: Sam\n", "SRC010"),
        ("version: 1\n", "version:\n", "SRC016"),
        ("version: 1\n", 'version: ""\n', "SRC018"),
        ("version: 1\n", f"version: {'x' * 60}\n", "SRC018"),
        ("version: 1\n", "version: 1\npeople: A\n", "SRC017"),
        ("version: 1\n", "version: 1\npeople: [A]\n", "SRC017"),
        ("version: 1\n", "version: 1\nrecord_also: [a, [b]]\n", "SRC017"),
        ("version: 1\n", "version: 1\nlicence: 'it\n", "SRC010"),
        ("version: 1\n", "version: 1\nlicence: [a\n", "SRC010"),
        ("version: 1\n", "version: 1\nlicence @home\n", "SRC010"),
        ("version: 1\n", "version: 1\nlicence: @home\n", "SRC010"),
        ("version: 1\n", "version: 1\n? [a]\n: b\n", "SRC010"),
    ],
)
def test_a_fault_of_the_settings_is_found_alone(old: str, new: str, code: str) -> None:
    assert old in COURSE
    assert codes(source_of(TOP + PAGE + "Text.\n", course=COURSE.replace(old, new))) == [code]


@pytest.mark.parametrize("language", ["cy", "zh-cmn-Hans", "cy-GB-x-north", "de-CH-1901"])
def test_any_language_tag_that_is_well_formed_is_taken(language: str) -> None:
    course = COURSE.replace("version: 1\n", f"version: 1\nlanguage: {language}\n")
    assert codes(source_of(TOP + PAGE + "Text.\n", course=course)) in ([], ["CRS023"])


@pytest.mark.parametrize(
    "course", ["", "\n\n", "# only a note\n", "just words\n", "- a\n- b\n", "[" * 5000, "{" * 5000, "a: " * 300, "&a [*a, *a]"]
)
def test_a_settings_file_that_is_none_is_one_fault(course: str) -> None:
    assert len(codes(source_of(TOP + PAGE + "Text.\n", course=course))) == 1


def test_a_settings_file_of_one_control_character_is_empty_and_says_why() -> None:
    assert codes(source_of(TOP + PAGE + "Text.\n", course="\x00")) == ["SRC010", "SRC110"]


def test_ids_are_unique_over_sessions_and_links_cross_them() -> None:
    first = session_of("one", "# A\nPage: a\n\nGo to [the second](#b).\n", outcomes="1.1")
    assert codes(course_of(first, session_of("two", "# B\nPage: b\n\nText.\n"))) == []
    assert codes(course_of(first, session_of("one", "# B\nPage: b\n\nText.\n"))) == ["CRS001"]
    assert codes(course_of(first, session_of("two", "# A\nPage: a\n\nText.\n"))) == ["CRS050", "CRS002"]


def test_an_outcome_counts_as_used_by_a_session_or_a_question() -> None:
    question = "# A\nPage: a\n\n::: choose-one q\nWhich?\nOutcome: 1.1\n- [x] (a) One\n- [ ] (b) Two\n:::\n"
    assert codes(course_of(session_of("one", question))) == []
    assert codes(course_of(session_of("one", "# A\nPage: a\n\nText.\n"))) == ["CRS011"]


def minutes(more: str, *pages: str) -> list[int]:
    course = compile_course(course_of(session_of("one", *pages, outcomes="1.1", more=more))).value
    assert course is not None
    return [page.minutes for page in course.sessions[0].pages]


def page_of(words: int, label: str = "", ident: str = "a") -> str:
    return f"# {ident}\nPage: {ident}\n{label}\n{'word ' * words}\n"


def test_time_is_reckoned_from_words_and_questions() -> None:
    question = "\n::: choose-one q\nWhich?\n- [x] (a) One\n- [ ] (b) Two\n:::\n"
    assert minutes("", page_of(1)) == [1]
    assert minutes("", page_of(130)) == [1]
    assert minutes("", page_of(131)) == [2]
    assert minutes("", page_of(130) + question) == [2]
    assert minutes("", page_of(500, "Minutes: 2\n")) == [2]


def test_minutes_of_a_session_are_shared_among_its_pages() -> None:
    pages = (page_of(300, ident="a"), page_of(100, ident="b"), page_of(10, "Minutes: 3\n", ident="c"))
    assert minutes("minutes: 11\n", *pages) == [6, 2, 3]
    assert minutes("minutes: 2\n", *pages) == [1, 1, 3]


def test_the_schemas_accept_what_is_read_and_refuse_a_slip() -> None:
    found = schemas()
    good = {"id": "a", "title": 12, "version": 1.1, "base": "https://a.uk/", "description": "x", "outcomes": {"1.1": "y"}, "pass": {"mark": 70}}
    jsonschema.Draft202012Validator.check_schema(found["course"])
    jsonschema.validate(good, found["course"])
    jsonschema.validate({"id": "a", "title": "b", "outcomes": [1.1]}, found["session"])
    entry = {"term": "Consent", "means": "To say yes."}
    jsonschema.validate({"consent": entry}, found["glossary"])
    for bad in ({"Consent": entry}, {"consent": {"term": "Consent"}}, {"consent": {**entry, "meens": "x"}}, {"consent": "To say yes."}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, found["glossary"])
    for slip in ({**good, "titel": "x"}, {**good, "record": "all"}, {**good, "pass": {"mark": 170}}, {"id": "a"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(slip, found["course"])
    json.dumps(found)


def test_a_course_of_which_a_part_is_missing_is_none() -> None:
    source = source_of(TOP + PAGE + "Text.\n")
    assert compile_course(Source(source.course, source.sessions, complete=False)).value is None
    assert compile_course(Source(source.course, (), complete=False), drafts=True).value is None


def test_a_question_at_fault_is_not_called_unknown_as_well() -> None:
    question = "# A\nPage: a\n\n::: choose-one q\nWhich?\n- [ ] (a) One\n- [ ] (b) Two\n:::\n"
    assert codes(course_of(session_of("one", question, outcomes="1.1"), course=COURSE + "record_also: [q]\n")) == ["CRS101"]


def test_a_slip_in_a_needed_word_is_one_fault() -> None:
    (fault,) = compile_course(source_of(TOP + PAGE + "Text.\n", course=COURSE.replace("title:", "titel:"))).diagnostics
    assert (fault.rule.code, fault.hint) == ("SRC015", "Did you mean “title”? Type this line instead: `title: Any course`.")


def test_a_quote_that_is_never_closed_is_shown_where_it_opens() -> None:
    (fault,) = compile_course(source_of(TOP + PAGE + "Text.\n", course=COURSE.replace("Any course", '"Any course'))).diagnostics
    assert fault.place is not None
    assert (fault.rule.code, fault.place.line, fault.place.column) == ("SRC010", 2, 8)


def test_a_second_colon_is_mended_by_the_line_itself_in_quotes() -> None:
    (fault,) = compile_course(source_of(TOP + PAGE + "Text.\n", course=COURSE.replace("Any course", "Any: course"))).diagnostics
    assert fault.hint == 'Type this line instead: `title: "Any: course"`.'


@pytest.mark.parametrize(
    ("pilot", "code"),
    [
        ("{id: Spring 2027, label: A pilot}", "SRC019"),
        ("{id: con, label: A pilot}", None),
        ("{id: spring-2027}", "SRC016"),
        ('{id: spring-2027, label: ""}', "SRC018"),
        (f"{{id: spring-2027, label: {'a' * 61}}}", "SRC018"),
        ("spring-2027", "SRC017"),
        ('{id: spring-2027, label: "**A pilot**"}', "SRC149"),
        ("{id: spring-2027, label: A pilot, site: north}", "SRC015"),
    ],
)
def test_a_pilot_has_an_id_and_a_label_in_plain_text(pilot: str, code: str | None) -> None:
    compiled = compile_course(source_of(TOP + PAGE + "Words.\n", course=f"{COURSE}pilot: {pilot}\n"))
    assert {one.rule.code for one in compiled.diagnostics} - {"CRS011", "CRS021"} == ({code} if code else set())
    assert all(one.place and one.place.line == COURSE.count("\n") + 1 for one in compiled.diagnostics if one.rule.code == code)


def test_a_pilot_is_in_the_course_as_typed() -> None:
    course = compile_course(source_of(TOP + PAGE + "Words.\n", course=f"{COURSE}pilot:\n  id: spring-2027\n  label: A pilot\n")).value
    assert course is not None
    assert course.pilot == CoursePilot("spring-2027", "A pilot")
