"""Every kind has been broken on purpose, and typed badly: three broken courses and three slips at the least, counted and not promised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.interactions.kind import Kind
from builder.interactions.registry import KINDS
from builder.source.compile import compile_course
from tests.test_broken import FIXTURES, GOOD, code_of
from tests.unit.interactions.as_typed import meaning
from tests.unit.interactions.word_processor import TRANSFORMATIONS
from tests.unit.source.author import PAGE, TOP, question_of, source_of

ROOT = Path(__file__).parents[3]
FEWEST = 3
MEDIA = {"sessions/01-any/media/meeting.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90"/>'}
"""What examples show."""


def named(kind: Kind) -> str:
    return kind.name


# ---------------------------------------------------------------- broken on purpose


def fence_at(lines: list[str], number: int) -> str:
    """The name of the innermost fence that a line stands in, or that begins there; empty outside all."""
    open_now: list[str] = []
    for at, line in enumerate(lines[:number], start=1):
        if opening := re.match(r"\s*:{3,}\s*([a-z][\w-]*)", line):
            open_now.append(opening[1])
        elif re.fullmatch(r"\s*:{3,}\s*", line) and open_now and at < number:
            open_now.pop()
    return open_now[-1] if open_now else ""


def faulty_fences(fixture: Path) -> Iterator[str]:
    """Yield the fence of each place that the report of a fixture names."""
    for file, line in re.findall(r"^(sessions/\S+\.md):(\d+)(?::\d+)? [A-Z]", (fixture / "expected.txt").read_text(encoding="utf-8"), re.MULTILINE):
        text = next(folder / file for folder in (fixture, GOOD) if (folder / file).exists())
        yield fence_at(text.read_bytes().decode("utf-8", "replace").splitlines(), int(line))


def test_a_line_belongs_to_the_innermost_fence_around_it() -> None:
    lines = ["::: check c", "::: poll p", "Which?", ":::", "Text.", ":::", "Text."]
    assert [fence_at(lines, number) for number in range(1, 8)] == ["check", "poll", "poll", "poll", "check", "check", ""]


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_each_kind_is_broken_in_three_ways(kind: Kind) -> None:
    broken = {code_of(fixture) for fixture in FIXTURES if kind.name in faulty_fences(fixture)}
    assert len(broken) >= FEWEST, f"{kind.name} stands at fault in {sorted(broken)} alone"


def test_a_fixture_named_after_a_kind_or_the_page_breaks_just_that() -> None:
    for fixture in FIXTURES:
        if code_of(fixture) != fixture.name:
            called = fixture.name.split("-", 1)[1]
            assert ("" if called == "page" else called) in faulty_fences(fixture)


# ---------------------------------------------------------------- typed badly


def example(kind: Kind) -> str:
    return (ROOT / "builder" / "interactions" / "kinds" / kind.folder / "example.md").read_text(encoding="utf-8")


def transformations_for(kind: Kind) -> list[str]:
    """The ways that leave a mark on the kind's example."""
    return [name for name, transformation in TRANSFORMATIONS.items() if transformation(example(kind)) != example(kind)]


def plainly(text: str) -> str:
    """What a question means, with all quotes alike: which ones an author likes is no slip."""
    return re.sub(r"\\?['\"‘’“”]", "'", repr(meaning(question_of(text, media=MEDIA))))


@pytest.mark.parametrize(("kind", "transformation"), [(kind, transformation) for kind in KINDS for transformation in transformations_for(kind)], ids=lambda value: value if isinstance(value, str) else value.name)
def test_each_kind_is_read_as_it_was_meant(kind: Kind, transformation: str) -> None:
    typed = TRANSFORMATIONS[transformation](example(kind))
    assert compile_course(source_of(TOP + PAGE + typed, media=MEDIA)).diagnostics == ()
    assert plainly(typed) == plainly(example(kind))


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_each_kind_has_been_typed_in_a_word_processor(kind: Kind) -> None:
    assert len(transformations_for(kind)) >= FEWEST
    text = example(kind)
    due = {"line ends of Windows": True, "colons": True, "bullets": "\n- " in text, "arrows": " -> " in text, "curly quotes": '"' in text or "'" in text}
    assert {transformation for transformation, there in due.items() if there} <= set(transformations_for(kind))


def test_each_way_leaves_its_mark_on_some_kind() -> None:
    assert {transformation for kind in KINDS for transformation in transformations_for(kind)} == set(TRANSFORMATIONS)
