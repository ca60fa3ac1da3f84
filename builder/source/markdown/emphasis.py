"""Stars that are signs and no emphasis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from builder.source.markdown.html_tags import TagUse

if TYPE_CHECKING:
    from markdown_it.token import Token


def keep_products(tokens: Sequence[tuple[Token, TagUse]]) -> list[tuple[Token, TagUse]]:
    """Return the tokens with stars between two digits as the signs that they are: `2*3*4` has nothing in italics."""
    kept = list(tokens)
    opened: list[tuple[int, bool]] = []
    for at, (token, _use) in enumerate(tokens):
        if token.type == "em_open":
            opened.append((at, token.markup == "*" and _between_digits(tokens, at)))
        elif token.type == "em_close" and opened:
            start, product = opened.pop()
            if product and _between_digits(tokens, at):
                for index in (start, at):
                    kept[index] = (token.copy(type="text", tag="", nesting=0, content="*", markup=""), "words")
    return kept


def _between_digits(tokens: Sequence[tuple[Token, TagUse]], at: int) -> bool:
    return 0 < at < len(tokens) - 1 and tokens[at - 1][0].content[-1:].isdigit() and tokens[at + 1][0].content[:1].isdigit()
