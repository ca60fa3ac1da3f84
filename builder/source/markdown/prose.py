"""Blocks of ordinary text: what was parted line by line becomes paragraphs, headings, lists, tables, quotes and pictures of the course."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.course.document import Picture, Prose, Text
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.fixes import Fix, diagnose, replace_span
from builder.source import rules
from builder.source.earlier_questions import EarlierQuestions
from builder.source.files import Source
from builder.source.markdown.gaps import check_gap_places, read_gaps
from builder.source.markdown.nesting import check_block_words, check_depth, check_numbers, normal_quote
from builder.source.markdown.render import read_inline, render_block, render_inline
from builder.source.markdown.tables import normal_table, render_table
from builder.source.markdown.terms import Terms
from builder.source.media_paths import find_picture
from builder.source.reading import Reading
from builder.source.tree import grammar
from builder.source.tree.lines import BLANKS, Line
from builder.source.tree.lists import normal_list
from builder.source.tree.prose import ProseNode

NOT_SUPPORTED = Rule("SRC071", "not-supported", Severity.ERROR, "A course has no code blocks and no lines across the page.")
NO_ALT_TEXT = Rule("A11001", "no-alt-text", Severity.ERROR, "People who cannot see the picture get only these words.", "WCAG 2.2 1.1.1")
HEADING_JUMP = Rule(
    "A11002",
    "heading-jump",
    Severity.ERROR,
    "People who listen move from heading to heading. If a level is missing, they think that a part is missing.",
    "WCAG 2.2 1.3.1",
)
LOWEST_HEADING = 3
"""The most # signs before a heading inside a page (author syntax, "A page")."""

_GAP = re.compile("\ue000([0-9]+)\ue001")


class Context(Struct, frozen=True):
    """What reading a session needs to know besides its text.

    Attributes:
        source: the files of the course.
        folder: of the session, relative to the course folder.
        terms: of the glossary.
        session: its id; empty where it has none, and in texts that belong to no session.
        earlier: questions of the sessions before it.

    """

    source: Source
    folder: str
    terms: Terms
    session: str = ""
    earlier: EarlierQuestions = EarlierQuestions()


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
            block = yield from _read_text(node, context.terms, gaps)
        if block is not None:
            blocks.append(block)
        gaps += sum(gap.end is not None for gap in node.gaps)
    return tuple(blocks)


def _refuse(node: ProseNode) -> Diagnostic:
    line = node.lines[0]
    at = len(line.text) - len(line.text.lstrip(BLANKS))
    place = line.place(at, len(line.text.strip()))
    if node.kind == "rule":
        return Diagnostic(NOT_SUPPORTED, "A line across the page is not shown.", place, "Delete it. To divide the text, use a heading.")
    return Diagnostic(NOT_SUPPORTED, "Code blocks are not shown.", place, "Delete the line. Type the text as an ordinary paragraph.")


def _fix_signs(place: Place, signs: str, level: int) -> Fix:
    return Fix(f"Type {signs} in place of {'#' * level}.", (replace_span(place, signs),))


def _read_heading(node: ProseNode, context: Context, *, allowed: bool, under_heading: bool) -> Reading[Prose | None]:
    line = node.lines[0]
    place = line.place(line.text.index("#"), node.level)
    if not allowed:
        hint = "Delete the # signs. For bold text type two stars on both sides: `**text**`."
        yield Diagnostic(rules.HEADING_IN_FENCE, "A heading cannot be here.", place, hint)
    elif node.level > LOWEST_HEADING:
        message = f"A heading has two or three # signs, not {node.level}."
        yield diagnose(HEADING_JUMP, message, place, _fix_signs(place, "###" if under_heading else "##", node.level))
    elif not node.span.text:
        yield Diagnostic(rules.NO_HEADING, "This heading has no words.", place, "Type them after the # signs, or delete the line.")
    else:
        if node.level == LOWEST_HEADING and not under_heading:
            message = "The first heading inside a page has two # signs, not three."
            yield diagnose(HEADING_JUMP, message, place, _fix_signs(place, "##", node.level))
        text = yield from read_inline(node.span, context.terms)
        return Prose("heading", f"<h{node.level}>{text.html}</h{node.level}>", text.plain, node.span.place_at(0), node.level, facts=text.facts)
    return None


def _read_text(node: ProseNode, terms: Terms, gaps_before: int) -> Reading[Prose]:
    """Render a paragraph, a quote, a list or a table, with its gaps if the question has any; so many gaps stand before it."""
    gaps, typed = yield from read_gaps(node, gaps_before)
    caption = (yield from read_picture_labels(node, terms)).get("caption") if node.kind == "table" else None
    source = markdown_of(node, typed)
    if node.kind == "paragraph":
        rendered = yield from render_inline(source, node.span, terms)
        rendered = replace(rendered, html=f"<p>{rendered.html}</p>")
    elif node.kind == "table":
        rendered = yield from render_table(source, node, terms, caption)
    else:
        yield from check_depth(node)
        rendered = yield from render_block(source, node.span, terms)
        yield from check_block_words(source, rendered.tokens, node.span.place)
        yield from check_numbers(rendered.tokens, node.lines)
        if node.kind == "list":
            rendered = replace(rendered, html=_with_list_types(rendered.html, normal_list(typed.split("\n"))[1]))
    shown = tuple(gaps[int(match[1])] for match in _GAP.finditer(rendered.html)) if gaps else ()
    if gaps:
        yield from check_gap_places(rendered.html, tuple(gaps.values()))
    return Prose(node.kind, rendered.html, rendered.plain, node.span.place, gaps=shown, facts=rendered.facts)


def _with_list_types(rendered: str, types: Sequence[str]) -> str:
    """Give each ordered list its type, `a` for `a) b) c)`: Markdown knows numbers alone."""
    if all(kind == "1" for kind in types):
        return rendered
    given = iter(types)
    return re.sub(r"<ol(?=[ >])", lambda _: f'<ol type="{kind}"' if (kind := next(given, "1")) != "1" else "<ol", rendered)


def markdown_of(node: ProseNode, typed: str) -> str:
    """Return the text of a paragraph, a quote, a list or a table in the one form that Markdown reads in one way only."""
    lines = typed.split("\n")
    if node.kind == "quote":
        return normal_quote(lines)
    if node.kind == "list":
        return normal_list(lines)[0]
    if node.kind == "table":
        return normal_table(lines)
    return typed


# ---------------------------------------------------------------- pictures


def read_picture(line: Line, context: Context, node: ProseNode | None = None) -> Reading[Picture | None]:
    """Return the picture that a line holds, from its `!` on; `None` where it is at fault, which is then reported. `node` has its labels."""
    at = line.text.index("!")
    match = grammar.PICTURE.match(grammar.mask_notes(line.text))
    place = line.place(at, len(line.text.strip()))
    if not match:
        hint = "Type it alone on its line: `![What it shows](media/name.svg)`."
        yield Diagnostic(rules.PICTURE_IN_TEXT, "This line begins like a picture but is not one.", place, hint)
        return None
    alt = " ".join(re.sub(r"\\(.)", r"\1", match["alt"]).split())
    if not alt:
        message = f"The picture “{match['path'].strip()}” has no words for people who cannot see it."
        hint = "Type in the square brackets what it shows. If it is only there to look nice, type `decorative`."
        yield Diagnostic(NO_ALT_TEXT, message, line.place(at, 4), hint)
    typed = match["path"].strip()
    path_place = line.place(match.start("path") + match["path"].index(typed), len(typed))
    path = yield from find_picture(typed, context.folder, path_place, context.source)
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
            message = f"“{label.name.capitalize()}:” is here twice."
            yield Diagnostic(rules.LABEL_TWICE, message, label.place, "Delete one of them.")
        elif not text.plain:
            message = f"“{label.name.capitalize()}:” has no text."
            yield Diagnostic(rules.EMPTY_LABEL, message, label.place, "Type the text after the colon, or delete the line.")
        labels.setdefault(label.name, text)
    return labels
