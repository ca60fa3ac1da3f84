"""The questions that a session may ask again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from builder.course.blocks import Interaction
from builder.course.model import Page
from builder.course.walk import walk
from builder.source.tree.placement import list_questions
from builder.source.tree.session import SessionTree


class EarlierQuestions(Struct, frozen=True):
    """What a session may ask again.

    Attributes:
        read: questions of earlier sessions, by id, as far as they could be read.
        typed: ids of all questions of earlier sessions, readable or not.

    """

    read: Mapping[str, Interaction] = {}
    typed: frozenset[str] = frozenset()

    def after(self, tree: SessionTree, pages: Iterable[Page]) -> EarlierQuestions:
        """Return the same with the questions of one session more. Those that it asks again itself are not among them."""
        asked = {block.id: block for block in walk(block for page in pages for block in page.blocks) if isinstance(block, Interaction)}
        typed = {fence.id for page in tree.pages for fence in list_questions(page) if fence.id and fence.name != "check"}
        return EarlierQuestions({**self.read, **{ident: asked[ident] for ident in asked if ident in typed}}, self.typed | typed)
