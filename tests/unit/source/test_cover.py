"""The picture on a session's cover: which file it is, what it shows in words, and what is told where one of the two is missing."""

from __future__ import annotations

import pytest

from builder.course.model import Course
from builder.diagnostics import Diagnostic, Severity
from builder.source.compile import compile_course
from tests.unit.source.author import PAGE, TOP, source_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>'
MEDIA = {"sessions/01-any/media/people.svg": SVG, "media/shared.svg": SVG}


def read(top: str) -> tuple[Course | None, tuple[Diagnostic, ...]]:
    compiled = compile_course(source_of(TOP.removesuffix("---\n") + top + "---\n" + PAGE + "Some text.\n", media=MEDIA))
    return compiled.value, compiled.diagnostics


@pytest.mark.parametrize(("path", "found"), [("media/people.svg", "sessions/01-any/media/people.svg"), ("media/shared.svg", "media/shared.svg")])
def test_a_cover_is_a_picture_of_the_session_or_the_course(path: str, found: str) -> None:
    course, _ = read(f"cover: {path}\ncover_alt: Three people talk.\n")
    assert course is not None
    cover = course.sessions[0].cover
    assert cover is not None
    assert (cover.file, cover.alt, cover.decorative) == (found, "Three people talk.", False)
    assert found in course.media


@pytest.mark.parametrize("words", ["decorative", "Decorative"])
def test_a_cover_that_only_looks_nice_has_no_words(words: str) -> None:
    course, _ = read(f"cover: media/people.svg\ncover_alt: {words}\n")
    assert course is not None
    cover = course.sessions[0].cover
    assert cover is not None
    assert (cover.alt, cover.decorative) == ("", True)


@pytest.mark.parametrize(
    ("top", "code", "line"),
    [
        ("cover: media/people.svg\n", "A11001", 5),
        ("cover: media/people.svg\ncover_alt:\n", "A11001", 5),
        ("cover_alt: Three people talk.\n", "CRS075", 5),
        ("cover: media/peopel.svg\ncover_alt: Three people talk.\n", "CRS060", 5),
        ("cover: media/people.gifv\ncover_alt: Three people talk.\n", "CRS061", 5),
        ("cover: https://courses.nhs.uk/people.svg\ncover_alt: Three people talk.\n", "CRS062", 5),
        ("cover: people.svg\ncover_alt: Three people talk.\n", "CRS062", 5),
        ("cover: [media/people.svg]\n", "SRC017", 5),
        ("covr: media/people.svg\n", "SRC015", 5),
        ("image: media/people.svg\n", "SRC015", 5),
    ],
)
def test_what_is_missing_is_told_at_its_line(top: str, code: str, line: int) -> None:
    course, diagnostics = read(top)
    assert course is None
    told = [(one.rule.code, one.place.line) for one in diagnostics if one.place is not None and one.rule.severity is Severity.ERROR]
    assert (code, line) in told, diagnostics


def test_without_a_cover_there_is_nothing_to_tell() -> None:
    course, diagnostics = read("")
    assert course is not None
    assert course.sessions[0].cover is None
    assert not diagnostics
