"""Edits of a session file by its tree: a label, an answer, a question or a page, written where it belongs."""

from __future__ import annotations

from builder.source.tree.labels import LabelNode
from builder.source.tree.lines import Line
from builder.source.tree.session import FenceNode, ItemNode, PageNode, SessionTree, StrayClosing, TreeNode
from builder.source.write.edits import Edit, insert_line, remove_lines
from builder.source.write.printer import NewLabel, NewPage, NewQuestion, print_label, print_page, print_question


class NotEditableError(ValueError):
    """A fence that is not closed, or of another sort than is asked for: a fault of the caller."""


def set_page_label(page: PageNode, label: NewLabel) -> Edit:
    """Return the edit that gives a page a label, in place of the one of this name that it has."""
    present = _named(page.head.labels, label.name)
    last = max([page.line, *(node.line for node in page.head.labels)], key=lambda line: line.number)
    return _replace_value(present, label) if present is not None else insert_line(last, print_label(label))


def set_question_label(question: FenceNode, label: NewLabel) -> Edit:
    """Return the edit that gives a question a label of its own, in place of the one of this name that it has."""
    if question.question is None or question.closing is None:
        message = f"“{question.name}” is not a question that ends"
        raise NotEditableError(message)
    present = _named(question.question.labels, label.name)
    if present is not None:
        return _replace_value(present, label)
    start = (question.closing.number, 1)
    return Edit(start, start, f"{print_label(label)}\n")


def set_item_label(item: ItemNode, label: NewLabel) -> Edit:
    """Return the edit that gives an answer a label, in place of the one of this name that it has."""
    present = _named(item.labels, label.name)
    if present is not None:
        return _replace_value(present, label)
    lines = [item.line, *item.whole.lines, *(line for node in item.labels for line in node.value.lines)]
    return insert_line(max(lines, key=lambda line: line.number), f"  {print_label(label)}")


def add_question(page: PageNode, question: NewQuestion) -> Edit:
    """Return the edit that writes a question at the end of a page, with an empty line before it."""
    return insert_line(_last_line(page), f"\n{print_question(question)}".rstrip("\n"))


def add_page(tree: SessionTree, page: NewPage) -> Edit:
    """Return the edit that writes a page at the end of a session."""
    written = [line for line in tree.lines if line.raw.strip()]
    last = written[-1] if written else tree.lines[0]
    return insert_line(last, f"\n{print_page(page)}".rstrip("\n"))


def remove_fence(fence: FenceNode) -> Edit:
    """Return the edit that takes a fence away, from its first line to its last."""
    if fence.closing is None:
        message = f"“{fence.name}” does not end"
        raise NotEditableError(message)
    return remove_lines(fence.opening, fence.closing)


def _named(labels: tuple[LabelNode, ...], name: str) -> LabelNode | None:
    return next((label for label in labels if label.name == name), None)


def _replace_value(node: LabelNode, label: NewLabel) -> Edit:
    """Return the edit that puts another text in place of that of a label, over all of its lines."""
    last = node.value.lines[-1]
    start = node.value.place_at(0)
    return Edit((start.line, start.column), (last.number, len(last.raw) + 1), label.text if node.value.text else f" {label.text}")


def _last_line(page: PageNode) -> Line:
    """Return the last line of a page on which anything stands."""
    lines = [page.line, *(_end(node) for node in page.body)]
    return next(line for line in reversed(lines) if line.raw.strip())


def _end(node: TreeNode) -> Line:
    if isinstance(node, StrayClosing):
        return node.line
    if isinstance(node, FenceNode):
        return node.closing or (_end(node.body[-1]) if node.body else node.opening)
    return node
