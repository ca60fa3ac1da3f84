"""Slots: `::: local contact` on a page, and the words of an organisation in local.yaml."""

from __future__ import annotations

from html import escape

from builder.course.blocks import Box
from builder.course.document import Prose
from builder.course.slots import HELP, SLOT_TARGET
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.bind.labels import check_late
from builder.source.files import Source
from builder.source.reading import DiagnosticReading, Reading, Reference
from builder.source.tree.block_schemas import BlockSchema
from builder.source.tree.session import FenceNode
from builder.source.yaml.document import parse_document
from builder.source.yaml.fill import Filled, fill
from builder.source.yaml.settings import LocalFile

NO_SLOT = Rule("CRS406", "block-without-slot", Severity.ERROR, "The block does not say which slot of course.yaml is shown here.")
TEXT_IN_SLOT = Rule("CRS407", "text-in-slot-block", Severity.ERROR, "Learners see the words of the slot here, and would not see this text.")

HELP_BLOCK = "local-help"
"""The block of help when the office is closed: with what holds in each nation of the United Kingdom."""


def read_slot(node: FenceNode, schema: BlockSchema) -> Reading[Box | None]:
    """Read a block that shows a slot; `None` where it names none, which is then reported."""
    place, ident = node.opening.place(node.name_at, len(node.name)), node.id.lower()
    yield from check_late(node.content, schema.labels)
    if node.content:
        hint = "Delete it, or move it above the block. The neutral words of a slot are in course.yaml."
        yield Diagnostic(TEXT_IN_SLOT, "There is text in this block.", place, hint)
    if not ident:
        yield Diagnostic(NO_SLOT, "This block does not name a slot.", place, "Type the id of a slot after the word: `::: local contact`.")
        return None
    yield Reference("slot", ident, node.opening.place(node.id_at, len(node.id)))
    words = Prose("paragraph", f'<p><a href="{SLOT_TARGET}{escape(ident)}">{escape(ident)}</a></p>', ident, place)
    return Box(HELP_BLOCK if ident == HELP else node.name, None, (words,), place)


def read_local_words(source: Source) -> DiagnosticReading[Filled[LocalFile] | None]:
    """Return what local.yaml says; `None` where there is none, or no YAML in it."""
    if source.local is None:
        return None
    document = yield from parse_document(source.local, empty_is_fine=True)
    return (yield from fill(document.root, LocalFile)) if document is not None and document.root is not None else None
