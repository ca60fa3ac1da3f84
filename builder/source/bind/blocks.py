"""Blocks of a page: ordinary text, boxes, checks and questions; and what may stand inside what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from builder.course.blocks import Block
from builder.course.document import Prose
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.interactions.registry import KINDS, find
from builder.source import rules
from builder.source.bind.boxes import read_box
from builder.source.bind.checks import read_check
from builder.source.bind.last_time import read_last_time
from builder.source.bind.media import read_media
from builder.source.bind.question import read_question
from builder.source.bind.sections import read_sections
from builder.source.bind.slots import read_slot
from builder.source.markdown.prose import Context, read_prose
from builder.source.reading import DiagnosticReading, Reading
from builder.source.suggestions import did_you_mean
from builder.source.tree import grammar
from builder.source.tree.block_schemas import BLOCKS, LAST_TIME, LOCAL, MEDIA_NAMES, ROOM_TEXT, BlockSchema
from builder.source.tree.lines import Line
from builder.source.tree.openings import explain_unclear_name
from builder.source.tree.placement import Placement, place_fence
from builder.source.tree.prose import parse_prose
from builder.source.tree.session import Content, FenceNode

UNKNOWN_FENCE = Rule("SRC033", "unknown-fence", Severity.ERROR, "Copack does not know a fence with this name.")


def read_blocks(content: Content, holder: BlockSchema, context: Context) -> Reading[tuple[Block, ...]]:
    """Return the blocks of a page or of a fence of this form."""
    blocks: list[Block] = []
    under_heading = False
    for piece in _runs(content):
        if isinstance(piece, FenceNode):
            blocks += yield from _read_fence(piece, holder, context)
            continue
        prose = yield from read_prose(parse_prose(piece), context, headings=holder.headings, under_heading=under_heading)
        under_heading = under_heading or any(isinstance(block, Prose) and block.kind == "heading" for block in prose)
        blocks += prose
    return tuple(blocks)


def _runs(content: Iterable[Line | FenceNode]) -> Iterator[Sequence[Line] | FenceNode]:
    """Yield the fences, and the lines between them together."""
    run: list[Line] = []
    for node in content:
        if isinstance(node, Line):
            run.append(node)
            continue
        yield run
        yield node
        run = []
    yield run


def _read_fence(node: FenceNode, holder: BlockSchema, context: Context) -> Reading[tuple[Block, ...]]:
    """Read one fence, which is one block or several; nothing when it is at fault, which is then reported."""
    if node.broken:
        return ()
    placed = place_fence(node, holder)
    if placed is not Placement.RIGHT:
        yield from _report_misplaced(node, placed, holder)
        return ()
    if node.name == LAST_TIME:
        return (yield from read_last_time(node, BLOCKS[LAST_TIME], context, read_blocks))
    block = yield from _read_block(node, holder, context)
    return () if block is None else (block,)


def _read_block(node: FenceNode, holder: BlockSchema, context: Context) -> Reading[Block | None]:
    if node.name == "check":
        return (yield from read_check(node, context, read_blocks))
    kind = find(node.name)
    if kind is not None:
        return (yield from read_question(node, kind, context, marked=holder is BLOCKS["check"]))
    schema = BLOCKS[node.name]
    if node.name in MEDIA_NAMES:
        return (yield from read_media(node, schema, context, read_blocks))
    if node.name == LOCAL:
        return (yield from read_slot(node, schema))
    if schema.parts is not None:
        return (yield from read_sections(node, schema, schema.parts, context, read_blocks))
    return (yield from read_box(node, schema, context, read_blocks))


def _report_misplaced(node: FenceNode, placed: Placement, holder: BlockSchema) -> DiagnosticReading[None]:
    place = node.opening.place(node.name_at, len(node.name))
    if placed is Placement.UNKNOWN:
        names = (*(kind.name for kind in KINDS), *grammar.BLOCK_NAMES)
        hint = explain_unclear_name(node.name) or did_you_mean(node.name, names)
        yield Diagnostic(UNKNOWN_FENCE, f"There is no “{node.name}”.", place, hint)
    elif placed is Placement.UNMARKED:
        message = f"“{node.name}” cannot be inside a check, because it is not marked."
        yield Diagnostic(rules.MISPLACED_FENCE, message, place, "Put it on the page before or after the check.")
    elif holder is ROOM_TEXT:
        message = f"“{node.name}” cannot be in the text for facilitators or in a handout."
        hint = "Move it to a page of session.md. Or type its words as ordinary text, without the fence."
        yield Diagnostic(rules.MISPLACED_FENCE, message, place, hint)
    else:
        name = next((name for name, schema in BLOCKS.items() if schema is holder), "page")
        message = f"“{node.name}” cannot be inside “{name}”."
        yield Diagnostic(rules.MISPLACED_FENCE, message, place, "Put it before or after. Or close the fence above it with `:::`.")
