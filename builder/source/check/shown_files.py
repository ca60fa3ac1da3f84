"""The pictures, recordings and documents that the course shows, and what is wrong with their bytes."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.blocks import Download, Recording
from builder.course.document import Picture
from builder.diagnostics import Diagnostic
from builder.package.content import Content
from builder.source.bind.course import BoundCourse
from builder.source.check.media_files import check_files
from builder.source.check.pictures import check_picture


def shown_pictures(course: BoundCourse) -> dict[str, bytes]:
    """Return the pictures that the course shows, by their paths."""
    blocks = list(course.blocks())
    shown = [block.file for block in blocks if isinstance(block, Picture)]
    posters = [block.poster for block in blocks if isinstance(block, Recording) and block.poster]
    return {path: course.source.media[path] for path in (*shown, *posters)}


def shown_files(course: BoundCourse) -> dict[str, Content]:
    """Return the recordings, captions and documents that the course shows, by their paths."""
    source = course.source
    paths = [path for block in course.blocks() if isinstance(block, Recording | Download) for path in block.files()]
    return {path: source.files[path] if path in source.files else source.media[path] for path in paths}


def check_shown_pictures(course: BoundCourse) -> Iterator[Diagnostic]:
    """Judge each picture that is shown, once."""
    for path, content in shown_pictures(course).items():
        yield from check_picture(path, content)


def check_shown_files(course: BoundCourse) -> Iterator[Diagnostic]:
    """Judge each recording and each download, once."""
    yield from check_files(shown_files(course))
