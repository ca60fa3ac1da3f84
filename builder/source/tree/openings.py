"""The first line of a fence: its name, as other tools call it too, and its id or its title (author syntax, "A fence")."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.interactions.registry import KINDS
from builder.lazy_pattern import lazy_pattern
from builder.source.tree import grammar
from builder.source.tree.block_schemas import BLOCKS
from builder.source.tree.lines import BLANK

_BLOCKS: dict[str, str] = {
    "callout": "note, tip, info, information, remark, callout-note, callout-tip, callout-info, admonition",
    "warning": "caution, danger, important, attention, alert, callout-warning, callout-caution, callout-important, callout-danger",
    "expander": "details, collapse, collapsible, spoiler, dropdown, reveal, toggle",
    "tabs": "tabset, tab-set, panel-tabset",
    "accordion": "faq",
    "check": "quick-check, knowledge-check",
}
FENCE_SYNONYMS = {
    **{word: name for name, words in _BLOCKS.items() for word in words.split(", ")},
    **{word: kind.name for kind in KINDS for word in kind.also_called},
}
"""What other tools call a fence, where it can be one fence of this syntax only."""

_IN_CHECK = frozenset({"quiz", "test", "exam", "assessment", "questions", "exercise", "activity"})


def explain_unclear_name(name: str) -> str:
    """Return what to type for a name that may be several fences; empty where none goes by that name."""
    if name in _IN_CHECK:
        return "Type `::: check` for marked questions, with each of them in its own fence inside it. A practice question needs its own fence only."
    kinds = [f"`::: {kind.name}` ({kind.title.lower()})" for kind in KINDS if name in kind.perhaps_called]
    return f"Type one of these: {', '.join(kinds)}." if kinds else ""


_BRACED = lazy_pattern(rf"^(?P<before>{BLANK}*:{{3,}}{BLANK}*)\{{{BLANK}*\.?(?P<name>[a-z][a-z0-9_-]*){BLANK}*\}}(?P<after>[^{{}}]*)$", re.IGNORECASE)
_TITLED = lazy_pattern(rf"^{BLANK}*:{{3,}}{BLANK}*(?P<name>[a-z][a-z0-9_-]*){BLANK}+(?P<title>(?:[^\s{{}}][^{{}}]*)?)$", re.IGNORECASE)
_ID_AND_TITLE = lazy_pattern(rf"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)+){BLANK}+(?=\S)")
_TITLE_LABEL = lazy_pattern(rf"(?:(?P<id>[a-z0-9][a-z0-9-]*){BLANK}+)?(?i:title){BLANK}*[:：]{BLANK}*(?=\S)")
"""The label of a title on the fence's own line, perhaps behind the id: what is before the colon is no part of the title."""


class Opening(Struct, frozen=True):
    """The first line of a fence.

    Attributes:
        name: of the fence, in lower case; `typed` is the word of another tool in place of it, else empty.
        name_at: index of the name in the line.
        id: in lower case, empty without one; `id_at` is the index where it stands, or would be written.
        title: where a title stands in the line (from, to), in fences that have one.

    """

    name: str
    typed: str
    name_at: int
    id: str
    id_at: int
    title: tuple[int, int] | None = None


def read_opening(text: str) -> Opening | None:
    """Return what a line opens; `None` where it opens no fence, or a broken one."""
    braced = _BRACED.match(text)
    plain = f"{braced['before']} {' ' * (braced.start('name') - braced.end('before') - 1)}{braced['name']} {braced['after']}" if braced else text
    match = grammar.OPENING.match(plain)
    if match:
        name, typed = _canonical(match["name"])
        at = match.start("id") if match["id"] else match.end("name") + bool(braced)
        return Opening(name, typed, match.start("name"), (match["id"] or "").lower(), at)
    titled = _TITLED.match(plain)
    if titled is None:
        return None
    name, typed = _canonical(titled["name"])
    schema = BLOCKS.get(name)
    if schema is None or "title" not in schema.labels or schema.parts is not None:
        return None
    start, end = titled.start("title"), titled.start("title") + len(titled["title"].rstrip().rstrip(":").rstrip())
    before = _TITLE_LABEL.match(plain, start) or (_ID_AND_TITLE.match(plain, start) if name == "check" else None)
    ident, id_at = (before["id"], start) if before and before["id"] else ("", titled.end("name"))
    start = before.end() if before else start
    quoted = plain[start] in "\"“'" and plain[end - 1] in "\"”'" and end - start > 2  # noqa: PLR2004
    return Opening(name, typed, titled.start("name"), ident, id_at, (start + 1, end - 1) if quoted else (start, end))


def _canonical(typed: str) -> tuple[str, str]:
    """Return the name of a fence, and the word of another tool if that was typed."""
    name = typed.lower()
    return (FENCE_SYNONYMS[name], typed) if name in FENCE_SYNONYMS else (name, "")
