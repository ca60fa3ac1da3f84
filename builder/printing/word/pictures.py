"""Pictures of a Word document, each with its alternative text. A drawing (SVG) stands there as it is, and as dots for what cannot show it."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Cm, Emu
from lxml import etree
from PIL import Image

if TYPE_CHECKING:
    from docx.oxml.shape import CT_Inline
    from docx.text.paragraph import Paragraph
    from lxml.html import HtmlElement

WIDEST, TALLEST = Cm(17), Cm(12)
_PER_PIXEL = 9525
"""English metric units of a CSS pixel."""

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_SVG_URI, _DECORATIVE_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""Of Microsoft's extensions ([MS-ODRAWXML] 2.3)."""


def add_picture(paragraph: Paragraph, element: HtmlElement) -> None:
    """Add the picture of an `img` whose address holds it (`builder/pages/assets.py`, `data_address`)."""
    media, content = read_data_address(element.get("src", ""))
    drawing = media == "image/svg+xml"
    size = (int(element.get("width", "0")), int(element.get("height", "0"))) if drawing else Image.open(BytesIO(content)).size
    width, height = (side or 300 for side in size)
    scale = min(1.0, WIDEST / (width * _PER_PIXEL), TALLEST / (height * _PER_PIXEL))
    dots = _blank(width, height) if drawing else content
    shown = paragraph.add_run().add_picture(BytesIO(dots), Emu(int(width * _PER_PIXEL * scale)), Emu(int(height * _PER_PIXEL * scale)))
    inline = shown._inline  # noqa: SLF001  # python-docx has no alternative texts
    inline.docPr.set("descr", element.get("alt", ""))
    if not element.get("alt"):
        _extend(inline.docPr, "a:extLst", _DECORATIVE_URI, etree.Element(f"{{{_DECORATIVE}}}decorative", {"val": "1"}, nsmap={"adec": _DECORATIVE}))
    if drawing:
        _add_drawing(paragraph, inline, content)


def read_data_address(address: str) -> tuple[str, bytes]:
    """Return the media type and the bytes of a picture that stands in its own address."""
    head, _comma, content = address.partition(",")
    return head.removeprefix("data:").removesuffix(";base64"), b64decode(content)


def _add_drawing(paragraph: Paragraph, inline: CT_Inline, content: bytes) -> None:
    package = paragraph.part.package
    assert package is not None
    number = 1 + sum(str(part.partname).endswith(".svg") for part in package.iter_parts())
    part = Part(PackURI(f"/word/media/drawing{number}.svg"), "image/svg+xml", content, package)
    blip = next(inline.iter(qn("a:blip")))
    related = paragraph.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    _extend(blip, "a:extLst", _SVG_URI, etree.Element(f"{{{_SVG}}}svgBlip", {qn("r:embed"): related}, nsmap={"asvg": _SVG, "r": nsmap["r"]}))


def _extend(element: etree._Element, name: str, uri: str, extension: etree._Element) -> None:
    listed, entry = OxmlElement(name), OxmlElement("a:ext")
    entry.set("uri", uri)
    entry.append(extension)
    listed.append(entry)
    element.append(listed)


def _blank(width: int, height: int) -> bytes:
    """Return a white picture of this shape as PNG: what stands where a program cannot show drawings."""
    written = BytesIO()
    Image.new("1", (width, height), 1).save(written, "PNG")
    return written.getvalue()
