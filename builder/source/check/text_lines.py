"""The lines that authors type as text, run by run: of pages, of blocks, and of questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from builder.interactions.kind import Kind
from builder.interactions.registry import find
from builder.lazy_pattern import lazy_pattern
from builder.source.tree.lines import Line
from builder.source.tree.session import FenceNode, SessionTree, TreeNode

KEEP = "<!-- keep -->"
"""The note of an author, in the line above, that the lines below it are wanted as they are."""

_KEEP = lazy_pattern(r"\s*<!--\s*keep\s*-->\s*", re.IGNORECASE)


class TextRun(Struct, frozen=True):
    """Lines without an empty line or a fence between them.

    Attributes:
        lines: as typed, in order.
        kind: of the question in which they stand; `None` outside questions.
        kept: whether their author says in a note above them that they are wanted.

    """

    lines: tuple[Line, ...]
    kind: Kind | None
    kept: bool = False


def runs_of_text(tree: SessionTree) -> Iterator[TextRun]:
    """Yield the runs of a session in order, without those of fences that nobody can read."""
    for page in tree.pages:
        yield from _runs(page.body, None)


def _runs(nodes: Sequence[TreeNode], kind: Kind | None) -> Iterator[TextRun]:
    waiting: list[tuple[Iterator[TreeNode], Kind | None]] = [(iter(nodes), kind)]
    run: list[Line] = []
    kept = False
    while waiting:
        siblings, kind = waiting[-1]
        node = next(siblings, None)
        if isinstance(node, Line) and not node.blank:
            run.append(node)
            continue
        if run:
            yield TextRun(tuple(run), kind, kept)
            run = []
        kept = isinstance(node, Line) and _KEEP.fullmatch(node.raw) is not None
        if node is None:
            waiting.pop()
        elif isinstance(node, FenceNode) and not node.broken:
            waiting.append((iter(node.body), find(node.name) if node.question is not None else None))
