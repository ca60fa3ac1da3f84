"""Gaps in the text of a question: `[[(a) ethics | ethical]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from builder.diagnostics import Place
from builder.lazy_pattern import lazy_pattern
from builder.source.tree import grammar
from builder.source.tree.codes import Checkbox, CodedText, code_of, read_checkbox, read_coded
from builder.source.tree.lines import BLANK, Span

_BAR = lazy_pattern(r"(?<!\\)\|")
_CODE_AFTER = lazy_pattern(BLANK + "*" + grammar.CODE.pattern, re.IGNORECASE)
_CLOSING = lazy_pattern(r"(?<!\\)\]{2,}")
_INNER_BRACKET = lazy_pattern(r"(?<!\\)[\[\]]")
_ESCAPE = lazy_pattern(rf"\\([!-/:-@\[-`{{-~{grammar.ESCAPABLE_SIGNS}])")


class ChoiceNode(Struct, frozen=True):
    """What may be picked for a gap, as typed."""

    box: Checkbox | None
    coded: CodedText
    place: Place


class GapNode(Struct, frozen=True):
    """A gap as typed.

    Attributes:
        start: index of its first bracket in the text of its block.
        end: index after its last bracket; `None` where it is never closed.
        code: its code, or empty; `code_place` is where it stands or would be written.
        answers: the texts between the bars, without blanks at their ends and without escapes.
        choices: the same as boxes, codes and texts, where learners pick.
        typed: where learners type, its code and all of its answers; `None` where they pick.
        place: of all of it; of its opening brackets where it is never closed.

    """

    start: int
    end: int | None
    place: Place
    code: str = ""
    code_place: Place = Place("")
    answers: tuple[str, ...] = ()
    choices: tuple[ChoiceNode, ...] = ()
    typed: CodedText | None = None


def read_gaps(block: Span, *, choices: bool) -> Iterator[GapNode]:
    """Yield the gaps of a block of text, in order."""
    text, done, closing, ends = block.text, 0, 0, 0
    openings = list(grammar.GAP_OPENS.finditer(text))
    for index, opening in enumerate(openings):
        if opening.start() < done:
            continue
        if 0 <= closing < opening.end():
            match = _CLOSING.search(text, opening.end())  # once there is none, there is none further on
            closing, ends = match.span() if match else (-1, -1)
        again = openings[index + 1].start() if index + 1 < len(openings) else len(text)
        if closing < 0 or again < closing:
            code = _CODE_AFTER.match(text, opening.end())
            yield GapNode(opening.start(), None, block.place_at(opening.start(), 2), code_of(code) if code else "")
            continue
        start = opening.start() + _count_stray_brackets(text, opening.start() + 2, opening.end(), closing)
        done = closing + 2 + _count_own_brackets(text, start + 2, closing, ends)
        yield _read_gap(block, start, done, choices=choices)


def _count_stray_brackets(text: str, inner: int, words: int, closing: int) -> int:
    """Return how many of three or more opening brackets stand before the gap: those that nothing closes before its end, `[[[(a) x]]`."""
    unclosed = depth = words - inner
    for bracket in _INNER_BRACKET.finditer(text, words, closing):
        depth += 1 if bracket[0] == "[" else -1
        unclosed = min(unclosed, depth)
        if unclosed <= 0:
            return 0
    return unclosed


def _count_own_brackets(text: str, start: int, closing: int, ends: int) -> int:
    """Return how many of the closing brackets, which end at `ends`, belong to brackets within the gap: `[[(a) x | [b]]]`."""
    brackets = _INNER_BRACKET.findall(text, start, closing)
    return min(ends - closing - 2, max(0, brackets.count("[") - brackets.count("]")))


def _read_gap(block: Span, start: int, end: int, *, choices: bool) -> GapNode:
    place = block.place_at(start, end - start)
    inner = block.part(start + 2, end - 2)
    code = grammar.CODE.match(inner.text)
    body = inner.part(code.end()) if code else inner
    pieces = list(_pieces(body))
    offered = tuple(_read_choice(piece) for piece in pieces) if choices else ()
    answers = tuple(plain_answer(choice.coded.text) for choice in offered) or tuple(plain_answer(piece) for piece in pieces)
    code_place = inner.place_at(0, 3) if code else inner.place_at(0) if any(answers) else block.place_at(start + 2)
    coded = CodedText(code_of(code) if code else "", body, code_place)
    return GapNode(start, end, place, coded.code, code_place, answers, offered, None if choices else coded)


def _pieces(body: Span) -> Iterator[Span]:
    """Yield what stands between the bars."""
    start = 0
    for bar in _BAR.finditer(body.text):
        yield body.part(start, bar.start())
        start = bar.end()
    yield body.part(start)


def plain_answer(piece: Span) -> str:
    """Return a text of a gap as learners see or type it."""
    return _ESCAPE.sub(r"\1", " ".join(piece.text.split()))


def _read_choice(piece: Span) -> ChoiceNode:
    box, rest = read_checkbox(piece)
    return ChoiceNode(box, read_coded(rest), piece.place)
