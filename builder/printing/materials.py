"""What books are made from: the course or some of its sessions, with pictures that stand in the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import Block, Download, Recording
from builder.course.document import Picture
from builder.course.model import Course, Page, Session
from builder.course.walk import walk
from builder.output.build_name import BuildName
from builder.pages.assets import PackedPicture, data_address, pack_picture
from builder.pages.blocks import RenderContext
from builder.pages.media import PackedFile
from builder.printing.paper import paper_medium, render_on_paper


class PrintOptions(Struct, frozen=True):
    """How books are printed.

    Attributes:
        size: points of the text; 18 is large print.
        black_and_white: without any colour.
        pdf: each book as PDF too.
        docx: the handouts as Word documents too.
        slides: for each session, its pages as slides too.

    """

    size: int = 12
    black_and_white: bool = False
    pdf: bool = False
    docx: bool = False
    slides: bool = False


class Materials(Struct, frozen=True):
    """What a book is made from.

    Attributes:
        course: whole, or with the chosen sessions alone.
        sessions: number of each session in the whole course, from 1, with the session.
        whole: how many sessions the whole course has.
        ending: the last session of the whole course with its number, whether chosen or not; a form of the course stands there.
        build: name of the build that the book belongs to.
        options: how it is printed.
        pictures: by the author's path, each as an address that holds it.
        files: recordings and downloads, by the author's path.
        render: makes the HTML of a block from the name of its template and values.

    """

    course: Course
    sessions: tuple[tuple[int, Session], ...]
    whole: int
    ending: tuple[tuple[int, Session], ...]
    build: BuildName
    options: PrintOptions
    pictures: Mapping[str, PackedPicture]
    files: Mapping[str, PackedFile]
    render: Callable[..., str] = render_on_paper

    @property
    def pages(self) -> frozenset[str]:
        """The ids of the pages in the book."""
        return frozenset(page.id for _number, session in self.sessions for page in session.pages)

    def around(self, page: Page | None = None, *, heading: str = "", level: int = 3) -> RenderContext:
        """Return where blocks of a page, or of a text with this heading, are."""
        return RenderContext(
            self.course.language,
            self.pictures,
            page.title.plain if page is not None else heading,
            level=level,
            shift=level - 2,
            files=self.files,
            medium=paper_medium(self.pages, self.render),
        )


def gather_materials(course: Course, build: BuildName, options: PrintOptions, session: str = "") -> Materials:
    """Return what books of a course are made from, or of one session of it. Raises KeyError for a session that is not there."""
    numbered = tuple((number, each) for number, each in course.numbered() if not session or each.id == session)
    if not numbered:
        raise KeyError(session)
    chosen = replace(course, sessions=tuple(each for _number, each in numbered))
    media = {**course.facilitator_media, **course.media}
    paths = dict.fromkeys(_picture_paths(chosen))
    files = {path: PackedFile("", PurePosixPath(path).name, "") for path in _file_paths(chosen)}
    pictures = {path: _within(path, media[path]) for path in paths}
    return Materials(chosen, numbered, course.whole, tuple(course.numbered())[-1:], build, options, pictures, files)


def _blocks(course: Course) -> Iterator[Block]:
    for session in course.sessions:
        yield from walk(block for page in session.pages for block in page.blocks)
        yield from walk(session.facilitator_blocks())


def _picture_paths(course: Course) -> Iterator[str]:
    if course.theme is not None and course.theme.logo is not None:
        yield course.theme.logo.file
    yield from (session.cover.file for session in course.sessions if session.cover is not None)
    for block in _blocks(course):
        if isinstance(block, Picture):
            yield block.file
        elif isinstance(block, Recording) and block.poster:
            yield block.poster


def _file_paths(course: Course) -> Iterator[str]:
    return (path for block in _blocks(course) if isinstance(block, Recording | Download) for path in block.files())


def _within(path: str, content: bytes) -> PackedPicture:
    """Return a picture whose address holds its bytes; of one that moves, its first frame."""
    packed, files = pack_picture(path, content)
    shown = packed.still or packed.path
    return PackedPicture(data_address(shown, files[shown]), "", packed.width, packed.height)
