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
from builder.output.build_name import BuildName
from builder.pipeline import compile_folder
from builder.printing.books import print_books
from builder.printing.materials import PrintOptions
from builder.printing.pdf import write_pdf

ROOT = Path(__file__).parents[3]
BUILD = BuildName("1.0", "4f2a-91c0-7d3e")


class Printed:
    """A book as HTML and as PDF."""

    def __init__(self, course: Course, html: bytes) -> None:
        self.foot = f"{course.title} · {course.version} · {BUILD.word} · {BUILD.letters}"
        self.html = lxml_html.fromstring(html.decode())
        self.pdf = write_pdf(html)
        self.reader = PdfReader(BytesIO(self.pdf))
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


@pytest.fixture(scope="module", params=["tests/courses/every-block", "tests/courses/every_interaction"])
def printed(request: pytest.FixtureRequest) -> list[Printed]:
    course = compile_folder(ROOT / request.param).course
    assert course is not None
    return [Printed(course, html) for html in print_books(course, BUILD, PrintOptions()).files.values()]


def test_it_is_tagged_and_says_its_title_and_its_language(printed: list[Printed]) -> None:
    for book in printed:
        root = book.reader.root_object
        assert str(entries(root["/MarkInfo"])["/Marked"]) == "True"
        assert str(root["/Lang"]) == book.html.get("lang")
        assert str(entries(root["/ViewerPreferences"])["/DisplayDocTitle"]) == "True"
        assert book.reader.metadata is not None
        assert book.reader.metadata.title == book.html.findtext("head/title")
        tags = {str(element["/S"]) for element in book.elements()}
        assert {"/H1", "/H2", "/P", "/L", "/LI"} <= tags
        tables = [element for element in book.elements() if str(element["/S"]) == "/Table"]
        assert len(tables) >= len(book.html.findall(".//table")), "one that goes on on the next sheet is two"


def test_each_picture_has_its_alternative_text(printed: list[Printed]) -> None:
    for book in printed:
        figures = [str(element["/Alt"]) for element in book.elements() if str(element["/S"]) == "/Figure"]
        assert figures == [picture.get("alt") for picture in book.html.iterfind(".//img") if picture.get("alt")]


def test_its_bookmarks_are_the_headings(printed: list[Printed]) -> None:
    for book in printed:
        titles = [str(entry["/Title"]) for entry in outline(book.reader.outline)]
        headings = book.html.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")
        assert [squeeze(title) for title in titles] == [squeeze(heading.text_content()) for heading in headings]


def outline(entries: object) -> Iterator[DictionaryObject]:
    for entry in entries if isinstance(entries, list) else [entries]:
        if isinstance(entry, list):
            yield from outline(entry)
        else:
            assert isinstance(entry, DictionaryObject)
            yield entry


def test_the_numbers_in_the_contents_are_those_of_the_sheets(printed: list[Printed]) -> None:
    for book in printed:
        numbers = {}
        for target, place in book.reader.named_destinations.items():
            index = book.reader.get_destination_page_number(place)
            assert index is not None
            numbers[target] = index + 1
        named = book.html.cssselect(".contents a")
        lines = [line for sheet in book.sheets for line in sheet.splitlines() if re.search(r"\.{3,} *\d+$", line)]
        assert len(lines) == len(named)
        for entry, line in zip(named, lines, strict=True):
            assert int(line.rsplit(".", 1)[1]) == numbers[entry.get("href", "")[1:]], line


def test_each_sheet_says_whose_it_is_and_which(printed: list[Printed]) -> None:
    for book in printed:
        for number, sheet in enumerate(book.sheets, 1):
            assert squeeze(book.foot) in squeeze(sheet)
            assert number == 1 or squeeze(sheet).endswith(str(number))


def test_no_word_of_the_html_is_lost(printed: list[Printed]) -> None:
    for book in printed:
        told = "".join(re.sub(rf"{re.escape(squeeze(book.foot))}(\d*$)?", "", squeeze(sheet)) for sheet in book.sheets)
        body = book.html.find("body")
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
