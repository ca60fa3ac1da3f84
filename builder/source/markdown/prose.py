"""Blocks of ordinary text: what was parted line by line becomes paragraphs, headings, lists, tables, quotes and pictures of the course."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from builder.course.document import GAP_MARK, Gap, GapChoice, Picture, Prose, Text
from builder.diagnostics import Diagnostic
from builder.source import rules
from builder.source.files import Source
from builder.source.markdown.render import Rendered, read_inline, render_block, render_inline
from builder.source.markdown.terms import Terms
from builder.source.media_paths import find_picture
from builder.source.reading import Judging, Reading, read_all
from builder.source.tree import grammar
from builder.source.tree.codes import Box
from builder.source.tree.gaps import ChoiceNode, GapNode, plain_answer
from builder.source.tree.lines import BLANKS, Line
from builder.source.tree.lists import normal_list
from builder.source.tree.prose import ProseNode

LOWEST_HEADING = 3
"""The most # signs before a heading inside a page (author syntax, "A page")."""

_GAP = re.compile("\ue000([0-9]+)\ue001")
_TAG_OR_GAP = re.compile("<(?P<end>/?)(?P<tag>strong|em|a|table|code)\\b|\ue000(?P<gap>[0-9]+)\ue001")


class Context(Struct, frozen=True):
    """What reading a session needs to know besides its text.

    Attributes:
        source: the files of the course.
        folder: of the session, relative to the course folder.
        terms: of the glossary.

    """

    source: Source
    folder: str
    terms: Terms


def read_prose(
    nodes: Sequence[ProseNode], context: Context, *, headings: bool = False, under_heading: bool = False
) -> Reading[tuple[Prose | Picture, ...]]:
    """Return the blocks of a run of text. `headings`: they may stand here; `under_heading`: a `##` stands above on the page."""
    blocks: list[Prose | Picture] = []
    gaps = 0
    for node in nodes:
        block: Prose | Picture | None
        if node.kind == "picture":
            block = yield from read_picture(node.lines[0], context, node)
        elif node.kind == "heading":
            block = yield from _read_heading(node, context, allowed=headings, under_heading=under_heading)
            under_heading = under_heading or block is not None
        elif node.kind in {"rule", "code"}:
            yield _refuse(node)
            block = None
        else:
            block = yield from read_text(node, context.terms, gaps)
        if block is not None:
            blocks.append(block)
        gaps += sum(gap.end is not None for gap in node.gaps)
    return tuple(blocks)


def _refuse(node: ProseNode) -> Diagnostic:
    line = node.lines[0]
    at = len(line.text) - len(line.text.lstrip(BLANKS))
    place = line.place(at, len(line.text.strip()))
    if node.kind == "rule":
        return Diagnostic(rules.NOT_SUPPORTED, "A line across the page is not shown.", place, "Take it away; use a heading to part the text.")
    return Diagnostic(rules.NOT_SUPPORTED, "Code blocks are not shown.", place, "Take the line away; type the text as an ordinary paragraph.")


def _read_heading(node: ProseNode, context: Context, *, allowed: bool, under_heading: bool) -> Reading[Prose | None]:
    line = node.lines[0]
    place = line.place(line.text.index("#"), node.level)
    if not allowed:
        hint = "Take the # signs away. For bold text type two stars on both sides: `**text**`."
        yield Diagnostic(rules.HEADING_IN_FENCE, "A heading cannot stand here.", place, hint)
    elif node.level > LOWEST_HEADING:
        message = f"A heading has two or three # signs, not {node.level}."
        yield Diagnostic(rules.HEADING_JUMP, message, place, "Type ## or ### before it.")
    elif not node.span.text:
        yield Diagnostic(rules.NO_HEADING, "This heading has no words.", place, "Type them after the # signs, or take the line away.")
    else:
        if node.level == LOWEST_HEADING and not under_heading:
            message = "The first heading inside a page has two # signs, not three."
            yield Diagnostic(rules.HEADING_JUMP, message, place, "Type ## before it.")
        text = yield from read_inline(node.span, context.terms)
        return Prose("heading", f"<h{node.level}>{text.html}</h{node.level}>", text.plain, node.span.place_at(0), node.level)
    return None


def read_text(node: ProseNode, terms: Terms, gaps_before: int) -> Reading[Prose]:
    """Render a paragraph, a quote, a list or a table, with its gaps if the question has any; so many gaps stand before it."""
    gaps, typed = yield from _read_gaps(node, gaps_before)
    caption = (yield from read_picture_labels(node, terms)).get("caption") if node.kind == "table" else None
    if node.kind == "paragraph":
        rendered = yield from render_inline(typed, node.span, terms)
        rendered = Rendered(f"<p>{rendered.html}</p>", rendered.plain)
    elif node.kind == "quote":
        rendered = yield from render_block("\n".join(line.lstrip(BLANKS) for line in typed.split("\n")), node.span, terms)
    elif node.kind == "list":
        rendered = yield from render_block(normal_list(typed.split("\n")), node.span, terms)
    else:
        rendered = yield from _render_table(typed, node, terms, caption)
    shown = tuple(gaps[int(found[1])] for found in _GAP.finditer(rendered.html)) if gaps else ()
    if gaps:
        yield from _check_gap_places(rendered.html, tuple(gaps.values()))
    return Prose(node.kind, rendered.html, rendered.plain, node.span.place, gaps=shown)


def _render_table(typed: str, node: ProseNode, terms: Terms, caption: Text | None) -> Reading[Rendered]:
    rows = [row.strip(BLANKS) for row in typed.split("\n")]
    rows[1] = re.sub(r"[-–—]+", "---", rows[1])
    rendered = yield from render_block("\n".join(rows), node.span, terms)
    tokens = rendered.tokens
    if not tokens or tokens[0].type != "table_open":
        message = "The heading row and the row of dashes under it do not have the same number of cells."
        hint = "Type one group of dashes for each heading, with | between them."
        yield Diagnostic(rules.BROKEN_TABLE, message, node.lines[1].place(), hint)
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "th_open"]
    if not all(headings[1:]):
        hint = "Type what the cells below it have in common."
        yield Diagnostic(rules.EMPTY_TABLE_HEADING, "A cell of the heading row is empty.", node.span.place, hint)
    if caption is None:
        return rendered
    with_caption = rendered.html.replace("<table>", f"<table><caption>{caption.html}</caption>", 1)
    return Rendered(with_caption, f"{caption.plain} {rendered.plain}")


# ---------------------------------------------------------------- pictures


def read_picture(line: Line, context: Context, node: ProseNode | None = None) -> Reading[Picture | None]:
    """Return the picture that a line holds, from its `!` on; `None` where it is at fault, which is then reported. `node` has its labels."""
    at = line.text.index("!")
    found = grammar.PICTURE.match(line.text)
    place = line.place(at, len(line.text.strip()))
    if not found:
        hint = "Type it alone on its line: `![What it shows](media/name.svg)`."
        yield Diagnostic(rules.PICTURE_IN_TEXT, "This line begins like a picture and is none.", place, hint)
        return None
    alt = " ".join(re.sub(r"\\(.)", r"\1", found["alt"]).split())
    if not alt:
        message = f"The picture “{found['path']}” has no words for people who cannot see it."
        hint = "Type in the square brackets what it shows, or `decorative` if it says nothing."
        yield Diagnostic(rules.NO_ALT_TEXT, message, line.place(at, 4), hint)
    path_place = line.place(found.start("path"), len(found["path"]))
    path = yield from find_picture(found["path"], context.folder, path_place, context.source)
    labels = (yield from read_picture_labels(node, context.terms)) if node is not None else {}
    decorative = alt.lower() == "decorative"
    picture = Picture(path, "" if decorative else alt, decorative, labels.get("caption"), labels.get("description"), place)
    return picture if path else None


def read_picture_labels(node: ProseNode, terms: Terms) -> Reading[dict[str, Text]]:
    """Return `Caption:` and `Description:` that follow a picture or a table."""
    labels: dict[str, Text] = {}
    for label in node.labels:
        text = yield from read_inline(label.value, terms)
        if label.name in labels:
            message = f"“{label.name.capitalize()}:” stands here a second time."
            yield Diagnostic(rules.LABEL_TWICE, message, label.place, "Take one of them away.")
        elif not text.plain:
            message = f"“{label.name.capitalize()}:” has no text."
            yield Diagnostic(rules.EMPTY_LABEL, message, label.place, "Type the text after the colon, or take the line away.")
        labels.setdefault(label.name, text)
    return labels


# ---------------------------------------------------------------- gaps


def _read_gaps(node: ProseNode, before: int) -> Reading[tuple[dict[int, Gap], str]]:
    """Return the gaps of a block by their number in the question, and its text with `GAP_MARK` in place of each."""
    gaps: dict[int, Gap] = {}
    parts: list[str] = []
    done = 0
    for gap in node.gaps:
        if gap.end is None:
            yield Diagnostic(rules.OPEN_GAP, "This gap is never closed.", gap.place, "Type ]] after the last word that belongs in the gap.")
            continue
        index = before + len(gaps)
        parts += [node.span.text[done : gap.start], GAP_MARK.format(index)]
        gaps[index] = yield from _read_gap(gap, index)
        done = gap.end
    return gaps, "".join(parts) + node.span.text[done:]


def _read_gap(gap: GapNode, index: int) -> Reading[Gap]:
    choices = yield from read_all(_read_choice(choice) for choice in gap.choices)
    answers = tuple(answer for answer in gap.answers if answer)
    if len(answers) < len(gap.answers):
        rest = " | ".join(answers)
        message = "One of the answers of this gap is empty." if rest else "This gap is empty."
        hint = f"Type `[[{rest}]]`." if rest else "Type the missing word between the brackets."
        yield Diagnostic(rules.EMPTY_GAP, message, gap.place, hint)
    return Gap(index, gap.code, answers, gap.place, gap.code_place, choices)


def _read_choice(choice: ChoiceNode) -> Judging[GapChoice]:
    if choice.box is not None:
        yield from check_box(choice.box)
    ticked = choice.box.ticked if choice.box is not None else None
    return GapChoice(ticked, choice.coded.code, plain_answer(choice.coded.text), choice.place, choice.coded.code_place)


def check_box(box: Box) -> Judging[None]:
    """Tell of a box with a mark that means nothing."""
    if box.strange:
        hint = "Type `[x]` if the answer is right, `[ ]` if it is not."
        yield Diagnostic(rules.STRANGE_BOX, f"The box “{box.typed}” holds “{box.strange}”.", box.place, hint)


def _check_gap_places(rendered: str, gaps: Sequence[Gap]) -> Judging[None]:
    """Tell of gaps that ended inside bold, italic, a link or a table, or nowhere."""
    free: set[int] = set()
    depth = 0
    for found in _TAG_OR_GAP.finditer(rendered):
        if found["tag"]:
            depth += -1 if found["end"] else 1
        elif depth == 0:
            free.add(int(found["gap"]))
    for gap in gaps:
        if gap.index not in free:
            message = f"The gap “{' | '.join(gap.accepted)}” stands inside bold or italic text, a link or a table."
            hint = "Take the stars or brackets around it away, or type the words outside the table."
            yield Diagnostic(rules.MISPLACED_GAP, message, gap.place, hint)
