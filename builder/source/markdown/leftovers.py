"""Signs of Markdown and of other tools that are left over in the words that learners would see.

They are looked for after Markdown has been read: whatever it understood is gone by then. A backslash before a sign, or backticks around it,
say that it is meant; neither is looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.source.markdown.leftover_kinds import LEFTOVERS, Leftover
from builder.source.tree.other_blocks import OtherBlock, read_other_block

if TYPE_CHECKING:
    from markdown_it.token import Token

MEANT = "\ufffc"
"""Stands for a sign after a backslash, for code, and for an address: the author means each as it is."""

FORMULA_BRACKETS = {r"\(": "\ue002", r"\)": "\ue003"}
"""As LaTeX types a formula: no sentence needs a backslash before both brackets."""


class FoundLeftover(Struct, frozen=True):
    """Markup that is left over: its kind and its characters.

    Attributes:
        kind: what it looks like.
        typed: its characters.
        block: what its line means in another tool, where a block begins or ends there.

    """

    kind: Leftover
    typed: str
    block: OtherBlock | None = None

    @property
    def deleted(self) -> bool:
        """Tell whether the fault goes when these characters go."""
        return self.kind.deleted and self.block is None and MEANT not in self.typed and "\n" not in self.typed


_BY_NAME = {kind.name: kind for kind in LEFTOVERS}

_SUSPECT = re.compile(r"[\ue002\[*_`~$@{}&<\\|【]|==|'''|-->|:[a-z]|::|%%|\+\+|\^|!\w|^(?:[#=+.~^\"'!-]|h[1-6]\.|bq\.)", re.MULTILINE)
"""Without one of these nothing can be left over."""


@cache
def _pattern() -> re.Pattern[str]:
    """Return one pattern of all kinds; which comes first in `LEFTOVERS` is found first."""
    return re.compile("|".join(f"(?P<{kind.name}>{kind.pattern})" for kind in LEFTOVERS), re.MULTILINE)


def find_leftovers(words: str) -> Iterator[FoundLeftover]:
    """Yield what is left over in words that learners would see, in order; the same characters once."""
    if not _SUSPECT.search(words):
        return
    told: set[str] = set()
    for match in _pattern().finditer(words):
        if match[0] not in told:
            told.add(match[0])
            yield FoundLeftover(_BY_NAME[match.lastgroup or ""], match[0], _block_at(words, match.start()))


def _block_at(words: str, start: int) -> OtherBlock | None:
    """Return what a line means in another tool, if markup begins it."""
    if start and words[start - 1] != "\n":
        return None
    return read_other_block(words[start:].partition("\n")[0])


def visible_words(children: Sequence[Token]) -> str:
    """Return the words of a text as they are looked at here: line ends as such, and `MEANT` for what the author means as it is."""
    return "".join(_looked_at(token) for token in children)


def _looked_at(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    if token.type == "text_special" and token.content == token.markup:
        return token.content  # a backslash before a letter shows itself
    if token.type in {"text_special", "code_inline"} or token.markup == "autolink":
        return FORMULA_BRACKETS.get(token.markup, MEANT) if token.content else ""
    return token.content if token.type == "text" else ""
