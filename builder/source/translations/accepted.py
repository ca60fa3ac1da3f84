"""What learners may type into gaps: the words of every language of a course, whichever one they read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, product

from msgspec.structs import replace

from builder.course.blocks import Block, Check, Interaction
from builder.course.cmi import CORRECT_LIMIT, Texts
from builder.course.model import Course
from builder.course.typed_answer import gap_key

Variants = tuple[tuple[str, ...], ...]


def accept_every_language(course: Course, others: Sequence[Course]) -> Course:
    """Return the course with the accepted texts of the others behind its own, gap by gap.

    The order is that of `languages:`, since learners' records name a text by its number (`templates/runtime/packed_text.ts`).
    """
    theirs = [{question.id: question.definition.variants for *_where, question in other.interactions()} for other in others]
    more = {question.id: [variants[question.id] for variants in theirs if question.id in variants] for *_where, question in course.interactions()}
    sessions = tuple(
        replace(session, pages=tuple(replace(page, blocks=tuple(_accept(block, more) for block in page.blocks)) for page in session.pages))
        for session in course.sessions
    )
    return replace(course, sessions=sessions) if any(question.definition.variants for *_where, question in course.interactions()) else course


def _accept(block: Block, more: dict[str, list[Variants]]) -> Block:
    if isinstance(block, Check):
        return replace(block, body=tuple(_accept(inner, more) for inner in block.body))
    if not isinstance(block, Interaction) or not block.definition.variants:
        return block
    gaps = zip(block.definition.variants, *more.get(block.id, []), strict=True)
    variants = tuple(_join(accepted) for accepted in gaps)
    correct = tuple(Texts(texts) for texts in islice(product(*variants), CORRECT_LIMIT))
    return replace(block, definition=replace(block.definition, variants=variants, correct=correct))


def _join(accepted: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the texts of one gap, each that counts as the same once."""
    kept: dict[str, str] = {}
    for text in (text for texts in accepted for text in texts):
        kept.setdefault(gap_key(text), text)
    return tuple(kept.values())
