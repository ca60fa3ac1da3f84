"""What other tools call a fence, and what of their formats stands in ordinary text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.diagnostics.fixes import diagnose
from builder.interactions.registry import find
from builder.source.bind.course import BoundCourse
from builder.source.markdown.leftovers import find_leftovers
from builder.source.retyping import retype_line
from builder.source.tree import grammar
from builder.source.tree.lines import BLANKS, Line
from builder.source.tree.markers import GLUED_BULLETS
from builder.source.tree.other_blocks import read_other_block, replace_other_block
from builder.source.tree.other_formats import is_answer_key, is_latex, is_other_question
from builder.source.tree.session import FenceNode, SessionTree, TreeNode

NAME_OF_OTHER_TOOL = Rule("SRC123", "name-of-other-tool", Severity.NOTE, "Copack knows what other tools call some blocks and questions.")
BLOCK_OF_OTHER_TOOL = Rule("SRC124", "block-of-other-tool", Severity.ERROR, "Learners would see signs that only another tool reads.")
LINES_IN_ONE = Rule("SRC128", "lines-in-one", Severity.ERROR, "Learners would see bullets in the middle of a line, and one answer for several.")
QUESTION_OUTSIDE_FENCE = Rule("SRC125", "question-outside-fence", Severity.ERROR, "Outside a fence, learners would read which answer is right.")


def check_other_tools(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of names and lines of other tools, outside questions."""
    for tree in course.trees():
        for fence in tree.fences():
            if fence.typed:
                place = fence.opening.place(fence.name_at, len(fence.typed))
                message = f"“{fence.typed}” is read as “{fence.name}”."
                yield Diagnostic(NAME_OF_OTHER_TOOL, message, place, f"Type `{fence.name}` to be clear.")
            yield from _check_answers_in_line(fence)
        for line, in_unknown_fence in _lines_of_text(tree):
            yield from _check_line(line, in_unknown_fence=in_unknown_fence)
        for line in tree.lines:
            yield from _check_bullets(line)


_LETTER = re.compile(rf"(?:(?<=[{BLANKS}])|^)\(?(?P<letter>[A-Ha-h1-8])[.)](?=[{BLANKS}]{{0,4}}\S)")


def _check_answers_in_line(fence: FenceNode) -> Iterator[Diagnostic]:
    """Tell of a question whose answers all stand in one line: `Who? a) All b) Staff`."""
    question, kind = fence.question, find(fence.name)
    items = [item for section in question.sections for item in section.items] if question is not None else []
    if question is None or kind is None or len(items) > 1 or "items" not in kind.coded or "groups" in kind.coded:
        return
    prose = (line for section in question.sections for block in section.prose for line in block.lines)
    for line in (*prose, *(item.line for item in items)):
        text = line.text.strip(BLANKS)
        starts: list[int] = []
        for match in _LETTER.finditer(text):
            if match["letter"].lower() in {"abcdefgh"[len(starts)], str(len(starts) + 1)}:
                starts.append(match.start())
            if len(starts) == len("abcdefgh"):
                break
        if len(starts) > 1:
            parts = [text[: starts[0]].strip(BLANKS), *(text[start:end].strip(BLANKS) for start, end in pairwise([*starts, len(text)]))]
            shown = [part for part in parts if part]
            words = f"Type each on a line of its own: `{shown[0]}`, then `{shown[1]}`, and so on."
            yield diagnose(LINES_IN_ONE, f"This line holds {len(starts)} answers.", line.whole, retype_line(line, "\n".join(shown), words))


_BULLETS = GLUED_BULLETS.replace("·", "")
"""Bullets that nobody types between words; a raised dot is."""
_NEXT_BULLET = re.compile(rf"(?<=[ \t\u00a0])(?=[{_BULLETS}][ \t\u00a0]{{0,4}}\w)")


def _check_bullets(line: Line) -> Iterator[Diagnostic]:
    """Tell of a line that holds several list lines, as they come out of a PDF: `• Bring water • Rest • Sleep`."""
    bullet = line.text.lstrip(BLANKS)[:1]
    if not bullet or bullet not in _BULLETS:
        return
    parts = [part.rstrip(BLANKS) for part in _NEXT_BULLET.split(line.text) if part.strip(BLANKS)]
    if len(parts) > 1 and all(part.lstrip(BLANKS).startswith(bullet) for part in parts):
        message = f"This line holds {len(parts)} list lines."
        fix = retype_line(line, "\n".join(parts), f"Type each on a line of its own: `{parts[0].strip()}`, then `{parts[1].strip()}`, and so on.")
        yield diagnose(LINES_IN_ONE, message, line.whole, fix)


def _lines_of_text(tree: SessionTree) -> Iterator[tuple[Line, bool]]:
    """Yield the lines of pages and blocks, without those of questions and of fences that nobody can read.

    With each comes whether a fence around it has an unknown name: it may be a question then.
    """
    waiting: list[tuple[TreeNode, bool]] = [(node, False) for page in reversed(tree.pages) for node in reversed(page.body)]
    while waiting:
        node, in_unknown_fence = waiting.pop()
        if isinstance(node, Line):
            yield node, in_unknown_fence
        elif isinstance(node, FenceNode) and node.question is None and not node.broken:
            unknown = in_unknown_fence or node.name not in grammar.BLOCK_NAMES
            waiting += ((child, unknown) for child in reversed(node.body))


def _check_line(line: Line, *, in_unknown_fence: bool) -> Iterator[Diagnostic]:
    block = read_other_block(line.text)
    if block is not None and next(find_leftovers(line.text.lstrip("> \t\u00a0")), None) is None:  # else it is told as left-over markup
        yield Diagnostic(BLOCK_OF_OTHER_TOOL, f"“{line.text.strip()}” is a line of another tool.", line.whole, replace_other_block(block))
    elif is_latex(line.text):
        hint = "Type a list line as `- `, a heading as `## `, a question as `::: choose-one`. Delete the command."
        yield Diagnostic(BLOCK_OF_OTHER_TOOL, f"“{line.text.strip()}” is a line of another tool.", line.whole, hint)
    elif not in_unknown_fence and (is_answer_key(line.text) or is_other_question(line.text, fenced=False)):
        message = f"“{line.text.strip()}” belongs to a question, but is in ordinary text."
        hint = "Type `::: choose-one` on a line above the question, and `:::` on the line below its last answer."
        yield Diagnostic(QUESTION_OUTSIDE_FENCE, message, line.whole, hint)
