"""Brackets that have no partner in the text of a question with gaps: `ethics]]`, a third one beside a gap, half a pair in an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.lazy_pattern import lazy_pattern
from builder.source.markdown.bracket_pairs import Brackets, pair_brackets
from builder.source.markdown.sanitiser import LEFTOVER_MARKUP
from builder.source.reading import DiagnosticReading, Reading
from builder.source.tree.lines import Span
from builder.source.tree.prose import ProseNode

OPEN_GAP = Rule("SRC064", "open-gap", Severity.ERROR, "Without its beginning and its end, Copack cannot tell which words learners should type.")

_CODE_SPAN = lazy_pattern(r"(?<![\\`])(?P<signs>`{1,3})[^`\n]+(?P=signs)(?!`)")
_BRACKET = lazy_pattern(r"(?<!\\)[\[\]]")


def check_brackets(node: ProseNode) -> Reading[tuple[range, ...]]:
    """Tell of brackets that end a gap which has not begun, `ethics]]`, and of a third one beside a gap.

    Linear in the length of the text. Returns where those brackets stand.
    """
    text = _CODE_SPAN.sub(lambda span: " " * len(span[0]), node.span.text)
    gaps = {gap.start: gap.start + 2 if gap.end is None else gap.end for gap in node.gaps}
    brackets = pair_brackets(text, _brackets_outside(text, gaps))
    third = _third_brackets(text, node, brackets)
    for run in _runs(third):
        signs, side = text[run.start : run.stop], "before" if text[run.start] == "[" else "behind"
        message = f"Learners would see the {'third bracket' if len(run) == 1 else 'brackets'} “{signs}” {side} this gap."
        hint = f"Delete {'it' if len(run) == 1 else 'them'}, or type a backslash before {'it' if len(run) == 1 else 'each'}."
        yield Diagnostic(LEFTOVER_MARKUP, message, node.span.place_at(run.start, len(run)), hint)
    pairs: list[range] = []
    for at in brackets.unopened:
        start = at if text.startswith("]]", at) else at - 1
        if at in third or not text.startswith("]]", start) or text[start - 1 : start] == "\\" or (pairs and start in pairs[-1]):
            continue
        pairs.append(range(start, start + 2))
        hint = "Type [[ before the first word that belongs in the gap, or delete ]]."
        yield Diagnostic(OPEN_GAP, "Learners would see “]]”, which ends a gap, but no gap begins before it.", node.span.place_at(start, 2), hint)
    return (*_runs(third), *pairs)


def _brackets_outside(text: str, gaps: dict[int, int]) -> Iterator[int]:
    """Yield where brackets stand outside the gaps of a text; `gaps`: the end of each by its start."""
    done = 0
    for bracket in _BRACKET.finditer(text):
        at = bracket.start()
        done = max(done, gaps.get(at, 0))
        if at >= done:
            yield at


def _third_brackets(text: str, node: ProseNode, brackets: Brackets) -> tuple[int, ...]:
    """Return the brackets right beside a gap that are closed nowhere, or right behind it: `[[[ethics]]`, `[[[ethics]]]`."""
    before, behind = set[int](), set[int]()
    for gap in node.gaps:
        if gap.end is not None:
            before.update(_run_back(text, gap.start))
            behind.update(_run_on(text, gap.end))
    unopened, unclosed = set(brackets.unopened), set(brackets.unclosed)
    third = {at for at in before if at in unclosed or brackets.partners.get(at) in behind}
    return tuple(sorted(third | {at for at in behind if at in unopened or brackets.partners.get(at) in before}))


def _run_back(text: str, end: int) -> range:
    """Return where the opening brackets stand right before an index."""
    start = end
    while start and text[start - 1] == "[" and text[start - 2 : start - 1] != "\\":
        start -= 1
    return range(start, end)


def _run_on(text: str, start: int) -> range:
    """Return where the closing brackets stand right behind an index."""
    end = start
    while text.startswith("]", end):
        end += 1
    return range(start, end)


def _runs(indices: Sequence[int]) -> list[range]:
    """Return runs of indices that follow one another."""
    runs: list[range] = []
    for at in indices:
        if runs and runs[-1].stop == at:
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return runs


def check_brackets_of_answer(words: Span) -> DiagnosticReading[None]:
    """Tell of brackets without their partners in what learners type or pick: `[[(a) [ethics]]`."""
    brackets = pair_brackets(words.text, _brackets_outside(words.text, {}))
    for at in sorted((*brackets.unopened, *brackets.unclosed)):
        message = f"“{words.text[at]}” would be a part of the answer, but it is half of a pair of brackets."
        yield Diagnostic(LEFTOVER_MARKUP, message, words.place_at(at), "Delete it. If it is a part of the answer, type a backslash before it.")
