"""What authors get wrong in YAML: told on the line that they typed, with the line ready to copy; and the copied line is right."""

from __future__ import annotations

from collections import Counter

import pytest

from builder.diagnostics import Diagnostic
from builder.diagnostics.changes import Replacement
from builder.source.reading import Collected, DiagnosticReading, collect
from builder.source.tree.lines import read_lines
from builder.source.yaml.field_names import holding_fields
from builder.source.yaml.fill import Filled, fill
from builder.source.yaml.parse import read_yaml
from builder.source.yaml.settings import CourseFile
from tests.oracles.obedience import edit_text

COURSE = """id: ward
title: On the ward
version: 0.1
base: https://courses.nhs.uk/ward/
description: How a ward works.
standards: [web]
outcomes:
  1.1: Say who does what.
"""
TITLE = "title: On the ward"
STANDARDS = "standards: [web]"
OUTCOMES = "outcomes:\n  1.1: Say who does what."
DESCRIPTION = "description: How a ward works."

SIGNS = [
    (TITLE, "title:On the ward", TITLE, "SRC010"),
    (TITLE, "title：On the ward", TITLE, "SRC010"),
    (TITLE, "title； On the ward", TITLE, "SRC010"),
    (TITLE, "title = On the ward", TITLE, "SRC010"),
    (TITLE, 'title = "On the ward"', 'title: "On the ward"', "SRC010"),
    (TITLE, "title On the ward", TITLE, "SRC010"),
    (TITLE, "title – On the ward", TITLE, "SRC010"),
    (TITLE, " title: On the ward", TITLE, "SRC010"),
    ("id: ward", " id: ward", "id: ward", "SRC010"),
    (TITLE, "- title: On the ward", TITLE, "SRC010"),
    (TITLE, "title: 'The ward's day'", 'title: "The ward\'s day"', "SRC010"),
    (TITLE, "title: 'On the ward", 'title: "On the ward"', "SRC010"),
    (TITLE, 'title: "On the ward', 'title: "On the ward"', "SRC010"),
    (TITLE, 'title: "On the ward”', 'title: "On the ward"', "SRC010"),
    (TITLE, '"title": "On the ward",', '"title": "On the ward"', "SRC010"),
    (TITLE, r'title: "On S:\day"', r"title: 'On S:\day'", "SRC010"),
    (TITLE, 'title: "Ward" and home', "title: '\"Ward\" and home'", "SRC010"),
    (TITLE, "title: Ward: the day", 'title: "Ward: the day"', "SRC010"),
    (TITLE, "title: Ward: it's", 'title: "Ward: it\'s"', "SRC010"),
    (TITLE, "title: @ward", 'title: "@ward"', "SRC010"),
    (TITLE, "title: `ward` day", 'title: "`ward` day"', "SRC010"),
    (TITLE, "title: %ward", 'title: "%ward"', "SRC010"),
    (TITLE, "title: > ward", 'title: "> ward"', "SRC010"),
    (TITLE, "title: | ward", 'title: "| ward"', "SRC010"),
    (TITLE, "title: - ward", 'title: "- ward"', "SRC010"),
    (TITLE, "title: [draft] ward", 'title: "[draft] ward"', "SRC010"),
    (TITLE, "title: [draft", 'title: "[draft"', "SRC010"),
    (TITLE, "title: {draft} ward", 'title: "{draft} ward"', "SRC010"),
    (TITLE, "title: [draft]", 'title: "[draft]"', "SRC017"),
    (TITLE, "title: *ward*", 'title: "*ward*"', "SRC012"),
    (TITLE, "title: *ward", 'title: "*ward"', "SRC012"),
    (TITLE, "title: &ward Day", 'title: "&ward Day"', "SRC012"),
    (TITLE, "title: !ward Day", 'title: "!ward Day"', "SRC013"),
    (TITLE, "title: Week one # part two", 'title: "Week one # part two"', "SRC171"),
    (TITLE, "title: #1 on the ward", 'title: "#1 on the ward"', "SRC171"),
    ("  1.1: Say who does what.", "  1.1: Say who # and what.", '  1.1: "Say who # and what."', "SRC171"),
    (TITLE, "title: null", 'title: "null"', "SRC172"),
    (TITLE, "title: ~", 'title: "~"', "SRC172"),
    (TITLE, "Title: On the ward", TITLE, "SRC015"),
    (TITLE, "titel: On the ward", TITLE, "SRC015"),
    (TITLE, "name: On the ward", TITLE, "SRC015"),
    (TITLE, TITLE + "\nlang: cy", "language: cy", "SRC015"),
    (TITLE, TITLE + "\npass_mark: 70", "pass: {mark: 70}", "SRC015"),
    (TITLE, TITLE + "\npass: 70", "pass: {mark: 70}", "SRC018"),
    (TITLE, TITLE + "\npass: 70%", "pass: {mark: 70}", "SRC018"),
    (TITLE, TITLE + "\npass: 0.7", "pass: {mark: 70}", "SRC018"),
    (TITLE, TITLE + "\npass: yes", "pass: complete", "SRC018"),
    (TITLE, TITLE + "\npass: {mark: 0.7}", "pass: {mark: 70}", "SRC018"),
    (TITLE, TITLE + "\npass: {mark: 70, tries: 3 times}", "pass: {mark: 70, tries: 3}", "SRC018"),
    (TITLE, TITLE + "\nrecord: Score", "record: scores", "SRC018"),
    (TITLE, TITLE + "\nrecord: [scores]", "record: scores", "SRC017"),
    (TITLE, TITLE + "\npass: {mark: [70]}", "pass: {mark: 70}", "SRC017"),
    (TITLE, TITLE + "\npass: {mark:80}", "pass: {mark: 80}", "SRC015"),
    (TITLE, TITLE + "\npass: {mark: 80, tries:3}", "pass: {mark: 80, tries: 3}", "SRC015"),
    (TITLE, TITLE + "\npass: {mark: 8O}", "pass: {mark: 80}", "SRC018"),
    (TITLE, TITLE + "\npass: {mark: 1OO}", "pass: {mark: 100}", "SRC018"),
    (TITLE, TITLE + "\npass: {mark: 7l}", "pass: {mark: 71}", "SRC018"),
    (TITLE, "ｔｉｔｌｅ: On the ward", TITLE, "SRC015"),
    ("id: ward", "id: The Ward", "id: the-ward", "SRC019"),
    ("id: ward", "id: con", "id: con-1", "SRC173"),
    (STANDARDS, "standards: [web, cmi5", "standards: [web, cmi5]", "SRC010"),
    (STANDARDS, 'standards: ["web]', "standards: [web]", "SRC010"),
    (STANDARDS, "standards: [web].", "standards: [web]", "SRC010"),
    (STANDARDS, "standards: [web] [cmi5]", "standards: [web, cmi5]", "SRC010"),
    (TITLE, "* title: On the ward", TITLE, "SRC010"),
    (TITLE, "**title:** On the ward", TITLE, "SRC010"),
    (TITLE, "**title**: On the ward", TITLE, "SRC010"),
    (STANDARDS, "standards:\n  -web", "  - web", "SRC010"),
    (STANDARDS, "standards:\n  • web", "  - web", "SRC010"),
    (STANDARDS, "standards:\n  – web", "  - web", "SRC010"),
    (STANDARDS, "standards:\n  - web\n   - cmi5", "  - cmi5", "SRC010"),
    (STANDARDS, "standards:\n  - web\n - cmi5", "  - cmi5", "SRC010"),
    (STANDARDS, "standards:\n\t- web", "  - web", "SRC011"),
    (OUTCOMES, "outcomes:\n  1.1:Say who does what.", "  1.1: Say who does what.", "SRC010"),
    (OUTCOMES, "outcomes:\n  1.1: Say who.\n 1.2: Say what.", "  1.2: Say what.", "SRC010"),
    (OUTCOMES, "outcomes:\n  1.1: Say who.\n   1.2: Say what.", "  1.2: Say what.", "SRC010"),
    (OUTCOMES, "outcomes:\n1.1: Say who does what.", "  1.1: Say who does what.", "SRC015"),
    (DESCRIPTION, "description: How a ward\nworks.", "  works.", "SRC010"),
    (TITLE, "title:\nOn the ward", "  On the ward", "SRC010"),
    (TITLE, TITLE + "\npeople:\n  - name: Sam\n    role: carer\n   consent: yes", "    consent: yes", "SRC010"),
    (TITLE, TITLE + "\npeople:\n  - name: Sam\n    role: carer\n    consent: on", "    consent: yes", "SRC018"),
    (TITLE, TITLE + "\npeople:\n  - name:Sam\n    role: carer\n    consent: yes", "  - name: Sam", "SRC010"),
]
"""What is right, what is typed in its place, the line that the hint gives, and the code."""

DELETED = [
    (TITLE + "\n---", "SRC010"),
    (TITLE + "\n...", "SRC010"),
    (TITLE + "\n===", "SRC010"),
    (TITLE + "\n- - -", "SRC010"),
    ("```yaml\n" + TITLE, "SRC010"),
    (TITLE + "\n" + TITLE, "SRC014"),
    (TITLE + "\nlayout: post", "SRC015"),
    (TITLE + "\ntags:\n  - ward\n  - day", "SRC015"),
]

READ = [
    (TITLE, "title : On the ward", "title", "On the ward"),
    (TITLE, "title: “Ward: the day”", "title", "Ward: the day"),
    (TITLE, "title: 50% of us", "title", "50% of us"),
    (TITLE, "title: yes", "title", "yes"),
    (TITLE, "title: 1_000", "title", "1_000"),
    (TITLE, "title: 0x10", "title", "0x10"),
    (TITLE, "title: .inf", "title", ".inf"),
    (TITLE, "title: R&D on ward C#", "title", "R&D on ward C#"),
    (TITLE, 'title: "Ward" # a note', "title", "Ward"),
    (TITLE, "title:\n  On the ward", "title", "On the ward"),
    ("version: 0.1", "version: 1.10", "version", "1.10"),
    ("version: 0.1", "version: 07", "version", "07"),
    ("version: 0.1", "version: 2026-11-29", "version", "2026-11-29"),
    (STANDARDS, "standards: web, cmi5", "standards", ("web", "cmi5")),
    (STANDARDS, "standards: web and cmi5 # both", "standards", ("web", "cmi5")),
    (STANDARDS, "standards: (web; cmi5)", "standards", ("web", "cmi5")),
    (STANDARDS, "standards:\n- web\n- cmi5", "standards", ("web", "cmi5")),
    (DESCRIPTION, "description: >\n  How a ward:works.\n    - It does.", "description", "How a ward:works. - It does."),
]


def read(text: str) -> Collected[Filled[CourseFile] | None]:
    def reading() -> DiagnosticReading[Filled[CourseFile] | None]:
        node = yield from read_yaml(read_lines("course.yaml", text), "course.yaml")
        return (yield from fill(node, CourseFile)) if node is not None else None

    return collect(reading())


def test_an_outcome_is_called_by_its_whole_id() -> None:
    (told,) = read(COURSE.replace(OUTCOMES, "outcomes:\n  1.2:\n    text: Say who does what.")).diagnostics
    assert told.message == "“1.2” must be one value."
    assert "`1.2: ...`" in told.hint


def obeyed(text: str, diagnostic: Diagnostic) -> str:
    assert diagnostic.changes, diagnostic.hint
    return edit_text(text, [change for change in diagnostic.changes if isinstance(change, Replacement)])


@pytest.mark.parametrize(("right", "typed", "line", "code"), SIGNS, ids=[typed for _right, typed, _line, _code in SIGNS])
def test_the_hint_is_the_authors_own_line_and_right(right: str, typed: str, line: str, code: str) -> None:
    assert right in COURSE
    text = COURSE.replace(right, typed)
    (diagnostic,) = read(text).diagnostics
    assert diagnostic.rule.code == code
    assert f"`{line}`" in diagnostic.hint
    assert diagnostic.place is not None
    typed_line = text.split("\n")[diagnostic.place.line - 1]
    assert typed_line not in COURSE.split("\n")
    fixed = obeyed(text, diagnostic)
    assert line in fixed.split("\n")
    assert read(fixed).diagnostics == ()


@pytest.mark.parametrize(("typed", "code"), DELETED)
def test_a_line_that_has_to_go_is_named(typed: str, code: str) -> None:
    text = COURSE.replace(TITLE, typed)
    (diagnostic,) = read(text).diagnostics
    assert diagnostic.rule.code == code
    assert diagnostic.hint.startswith("Delete th")
    assert read(obeyed(text, diagnostic)).diagnostics == ()


@pytest.mark.parametrize(("right", "typed", "name", "value"), READ)
def test_what_is_plain_is_read_as_typed(right: str, typed: str, name: str, value: object) -> None:
    assert right in COURSE
    collected = read(COURSE.replace(right, typed))
    assert collected.diagnostics == ()
    assert collected.value is not None
    assert collected.value.values[name] == value


NO_MAPPING = {
    "a list": "\n".join(f"- {line}" for line in COURSE.splitlines()[:6]),
    "bullets": "\n".join(f"* {line}" for line in COURSE.splitlines()[:6]),
    "bold words": "\n".join(f"**{line.replace(':', ':**', 1)}" for line in COURSE.splitlines()[:6]),
    "no colons": "\n".join(line.replace(":", "", 1) for line in COURSE.splitlines()[:6]),
    "equals signs": "\n".join(line.replace(":", "=", 1) for line in COURSE.splitlines()[:6]),
}


@pytest.mark.parametrize("head", NO_MAPPING.values(), ids=NO_MAPPING)
def test_a_file_in_another_form_is_read_line_by_line(head: str) -> None:
    collected = read(head + "\noutcomes:\n  1.1: Say who does what.\n")
    assert {diagnostic.rule.code for diagnostic in collected.diagnostics} == {"SRC010"}
    assert [diagnostic.place.line for diagnostic in collected.diagnostics if diagnostic.place is not None] == [1, 2, 3, 4, 5, 6]
    assert collected.value is not None
    assert collected.value.values["title"] == "On the ward"


@pytest.mark.parametrize("first", range(0, len(SIGNS), 3))
def test_all_faults_of_a_file_are_told_together_and_each_goes_alone(first: int) -> None:
    """Three faults in one file: each on its own line, and what is obeyed is gone, whatever the others are."""
    chosen = {right: typed for right, typed, _line, _code in (*SIGNS[first : first + 3], SIGNS[0], SIGNS[-10])}
    text = COURSE
    for right, typed in chosen.items():
        text = text.replace(right, typed)
    before = Counter(diagnostic.rule.code for diagnostic in read(text).diagnostics)
    assert before.total() >= len(chosen)
    for diagnostic in read(text).diagnostics:
        after = Counter(left.rule.code for left in read(obeyed(text, diagnostic)).diagnostics)
        assert after == before - Counter([diagnostic.rule.code])


def test_the_types_of_fields_are_asked_for_only_where_a_line_is_doubtful() -> None:
    holding_fields.cache_clear()
    assert not read(COURSE).diagnostics
    assert holding_fields.cache_info().misses == 0
    assert read(COURSE.replace("  1.1: ", "  • 1.1: ")).diagnostics
    assert holding_fields.cache_info().misses == 1
