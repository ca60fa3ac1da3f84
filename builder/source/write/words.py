"""The plain words of which `copack check --fix` makes ids."""

from __future__ import annotations

from builder.source.markdown.prose import markdown_of
from builder.source.markdown.render import plain_block, plain_inline
from builder.source.tree.prose import ProseNode
from builder.source.tree.session import FenceNode, PageNode

CHECK = "Quick check"
"""What a check is called that has no title."""


def words_of_heading(page: PageNode) -> str:
    """Return the words of a page's heading."""
    return plain_inline(page.heading.text)


def words_of_title(check: FenceNode) -> str:
    """Return the title of a check."""
    titles = (plain_inline(label.value.text) for label in check.head.labels if label.name == "title")
    return next((title for title in titles if title), CHECK)


def words_of_question(question: FenceNode) -> str:
    """Return the prompt of a question: its text before the first answer, gap or heading."""
    node = question.question
    assert node is not None
    words: list[str] = []
    for block in node.sections[0].prose:
        if any(gap.end is not None for gap in block.gaps):
            break
        words += _words_of_block(block).split()
    return " ".join(words)


def _words_of_block(block: ProseNode) -> str:
    if block.kind == "paragraph":
        return plain_inline(block.span.text)
    if block.kind not in {"list", "quote", "table"}:
        return ""
    captions = [plain_inline(label.value.text) for label in block.labels if label.name == "caption"]
    return " ".join([*captions[:1], plain_block(markdown_of(block, block.span.text))])
