"""Addresses typed as they are, `https://www.hra.nhs.uk/` or `me@example.org`: each becomes a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from builder.source.markdown.parser import parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_ADDRESS = re.compile(
    r"(?P<web>(?:(?<![\w@./])https?://|(?<![\w@./-])www\.)(?=\w)[^\s<>\"“”‘’«»|\\^`{}\[\]\ue000\ue001]+)"
    r"|(?<![\w.+/:-])(?P<mail>\w[\w.+-]*@\w[\w-]*(?:\.\w[\w-]*)+)",
    re.IGNORECASE,
)
"""Each begins where no character before could belong to it, so a long run of letters is looked at once."""

_AFTER = ".,;:!?'*_~"
"""Signs that belong to the sentence, not to the address at its end."""


def link_addresses(children: Sequence[Token]) -> list[Token]:
    """Return the tokens of a text with links in place of bare addresses; those within a link are left alone."""
    linked: list[Token] = []
    depth = 0
    for token in children:
        depth += token.nesting if token.type in {"link_open", "link_close"} else 0
        linked += [token] if token.type != "text" or depth else _split(token)
    return linked


def _split(token: Token) -> Iterator[Token]:
    from markdown_it.token import Token

    done = 0
    for match in _ADDRESS.finditer(token.content):
        typed = _without_sentence_end(match[0])
        if "." not in typed:
            continue
        yield token.copy(content=token.content[done : match.start()])
        scheme = "mailto:" if match["mail"] else "https://" if typed.lower().startswith("www.") else ""
        yield Token("link_open", "a", 1, attrs={"href": parser().normalizeLink(scheme + typed)}, markup="autolink")
        yield Token("text", "", 0, content=typed, markup="autolink")
        yield Token("link_close", "a", -1, markup="autolink")
        done = match.start() + len(typed)
    yield token.copy(content=token.content[done:]) if done else token


def _without_sentence_end(typed: str) -> str:
    """Return an address without the signs after it, and without a closing bracket that was not opened in it."""
    end = len(typed)
    brackets = typed.count(")") - typed.count("(")
    while end and (typed[end - 1] in _AFTER or (typed[end - 1] == ")" and brackets > 0)):
        brackets -= typed[end - 1] == ")"
        end -= 1
    return typed[:end]
