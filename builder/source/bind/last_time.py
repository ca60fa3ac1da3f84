"""`::: last-time`: questions of earlier sessions, asked again for practice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.course.blocks import Block, Box, Interaction
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.interactions.registry import find
from builder.source.bind.boxes import check_id, report_missing
from builder.source.bind.labels import check_late, first_text, read_labels
from builder.source.bind.reader import ReadBlocks
from builder.source.earlier_questions import EarlierQuestions
from builder.source.markdown.prose import Context
from builder.source.reading import DiagnosticReading, Reading
from builder.source.suggestions import did_you_mean
from builder.source.tree.block_schemas import BlockSchema
from builder.source.tree.labels import LabelNode
from builder.source.tree.session import FenceNode

UNKNOWN_QUESTION = Rule("CRS045", "unknown-question", Severity.ERROR, "Only a question of an earlier session can be asked again.")
UNJUDGED_AGAIN = Rule(
    "CRS046",
    "unjudged-question-again",
    Severity.ERROR,
    "Learners answer an old question again to see what they still know. This one has no right answer.",
)
ASKED_AGAIN_TWICE = Rule("CRS047", "asked-again-twice", Severity.ERROR, "A session asks each old question once, so that its answer has one record.")

QUESTIONS = "questions"
"""The label that names the questions."""
_AGAIN = ".again-"
_WORD = re.compile(r"[^\s,;]+")


def read_last_time(node: FenceNode, schema: BlockSchema, context: Context, read_blocks: ReadBlocks) -> Reading[tuple[Block, ...]]:
    """Return the block that introduces old questions, and the questions after it, each as a question of this session."""
    place = yield from check_id(node)
    labels = yield from read_labels(node.head, schema.labels, context)
    yield from check_late(node.content, schema.labels)
    body = yield from read_blocks(node.content, schema, context)
    named = next((label for label in node.head.labels if label.name == QUESTIONS), None)
    if named is None:
        yield report_missing(node.name, QUESTIONS, schema, place)
        return ()
    questions: list[Interaction] = []
    for ident, at in _split_ids(named):
        old = yield from _find_question(ident, at, context.earlier)
        if old is not None:
            questions.append(_ask_again(old, context.session, at))
    return (Box(node.name, first_text(labels, "title"), body, place), *questions) if questions else ()


def check_asked_once(blocks: Sequence[Block]) -> DiagnosticReading[None]:
    """Tell of old questions that the pages of one session ask a second time."""
    first: dict[str, Place] = {}
    for block in blocks:
        if isinstance(block, Interaction) and _AGAIN in block.id:
            earlier = first.setdefault(block.id, block.place)
            if earlier is not block.place:
                ident = block.id.partition(_AGAIN)[0]
                message = f"This session asks the question “{ident}” again twice. The first is in line {earlier.line}."
                hint = "Delete one of them. If this block has no other question, delete the block."
                yield Diagnostic(ASKED_AGAIN_TWICE, message, block.place, hint)


def _split_ids(label: LabelNode) -> Iterator[tuple[str, Place]]:
    """Yield each id that the label names, with its place."""
    for match in _WORD.finditer(label.value.text):
        yield match[0].lower(), label.value.place_at(match.start(), len(match[0]))


def _find_question(ident: str, place: Place, earlier: EarlierQuestions) -> DiagnosticReading[Interaction | None]:
    """Return the old question of an id; `None` where there is none, which is then reported, or where it is at fault itself."""
    question = earlier.read.get(ident)
    if ident not in earlier.typed:
        message = f"No earlier session asks a question “{ident}”."
        hint = did_you_mean(ident, sorted(earlier.typed)) if earlier.typed else "Delete this block: no session before this one has a question."
        yield Diagnostic(UNKNOWN_QUESTION, message, place, hint)
        return None
    kind = find(question.kind) if question is not None else None
    if question is not None and kind is not None and not kind.in_checks:
        again = sorted(each.id for each in earlier.read.values() if (of := find(each.kind)) is not None and of.in_checks)
        hint = f"Type one of these in its place: {', '.join(again)}." if again else "Delete this block."
        yield Diagnostic(UNJUDGED_AGAIN, f"“{ident}” has no right answer, so it cannot be asked again.", place, hint)
        return None
    return question


def _ask_again(old: Interaction, session: str, place: Place) -> Interaction:
    """Return an old question as a session asks it: with an id and a key of its own, and no evidence for an outcome (`Review: yes`)."""
    return replace(old, id=f"{old.id}{_AGAIN}{session}", key="", outcomes=(), points=1, keep=None, place=place)
