"""A bilingual table as a Word document (ISO/IEC 29500). python-docx writes it; a document that comes back is a stranger's zip and read as such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from builder.bilingual.table import ID, NO_TABLE, Row
from builder.diagnostics import Checked, Diagnostic, Place
from builder.package.limits import MEBIBYTE, Limits
from builder.package.zip import seal_again
from builder.package.zip_reader import read_zip

if TYPE_CHECKING:
    from docx.document import Document

WIDTHS = (Mm(42), Mm(82), Mm(82), Mm(22), Mm(42))
"""Of the columns, on a sheet of A4 on its side."""
LIMITS = Limits(entries=2_000, total=64 * MEBIBYTE)
"""A table of a whole course has one megabyte or two of text."""

_DOCUMENT = re.compile(r"word/document[0-9]{0,3}\.xml")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OF_THE_TEMPLATE = ("dcterms:created", "dcterms:modified", "cp:lastModifiedBy", "dc:description")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write_word(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """Return the rows as a Word document with one table, whose first row stands on each sheet again. The same rows give the same bytes."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(13)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(10)
    document.add_heading(title, 1)
    document.add_paragraph(_HELP.format(language=rows[0][2]))
    _add_table(document, rows)
    document.core_properties.title = title
    for name in _OF_THE_TEMPLATE:
        for entry in document.core_properties._element.findall(qn(name)):  # noqa: SLF001  # python-docx can set them, and not leave them out
            document.core_properties._element.remove(entry)  # noqa: SLF001
    written = BytesIO()
    document.save(written)
    return seal_again(written.getvalue())


_HELP = (
    "Type the translation into the column “{language}”. Leave the first two columns as they are. "
    "Anyone who reviews a translation types yes into the column “Reviewed”. An empty cell changes nothing in the course."
)


def _add_table(document: Document, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(WIDTHS))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    languages = ("", rows[0][1], rows[0][2], "", "")
    for number, row in enumerate(rows):
        line = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        line.append(properties)
        for text, width, language in zip(row, WIDTHS, languages, strict=True):
            line.append(_cell(text, width, language if number else "", bold=number == 0))
        table._tbl.append(line)  # noqa: SLF001  # rows by python-docx take time in the square of their number


def _cell(text: str, width: Mm, language: str, *, bold: bool) -> etree._Element:
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    size = OxmlElement("w:tcW")
    size.set(qn("w:w"), str(round(width.pt * 20)))
    size.set(qn("w:type"), "dxa")
    properties.append(size)
    cell.append(properties)
    for line in _NOT_IN_XML.sub("\ufffd", text).split("\n"):
        paragraph, run, words = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
        marks = OxmlElement("w:rPr")
        if bold:
            marks.append(OxmlElement("w:b"))
        if language:
            spoken = OxmlElement("w:lang")
            spoken.set(qn("w:val"), language)
            marks.append(spoken)
        words.text = line
        words.set(_SPACE, "preserve")
        run.append(marks)
        run.append(words)
        paragraph.append(run)
        cell.append(paragraph)
    return cell


def read_word(path: Path) -> Checked[tuple[Row, ...]]:
    """Return the rows of the tables of a Word document whose first cell is `Id`. Raises OSError only for an unreadable path."""
    contents = read_zip(path, LIMITS).value
    name = next((name for name in contents.files if _DOCUMENT.fullmatch(name)), "") if contents is not None else ""
    root = _parse(contents.read(name)) if contents is not None and name else None
    if root is None:
        hint = "Save it from Word again as a document, with the ending docx."
        return Checked(None, (Diagnostic(NO_TABLE, f"“{path.name}” cannot be read as a Word document.", Place(path.name), hint),))
    rows: list[tuple[str, ...]] = []
    for table in root.iter(f"{_W}tbl"):
        cells = [tuple(_text(cell) for cell in row.iter(f"{_W}tc")) for row in table.iter(f"{_W}tr")]
        if cells and cells[0] and cells[0][0].strip().lower() == ID.lower():
            rows += cells if not rows else cells[1:]
    if not rows:
        message = f"“{path.name}” does not hold a table whose first column is “{ID}”."
        return Checked(None, (Diagnostic(NO_TABLE, message, Place(path.name), "Keep the first row of the table as it was."),))
    return Checked(tuple(Row(number, cells) for number, cells in enumerate(rows, 1)))


def _parse(content: bytes) -> etree._Element | None:
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None


def _text(cell: etree._Element) -> str:
    """Return the words of a cell as they stand on the page: what tracked changes put in counts, what they took out does not."""
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iter(f"{_W}p"))


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}cr", f"{_W}tab", f"{_W}noBreakHyphen"):
        if any(around.tag in {f"{_W}moveFrom", f"{_W}del"} for around in element.iterancestors()):
            continue
        tag, parent = etree.QName(element).localname, element.getparent()
        if tag != "tab" or (parent is not None and parent.tag == f"{_W}r"):  # a tab stop of a style has the same name
            yield {"t": element.text or "", "tab": "\t", "noBreakHyphen": "-"}.get(tag, "\n")
