"""Markdown in the YAML files is told: learners see those texts as they are typed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.diagnostics import Place
from builder.source.compile import compile_course
from builder.source.files import TextFile
from builder.source.tree.lines import split_lines
from tests.unit.source.author import COURSE, PAGE, TOP, source_of


def found(*, course: str = COURSE, session: str = TOP, glossary: str = "") -> list[tuple[str, Place | None]]:
    source = source_of(session + PAGE + "Text.\n", course=course)
    if glossary:
        source = replace(source, glossary=TextFile("glossary.yaml", glossary, split_lines(glossary)))
    return [(one.rule.code, one.place) for one in compile_course(source).diagnostics]


@pytest.mark.parametrize(
    "typed", ["A **bold** course", "'[a form](https://a.uk/)'", "A&nbsp;course", "A `course`", "A ~~short~~ course", "'{{ title }}'"]
)
def test_markup_in_a_title_is_told(typed: str) -> None:
    assert [code for code, _place in found(course=COURSE.replace("Any course", typed))] == ["SRC149"]
    assert [code for code, _place in found(session=TOP.replace("Any session", typed))] == ["SRC149"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)", []),
        ("<!-- ask Sam --> CC BY 4.0", ["SRC149"]),
        ("[CC BY 4.0](https://a.uk/)", ["SRC149"]),
    ],
)
def test_markup_in_a_licence_is_told_for_it_stands_on_paper(typed: str, told: list[str]) -> None:
    course = COURSE.replace("outcomes:", f'licence: "{typed}"\noutcomes:')
    assert [one.rule.code for one in compile_course(source_of(f"{TOP}{PAGE}Words.\n", course=course)).diagnostics] == told


@pytest.mark.parametrize("typed", ["R&D at 10:30, 5 * 3 (again)", "Dear <name>", "snake_case_name", "'[Draft] A course #1'"])
def test_plain_words_are_fine(typed: str) -> None:
    assert found(course=COURSE.replace("Any course", typed)) == []


def test_each_entry_of_the_glossary_is_told_on_its_line() -> None:
    glossary = "consent:\n  term: Consent\n  means: You say **yes**.\naudit:\n  term: Audit\n  means: >\n    A check against\n    a **standard**.\n"
    assert found(glossary=glossary) == [("SRC149", Place("glossary.yaml", 3)), ("SRC149", Place("glossary.yaml", 8))]
