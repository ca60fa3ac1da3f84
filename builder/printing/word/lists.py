"""Lists of a Word document: each has marks and a numbering of its own, so that a second list begins at 1 again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from lxml import etree
    from lxml.html import HtmlElement

FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""By `type` of an `ol`, the name of its numbers (ISO/IEC 29500-1, 17.18.59)."""

_STEP = 510
"""Twentieths of a point by which each depth stands further in."""


def add_list(document: Document, element: HtmlElement, depth: int) -> int:
    """Add the numbering of a `ul` or `ol` that stands in `depth` other lists; return its id, which paragraphs name."""
    numbering = document.part.numbering_part.element
    number = 1 + max((int(entry.get(qn("w:numId"))) for entry in numbering.iterchildren(qn("w:num"))), default=0)
    abstract = 1 + max((int(entry.get(qn("w:abstractNumId"))) for entry in numbering.iterchildren(qn("w:abstractNum"))), default=-1)
    level = _element(
        "w:lvl",
        {"w:ilvl": str(depth)},
        _element("w:start", {"w:val": element.get("start", "1")}),
        _element("w:numFmt", {"w:val": FORMATS[element.get("type", "1")] if element.tag == "ol" else "bullet"}),
        _element("w:lvlText", {"w:val": f"%{depth + 1}." if element.tag == "ol" else "•"}),
        _element("w:lvlJc", {"w:val": "left"}),
        _element("w:pPr", {}, _element("w:ind", {"w:left": str(_STEP * (depth + 1)), "w:hanging": str(_STEP * 3 // 4)})),
    )
    kinds = _element("w:abstractNum", {"w:abstractNumId": str(abstract)}, _element("w:multiLevelType", {"w:val": "hybridMultilevel"}), level)
    first = next(numbering.iterchildren(qn("w:num")), None)
    if first is None:
        numbering.append(kinds)
    else:
        first.addprevious(kinds)  # the schema has all kinds of lists before all lists
    numbering.append(_element("w:num", {"w:numId": str(number)}, _element("w:abstractNumId", {"w:val": str(abstract)})))
    return number


def _element(name: str, attributes: dict[str, str], *children: etree._Element) -> etree._Element:
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(attribute), value)
    for child in children:
        made.append(child)
    return made
