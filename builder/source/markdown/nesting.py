"""Lists in lists and quotes in quotes: how deep they may be, what numbers a list shows, and that none of their words is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.reading import DiagnosticReading
from builder.source.tree.lines import BLANKS, Line
from builder.source.tree.lists import DEEPEST_LIST, list_levels
from builder.source.tree.markers import find_markers
from builder.source.tree.prose import ProseNode

if TYPE_CHECKING:
    from markdown_it.token import Token

TOO_DEEP = Rule(
    "SRC144", "too-deep", Severity.ERROR, "So many lists or quotes inside each other do not fit on a phone, and are hard to follow by ear."
)
LOST_WORDS = Rule("SRC145", "lost-words", Severity.ERROR, "Learners would not see all words of this text.")
OTHER_NUMBERS = Rule(
    "SRC146", "other-numbers", Severity.WARNING, "A list counts on from its first number, so learners would not see the numbers that you typed."
)

DEEPEST_QUOTE = 3
"""Quotes in quotes that a text may have."""

_QUOTE_SIGNS = re.compile(r"(?:[^\S\n]*>)+")
_NO_LETTER = re.compile(r"[\W\d_]+")
_NO_WORD = re.compile(r"[\W_]+")


def check_depth(node: ProseNode) -> DiagnosticReading[None]:
    """Tell of the first line of a list or a quote that is too deep."""
    if node.kind == "list":
        texts = [line.text for line in node.lines]
        levels = list_levels(texts, find_markers(texts))
        deep = next((line for line, level in zip(node.lines, levels, strict=True) if level > DEEPEST_LIST), None)
        if deep is not None:
            message = f"This is a list inside {DEEPEST_LIST} others. A text has {DEEPEST_LIST} levels at most."
            yield Diagnostic(TOO_DEEP, message, deep.whole, "Type fewer spaces before it, or make it a text of its own.")
    elif node.kind == "quote":
        deep = next((line for line in node.lines if _quote_depth(line.text) > DEEPEST_QUOTE), None)
        if deep is not None:
            message = f"This line begins with more than {DEEPEST_QUOTE} signs >."
            yield Diagnostic(TOO_DEEP, message, deep.whole, "Type one sign > for a quote, two for a quote inside it.")


def _quote_depth(text: str) -> int:
    signs = _QUOTE_SIGNS.match(text)
    return signs[0].count(">") if signs else 0


def normal_quote(lines: Iterable[str]) -> str:
    """Return a quote's lines without blanks before them; no line is deeper than `DEEPEST_QUOTE`.

    A line without the sign belongs to the quote too, also where Markdown ends it there: under a lone sign, a list, a table.
    """
    return "\n".join(_flatter(bare if bare.startswith(">") else f"> {bare}") for bare in (line.lstrip(BLANKS) for line in lines))


def _flatter(line: str) -> str:
    signs = _QUOTE_SIGNS.match(line)
    deep = signs is not None and signs[0].count(">") > DEEPEST_QUOTE
    return "> " * DEEPEST_QUOTE + line[signs.end() :] if signs is not None and deep else line


def check_numbers(tokens: Sequence[Token], lines: Sequence[Line]) -> DiagnosticReading[None]:
    """Tell of a numbered list whose numbers do not count on. The same number at each line is fine: many people type lists so."""
    open_lists: list[list[tuple[int, Line]]] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            open_lists.append([])
        elif token.type == "list_item_open" and token.info.isdecimal() and token.map:
            open_lists[-1].append((int(token.info), lines[token.map[0]]))
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            yield from _check_count(open_lists.pop())


def _check_count(items: Sequence[tuple[int, Line]]) -> DiagnosticReading[None]:
    typed = [number for number, _line in items]
    if len(set(typed)) <= 1:
        return
    for index, (number, line) in enumerate(items):
        if number != typed[0] + index:
            message = f"This is number {number} in your list. Learners would see {typed[0] + index}."
            hint = f"Type `{typed[0] + index}.`. To show your own numbers, begin the line with another word: `Step {number}:`."
            yield Diagnostic(OTHER_NUMBERS, message, line.whole, hint)
            return


def check_words(typed: str, shown: str, dropped: Iterable[str], place: Place) -> DiagnosticReading[None]:
    """Tell of a text of which a letter or a digit is neither shown nor in a piece that is left out by a rule."""
    if Counter(_NO_WORD.sub("", typed)) != Counter(_NO_WORD.sub("", shown + "".join(dropped))):
        yield _report_loss(place)


def check_block_words(typed: str, tokens: Iterable[Token], place: Place) -> DiagnosticReading[None]:
    """Tell of a list or a quote of which a letter came into none of its texts; digits may be the numbers of a list."""
    read = "".join(token.content for token in tokens if token.type == "inline")
    if Counter(_NO_LETTER.sub("", typed)) != Counter(_NO_LETTER.sub("", read)):
        yield _report_loss(place)


def _report_loss(place: Place) -> Diagnostic:
    hint = "Type it in a simpler form: fewer lists, quotes and marks inside each other."
    return Diagnostic(LOST_WORDS, "Copack cannot show all words of this text.", place, hint)
