"""What other tools call a fence, and what of their formats stands in ordinary text."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.markdown.leftovers import find_leftovers
from builder.source.tree import grammar
from builder.source.tree.lines import Line
from builder.source.tree.other_blocks import read_other_block, replace_other_block
from builder.source.tree.other_formats import is_answer_key, is_latex, is_other_question
from builder.source.tree.session import FenceNode, SessionTree, TreeNode

NAME_OF_OTHER_TOOL = Rule("SRC123", "name-of-other-tool", Severity.NOTE, "Copack knows what other tools call some blocks and questions.")
BLOCK_OF_OTHER_TOOL = Rule("SRC124", "block-of-other-tool", Severity.ERROR, "Learners would see signs that only another tool reads.")
QUESTION_OUTSIDE_FENCE = Rule("SRC125", "question-outside-fence", Severity.ERROR, "Outside a fence, learners would read which answer is right.")


def check_other_tools(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of names and lines of other tools, outside questions."""
    for tree in course.trees():
        for fence in tree.fences():
            if fence.typed:
                place = fence.opening.place(fence.name_at, len(fence.typed))
                message = f"“{fence.typed}” is read as “{fence.name}”."
                yield Diagnostic(NAME_OF_OTHER_TOOL, message, place, f"Type `{fence.name}` to be clear.")
        for line, in_unknown_fence in _lines_of_text(tree):
            yield from _check_line(line, in_unknown_fence=in_unknown_fence)


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
