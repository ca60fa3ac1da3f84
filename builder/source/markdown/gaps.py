"""Gaps in the text of a question: numbered, with their answers, and where a box to type in can stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.course.document import GAP_MARK, Gap, GapChoice
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.diagnostics.fixes import Fix, diagnose, replace_span
from builder.lazy_pattern import lazy_pattern
from builder.source.markdown.brackets import OPEN_GAP, check_brackets, check_brackets_of_answer
from builder.source.markdown.leftover import MEANT
from builder.source.markdown.leftover_hints import as_typed, describe
from builder.source.markdown.leftovers import find_leftovers
from builder.source.markdown.sanitiser import LEFTOVER_MARKUP
from builder.source.reading import DiagnosticReading, Reading, read_all
from builder.source.tree.codes import Checkbox
from builder.source.tree.gaps import ChoiceNode, GapNode, plain_answer
from builder.source.tree.prose import ProseNode

EMPTY_GAP = Rule("SRC065", "empty-gap", Severity.ERROR, "No answer could ever be right.")

_BAR = lazy_pattern(r"(?<!\\)\|")
_BOXES_AND_CODES = lazy_pattern(r"^\s*(?:(?:\[.?\]|\([a-z0-9]\))\s*)*", re.IGNORECASE)
_ESCAPED = lazy_pattern(r"\\[^\w\s]|\\_")
_ONLY_CODE = lazy_pattern(r"\([a-z0-9]\)", re.IGNORECASE)
_NO_WORDS = lazy_pattern(r"(?:\[[^\]]*\])? *(?:\([a-z0-9]\))?", re.IGNORECASE)
"""A choice of a gap with a box and a code, and nothing else."""
_NO_LOOK = frozenset({"half_bold", "bold", "italic", "code", "struck", "lowered", "raised", "inserted", "marked"})
"""Kinds of markup that are read in ordinary text, and never in the words of a gap."""
MISPLACED_GAP = Rule(
    "SRC066", "misplaced-gap", Severity.ERROR, "A gap becomes a box to type in. It cannot be inside tables, links, bold or italic text."
)
STRANGE_BOX = Rule("SRC062", "strange-box", Severity.ERROR, "A box has an x or a space inside. Anything else is not clear.")

_TAG_OR_GAP = lazy_pattern("<(?P<end>/?)(?P<tag>strong|em|sub|sup|a|table|code)\\b|\ue000(?P<gap>[0-9]+)\ue001")


def read_gaps(node: ProseNode, before: int) -> Reading[tuple[dict[int, Gap], str]]:
    """Return the gaps of a block by their number in the question, and its text with `GAP_MARK` in place of each."""
    gaps: dict[int, Gap] = {}
    pieces: list[tuple[int, int, str]] = []
    for gap in node.gaps:
        if gap.end is None:
            yield Diagnostic(OPEN_GAP, "This gap is never closed.", gap.place, "Type ]] after the last word that belongs in the gap.")
            pieces.append((gap.start, gap.start + 2, _escaped("[[")))
            continue
        index = before + len(gaps)
        pieces.append((gap.start, gap.end, GAP_MARK.format(index)))
        gaps[index] = yield from _read_gap(gap, index, node.span.text[gap.start : gap.end])
    if node.may_have_gaps:
        pieces += ((run.start, run.stop, _escaped(node.span.text[run.start : run.stop])) for run in (yield from check_brackets(node)))
    return gaps, _replaced(node.span.text, sorted(pieces))


def _escaped(brackets: str) -> str:
    """Return brackets that a fault is told of as signs that mean nothing, so that it is told once."""
    return "".join(f"\\{bracket}" for bracket in brackets)


def _replaced(text: str, pieces: Sequence[tuple[int, int, str]]) -> str:
    """Return a text with other words from each start up to its end."""
    parts: list[str] = []
    done = 0
    for start, end, words in pieces:
        parts += (text[done:start], words)
        done = end
    return "".join(parts) + text[done:]


def _read_gap(gap: GapNode, index: int, typed: str) -> Reading[Gap]:
    choices = yield from read_all(_read_choice(choice) for choice in gap.choices)
    yield from _check_leftovers(gap, typed)
    for choice in gap.choices:
        yield from check_brackets_of_answer(choice.coded.text)
    if gap.typed is not None:
        yield from check_brackets_of_answer(gap.typed.text)
    answers = tuple(answer for answer in gap.answers if answer)
    if len(answers) < len(gap.answers):
        if answers:
            full = _without_empty_answers(typed)
            fix = Fix(f"Type `{full}`.", (replace_span(gap.place, full),) if "\n" not in typed else ())
            yield diagnose(EMPTY_GAP, "One of the answers of this gap is empty.", gap.place, fix)
        else:
            yield Diagnostic(EMPTY_GAP, "This gap is empty.", gap.place, "Type the missing word between the brackets.")
    return Gap(index, gap.code, answers, gap.place, gap.code_place, choices)


def _check_leftovers(gap: GapNode, typed: str) -> DiagnosticReading[None]:
    """Tell of markup in the answers of a gap, which learners would have to type, or see in a list; not of signs after a backslash."""
    for answer in _BAR.split(typed[2:-2]):
        words = _BOXES_AND_CODES.sub("", answer, count=1)
        for leftover in find_leftovers(_ESCAPED.sub(MEANT, words)):
            message, hint = _describe_look(as_typed(leftover)) if leftover.kind.name in _NO_LOOK and not leftover.block else describe(leftover)
            yield Diagnostic(LEFTOVER_MARKUP, message, gap.place, hint)


def _describe_look(signs: str) -> tuple[str, str]:
    """Return what to say of signs of bold text, italic text or code in a gap."""
    message = f"“{signs}” would be a part of the answer. The words of a gap cannot be bold, italic, code or raised."
    return message, "Delete the signs. If they are a part of the answer, type a backslash before each of them."


def _without_empty_answers(typed: str) -> str:
    """Return a gap as typed without the bars between which nothing is; the code of the gap stays."""
    parts = [part.strip() for part in _BAR.split(typed[2:-2])]
    code = f"{parts[0]} " if _ONLY_CODE.fullmatch(parts[0]) else ""
    return f"[[{code}{' | '.join(part for part in parts if part and not _NO_WORDS.fullmatch(part))}]]"


def _read_choice(choice: ChoiceNode) -> DiagnosticReading[GapChoice]:
    if choice.box is not None:
        yield from check_box(choice.box)
    ticked = choice.box.ticked if choice.box is not None else None
    return GapChoice(ticked, choice.coded.code, plain_answer(choice.coded.text), choice.place, choice.coded.code_place)


def check_box(box: Checkbox) -> DiagnosticReading[None]:
    """Tell of a box with a mark that means nothing."""
    if box.strange:
        hint = "Type `[x]` if the answer is right, `[ ]` if it is not."
        yield Diagnostic(STRANGE_BOX, f"The box “{box.typed}” has “{box.strange}” inside.", box.place, hint)


def check_gap_places(rendered: str, gaps: Sequence[Gap]) -> DiagnosticReading[None]:
    """Tell of gaps that ended inside bold, italic, a link or a table, or nowhere."""
    free: set[int] = set()
    depth = 0
    for match in _TAG_OR_GAP.finditer(rendered):
        if match["tag"]:
            depth += -1 if match["end"] else 1
        elif depth == 0:
            free.add(int(match["gap"]))
    for gap in gaps:
        if gap.index not in free:
            message = f"The gap “{' | '.join(gap.accepted)}” is inside bold or italic text, a link or a table."
            hint = "Delete the stars or brackets around it, or type the words outside the table."
            yield Diagnostic(MISPLACED_GAP, message, gap.place, hint)
