"""Handouts as Word documents (ISO/IEC 29500), since trusts edit them: real headings, lists and tables, alternative texts, the course's language.

They are made from the HTML that the facilitator's book has of them, so that no block and no word is lost on the way.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import html as lxml_html

from builder.course.model import RoomText, Session
from builder.package.zip import seal_again
from builder.pages.blocks import render_blocks
from builder.pages.slots import fill_slots
from builder.printing.book import describe_sheet
from builder.printing.materials import Materials
from builder.printing.word.body import WordBody
from builder.sentences import mark_language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

FONT = "Arial"
WIDTH, HEIGHT, MARGIN = Mm(210), Mm(297), Mm(20)
"""A4."""

HEADING_SIZES = {1: 1.7, 2: 1.35, 3: 1.15, 4: 1.0}
"""Times the size of the text, by level of a heading; deeper ones are as the last."""

_OF_THE_TEMPLATE = ("dcterms:created", "dcterms:modified", "cp:lastModifiedBy", "dc:description")
"""What python-docx's template says of itself; a date would make two builds differ."""


def write_handouts(materials: Materials) -> dict[str, bytes]:
    """Return the handouts of the sessions as Word documents, by name of the file: `<course>-<session>-<handout>.docx`."""
    return {
        f"{materials.course.id}-{session.id}-{text.name}.docx": write_handout(materials, session, text)
        for _number, session in materials.sessions
        for text in session.handouts
    }


def write_handout(materials: Materials, session: Session, text: RoomText) -> bytes:
    """Return a handout as a Word document. The same handout gives the same bytes with the same python-docx."""
    course, options = materials.course, materials.options
    around = materials.around(heading=text.title.plain, level=2)
    spoken = mark_language(f"<h1>{text.title.html}</h1>{render_blocks(text.blocks, around)}", course.language)
    html = fill_slots(spoken, course, course.local, on_paper=True)
    document = docx.Document()
    _set_page(document)
    _set_styles(document, options.size, course.language)
    WordBody(document).write(lxml_html.fragment_fromstring(html, create_parent="body"))
    _write_foot(document, describe_sheet(course, materials.build, session.title))
    properties = document.core_properties
    properties.keywords = materials.build.mark
    properties.title, properties.author, properties.language = text.title.plain, course.organisation, course.language
    for name in _OF_THE_TEMPLATE:
        for entry in properties._element.findall(qn(name)):  # noqa: SLF001  # python-docx can set them, and not leave them out
            properties._element.remove(entry)  # noqa: SLF001
    written = BytesIO()
    document.save(written)
    return seal_again(written.getvalue())


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = WIDTH, HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _set_styles(document: Document, points: int, language: str) -> None:
    """Give text and headings one plain face in black, of which `points` is the size, and say the language of all."""
    styles = document.styles
    _set_face(styles["Normal"], points)
    for name in ("Caption", "Quote"):
        _set_face(styles[name], points)
    for level in range(1, 7):
        _set_face(styles[f"Heading {level}"], round(points * HEADING_SIZES.get(level, 1.0)))
    for entry in styles.element.iter(qn("w:lang")):
        entry.set(qn("w:val"), language)


def _set_face(style: ParagraphStyle, points: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(points), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _write_foot(document: Document, words: str) -> None:
    """Write the line at the foot of each sheet, with the number of the page at its end."""
    section = document.sections[0]
    paragraph = section.footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH - 2 * MARGIN, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{words}\t").font.size = Pt(9)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  # python-docx has no fields
