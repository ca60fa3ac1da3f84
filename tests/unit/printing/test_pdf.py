"""The PDF of a book, read back: tagged, named, with the numbers of its contents true, and with every word of the HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html as lxml_html
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from builder.course.model import Course
from builder.output.build_name import BuildName, read_build_letters
from builder.pipeline import compile_folder
from builder.printing.books import print_books
from builder.printing.materials import PrintOptions
from builder.printing.pdf import write_pdf
from tests.selection import only_quick

ROOT = Path(__file__).parents[3]
BUILD = BuildName("1.0", "4f2a-91c0-7d3e")


class Printed:
    """A book as HTML and as PDF."""

    def __init__(self, course: Course, html: bytes) -> None:
        self.foot = f"{course.title} · {course.version} · {BUILD.word} · {BUILD.letters}"
        self.html = lxml_html.fromstring(html.decode())
        self.pdf = write_pdf(html, BUILD.mark)
        self.reader = PdfReader(BytesIO(self.pdf), strict=True)
        self.sheets = [sheet.extract_text() for sheet in self.reader.pages]

    def elements(self) -> list[DictionaryObject]:
        """The elements of the structure tree."""
        return list(structure(self.reader.root_object["/StructTreeRoot"]))


def entries(node: PdfObject) -> DictionaryObject:
    found = node.get_object()
    assert isinstance(found, DictionaryObject)
    return found


def structure(node: PdfObject | None) -> Iterator[DictionaryObject]:
    found = node.get_object() if node is not None else None
    if isinstance(found, ArrayObject):
        for part in found:
            yield from structure(part)
    elif isinstance(found, DictionaryObject):
        if "/S" in found:
            yield found
        yield from structure(found.get("/K"))


BOOKS = [f"{course}/{book}" for course in ("every-block", "every_interaction") for book in ("learner-book", "facilitator-book")]


# In `make test` each course and each book is printed once.
@pytest.fixture(scope="module", params=only_quick(BOOKS, "every-block/facilitator-book", "every_interaction/learner-book"))
def printed(request: pytest.FixtureRequest) -> Printed:
    name, _, book = request.param.partition("/")
    course = compile_folder(ROOT / "tests" / "courses" / name).course
    assert course is not None
    return Printed(course, print_books(course, BUILD, PrintOptions()).files[f"{course.id}-{book}.html"])


def test_it_is_tagged_and_says_its_title_and_its_language(printed: Printed) -> None:
    root = printed.reader.root_object
    assert str(entries(root["/MarkInfo"])["/Marked"]) == "True"
    assert str(root["/Lang"]) == printed.html.get("lang")
    assert str(entries(root["/ViewerPreferences"])["/DisplayDocTitle"]) == "True"
    assert printed.reader.metadata is not None
    assert printed.reader.metadata.title == printed.html.findtext("head/title")
    tags = {str(element["/S"]) for element in printed.elements()}
    assert {"/H1", "/H2", "/P", "/L", "/LI"} <= tags
    tables = [element for element in printed.elements() if str(element["/S"]) == "/Table"]
    assert len(tables) >= len(printed.html.findall(".//table")), "one that goes on on the next sheet is two"


def test_each_picture_has_its_alternative_text(printed: Printed) -> None:
    figures = [str(element["/Alt"]) for element in printed.elements() if str(element["/S"]) == "/Figure"]
    assert figures == [picture.get("alt") for picture in printed.html.iterfind(".//img") if picture.get("alt")]


def test_its_bookmarks_are_the_headings(printed: Printed) -> None:
    titles = [str(entry["/Title"]) for entry in outline(printed.reader.outline)]
    headings = printed.html.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")
    assert [squeeze(title) for title in titles] == [squeeze(heading.text_content()) for heading in headings]


def outline(entries: object) -> Iterator[DictionaryObject]:
    for entry in entries if isinstance(entries, list) else [entries]:
        if isinstance(entry, list):
            yield from outline(entry)
        else:
            assert isinstance(entry, DictionaryObject)
            yield entry


def test_the_numbers_in_the_contents_are_those_of_the_sheets(printed: Printed) -> None:
    numbers = {}
    for target, place in printed.reader.named_destinations.items():
        index = printed.reader.get_destination_page_number(place)
        assert index is not None
        numbers[target] = index + 1
    named = printed.html.cssselect(".contents a")
    lines = [line for sheet in printed.sheets for line in sheet.splitlines() if re.search(r"\.{3,} *\d+$", line)]
    assert len(lines) == len(named)
    for entry, line in zip(named, lines, strict=True):
        assert int(line.rsplit(".", 1)[1]) == numbers[entry.get("href", "")[1:]], line


def test_each_sheet_says_whose_it_is_and_which(printed: Printed) -> None:
    for number, sheet in enumerate(printed.sheets, 1):
        assert squeeze(printed.foot) in squeeze(sheet)
        assert number == 1 or squeeze(sheet).endswith(str(number))


def test_no_word_of_the_html_is_lost(printed: Printed) -> None:
    told = "".join(re.sub(rf"{re.escape(squeeze(printed.foot))}(\d*$)?", "", squeeze(sheet)) for sheet in printed.sheets)
    body = printed.html.find("body")
    assert body is not None
    lost = [text for text in map(squeeze, body.itertext()) if text not in told]
    assert lost == []


def squeeze(text: str) -> str:
    """The text without its spaces: where a line of paper ends is not a word."""
    return re.sub(r"[\s\u00ad]+", "", text)


def test_the_same_book_is_the_same_pdf() -> None:
    course = compile_folder(ROOT / "tests/courses/short").course
    assert course is not None
    html = next(iter(print_books(course, BUILD, PrintOptions()).files.values()))
    assert write_pdf(html) == write_pdf(html)


def test_nothing_is_fetched() -> None:
    """A picture elsewhere stays away, and so does a file of this computer."""
    pdf = write_pdf(b'<html lang="en"><title>T</title><p>Words<img alt="" src="https://copack.invalid/a.png"><img alt="" src="file:///etc/hostname"></html>')
    assert "Words" in PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_it_says_of_which_build_it_is_where_tools_find_it(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(write_pdf(b'<html lang="en"><title>T</title><p>Words</html>', BUILD.mark))
    assert read_build_letters(path) == BUILD.letters
    assert "Words" in PdfReader(path, strict=True).pages[0].extract_text()
