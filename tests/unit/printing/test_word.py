"""Handouts as Word documents, read back by python-docx: headings, lists, tables, pictures, links and languages are what they are, not looks."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import html as lxml_html
from msgspec.structs import replace
from PIL import Image

from builder.cli import run
from builder.course.edition import CoursePilot
from builder.output.build_name import BuildName
from builder.pages.blocks import render_blocks
from builder.pipeline import compile_folder
from builder.printing.materials import Materials, PrintOptions, gather_materials
from builder.printing.word.handouts import write_handouts

ROOT = Path(__file__).parents[3]
BUILD = BuildName("1.0", "4f2a-91c0-7d3e")
HANDOUT = """# My plan, with *care*

Next week I will **try** one thing. See [the HRA](https://www.hra.nhs.uk/about) or say [bore da](lang:cy).

## First

- one
    - inside one
- two

1. first
2. second

Words between.

5. fifth
6. sixth

### Deeper

| What | When |
| --- | --- |
| Talk | Monday |

> A quotation that somebody said.

![A walrus reads](media/facilitators-only.svg)

![A photograph](media/photo.png)

::: story
A story in a box.

With two paragraphs.
:::

::: steps
## Step one
Do it.

## Step two
Do more.
:::
"""


@pytest.fixture(scope="module")
def materials(tmp_path_factory: pytest.TempPathFactory) -> Materials:
    folder = tmp_path_factory.mktemp("course") / "every-block"
    shutil.copytree(ROOT / "tests/courses/every-block", folder)
    session = folder / "sessions/02-versions"
    (session / "handouts/plan.md").write_text(HANDOUT, encoding="utf-8")
    Image.new("RGB", (40, 30), "red").save(session / "media/photo.png")
    course = compile_folder(folder).course
    assert course is not None
    return gather_materials(course, BUILD, PrintOptions())


@pytest.fixture(scope="module")
def plan(materials: Materials) -> Document:
    return docx.Document(BytesIO(write_handouts(materials)["every-block-versions-plan.docx"]))


def style_of(paragraph: Paragraph) -> str:
    assert paragraph.style is not None
    return str(paragraph.style.name)


def paragraph_of(document: Document, text: str) -> Paragraph:
    return next(paragraph for paragraph in document.paragraphs if paragraph.text == text)


def test_each_handout_is_a_document_with_every_word_in_order(materials: Materials) -> None:
    written = write_handouts(materials)
    assert sorted(written) == ["every-block-versions-plan.docx", "every-block-versions-walrus-card.docx"]
    for _number, session in materials.sessions:
        for text in session.handouts:
            document = docx.Document(BytesIO(written[f"every-block-{session.id}-{text.name}.docx"]))
            html = f"<h1>{text.title.html}</h1>{render_blocks(text.blocks, materials.around(heading=text.title.plain, level=2))}"
            expected = "".join(lxml_html.fragment_fromstring(html, create_parent="div").itertext())
            told = "".join(str(entry.text) for entry in document.element.body.iter(qn("w:t")))
            assert squeeze(told) == squeeze(expected)


def test_each_sheet_says_which_course_session_pilot_and_build_it_is_of(materials: Materials) -> None:
    piloted = replace(materials, course=replace(materials.course, pilot=CoursePilot("spring", "Pilot, spring")))
    document = docx.Document(BytesIO(write_handouts(piloted)["every-block-versions-plan.docx"]))
    (session,) = (session for _number, session in materials.sessions if session.id == "versions")
    told = (piloted.course.title, session.title, "Pilot, spring (spring)", piloted.course.version, materials.build.word, materials.build.letters)
    assert document.sections[0].footer.paragraphs[0].text.split("\t")[0] == " · ".join(told)


def squeeze(text: str) -> str:
    return re.sub(r"[\s\x0e\x0f\x10]+", "", text)


def test_headings_have_the_levels_of_the_handout(plan: Document) -> None:
    headings = [(style_of(paragraph), paragraph.text) for paragraph in plan.paragraphs if style_of(paragraph).startswith("Heading")]
    assert headings[:3] == [("Heading 1", "My plan, with care"), ("Heading 2", "First"), ("Heading 3", "Deeper")]
    assert ("Heading 4", "Step one") in headings


def numbering_of(document: Document, text: str) -> tuple[str, str, str]:
    """How the item is marked, by what it starts, and how deep it is."""
    properties = paragraph_of(document, text)._p.pPr
    assert properties is not None
    number = next(properties.iter(qn("w:numId"))).get(qn("w:val"))
    depth = next(properties.iter(qn("w:ilvl"))).get(qn("w:val"))
    root = document.part.numbering_part.element
    kind = next(entry for entry in root.iter(qn("w:num")) if entry.get(qn("w:numId")) == number).find(qn("w:abstractNumId")).get(qn("w:val"))
    marks = next(entry for entry in root.iter(qn("w:abstractNum")) if entry.get(qn("w:abstractNumId")) == kind)
    level = next(entry for entry in marks.iter(qn("w:lvl")) if entry.get(qn("w:ilvl")) == depth)
    return level.find(qn("w:numFmt")).get(qn("w:val")), level.find(qn("w:start")).get(qn("w:val")), str(depth)


def test_lists_are_lists_and_each_has_numbers_of_its_own(plan: Document) -> None:
    assert numbering_of(plan, "one") == ("bullet", "1", "0")
    assert numbering_of(plan, "inside one") == ("bullet", "1", "1")
    assert numbering_of(plan, "first") == ("decimal", "1", "0")
    assert numbering_of(plan, "fifth") == ("decimal", "5", "0")
    assert numbering_of(plan, "Step one") == ("decimal", "1", "0")


def test_a_table_says_which_row_is_its_head(plan: Document) -> None:
    (table,) = plan.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["What", "When"], ["Talk", "Monday"]]
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [True, False]


def test_each_picture_has_its_alternative_text_and_a_drawing_stays_one(plan: Document) -> None:
    assert plan.element.body.xpath("//wp:docPr/@descr") == ["A walrus reads", "A photograph"]
    drawings = [part for part in plan.part.package.iter_parts() if str(part.partname).endswith(".svg")]
    assert [part.blob.lstrip()[:4] for part in drawings] == [b"<svg"]


def test_links_lead_there_and_other_languages_are_named(plan: Document) -> None:
    (link,) = plan.element.body.iter(qn("w:hyperlink"))
    assert plan.part.rels[link.get(qn("r:id"))].target_ref == "https://www.hra.nhs.uk/about"
    assert "".join(str(entry.text) for entry in link.iter(qn("w:t"))) == "the HRA"
    assert plan.element.body.xpath("//w:r[w:t='bore da']/w:rPr/w:lang/@w:val") == ["cy"]
    assert set(plan.styles.element.xpath("//w:lang/@w:val")) == {"en-GB"}
    assert plan.core_properties.title == "My plan, with care"


def test_what_has_a_line_around_it_on_paper_has_one_here(plan: Document) -> None:
    boxed = [paragraph.text for paragraph in plan.paragraphs if paragraph._p.xpath("w:pPr/w:pBdr")]
    assert boxed[-2:] == ["A story in a box.", "With two paragraphs."]


def order_of(element: object) -> Iterator[str]:
    for child in element:  # type: ignore[attr-defined]
        yield child.tag.rpartition("}")[2]


def test_paragraphs_follow_the_order_of_the_schema(plan: Document) -> None:
    """ISO/IEC 29500-1, A.1, CT_PPrBase: Word refuses a document that has them in another order."""
    schema = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "jc", "rPr"]
    for paragraph in plan.paragraphs:
        if paragraph._p.pPr is not None:
            names = list(order_of(paragraph._p.pPr))
            assert names == sorted(names, key=schema.index)
    kinds = list(order_of(plan.part.numbering_part.element))
    assert kinds == sorted(kinds, key=["abstractNum", "num"].index)


def test_the_same_handout_is_the_same_file_without_a_date(materials: Materials) -> None:
    written = write_handouts(materials)
    assert written == write_handouts(materials)
    for content in written.values():
        with ZipFile(BytesIO(content)) as archive:
            assert b"dcterms:created" not in archive.read("docProps/core.xml")
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_the_command_writes_them_and_says_where_there_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["print", str(ROOT / "tests/courses/every-block"), "-o", str(tmp_path), "--docx"]) == 0
    assert [path.name for path in tmp_path.glob("*.docx")] == ["every-block-versions-walrus-card.docx"]
    capsys.readouterr()
    assert run(["print", str(ROOT / "tests/courses/short"), "-o", str(tmp_path), "--docx"]) == 0
    assert "no session here has a handout" in capsys.readouterr().err
