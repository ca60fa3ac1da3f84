"""people.yaml: what is read of it, and what is told of names in course.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.course.people import credit_people
from builder.source.compile import compile_course
from builder.source.digest import digest_source
from builder.source.files import Source, TextFile
from builder.source.load import load
from builder.source.tree.lines import split_lines

SMALL = Path(__file__).parents[2] / "courses" / "small"
PEOPLE = """\
people:
  one: {name: A, roles: [carer, author]}
  two: {name: B, roles: [carer], consent: [credits], agreed_on: 2026-05-01}
  three: {name: C, roles: [carer], consent: [evidence, credits], agreed_on: 1 May}
offered: A fee for everybody
"""


@pytest.fixture(scope="module")
def small() -> Source:
    loaded = load(SMALL).value
    assert loaded is not None
    return loaded


def with_people(source: Source, text: str) -> Source:
    return replace(source, people=TextFile("people.yaml", text, split_lines(text)))


def test_a_place_names_those_who_agreed_to_it_and_counts_all_others(small: Source) -> None:
    course = compile_course(with_people(small, PEOPLE)).value
    assert course is not None
    shown = credit_people(course.people, "credits")
    assert [person.name for person in shown.named] == ["B", "C"]
    assert shown.counted == (("carer", 1), ("author", 1))
    evidence = credit_people(course.people, "evidence")
    assert [person.name for person in evidence.named] == ["C"]
    assert evidence.counted == (("carer", 2), ("author", 1))


def test_an_empty_file_is_fine(small: Source) -> None:
    compiled = compile_course(with_people(small, "# nobody yet\n"))
    assert compiled.value is not None
    assert compiled.value.people == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("people:\n  one: {name: A, roles: [carer], consent: [everywhere]}\n", "SRC018"),
        ("people:\n  one: {roles: [carer]}\n", "SRC016"),
        ("people:\n  one: {name: A, roles: [carer], consent: [credits]}\n", "CRS425"),
        ("people:\n  one: {name: A, roles: [carer], paid: yes}\n", "SRC015"),
    ],
)
def test_faults_are_told_at_their_place(small: Source, text: str, code: str) -> None:
    (fault,) = compile_course(with_people(small, text)).diagnostics
    assert fault.rule.code == code
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("people.yaml", 2)


def test_the_name_of_a_build_does_not_depend_on_people(small: Source) -> None:
    assert digest_source(with_people(small, PEOPLE)) == digest_source(small)
