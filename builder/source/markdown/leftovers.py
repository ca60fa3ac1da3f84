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

from builder.source.tree.other_blocks import OtherBlock, read_other_block

if TYPE_CHECKING:
    from markdown_it.token import Token

MEANT = "\ufffc"
"""Stands for a sign after a backslash, for code, and for an address: the author means each as it is."""


FORMULA_BRACKETS = {r"\(": "\ue002", r"\)": "\ue003"}
"""As LaTeX types a formula: no sentence needs a backslash before both brackets."""

class Leftover(Struct, frozen=True):
    """A kind of markup that may be left over.

    Attributes:
        name: in snake case; the name of a group of the pattern of all kinds.
        pattern: a regular expression; it looks at each character of a text a bounded number of times.
        what: what it is, after "“**” is".
        hint: what to type.
        escapable: a backslash before each of its signs shows them as they are.
        deleted: it is mended by deleting it, and nothing else.

    """

    name: str
    pattern: str
    what: str
    hint: str
    escapable: bool = True
    deleted: bool = False


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


_LINK = "Type the words in square brackets and the address in round ones, without spaces: `[the HRA](https://www.hra.nhs.uk/)`."
_AFTER_WORDS = "Type the address after the words: `[words](address)`."
_BOLD = "For bold text type two stars on both sides, right beside the words: `**words**`. Else delete them."
_NO_SIGNS = "Delete the signs. For bold text type `**words**`."
_ADDRESS = r"(?:https?:|www\.|mailto:|tel:|#|\ufffc)"

LEFTOVERS: tuple[Leftover, ...] = (
    Leftover(
        "callout", r"^\[![A-Za-z]+\][+-]?", "the start of a box in another tool", "Type `::: callout` on a line above the text and `:::` below it."
    ),
    Leftover(
        "footnote",
        r"\[\^[^\[\]\n]{1,60}\]:?|\^\[[^\[\]\n]+\]",
        "a footnote, which a course does not have",
        "Put the note into the text, in round brackets.",
    ),
    Leftover("wiki_link", r"!?\[\[[^\[\]\n]+\]\]", "a link of another tool", "Type `[words](#page-id)` for a page of this course."),
    Leftover(
        "definition", r"^\[[^\[\]\n]+\]:[ \t]*(?:" + _ADDRESS + r"|<|/|\w+\.\w)\S*", "the address of a link, apart from its words", _AFTER_WORDS
    ),
    Leftover("reference", r"\[[^\[\]\n]+\]\[[^\[\]\n]*\]", "a link whose address is somewhere else", _AFTER_WORDS),
    Leftover("swapped_link", r"\([^()\n]+\)\[" + _ADDRESS + r"[^\[\]\n]*\]", "a link with its brackets swapped", _LINK),
    Leftover("spaced_link", r"\[[^\[\]\n]*\]\([^()\n]*\)", "a link, but Copack cannot read its address", _LINK),
    Leftover(
        "parted_link",
        r"\[[^\[\]\n]+\][ \t\n]{1,3}\(" + _ADDRESS + r"[^()\n]*\)",
        "a link with a space between its brackets",
        "Delete the space between `]` and `(`.",
    ),
    Leftover("bbcode", r"\[/[A-Za-z*]{1,12}\]|\[(?:url|img|color|size|font|quote|youtube)=[^\[\]\n]*\]", "a mark of a web forum", _NO_SIGNS),
    Leftover(
        "citation",
        r":contentReference\[[^\[\]\n]*\](?:\{[^{}\n]*\})?|【[^】\n]{0,40}†[^】\n]{0,80}】",
        "a reference that a chatbot left",
        "Delete it. If it stood for a source, type the source in words.",
        escapable=False,
        deleted=True,
    ),
    Leftover("bold", r"(?<!\*)\*\*(?!\*)|(?<![\w*])\*{3,}(?=\w)|(?<!_)__(?!_)", "a sign of bold text that makes nothing bold", _BOLD),
    Leftover(
        "italic",
        r"(?<![\w*])\*(?=[^\W_])|(?<![\w/.@_])_(?=[^\W_])",
        "a sign of italic text that never ends",
        "Type the same sign right after the last word, or delete it.",
    ),
    Leftover("code", r"`+", "the start of code that never ends", "Type the same sign after the last word of the code, or delete it."),
    Leftover("struck", r"~~", "a sign of struck text, which is not shown", "Delete the signs, and the words if they are no longer true."),
    Leftover("marked", r"==(?=[^\s=])[^=\n]+==", "marked text in another tool", _NO_SIGNS),
    Leftover(
        "formula",
        r"\$\$|\$(?=[^$\n]*[\^_\\{])[^$\n]+\$|\\[A-Za-z]+\{|\\(?:begin|end|frac|sqrt|times|cdot|leq|geq|alpha|beta)\b",
        "a formula, which a course cannot show",
        "Type it in words, or as a picture.",
    ),
    Leftover(
        "formula_brackets",
        r"\ue002[^\ue002\ue003\n]*\ue003",
        "a formula, which a course cannot show",
        "Delete the backslashes, or type it in words.",
        escapable=False,
    ),
    Leftover(
        "template",
        r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\{mlang\b[^{}\n]*\}|@@[A-Z_]{3,}@@|\$\{\w+\}",
        "a placeholder of another tool",
        "Delete it, or type the words that belong there.",
    ),
    Leftover(
        "attribute",
        r"\{:?[ ]?[.#][\w-][^{}\n]*\}",
        "a mark for programs",
        "Delete it, with its curly brackets: the look of a text is the same in all courses.",
        deleted=True,
    ),
    Leftover(
        "macro",
        r"\{(?:code|quote|noformat|panel|info|note|tip|warning)\b[^{}\n]*\}",
        "a command of another tool",
        "Delete it, with its curly brackets. A quote begins with `> ` on each line.",
        deleted=True,
    ),
    Leftover("emoji", r"(?<![\w:/]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w:/])", "the name of a small picture", "Type the small picture itself, or words."),
    Leftover("entity", r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});", "a sign of HTML, written as code", ""),
    Leftover("office_tag", r"</?[A-Za-z]{1,8}:[A-Za-z]+[^<>\n]*>|<!--|<!\[|<\?\w", "a mark of another program", "Delete it.", deleted=True),
    Leftover("table_row", r"^[ \t]*\|[^\n]*\|[ \t]*$|^[ \t]*[|+](?:[-=:]+[|+])+[ \t]*$", "a row of a table, but not in a table", ""),
    Leftover(
        "heading",
        r"^#{1,6}[ \t]+\S|^={2,6}[ \t]+\S",
        "a heading where none can be",
        "Delete the signs. A heading begins with ## and has a line of its own.",
    ),
    Leftover(
        "underline",
        r"^(?:={3,}|~{3,}|\^{3,}|\"{3,}|\+{3,}|-{3,})[ \t]*$",
        "a line under a heading",
        "Delete it, and type `## ` before the heading above it.",
    ),
    Leftover("wiki_bold", r"\'{3}", "a sign of bold text in a wiki", "For bold text type `**words**`."),
    Leftover("directive", r"^\.\. [\w-]+::|:[a-z]+:(?=`|\ufffc)|^!!! ?\w+", "a command of another tool", ""),
    Leftover(
        "backslash",
        r"\\(?=\s*\Z)",
        "a backslash with nothing after it",
        "Delete it. To begin a new line for learners, type two spaces at the end of a line.",
        deleted=True,
    ),
)

_BY_NAME = {kind.name: kind for kind in LEFTOVERS}

_SUSPECT = re.compile(r"[\ue002\[*_`~$@{}&<\\|【]|==|'''|-->|:[a-z]|^[#=+.~^\"'h!-]", re.MULTILINE)
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
