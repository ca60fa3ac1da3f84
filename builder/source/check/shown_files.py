"""The pictures, recordings and documents that the course shows, and what is wrong with their bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.course.blocks import Block, Download, Recording
from builder.course.document import Picture
from builder.diagnostics import Diagnostic, Place
from builder.package.content import Content
from builder.source.bind.course import BoundCourse
from builder.source.carried import carry
from builder.source.check.media_files import check_files
from builder.source.check.pictures import check_picture
from builder.source.files import PICTURE_TYPES
from builder.source.media_paths import advise_types
from builder.source.media_types import FILE_TYPES, ending_of
from builder.source.unread_files import NOT_READ, OWN_NOTES


def shown_pictures(course: BoundCourse) -> dict[str, bytes]:
    """Return the pictures that the course shows, by their paths, as the author made them."""
    covers = [session.cover.file for session in course.sessions if session.cover is not None]
    logo = [course.theme.theme.logo.file] if course.theme is not None and course.theme.theme.logo is not None else []
    return {path: course.source.media[path] for path in (*covers, *logo, *_pictures_of(course.blocks()))}


def facilitator_pictures(course: BoundCourse) -> dict[str, bytes]:
    """Return the pictures that only facilitators and handouts show, or they as well."""
    return {path: course.source.media[path] for path in _pictures_of(course.facilitator_blocks())}


def _pictures_of(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the paths of the pictures that blocks show; those that stand for a film come last."""
    among = tuple(blocks)
    shown = (block.file for block in among if isinstance(block, Picture))
    posters = (block.poster for block in among if isinstance(block, Recording) and block.poster)
    return (*shown, *posters)


def carried_pictures(course: BoundCourse) -> dict[str, bytes]:
    """Return the same as packages carry them: drawings without what only style sheets and drawing programs understand."""
    return {path: carry(path, content) for path, content in shown_pictures(course).items()}


def carried_facilitator_pictures(course: BoundCourse) -> dict[str, bytes]:
    """Return the pictures of facilitators and handouts in the same form; books hold them, and no package does."""
    return {path: carry(path, content) for path, content in facilitator_pictures(course).items()}


def shown_files(course: BoundCourse) -> dict[str, Content]:
    """Return the recordings, captions and documents that the course shows, by their paths, as the author made them."""
    return _files_of(course, course.blocks())


def _files_of(course: BoundCourse, blocks: Iterable[Block]) -> dict[str, Content]:
    source = course.source
    paths = [path for block in blocks if isinstance(block, Recording | Download) for path in block.files()]
    return {path: source.files[path] if path in source.files else source.media[path] for path in paths}


def carried_files(course: BoundCourse) -> dict[str, Content]:
    """Return the same as packages carry them."""
    return {path: carry(path, content) if isinstance(content, bytes) else content for path, content in shown_files(course).items()}


def check_shown_pictures(course: BoundCourse) -> Iterator[Diagnostic]:
    """Judge each picture that is shown, once."""
    for path, content in {**shown_pictures(course), **facilitator_pictures(course)}.items():
        yield from check_picture(path, content)


def check_unshown_files(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of files in the media folders that no page can show, and none names: of those that one names, it is told there."""
    typed = "\n".join(text.raw for session in course.source.sessions for text in session.texts())
    unshown: dict[str, list[str]] = {}
    for path in sorted(course.source.others):
        folder, _slash, name = path.rpartition("/")
        if ending_of(path) not in (*PICTURE_TYPES, *FILE_TYPES) and name not in typed:
            unshown.setdefault(folder, []).append(path)
    for folder, paths in unshown.items():
        more = f", nor are {len(paths) - 1} more in “{folder}”" if len(paths) > 1 else ""
        hint = f"{advise_types((*PICTURE_TYPES, *FILE_TYPES))} {OWN_NOTES}"
        yield Diagnostic(NOT_READ, f"“{paths[0]}” is not of a type that a course can show{more}.", Place(paths[0]), hint)


def check_shown_files(course: BoundCourse) -> Iterator[Diagnostic]:
    """Judge each recording and each download, once."""
    yield from check_files({**shown_files(course), **_files_of(course, course.facilitator_blocks())})
