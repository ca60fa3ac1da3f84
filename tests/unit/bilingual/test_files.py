"""Files of bilingual tables as spreadsheets and word processors leave them, and as somebody might who wants to do harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from builder.bilingual.csv_file import read_csv, write_csv
from builder.bilingual.word_file import read_word, write_word

ROWS = [
    ("Id", "en-GB", "cy", "Reviewed", "Notes"),
    ("a", "- One\n- Two", "- Un\n- Dau", "", ""),
    ("b", "=1+1", "'=1+1", "yes", "A note, with “signs”."),
]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def cells(rows: object) -> list[tuple[str, ...]]:
    assert isinstance(rows, tuple)
    return [row.cells for row in rows]


def document(xml: str, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
    return path


def test_csv_comes_back_as_it_was() -> None:
    assert cells(read_csv(write_csv(ROWS), "w.csv").value) == ROWS


def test_no_cell_of_a_csv_file_is_a_formula_for_a_spreadsheet() -> None:
    text = write_csv(ROWS).decode("utf-8-sig")
    assert "'=1+1" in text
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in text.split("\r\n") for cell in line.replace('"', "").split(","))


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_as_spreadsheets_of_any_country_write_it(separator: str, encoding: str) -> None:
    content = f"Id{separator}en-GB{separator}cy\r\na{separator}One, two{separator}“Ŵyn”\r\n".encode(encoding)
    assert cells(read_csv(content, "w.csv").value) == [("Id", "en-GB", "cy"), ("a", "One, two", "“Ŵyn”")]


@pytest.mark.parametrize("content", [b"", b"Name,x\r\n", "Id,é".encode("cp1252"), b'Id,"x', b"\xff\xfe\x00", b"PK\x03\x04", b"Id\x00,a"])
def test_what_is_no_table_is_told(content: bytes) -> None:
    read = read_csv(content, "w.csv")
    assert read.value is None or len(read.value) == 1
    assert read.value is not None or {fault.rule.code for fault in read.diagnostics} == {"SRC190"}


def test_a_word_document_comes_back_as_it_was_and_is_the_same_each_time(tmp_path: Path) -> None:
    path = tmp_path / "w.docx"
    path.write_bytes(write_word(ROWS, "Words"))
    assert cells(read_word(path).value) == ROWS
    assert path.read_bytes() == write_word(ROWS, "Words")


def test_a_word_document_says_its_languages_and_repeats_the_names_of_its_columns() -> None:
    opened = docx.Document(io.BytesIO(write_word(ROWS, "Words")))
    xml = opened.element.xml
    assert 'w:val="cy"' in xml
    assert 'w:val="en-GB"' in xml
    assert xml.count("<w:tblHeader/>") == 1
    assert [cell.text for cell in opened.tables[0].rows[1].cells][:3] == list(ROWS[1][:3])


def test_tracked_changes_and_split_runs_are_read_as_they_stand_on_the_page(tmp_path: Path) -> None:
    cell = (
        "<w:tc><w:p><w:r><w:t>Chi </w:t></w:r><w:del><w:r><w:delText>fydd</w:delText></w:r></w:del><w:ins><w:r><w:t>sy’n</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>nid</w:t></w:r></w:moveFrom><w:r><w:t> dewis</w:t><w:br/><w:t>.</w:t></w:r></w:p></w:tc>"
    )
    head = "".join(f"<w:tc><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc>" for name in ("Id", "en-GB", "cy"))
    row = f"<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc>{cell}</w:tr>"
    xml = f"<w:document {W}><w:body><w:tbl><w:tr>{head}</w:tr>{row}</w:tbl></w:body></w:document>"
    assert cells(read_word(document(xml, tmp_path / "w.docx")).value)[1] == ("a", "", "Chi sy’n dewis\n.")


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "no xml",
        f"<w:document {W}/>",
        f'<!DOCTYPE d [<!ENTITY a "{"x" * 99}"><!ENTITY b "{"&a;" * 99}">]><w:document {W}>&b;</w:document>',
        "<a>" * 5000 + "</a>" * 5000,
    ],
)
def test_a_document_without_a_table_or_with_harm_in_it_is_told(xml: str, tmp_path: Path) -> None:
    read = read_word(document(xml, tmp_path / "w.docx"))
    assert read.value is None
    assert [fault.rule.code for fault in read.diagnostics] == ["SRC190"]


def test_a_file_that_is_no_zip_or_unpacks_to_gigabytes_is_told(tmp_path: Path) -> None:
    path = tmp_path / "w.docx"
    path.write_bytes(b"not a zip")
    assert read_word(path).value is None
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 70_000_000)
    assert read_word(path).value is None
