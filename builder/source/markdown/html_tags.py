"""Signs between `<` and `>`: which are HTML tags, which of those mean something in a course, and which are words that learners should see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from builder.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from markdown_it.token import Token


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup"}
"""Elements that are understood, by what they become. They need their end tag, and no attributes."""

_SILENT = _names(
    "abbr acronym address article aside bdi bdo big body center cite code data dd dfn div dl dt figcaption figure font footer header hgroup "
    "html ins kbd label main mark nav nobr p samp section small span time tt u var wbr"
)
"""Elements whose words can be shown without them."""

_LOSSY = _names(
    "a applet area audio base blink blockquote button canvas caption col colgroup datalist del details dialog dir embed fieldset form frame "
    "frameset h1 h2 h3 h4 h5 h6 head hr iframe img input legend li link map marquee math menu meta meter noframes noscript object ol "
    "optgroup option output param picture pre progress q rp rt ruby s script search select slot source strike style summary svg table tbody "
    "td template textarea tfoot th thead title tr track ul video"
)
"""Elements without which something is missing: a link, a picture, a form, a row."""

_ELEMENTS = frozenset({"br", *MARKS}) | _SILENT | _LOSSY

_WORDS = _names(
    "a address area article aside audio b base big body button canvas caption center cite code data details dialog embed figure font footer "
    "form frame header i input label legend link main map mark menu meter object option output picture progress q s samp search section "
    "select slot small source strong style sub summary table template time title track u var video"
)
"""Elements that people type as words or letters, too: `Dear <title> <name>`, `from <time> to <time>`, `a<b`."""

_INSTEAD = (
    (frozenset({"a"}), "Type a link: `[words](https://www.hra.nhs.uk/)`."),
    (frozenset({"img", "picture"}), "Type the picture on a line of its own: `![What it shows](media/name.svg)`."),
    (frozenset({"h1", "h2", "h3", "h4", "h5", "h6"}), "Type `## ` and the words of the heading on a line of its own."),
    (frozenset({"ul", "ol", "li", "dir", "menu"}), "Type each point on a line of its own that begins with `- `."),
    (frozenset({"blockquote", "q"}), "Type `> ` before each line of the quote."),
    (frozenset({"table", "tr", "td", "th", "tbody", "thead", "tfoot", "col", "colgroup", "caption"}), "Type the table with | between its cells."),
    (
        frozenset({"details", "summary"}),
        "Type `::: expander` on a line above the text, `Title: ` and the words of the summary on the next line, and `:::` below the text.",
    ),
    (frozenset({"aside"}), "Type `::: callout` on a line above the text, and `:::` on a line below it."),
    (frozenset({"s", "del", "strike"}), "Delete it, and the words that are struck out."),
)
"""What to type in place of an element."""

_BOOLEAN = _names("async autofocus autoplay checked controls default defer disabled hidden loop multiple muted novalidate open readonly required")
_WORDED = _names("alt aria-label content href placeholder src summary title value")
"""Attributes whose value would be missing."""

_TAG = lazy_pattern(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:[^A-Za-z0-9<-][^<]*)?)>", re.DOTALL)
_ATTRIBUTE = lazy_pattern(r"""(?P<name>[^\s"'<>/=]+)(?P<value>\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+))?""")

TagUse: TypeAlias = Literal["words", "note", "mark", "break", "silent", "lossy"]
"""What becomes of it: shown as typed; a note to the authors; bold, italic, raised or lowered text; a line break; dropped; refused."""


def read_tags(children: Sequence[Token]) -> list[tuple[Token, TagUse]]:
    """Return each token of a text with what becomes of it; those of no tag are `words`. `mark` tokens come changed into the renderer's own."""
    uses: list[TagUse] = [_use(token) if token.type == "html_inline" else "words" for token in children]
    paired = _find_pairs(children)
    for index, token in enumerate(children):
        tag = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if tag is None or uses[index] in {"note", "words"}:
            continue
        name = tag["name"].lower()
        if index in paired and name in MARKS and not tag["attributes"].strip():
            uses[index] = "mark"
        elif index not in paired and name in _WORDS and not tag["end"] and not tag["attributes"].strip() and not _is_alone(children, index):
            uses[index] = "words"
    return [(_changed(token, use), use) for token, use in zip(children, uses, strict=True)]


def instead_of(typed: str) -> str:
    """Return what to type in place of a tag."""
    tag = _TAG.fullmatch(typed)
    name = tag["name"].lower() if tag else ""
    if tag and tag["end"] and name in {"details", "aside"}:
        return f"Type `:::` in its place, if a fence begins where `<{name}>` stood. Else delete it."
    advice = next((advice for names, advice in _INSTEAD if name in names), "")
    end = f", and `</{name}>` after its words" if tag and not tag["end"] else ""
    return f"{advice or f'Delete it{end}.'} To show the signs, type `\\<` for each `<`."


def _use(token: Token) -> TagUse:
    """Tell what a tag is by itself, whatever stands around it."""
    if token.content.startswith("<!--"):
        return "note"
    tag = _TAG.fullmatch(token.content)
    if tag is None:
        return "lossy"  # a declaration or an instruction to a program
    name = tag["name"].lower()
    attributes = {attribute["name"].lower(): attribute["value"] for attribute in _ATTRIBUTE.finditer(tag["attributes"])}
    if name not in _ELEMENTS or any(value is None and attribute not in _BOOLEAN for attribute, value in attributes.items()):
        return "words"
    if name in _LOSSY or not _WORDED.isdisjoint(attributes):
        return "lossy"
    return "break" if name == "br" else "silent"


def _find_pairs(children: Sequence[Token]) -> set[int]:
    """Return the indexes of tags whose other half stands in the same text."""
    waiting: dict[str, list[int]] = {}
    paired: set[int] = set()
    for index, token in enumerate(children):
        tag = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if tag is None:
            continue
        openings = waiting.setdefault(tag["name"].lower(), [])
        if not tag["end"]:
            openings.append(index)
        elif openings:
            paired |= {openings.pop(), index}
    return paired


def _is_alone(children: Sequence[Token], index: int) -> bool:
    """Tell whether nothing else stands in the line of a tag, as with those that begin a part of a page."""
    beside = [*children[max(0, index - 1) : index], *children[index + 1 : index + 2]]
    return all(token.type in {"softbreak", "hardbreak"} for token in beside)


def _changed(token: Token, use: TagUse) -> Token:
    if token.type != "html_inline" or use in {"note", "silent", "lossy"}:
        return token
    if use == "words":
        return token.copy(type="text")
    if use == "break":
        return token.copy(type="hardbreak", tag="br", content="", markup=token.content)
    closing = token.content.startswith("</")
    name = MARKS[token.content.strip("</>").strip().lower()]
    return token.copy(type=f"{name}_{'close' if closing else 'open'}", tag=name, nesting=-1 if closing else 1, content="", markup=token.content)
