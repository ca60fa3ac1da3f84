"""Boxes of text: their labels and what each must hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.course.blocks import Block, Box
from builder.course.document import Label, Prose, Text
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source import rules
from builder.source.bind.labels import check_late, first_text, read_labels
from builder.source.bind.reader import ReadBlocks
from builder.source.markdown.prose import Context
from builder.source.reading import DiagnosticReading, Reading
from builder.source.suggestions import suggest_similar
from builder.source.tree.block_schemas import BLOCKS, BlockSchema
from builder.source.tree.labels import LabelNode
from builder.source.tree.session import FenceNode

NEEDLESS_ID = Rule("SRC039", "needless-id", Severity.ERROR, "This block does not ask anything, so it has no records and does not need an id.")
EMPTY_BLOCK = Rule("SRC056", "empty-block", Severity.ERROR, "Learners would see an empty box.")
MISSING_LABEL = Rule("SRC083", "missing-label", Severity.ERROR, "Without it, the block does not say what learners need to know.")
ONE_LIST = Rule("SRC084", "one-list", Severity.ERROR, "Learners read and copy these points one by one, so each needs its own line.")

_COMMA = re.compile(r"(?<!\s)\s*,\s*(?:and\s+)?|(?<!\s)\s+and\s+", re.IGNORECASE)


def read_box(node: FenceNode, schema: BlockSchema, context: Context, read_blocks: ReadBlocks) -> Reading[Box | None]:
    """Read a box of text; `None` where a label that it needs is missing, which is then reported."""
    place = yield from check_id(node)
    labels = yield from read_labels(node.head, schema.labels, context)
    yield from check_late(node.content, schema.labels)
    body = yield from read_blocks(node.content, schema, context)
    if not node.content:
        swallowed = "".join(f", and a blank line after “{label.name.capitalize()}:”" for label in labels if label.name in schema.long)
        hint = f"Type its text before the closing `:::`{swallowed}."
        yield Diagnostic(EMPTY_BLOCK, f"This “{node.name}” has no text.", place, hint)
    else:
        yield from check_lists(body, schema, node.name, place)
    missing = [name for name in schema.needed if not any(label.name == name for label in labels)]
    for name in missing:
        yield report_missing(node.name, name, schema, place)
    listed: list[Label] = []
    for label_node, label in zip(node.head.labels, labels, strict=True):
        listed += (yield from _split_values(label_node, label, schema)) if label.name in schema.listed else [label]
    title = first_text(labels, "title")
    return None if missing else Box(node.name, title, body, place, tuple(label for label in listed if label.name != "title"))


def check_id(node: FenceNode) -> DiagnosticReading[Place]:
    """Tell of an id, which no block of text needs; return the place of the fence's name."""
    if node.id:
        at = node.opening.place(node.id_at, len(node.id))
        typed = node.opening.text[node.id_at : node.id_at + len(node.id)]
        hint = "Delete the id." if typed == node.id else f"Delete it. If it is a title, type `{_title_line(node.name, typed)}` on the next line."
        yield Diagnostic(NEEDLESS_ID, f"“{node.name}” does not need an id, but has the id “{node.id}”.", at, hint)
    return node.opening.place(node.name_at, len(node.name))


def _title_line(block: str, words: str) -> str:
    """Return the line that gives a block a title: a label, or bold words where it knows none."""
    return f"Title: {words}" if block in BLOCKS and "title" in BLOCKS[block].labels else f"**{words}**"


def check_lists(body: Sequence[Block], schema: BlockSchema, block: str, place: Place) -> DiagnosticReading[None]:
    """Tell of a block, or one of its sections, that does not hold as many lists as it needs."""
    count = sum(isinstance(inner, Prose) and inner.kind == "list" for inner in body)
    if schema.lists is not None and count != schema.lists:
        has = f"There are {count} lists here" if count else "There is no list here"
        where = "each section" if schema.parts else "it"
        hint = "Type each point on its own line that begins with `- `" + (", without other text between them." if count else ".")
        yield Diagnostic(ONE_LIST, f"{has}. A “{block}” has one in {where}.", place, hint)


def report_missing(block: str, name: str, schema: BlockSchema, place: Place) -> Diagnostic:
    """Return what to say of a label that a block cannot do without."""
    if name == "title":
        message = f"This {block} has no title."
        return Diagnostic(rules.NO_TITLE, message, place, "Type `Title: ` and a few words on the line under it.")
    where = "on a line above its closing `:::`" if name in schema.long else "on the line under this one"
    hint = f"Type it {where}, such as `{name.capitalize()}: {schema.needed[name]}`"
    return Diagnostic(MISSING_LABEL, f"This “{block}” has no “{name.capitalize()}:”.", place, hint)


def _split_values(node: LabelNode, label: Label, schema: BlockSchema) -> DiagnosticReading[list[Label]]:
    """Part a label whose values stand between commas, each as it is written; tell of what means nothing."""
    known = {word.lower(): word for word in schema.listed[label.name]}
    values: list[str] = []
    typed_values = [typed for typed in _COMMA.split(label.text.plain.strip(" .")) if typed] or [label.text.plain]
    for typed in typed_values if label.text.plain else ():
        word = known.get(typed.lower(), "")
        if word and word not in values:
            values.append(word)
            continue
        near = suggest_similar(typed.lower(), tuple(known))
        message = f"“{typed}” is here twice." if word else f"“{label.name.capitalize()}:” cannot be “{typed}”."
        advice = f"Did you mean “{known[near]}”?" if near else f"Type one or more of these, with commas: {', '.join(known.values())}."
        at = node.value.text.rfind(typed)
        place = node.value.place_at(at, max(1, len(typed))) if at >= 0 else node.value.place
        yield Diagnostic(rules.BAD_LABEL_VALUE, message, place, "Delete one of them." if word else advice)
    return [Label(label.name, Text(word, word, label.text.place), label.place) for word in values]
