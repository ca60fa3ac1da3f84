"""HTML of a handout, element by element, as paragraphs, lists, tables and pictures of a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct
from msgspec.structs import replace

from builder.printing.word.lists import add_list
from builder.printing.word.pictures import add_picture

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "br", "cite", "code", "data", "del", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup")
)
BOXED = re.compile(r"\b(?:box|copack-(?:key-points|for-carers|nation-note|story|last-time))(?!_)\b")
"""Classes of what has a line around it on paper."""

_SPACES = re.compile(r"[ \t\r\n\f]+")
_INDENT = Cm(0.9)


class Surroundings(Struct, frozen=True):
    """Where a paragraph stands: how many lists are around it, whether it is in a box or a quotation."""

    lists: int = 0
    boxed: bool = False
    quoted: bool = False


class Marks(Struct, frozen=True):
    """How words look, and in which language they are where it is not the course's."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False
    raised: bool = False
    lowered: bool = False
    language: str = ""


_MARKS = {
    "b": {"bold": True},
    "strong": {"bold": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "cite": {"italic": True},
    "code": {"code": True},
    "kbd": {"code": True},
    "del": {"struck": True},
    "s": {"struck": True},
    "sub": {"lowered": True},
    "sup": {"raised": True},
}


_OPEN, _PLAIN = Surroundings(), Marks()


class WordBody:
    """Writes into a document. `_number` is the list whose mark the next paragraph has: its id and depth."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._number: tuple[int, int] | None = None

    def write(self, element: HtmlElement, around: Surroundings = _OPEN) -> None:
        """Write what is in an element: text that stands loose among blocks is a paragraph of its own."""
        paragraph: Paragraph | None = None
        for piece in _pieces(element):
            if isinstance(piece, HtmlElement) and piece.tag not in INLINE:
                _end(paragraph)
                paragraph = None
                self._write_block(piece, around)
            elif paragraph is not None or not isinstance(piece, str) or piece.strip():
                paragraph = paragraph or self._add_paragraph("Quote" if around.quoted else "Normal", around)
                _write_inline(paragraph, piece, _PLAIN)
        _end(paragraph)

    def _write_block(self, element: HtmlElement, around: Surroundings) -> None:
        tag = str(element.tag)
        if tag in {"ul", "ol"}:
            self._write_list(element, around)
        elif tag == "table":
            self._write_table(element)
        elif tag == "img":
            add_picture(self._add_paragraph("Normal", around), element)
        elif tag == "blockquote":
            self.write(element, replace(around, quoted=True))
        elif re.fullmatch(r"h[1-6]", tag):
            _write_words(self._add_paragraph(f"Heading {tag[1]}", around), element)
        elif tag in {"p", "dt", "figcaption", "caption"}:
            style = {"p": "Quote" if around.quoted else "Normal", "dt": "Normal"}.get(tag, "Caption")
            _write_words(self._add_paragraph(style, around), element, Marks(bold=tag == "dt"))
        else:
            self.write(element, replace(around, boxed=around.boxed or bool(BOXED.search(element.get("class", "")))))

    def _write_list(self, element: HtmlElement, around: Surroundings) -> None:
        number = add_list(self._document, element, around.lists)
        for item in element.iterchildren("li"):
            self._number = (number, around.lists)
            self.write(item, replace(around, lists=around.lists + 1))
            self._number = None

    def _write_table(self, element: HtmlElement) -> None:
        for caption in element.iterchildren("caption"):
            _write_words(self._add_paragraph("Caption", _OPEN), caption)
        rows = list(element.iter("tr"))
        table = self._document.add_table(len(rows), max(len(row) for row in rows), "Table Grid")
        for index, row in enumerate(rows):
            for cell, written in zip(row, table.rows[index].cells, strict=False):
                _write_words(written.paragraphs[0], cell, Marks(bold=cell.tag == "th"))
            if any(parent.tag == "thead" for parent in row.iterancestors()):
                properties = table.rows[index]._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx does not know rows that are repeated
                properties.append(OxmlElement("w:tblHeader"))
        self._document.add_paragraph()

    def _add_paragraph(self, style: str, around: Surroundings) -> Paragraph:
        paragraph = self._document.add_paragraph(style="List Paragraph" if self._number is not None and style == "Normal" else style)
        properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # python-docx has neither lists of one's own nor lines around paragraphs
        if self._number is not None:
            number, depth = self._number
            numbering = properties.get_or_add_numPr()
            numbering.get_or_add_ilvl().val, numbering.get_or_add_numId().val = depth, number
            self._number = None
        elif around.lists:
            paragraph.paragraph_format.left_indent = _INDENT * around.lists
        if around.boxed:
            properties.insert_element_before(_lines_around(), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
        return paragraph


def _lines_around() -> etree._Element:
    """Lines on all sides; Word draws one box around neighbours that have the same."""
    border = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", "sz": "8", "space": "6", "color": "000000"}.items():
            line.set(qn(f"w:{name}"), value)
        border.append(line)
    return border


def _pieces(element: HtmlElement) -> Iterator[str | HtmlElement]:
    """Yield the texts and elements in an element, in order."""
    if element.text:
        yield element.text
    for child in element.iterchildren():
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _write_words(paragraph: Paragraph, element: HtmlElement, marks: Marks = _PLAIN) -> None:
    for piece in _pieces(element):
        _write_inline(paragraph, piece, marks)


def _end(paragraph: Paragraph | None) -> None:
    """Take the space off the end of a paragraph: in HTML a line that ends before a block has one."""
    if paragraph is not None and paragraph.runs and paragraph.text.endswith(" "):
        last = paragraph.runs[-1]
        last.text = last.text.rstrip(" ")


def _write_inline(paragraph: Paragraph, piece: str | HtmlElement, marks: Marks) -> None:
    if isinstance(piece, str):
        _write_run(paragraph, piece, marks)
    elif piece.tag == "br":
        paragraph.add_run().add_break()
    elif piece.tag == "img":
        add_picture(paragraph, piece)
    else:
        inner = replace(marks, language=piece.get("lang", marks.language), **_MARKS.get(str(piece.tag), {}))
        before = len(paragraph._p)  # noqa: SLF001
        _write_words(paragraph, piece, inner)
        address = piece.get("href", "")
        if piece.tag == "a" and ":" in address and not address.startswith("#"):
            _link(paragraph, before, address)


def _write_run(paragraph: Paragraph, text: str, marks: Marks) -> None:
    words = _SPACES.sub(" ", text)
    if not paragraph.text or paragraph.text.endswith((" ", "\n")):
        words = words.lstrip(" ")
    if not words:
        return
    run = paragraph.add_run(words)
    font = run.font
    font.bold, font.italic, font.strike = marks.bold or None, marks.italic or None, marks.struck or None
    font.superscript, font.subscript = marks.raised or None, marks.lowered or None
    if marks.code:
        font.name = "Courier New"
    if marks.language:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), marks.language)
        properties: Any = run._r.get_or_add_rPr()  # noqa: SLF001  # python-docx has no language of a run
        properties.append(language)


def _link(paragraph: Paragraph, first: int, address: str) -> None:
    """Make the runs from `first` on a link."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    content: Any = paragraph._p  # noqa: SLF001  # python-docx adds no links
    runs = list(content)[first:]
    content.append(link)
    for run in runs:
        link.append(run)
