"""What an author typed, as the compiler gets it: without a disk."""

from __future__ import annotations

from builder.course.blocks import Block, Interaction
from builder.course.document import Prose
from builder.course.model import Course
from builder.diagnostics import Diagnostic, Place
from builder.source.compile import compile_course
from builder.source.files import SessionFolder, Source, TextFile
from builder.source.tree.lines import split_lines

COURSE = """id: any-course
title: Any course
version: 1
base: https://courses.nhs.uk/any-course/
description: A course for tests.
outcomes:
  1.1: Say what involvement means.
"""
TOP = "---\nid: any\ntitle: Any session\noutcomes: [1.1]\n---\n"
PAGE = "# A page\nPage: a-page\n\n"
FIRST = TOP.count("\n") + PAGE.count("\n") + 1
"""The number of the first line after `TOP` and `PAGE`."""

FILE = "sessions/01-any/session.md"


def source_of(session: str, *, course: str = COURSE, media: dict[str, bytes] | None = None, theme: str | None = None) -> Source:
    """Return a source of one session."""
    file = TextFile(FILE, session, split_lines(session))
    themed = TextFile("theme/theme.yaml", theme, split_lines(theme)) if theme is not None else None
    return Source(TextFile("course.yaml", course, split_lines(course)), (SessionFolder("sessions/01-any", file),), media or {}, theme=themed)


def found(session: str, *, drafts: bool = False) -> tuple[Diagnostic, ...]:
    return compile_course(source_of(session), drafts=drafts).diagnostics


def codes(page: str) -> list[str]:
    """Return the codes that the text of one page brings up."""
    return [one.rule.code for one in found(TOP + PAGE + page)]


def places(page: str) -> list[tuple[str, int, int, int]]:
    """Return (code, line, column, length) of each fault; lines count from the first line of `page`."""
    return [(one.rule.code, *place_of(one.place)) for one in found(TOP + PAGE + page)]


def place_of(place: Place | None) -> tuple[int, int, int]:
    assert place is not None
    return place.line - FIRST + 1, place.column, place.length


def course_of(page: str, *, course: str = COURSE, media: dict[str, bytes] | None = None) -> Course:
    compiled = compile_course(source_of(TOP + PAGE + page, course=course, media=media))
    assert compiled.value is not None, compiled.diagnostics
    return compiled.value


def blocks_of(page: str, *, media: dict[str, bytes] | None = None) -> tuple[Block, ...]:
    return course_of(page, media=media).sessions[0].pages[0].blocks


def html_of(page: str) -> str:
    """Return the HTML of the only block of a page."""
    (block,) = blocks_of(page)
    assert isinstance(block, Prose)
    return block.html


def question_of(page: str, *, media: dict[str, bytes] | None = None) -> Interaction:
    (block,) = blocks_of(page, media=media)
    assert isinstance(block, Interaction)
    return block
