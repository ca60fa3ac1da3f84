"""The plain words of tokens of Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


def words_of_link(children: Sequence[Token], start: int) -> str:
    """Return the plain words from a token up to the end of a link; links hold no links."""
    words: list[str] = []
    for at in range(start, len(children)):
        if children[at].type == "link_close":
            break
        words.append(words_of(children[at]))
    return "".join(words)


def words_of(token: Token) -> str:
    """Return the plain words of a token; none of one that is not shown."""
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "code_inline", "text_special"} else ""
