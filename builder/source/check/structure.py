"""The structure of session files: top block, pages, notes, and fences that open and close."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source import rules
from builder.source.bind.course import BoundCourse
from builder.source.check.top_block import check_top_block, fix_rows_of_dashes
from builder.source.tree import grammar
from builder.source.tree.block_schemas import BLOCKS
from builder.source.tree.lines import Line
from builder.source.tree.openings import FENCE_SYNONYMS
from builder.source.tree.parse import find_near_fence
from builder.source.tree.session import QUESTIONS, FenceNode, SessionTree, StrayClosing

OPEN_FENCE = Rule("SRC030", "open-fence", Severity.ERROR, "Everything up to the end would become part of it.")
STRAY_FENCE = Rule(
    "SRC031", "stray-fence", Severity.ERROR, "Three colons alone close a fence. No fence is open here, so one was probably closed too early."
)
BROKEN_FENCE = Rule("SRC032", "broken-fence", Severity.ERROR, "Learners would see a fence that is not typed correctly as text.")
QUESTION_IN_QUESTION = Rule(
    "SRC036", "question-in-question", Severity.ERROR, "A question cannot have another question inside it, so the first one was probably not closed."
)
TEXT_BEFORE_PAGE = Rule("SRC040", "text-before-page", Severity.ERROR, "Each text is on a page, and a page begins with its heading.")
NO_PAGE = Rule("SRC041", "no-page", Severity.ERROR, "A session needs at least one page.")
OPEN_NOTE = Rule("SRC072", "open-note", Severity.ERROR, "If a note is not closed, learners do not see the text after it.")


_NAME_AND_WORDS = re.compile(r":{3,}\s*(?P<name>[A-Za-z][A-Za-z0-9_-]*)\s+(?P<words>[^\s{}:][^{}:]*)$")
_NAME_AND_TITLE = re.compile(r":{3,}\s*\{?\.?(?P<name>[A-Za-z][A-Za-z0-9_-]*)(?:\s*\[|\s+title\s*=\s*[\"“])(?P<words>[^\]\"”\n]+)[\]\"”]\s*\}?$")
"""With a title as Docusaurus and Quarto have it: `:::note[Title]`, `::: {.callout-note title="Title"}`."""

_BRACED = re.compile(r":{3,}\s*\{\s*[.#]?(?P<name>[A-Za-z][A-Za-z0-9_-]*)(?P<more>(?:\s[^{}]*)?)\}$")
"""As Quarto and Pandoc have it: `::: {.callout-note collapse="true"}`."""


def check_structure(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of each session file what its structure lacks."""
    for session in course.sessions:
        yield from check_top_block(session.tree)
        yield from _check_pages(session.tree)
    for tree in course.trees():
        yield from _check_notes(tree)
        for node in tree.nodes():
            if isinstance(node, FenceNode):
                yield from _check_fence(node)
            elif isinstance(node, StrayClosing):
                yield from _check_stray(node)


def _check_notes(tree: SessionTree) -> Iterator[Diagnostic]:
    for line in tree.open_notes:
        place = line.place(line.text.index("<!--"), 4)
        yield Diagnostic(OPEN_NOTE, "A note begins here and never ends.", place, "Type --> after the last word of the note.")


def _check_pages(tree: SessionTree) -> Iterator[Diagnostic]:
    if tree.top is not None and tree.top.closing is not None and not tree.pages:
        hint = "Type a heading under the top block, `# My first page`, and text under it."
        yield Diagnostic(NO_PAGE, "The session has no page.", Place(tree.file), hint)
    early = next((node for node in tree.lead if isinstance(node, FenceNode) or (isinstance(node, Line) and not node.blank)), None)
    if early is not None and fix_rows_of_dashes(tree) is None:
        line = early.opening if isinstance(early, FenceNode) else early
        hint = "Type a heading above it: `# My first page`."
        yield Diagnostic(TEXT_BEFORE_PAGE, "This text is before the first page.", line.whole, hint)
    for page in tree.pages:
        if grammar.EMPTY_PAGE.match(page.line.text):
            yield Diagnostic(rules.NO_HEADING, "This page has no heading.", page.line.place(), "Type its name after the # and a space.")


def _check_fence(fence: FenceNode) -> Iterator[Diagnostic]:
    opening = fence.opening
    if not fence.name:
        yield from _check_malformed(opening)
    if fence.closing is not None:
        yield from _check_malformed(fence.closing)
    if fence.open:
        typed = opening.text.strip()
        message = f"The fence “{fence.name or typed}” that begins here is never closed."
        place = opening.place(opening.text.index(":"), len(typed))
        yield Diagnostic(OPEN_FENCE, message, place, "Type `:::` on its own line after its last line.")
    if fence.cut_by is not None:
        message = f"This question is inside the question of line {opening.number}, which was probably not closed."
        yield Diagnostic(QUESTION_IN_QUESTION, message, fence.cut_by, "Type `:::` on its own line above this line.")


def _check_malformed(line: Line) -> Iterator[Diagnostic]:
    """Tell of a line that is almost the first or the last of a fence."""
    almost = find_near_fence(line)
    if almost is None:
        return
    typed, at = line.text.strip(), line.text.index(":")
    if almost == "colons":
        words = _NAME_AND_WORDS.match(typed) or _NAME_AND_TITLE.match(typed)
        braced = _BRACED.match(typed)
        hint = "Type three colons, a name and an id without spaces: `::: choose-one must-you-tell`."
        if braced and (known := _known_fence(braced["name"])):
            folded = "collapse" in braced["more"] and known == "callout"
            hint = (
                "Type only `::: expander` on this line, and `Title: ` with a few words on the next one."
                if folded
                else f"Type only `::: {known}` on this line."
            )
        if words and (name := _known_fence(words["name"])):
            text = words["words"] if name in QUESTIONS else f"**{words['words']}**"
            hint = f"Type only `::: {name}` on this line, and `{text}` on the next one."
        yield Diagnostic(BROKEN_FENCE, f"“{typed}” begins with three colons but is not a fence.", line.place(at, len(typed)), hint)
    else:
        yield Diagnostic(BROKEN_FENCE, f"“{typed}” has two colons; a fence has three.", line.place(at, 2), "Type one more colon.")


def _known_fence(typed: str) -> str:
    """Return the fence that a name stands for, another tool's included; empty where it stands for none."""
    name = FENCE_SYNONYMS.get(typed.lower(), typed.lower())
    return name if name in {*QUESTIONS, *BLOCKS} else ""


def _check_stray(stray: StrayClosing) -> Iterator[Diagnostic]:
    yield from _check_malformed(stray.line)
    if not stray.spare:
        line = stray.line
        place = line.place(line.text.index(":"), len(line.text.strip()))
        hint = "Delete it, or look above for a fence that is closed too early."
        yield Diagnostic(STRAY_FENCE, "These colons do not close anything.", place, hint)
