"""Lines that open or close a block of text in another tool (MkDocs, GitBook, Hugo, GitHub, Confluence, Sphinx), and what is typed here instead."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from builder.source.tree.block_schemas import BLOCKS
from builder.source.tree.openings import FENCE_SYNONYMS

_S = r"[^\S\n]*"
_NAME = r"(?P<name>[A-Za-z][\w-]*)"
_TITLE = r"(?P<title>[^\n]*)"

_BOXES = (
    "note|notice|tip|hint|info|information|important|warning|caution|danger|alert|attention|callout|admonition|panel|box|details|expand|"
    "collapse|toggle|spoiler|accordion|tabs|tab|tabset|quote|example|abstract|summary|success|seealso|todo|quiz|question"
)
_TAGS = rf"(?P<name>{_BOXES})(?P<title>(?![\w-])[^{{}}\n]*)"

_OPENINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_S}(?:(?P<folds>\?\?\?\+?)|!!!){_S}{_NAME}{_TITLE}$",
        rf"^{_S}///{_S}{_NAME}{_TITLE}$",
        rf"^{_S}\{{%-?{_S}{_TAGS}\}}{_S}$",
        rf"^{_S}\{{\{{[<%]{_S}{_TAGS}\}}\}}{_S}$",
        rf"^(?:{_S}>)*{_S}\[!{_NAME}\](?P<folds>[+-])?{_TITLE}$",
        rf"^{_S}\.\.[^\S\n]+{_NAME}::{_TITLE}$",
        rf"^{_S}\{{{_TAGS}\}}{_S}$",
        rf"^{_S}\[(?P<name>{_BOXES})(?P<title>(?: [^\]\n]*)?)\](?!\(){_S}$",
        rf"^{_S}\\begin\{{(?P<name>{_BOXES})\}}(?P<title>)",
    )
)
_CLOSING = re.compile(
    rf"^{_S}(?:///|\{{%-?{_S}/?end\w*{_S}-?%\}}|\{{%{_S}/[\w-]+{_S}%\}}|\{{\{{[<%]{_S}/{_S}[\w-]+{_S}[%>]\}}\}}|\[/(?:{_BOXES})\]|\\end\{{(?:{_BOXES})\}}){_S}$",
    re.IGNORECASE,
)
_TAB = re.compile(rf"^{_S}={{3,}}[!+]?{_S}[\"“](?P<title>[^\"”\n]+)[\"”]{_S}$")
_FOLDED = re.compile(rf"^{_S}\+{{3,}}(?P<title>[^+\n]*)$")
_DOCSIFY = re.compile(rf"^{_S}(?P<sign>[!?])>[^\S\n]+\S")

_STATED = re.compile(r"(?:title|header|heading|summary)[=:]{1,2}(?:\"(?P<quoted>[^\"\n]*)\"|(?P<bare>[^\s|\"]+))", re.IGNORECASE)
_STYLE = re.compile(r"(?:style|type|class|theme)[=:]\"?(?P<style>[A-Za-z-]+)", re.IGNORECASE)


class OtherBlock(Struct, frozen=True):
    """What a line means in another tool.

    Attributes:
        part: it opens a block, closes one, names a tab, or folds text away (where the same line opens and closes).
        name: of the fence that is typed here in place of it.
        title: of the block, as typed there; empty without one.
        quoted: the lines of its text begin with `>`, or may.
        twice: the same line closes the block.

    """

    part: Literal["open", "close", "tab", "fold", "line"]
    name: str = "callout"
    title: str = ""
    quoted: bool = False
    twice: bool = False


def read_other_block(text: str) -> OtherBlock | None:
    """Return what a line means in another tool, if it begins or ends a block there. Linear in its length."""
    if _CLOSING.match(text):
        return OtherBlock("close")
    if match := _TAB.match(text):
        return OtherBlock("tab", "tabs", match["title"].strip())
    if match := _FOLDED.match(text):
        return OtherBlock("fold", "expander", match["title"].strip())
    if match := _DOCSIFY.match(text):
        return OtherBlock("line", "warning" if match["sign"] == "!" else "callout")
    for pattern in _OPENINGS:
        match = pattern.match(text)
        if match:
            style = _STYLE.search(match["title"])
            title = _title_of(match["title"])
            sign = text[: match.start("name")].strip(" \t\u00a0>")
            name = _fence_of(match["name"], style["style"] if style else "", title)
            if name == "callout" and title and match.groupdict().get("folds"):
                name = "expander"
            return OtherBlock("open", name, "" if title.lower() in FENCE_SYNONYMS else title, quoted=sign == "[!", twice=sign == "{")
    return None


def _fence_of(name: str, style: str, title: str) -> str:
    """Return the fence that a name of another tool stands for; its style says more than `hint` or `callout` does."""
    for word in (style.lower(), title.lower(), name.lower()):
        fence = FENCE_SYNONYMS.get(word, word)
        if fence in BLOCKS:
            return fence
    return {"expand": "expander", "tab": "tabs"}.get(name.lower(), "callout")


def _title_of(typed: str) -> str:
    """Return the title that stands after the name of a block: in quotes, as `title=`, or as it is."""
    stated = _STATED.search(typed)
    if stated:
        return (stated["quoted"] or stated["bare"] or "").strip()
    return "" if "=" in typed else typed.strip(" \t\u00a0|:%<>-").strip("\"“”'").strip()


def _title_hint(block: OtherBlock) -> str:
    """Return where the title of a block is typed here: as a label, or in bold where the fence has none."""
    schema = BLOCKS[block.name]
    if "title" not in schema.labels:
        return f", and `**{block.title}**` on a line below it" if block.title else ""
    if not block.title and "title" not in schema.needed:
        return ""
    return f", and `Title: {block.title or '...'}` on a line below it"


def replace_other_block(block: OtherBlock) -> str:
    """Return what to type in place of a line of another tool, as a hint."""
    title = _title_hint(block)
    match block.part:
        case "close":
            return "Type `:::` in place of this line if it ends a block. Else delete it."
        case "tab":
            return f"Type `## {block.title}` in place of this line, `::: tabs` on a line above the first tab, and `:::` on a line below the last one."
        case "fold" if not block.title:
            return "Delete this line. To fold text away, type `::: expander` and `Title: ` with a few words above the text, and `:::` below it."
        case "fold":
            return f"Type `::: expander` in place of this line{title}, and `:::` on a line below the text."
        case "line":
            return f"Type `::: {block.name}` on a line above the text, and `:::` on a line below it. Delete the sign before the text."
        case _:
            signs = " Delete the signs `>` before the lines of the text." if block.quoted else ""
            below = "in place of the same line below the text" if block.twice else "on a line below the text"
            return f"Type `::: {block.name}` in place of this line{title}, and `:::` {below}.{signs}"
