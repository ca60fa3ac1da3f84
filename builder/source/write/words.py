"""The plain words of which `copack check --fix` makes ids. What is wrong with their text is told when it is bound."""

from __future__ import annotations

from builder.source.markdown.prose import read_text
from builder.source.markdown.render import read_inline
from builder.source.reading import collect
from builder.source.tree.lines import Span
from builder.source.tree.prose import ProseNode
from builder.source.tree.session import Fence, Page

CHECK = "Quick check"
"""What a check is called that has no title."""


def words_of_heading(page: Page) -> str:
    """Return the words of a page's heading."""
    return _words(page.heading, links=False)


def words_of_title(check: Fence) -> str:
    """Return the title of a check."""
    titles = (_words(label.value) for label in check.head.labels if label.name == "title")
    return next((title for title in titles if title), CHECK)


def words_of_question(question: Fence) -> str:
    """Return the prompt of a question: its text before the first answer, gap or heading."""
    node = question.question
    assert node is not None
    words: list[str] = []
    for block in node.sections[0].prose:
        if any(gap.end is not None for gap in block.gaps):
            break
        words += _words_of_block(block).split()
    return " ".join(words)


def _words(typed: Span, *, links: bool = True) -> str:
    return collect(read_inline(typed, None, links=links)).value.plain


def _words_of_block(block: ProseNode) -> str:
    shown = block.kind in {"paragraph", "list", "quote", "table"}
    return collect(read_text(block, None, 0)).value.plain if shown else ""
