"""Author's prose as safe HTML and as plain words, and what in it cannot be shown."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.course.document import Text
from builder.source.markdown.leftovers import SUSPECT
from builder.source.markdown.link_targets import SCHEMES
from builder.source.markdown.parser import parser
from builder.source.markdown.sanitiser import Sanitiser
from builder.source.markdown.terms import Terms
from builder.source.markdown.token_words import words_of
from builder.source.reading import Reading, read_all
from builder.source.tree.lines import BLANKS, Span, fold, strip_line

if TYPE_CHECKING:
    from markdown_it.token import Token


_MARKED = re.compile(rf"{SUSPECT}|[\]!]|  \n|www\.|https?:", re.IGNORECASE | re.MULTILINE)
"""Without one of these a text is its own HTML, and no sign of markup is left over in it."""

_TAGS = {
    "p",
    "em",
    "strong",
    "sub",
    "sup",
    "a",
    "span",
    "br",
    "code",
    "ul",
    "ol",
    "li",
    "blockquote",
    "footer",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "h2",
    "h3",
}


class Rendered(Struct, frozen=True):
    """Safe HTML and plain words of a piece of text; `tokens` are markdown-it's, of a list, a quote or a table; `facts` as in `Text`."""

    html: str
    plain: str
    tokens: Sequence[Token] = ()
    facts: tuple[str, ...] = ()


def read_inline(typed: Span, terms: Terms, *, links: bool = True) -> Reading[Text]:
    """Return the text of one paragraph, label or answer. `links`: whether links may stand in it."""
    rendered = yield from render_inline(typed.text, typed, terms, links=links)
    return Text(rendered.plain, rendered.html, typed.place, rendered.facts)


def render_inline(source: str, typed: Span, terms: Terms, *, links: bool = True) -> Reading[Rendered]:
    """Return HTML and plain words of `source`; faults are looked up in `typed`, the same text as the author typed it."""
    lines = _strip_line_ends(source)
    if not _MARKED.search(lines):
        plain = fold(lines)
        return Rendered(html.escape(plain, quote=False), plain)
    markdown = parser()
    tokens = markdown.parseInline(lines)
    judge = Sanitiser(typed, terms, links=links)
    plain = fold((yield from judge.sanitise(tokens[0]))) if tokens else ""
    return Rendered(_clean(markdown.renderer.render(tokens, markdown.options, {})), plain, facts=tuple(judge.facts))


def plain_inline(source: str) -> str:
    """Return the plain words of the text of one paragraph, without any judgement."""
    lines = _strip_line_ends(source)
    tokens = parser().parseInline(lines) if _MARKED.search(lines) else []
    return fold("".join(words_of(child) for child in tokens[0].children or [])) if tokens else fold(lines)


def plain_block(source: str) -> str:
    """Return the plain words of a list, a quote or a table, without any judgement."""
    inline = (token.children or [] for token in parser().parse(source) if token.type == "inline")
    return fold(" ".join("".join(words_of(child) for child in children) for children in inline))


def _strip_line_ends(source: str) -> str:
    """Return a text without the blanks at the ends of its lines, but for the two that break a line."""
    return "\n".join(strip_line(line) for line in source.split("\n")).rstrip(BLANKS) if "\n" in source else source.strip(BLANKS)


def render_block(source: str, typed: Span, terms: Terms) -> Reading[Rendered]:
    """Return HTML, plain words and tokens of a list, a quote or a table."""
    markdown = parser()
    tokens = markdown.parse(source)
    judge = Sanitiser(typed, terms, links=True)
    plain = yield from read_all(judge.sanitise(token) for token in tokens if token.type == "inline")
    _attribute(tokens)
    return Rendered(_clean(markdown.renderer.render(tokens, markdown.options, {})), fold(" ".join(plain)), tokens, tuple(judge.facts))


def _clean(rendered: str) -> str:
    import nh3

    attributes = {"a": {"href"}, "span": {"lang"}, "ol": {"start"}}
    return nh3.clean(rendered, tags=_TAGS, attributes=attributes, url_schemes=SCHEMES, strip_comments=True).strip()


PARAGRAPH = 3
"""Tokens of a paragraph: its opening, its text, its end."""


def _attribute(tokens: Sequence[Token]) -> None:
    """Make the last paragraph of a quote that starts with a dash a `footer`: who said it."""
    for index, token in enumerate(tokens):
        if token.type != "blockquote_close" or index <= PARAGRAPH or tokens[index - 1].type != "paragraph_close":
            continue
        opening, text = tokens[index - 3], tokens[index - 2]
        first = next((child for child in text.children or [] if child.content), None)
        dashed = re.match(r"(?:[—–]|--)\s*", first.content) if first is not None and first.type == "text" else None
        if first is not None and dashed and tokens[index - 4].type != "blockquote_open":
            first.content = "— " + first.content[dashed.end() :]
            opening.tag = tokens[index - 1].tag = "footer"
