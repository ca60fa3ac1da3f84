"""markdown-it as courses use it: what is enabled, and where a link is read more kindly than CommonMark does."""

from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING

from builder.lazy_pattern import lazy_pattern
from builder.source.tree import grammar

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

DISABLED = ("code", "fence", "hr", "reference", "html_block", "heading", "lheading", "entity", "text_join")
"""What a course has no use for must not be taken for structure by chance; lines are told apart before we get here.

Without `text_join`, an escaped character stays a token of its own, so that `\\*` is not taken for a star that was left over.
"""

MOST_NESTED = 60
"""Levels that markdown-it reads, two a list. What lies deeper it drops without a word (`builder.source.markdown.nesting` tells of it)."""

_TELEPHONE = lazy_pattern(r"tel:[ \t]*(?P<digits>\+?[0-9(][0-9()./ \t\u00a0-]*[0-9])[ \t]*(?=\))", re.IGNORECASE)
_MAIL = lazy_pattern(r"mailto:[ \t]+(?P<address>[^\s()<>]+)[ \t]*(?=\))", re.IGNORECASE)
_TRUNK_ZERO = "(0)"
"""In `+44 (0)20 7946 0000` it is dialled only within the country."""


@cache
def parser() -> MarkdownIt:
    """Return the parser of all texts."""
    from markdown_it import MarkdownIt, helpers
    from markdown_it.rules_inline import link

    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": MOST_NESTED}).enable("table")
    markdown.disable(list(DISABLED))
    markdown.validateLink = _any_link  # type: ignore[method-assign]  # refused links are reported, not shown as text
    markdown.normalizeLinkText = str  # type: ignore[method-assign, assignment]  # an address is shown as typed
    markdown.helpers = SimpleNamespace(  # type: ignore[assignment]  # the module's functions, one of them our own
        parseLinkLabel=helpers.parseLinkLabel, parseLinkTitle=helpers.parseLinkTitle, parseLinkDestination=_read_destination
    )

    def read_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the form that markdown-it asks for
        """Read a link and note how its address was typed, brackets and title included."""
        start, before = state.pos, len(state.tokens)
        if not link(state, silent):
            return False
        if not silent:
            opening = next(token for token in state.tokens[before:] if token.type == "link_open")
            label_end = helpers.parseLinkLabel(state, start, disableNested=True)
            opening.meta["typed"] = state.src[label_end : state.pos]
        return True

    markdown.inline.ruler.at("link", read_link)
    markdown.inline.ruler.before("escape", "escaped_sign", _read_escaped_sign)
    return markdown


def _read_escaped_sign(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the form that markdown-it asks for
    """Read a backslash before a sign beyond ASCII that lines are told apart by, a bullet or an arrow, as that sign alone."""
    if state.src[state.pos] != "\\":
        return False
    sign = state.src[state.pos + 1 : state.pos + 2]
    at_start = state.pos == 0 or state.src[state.pos - 1] == "\n"
    if not sign or not (sign in grammar.ESCAPABLE_SIGNS or (at_start and grammar.ESCAPED_START.match(state.src, state.pos))):
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content, token.markup, token.info = sign, f"\\{sign}", "escape"
    state.pos += 2
    return True


def _any_link(url: str) -> bool:
    return url is not None


def _read_destination(text: str, start: int, end: int) -> object:
    """Read the address of a link. Telephone numbers may hold blanks, as people write them: their digits are kept."""
    from markdown_it.helpers import parseLinkDestination

    telephone = _TELEPHONE.match(text, start, end)
    if telephone:
        return SimpleNamespace(ok=True, pos=telephone.end(), str="tel:" + dialled(telephone["digits"]))
    mail = _MAIL.match(text, start, end)
    if mail:
        return SimpleNamespace(ok=True, pos=mail.end(), str="mailto:" + mail["address"])
    return parseLinkDestination(text, start, end)


def dialled(number: str) -> str:
    """Return a telephone number as a link dials it (RFC 3966): without blanks, and without a trunk zero after the code of a country."""
    bare = "".join(number.split())
    return bare.replace(_TRUNK_ZERO, "", 1) if bare.startswith("+") else bare


def typed_address(link: Token) -> str:
    """Return how the address of a link was typed, `](https://a.uk/ "title")`; empty where the link is no link in brackets."""
    return str(link.meta.get("typed", ""))
