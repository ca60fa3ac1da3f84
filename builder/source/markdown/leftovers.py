"""Signs of Markdown and of other tools that are left over in the words that learners would see.

They are looked for after Markdown has been read: whatever it understood is gone by then. A backslash before a sign, or backticks around it,
say that it is meant; neither is looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.source.markdown.bracket_pairs import pair_brackets
from builder.source.markdown.leftover import ADDRESS, EMPHASIS, MEANT, SHARED_FOLDER, STANDING_IN, Leftover
from builder.source.markdown.leftover_kinds import LEFTOVERS
from builder.source.tree.other_blocks import OtherBlock, read_other_block

if TYPE_CHECKING:
    from markdown_it.token import Token

ESCAPES = {r"\(": "\ue002", r"\)": "\ue003", "\\\\": SHARED_FOLDER}
"""Signs that are looked at although a backslash stands before them: brackets as LaTeX types a formula, and a backslash.

No sentence needs a backslash before both brackets.
"""


class FoundLeftover(Struct, frozen=True):
    """Markup that is left over: its kind and its characters.

    Attributes:
        kind: what it looks like.
        typed: its characters.
        after: some of what follows it on its line, by which its place is known where the same characters do their work elsewhere.
        block: what its line means in another tool, where a block begins or ends there.

    """

    kind: Leftover
    typed: str
    after: str = ""
    block: OtherBlock | None = None

    @property
    def deleted(self) -> bool:
        """Tell whether the fault goes when these characters go."""
        return self.kind.deleted and self.block is None and not any(sign in self.typed for sign in (*STANDING_IN, "\n"))


_PLAIN = re.compile(r"[\w ,.;()-]{0,40}")
_BY_NAME = {kind.name: kind for kind in LEFTOVERS}

_HALF_PAIR = Leftover(
    "half_pair",
    r"\[\[|\]\]",
    "one end of a gap, or of a link of another tool",
    "Delete it. Gaps belong in a question: `::: fill-gaps`, with `[[` before the words and `]]` after them.",
)
"""Looked for by counting brackets: `[see [1]]` has no half pair."""
_BRACKET = re.compile(r"[\[\]]")

_SIGNS = r"\]\]|[\ue002\ue005\ue006\[*_`~$@{}&<\\|【：%#«]|==|'{2}|-->|:[a-z:]|//|,,|\(\(|\?\?|\+\+|\^|!\w|\":|=[A-F]|\]\(|^[#=+.~^\"'!;:|-]"
_LETTERS = (
    r"://|[Tt][Tt]?[Pp][Ss]{0,3}\W|[Ww][Ww][,;:. ]|[Mm]ailto:|[a-z]:\S{0,90}\[|turn[0-9]|oaicite|Error!|HYPER|MERGE|PAGEREF|INCLUDEP|FORM[TC]"
    r"|[âÃÂïð][^\w\s]"
    r"|^(?:h[1-6]\.|(?:p|pre|bc|bq|table|fn[0-9]+|notextile)[.({<>=]|[A-Za-z][\w-]{0,40}::)"
)
SUSPECT = f"{_SIGNS}|{_LETTERS}"
"""Without one of these nothing can be left over."""

_SUSPECT_SIGNS = re.compile(_SIGNS, re.MULTILINE)
_SUSPECT_LETTERS = re.compile(_LETTERS, re.MULTILINE)


@cache
def _pattern(*, lettered: bool) -> re.Pattern[str]:
    """Return one pattern of all kinds that begin with a letter, or with a sign; which comes first in `LEFTOVERS` is found first."""
    kinds = "|".join(f"(?P<{kind.name}>{kind.pattern})" for kind in LEFTOVERS if kind.lettered == lettered)
    return re.compile(kinds if lettered else rf"(?![^\W_])(?:{kinds})", re.MULTILINE)


def find_leftovers(words: str) -> Iterator[FoundLeftover]:
    """Yield what is left over in words that learners would see, in order; the same characters once."""
    matches: list[re.Match[str]] = []
    if _SUSPECT_SIGNS.search(words):
        matches += _pattern(lettered=False).finditer(words)
    if _SUSPECT_LETTERS.search(words):
        matches += _pattern(lettered=True).finditer(words)
    seen = [(match.start(), match[0], _BY_NAME[match.lastgroup or ""]) for match in matches]
    seen += ((at, words[at : at + 2], _HALF_PAIR) for at in _half_pairs(words))
    told: set[str] = set()
    end = 0
    for start, typed, kind in sorted(seen, key=itemgetter(0)):
        if start >= end and typed not in told:
            told.add(typed)
            end = start + len(typed)
            yield FoundLeftover(kind, typed, _after(words, end), _block_at(words, start))


def _half_pairs(words: str) -> Iterator[int]:
    """Yield where two brackets stand side by side of which one has no partner: `[[ethics`, `ethics]]`, `[[ethics]`."""
    if "[[" not in words and "]]" not in words:
        return
    indices = [match.start() for match in _BRACKET.finditer(words)]
    brackets = pair_brackets(words, indices)
    alone = {*brackets.unopened, *brackets.unclosed}
    yield from (at for at in indices if words[at : at + 2] in {"[[", "]]"} and {at, at + 1} & alone)


def _after(words: str, end: int) -> str:
    """Return the plain letters of a line from an index on, up to the first sign that may stand for another."""
    following = _PLAIN.match(words, end)
    return following[0] if following else ""


def _block_at(words: str, start: int) -> OtherBlock | None:
    """Return what a line means in another tool, if markup begins it."""
    if start and words[start - 1] != "\n":
        return None
    return read_other_block(words[start:].partition("\n")[0])


def visible_words(children: Sequence[Token]) -> str:
    """Return the words of a text as they are looked at here: line ends as such, and a sign of `leftover` for what is meant as it is."""
    return "".join(_looked_at(token, children[index - 1 : index], children[index + 1 : index + 2]) for index, token in enumerate(children))


def _looked_at(token: Token, before: Sequence[Token], after: Sequence[Token]) -> str:
    """Return what stands for a token; `before` and `after` hold its neighbours."""
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    if token.type == "text_special" and token.content == token.markup:
        return token.content  # a backslash before a letter shows itself
    if token.type == "text" and (token.markup == "autolink" or (before and before[0].type == "link_open" and before[0].markup == "autolink")):
        return ADDRESS
    if token.type in {"text_special", "code_inline"} or token.markup == "autolink":
        return ESCAPES.get(token.markup, MEANT) if token.content else ""
    if token.type in {"em_open", "strong_open"}:
        return EMPHASIS if before and before[0].type == "text" and before[0].content.endswith(token.markup[0]) else ""
    if token.type in {"em_close", "strong_close"}:
        return EMPHASIS if after and after[0].type == "text" and after[0].content.startswith(token.markup[0]) else ""
    return token.content if token.type == "text" else ""
