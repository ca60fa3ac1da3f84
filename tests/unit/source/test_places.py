"""Faults are shown at the very character: line, column and length, whatever stands before them."""

from __future__ import annotations

import pytest

from builder.source.compile import compile_course
from tests.unit.source.author import COURSE, PAGE, TOP, places, source_of

QUESTION = "::: choose-one any-question\nMust you?\n{}\n- [ ] (b) Yes\n:::\n"

CASES = [
    ("Text, then a [form](http://a.uk/x) here.\n", ("TXT001", 1, 21, 13)),
    ("A paragraph\nof two lines with a [form](http://a.uk/x).\n", ("TXT001", 2, 28, 13)),
    ("One [a](https://a.uk/) two [b](http://b.uk/) three.\n", ("TXT001", 1, 32, 12)),
    ("- One\n- Two\n  - Three [form](http://a.uk/x)\n", ("TXT001", 3, 18, 13)),
    ("• One\n• Two [form](http://a.uk/x)\n", ("TXT001", 2, 14, 13)),
    ("> Quoted [form](http://a.uk/x)\n", ("TXT001", 1, 17, 13)),
    ("| A | B |\n|---|---|\n| 1 | [form](http://a.uk/x) |\n", ("TXT001", 3, 14, 13)),
    ("\u200bText\u200b, then [form](http://a.uk/x).\n", ("TXT001", 1, 21, 13)),
    ("\tText with a tab\tand [form](http://a.uk/x).\n", ("TXT001", 1, 29, 13)),
    ("<!-- a note --> after [form](http://a.uk/x).\n", ("TXT001", 1, 30, 13)),
    ("Text.\n\n::: callout\nIn a box [form](http://a.uk/x).\n:::\n", ("TXT001", 4, 17, 13)),
    ("![A circle.](media/none.svg)\n", ("CRS060", 1, 14, 14)),
    ("  ::: nothing here\n:::\n", ("SRC033", 1, 7, 7)),
    ("Text.\n:::\n", ("SRC031", 2, 1, 3)),
    ("Text.\n  :::  \n", ("SRC031", 2, 3, 3)),
    ("A [here](https://a.uk/) is not there.\n", ("A11005", 1, 4, 4)),
    ("There is a [form](https://a.uk/here) and [here](https://a.uk/) it is.\n", ("A11005", 1, 43, 4)),
    ("Text.\n\n#### Too low\n", ("A11002", 3, 1, 4)),
    (QUESTION.format("- [q] (a) No"), ("SRC062", 3, 3, 3)),
    (QUESTION.format("  -\t[x] (b) No"), ("CRS083", 4, 7, 3)),
    (QUESTION.format("- [x] (a) No\n\tFeedbak: Right."), ("SRC050", 4, 2, 7)),
    (QUESTION.format("- [x] (a) No\nOutcome: 1.1, 7.7"), ("CRS010", 4, 15, 3)),
    (QUESTION.format("- [x] (a) No\n  Feedback: Look [form](http://a.uk/x)\n  and there."), ("TXT001", 4, 25, 13)),
    (QUESTION.format("- [x] (a) No, because of\n  [form](https://a.uk/x)"), ("TXT003", 4, 10, 14)),
    ("::: fill-gaps any-question\nA [[(a) one]] and\na [[(b) two | ]] here.\n:::\n", ("SRC065", 3, 3, 14)),
    ("::: fill-gaps any-question\nA [[(a) one\ntwo]] and a [[(b) three.\n:::\n", ("SRC064", 3, 13, 2)),
    ("::: match any-question\nMatch.\n- (a) One -> (x) Two\n- (b) Three -> (q)\n:::\n", ("CRS201", 4, 16, 3)),
]


@pytest.mark.parametrize(("page", "place"), CASES)
def test_a_fault_is_shown_at_its_character(page: str, place: tuple[str, int, int, int]) -> None:
    assert place in places(page)
    assert len(places(page)) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_move_nothing(end: str) -> None:
    session = "\ufeff" + (TOP + PAGE + "Text with a [form](http://a.uk/x).\n").replace("\n", end)
    (fault,) = compile_course(source_of(session)).diagnostics
    assert fault.place is not None
    assert (fault.place.line, fault.place.column) == ((TOP + PAGE).count("\n") + 1, 20)


YAML_CASES = [
    ("version: 1\n", "version: 1\nmark: 5\n", ("SRC015", 4, 1, 4)),
    ("title: Any course", "title: [Any, course]", ("SRC017", 2, 8, 1)),
    ("id: any-course", "id: Any-course", ("SRC019", 1, 5, 10)),
    ("  1.1: Say", "  1.A: Say", ("SRC019", 7, 3, 3)),
    ("title: Any course", "title: \u00a0“Any: course”\nrecord: all", ("SRC018", 3, 9, 3)),
    ("version: 1\n", "people:\n  - name: A\n    role: B\n    consent: perhaps\nversion: 1\n", ("SRC018", 6, 14, 7)),
    ("version: 1\n", "people:\n  - name: A\n    rule: B\n    consent: yes\nversion: 1\n", ("SRC015", 5, 5, 4)),
    ("version: 1\n", "version: 1\nrecord_also: [a, B]\n", ("SRC019", 4, 18, 1)),
]


@pytest.mark.parametrize(("old", "new", "place"), YAML_CASES)
def test_a_fault_of_a_value_is_shown_at_the_value(old: str, new: str, place: tuple[str, int, int, int]) -> None:
    assert old in COURSE
    found = compile_course(source_of(TOP + PAGE + "Text.\n", course=COURSE.replace(old, new))).diagnostics
    assert place in [(one.rule.code, one.place.line, one.place.column, one.place.length) for one in found if one.place]


def test_a_fault_in_the_top_block_counts_the_lines_of_the_file() -> None:
    (fault,) = compile_course(source_of("\n\n" + TOP.replace("outcomes: [1.1]", "outcomes: [1.1, 9.9]") + PAGE + "Text.\n")).diagnostics
    assert fault.place is not None
    assert (fault.rule.code, fault.place.line, fault.place.column) == ("CRS010", 6, 17)


def test_all_faults_of_a_run_are_found_together() -> None:
    course = COURSE.replace("version: 1\n", "version: 1\nmark: 5\nrecord: all\nlanguage:\n  - en\n").replace("title: Any course\n", "")
    session = TOP.replace("title: Any session\n", "titel: Any\n") + PAGE + "Text <span>.\n\n::: nothing\n:::\n\n" + QUESTION.format("- [x] No")
    found = {one.rule.code for one in compile_course(source_of(session, course=course)).diagnostics}
    assert found == {"SRC015", "SRC016", "SRC017", "SRC018", "SRC070", "SRC033", "SRC038"}
