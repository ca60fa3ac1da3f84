"""Where a further list line begins in the middle of a line: a box, a code behind a dash, the next letter or number of the list."""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterator

from msgspec import Struct

from builder.lazy_pattern import lazy_pattern
from builder.source.tree import grammar
from builder.source.tree.lines import BLANKS
from builder.source.tree.markers import GLUED_BULLETS, SPACED_BULLETS

_SIGNS = "☐☑☒□▢◻⬜"
_MARK = lazy_pattern(
    rf"(?:(?<=[{BLANKS}])|^)(?:(?P<bullet>##|[0-9]{{1,3}}[.)]|[{re.escape(SPACED_BULLETS + '—' + GLUED_BULLETS)}])[{BLANKS}]*)?"
    rf"(?P<box>(?P<square>\[(?:[{BLANKS}]?|[xX✓✔√])\])|(?P<round>\([{BLANKS}]?\)|\([xXoO]\))|[{_SIGNS}]\ufe0f?)?"
    rf"[{BLANKS}]*(?:\((?P<code>[A-Za-z0-9])\)(?=[{BLANKS}]+\S))?"
)
"""Matches at each blank, perhaps nothing, so that no blank is looked at twice."""
_MAYBE = lazy_pattern(rf"[\[{_SIGNS}]|\([{BLANKS}]?\)|\([A-Za-z0-9]\)")
"""What every such mark has: a box or a code."""
_MAYBE_NEXT = lazy_pattern(rf"[{BLANKS}]\(?(?:[0-9]{{1,3}}|[A-Za-z])[.):][{BLANKS}]")
_INERT = lazy_pattern(r"\\.|`[^`]*`|\[\[(?:\[(?![^\[\]]?\]))*(?:[^\[\]]|\[{1,3}[^\[\]]?\])*(?:\]\])?")
"""What is text whatever it looks like: a sign behind a backslash, code, a gap, closed or not."""
_WORD = lazy_pattern(r"[^\W_]")
_OWN = lazy_pattern(r"[*_]{0,3}(?P<opens>\(?)(?P<ordinal>[A-Za-z]|[0-9]{1,3})(?P<closes>[.):])")
_JOINING = frozenset({"and", "or", "to", "with", "plus", "&"})
"""Words about a code that is spoken of: `Both - (a) and (b)`."""
_REFERRING = _JOINING | {
    "answer", "answers", "article", "articles", "chapter", "clause", "figure", "grade", "item", "items", "level", "line",
    "option", "options", "page", "paragraph", "paragraphs", "part", "parts", "phase", "point", "question", "regulation", "regulations",
    "row", "schedule", "section", "see", "stage", "step", "steps", "table", "type", "under", "unit", "version", "vitamin",
}  # fmt: skip
"""Words before the letter or number of something that the sentence speaks of: `See step 2. Then rest.`"""
_COUNTING = frozenset(",;:")
"""Signs before the letters or numbers of things that a sentence counts: `1) rest, 2) sleep`."""
_NEAR = 20
"""Characters beside a mark that are looked at."""
_CLOSING = ".,;:!?)]}’”"


class Mark(Struct, frozen=True):
    """The beginning of a list line within a line: the index of its first sign, and of the sign that a backslash before it makes text."""

    start: int
    sign: int


def find_marks(text: str, start: int, known: Collection[str] | None, *, box: str = "", code: str = "", goes_on: bool = False) -> list[Mark]:
    """Return where further answers begin in the words of a line. Linear in their length.

    Args:
        text: the line.
        start: index of its first word.
        known: the codes of the question; `None` for ordinary text, where codes mean nothing.
        box: of the answer whose words they are, as typed; empty where it has none.
        code: of that answer.
        goes_on: the line is not the first of its answer, so another one may begin at its start.

    """
    marks: list[Mark] = []
    if not _MAYBE.search(text, start):
        return marks
    masked = _mask(text)
    first = _WORD.search(masked, start)
    for match in _MARK.finditer(masked, start):
        begins = [match.start("bullet"), match.start("box"), match.start("code") - 1]
        begin = next((index for index in begins if index >= 0), -1)
        if begin < 0 or not (goes_on or (first is not None and first.start() < begin)):
            continue
        if match["box"] is not None:
            if _is_box(masked, match) and _opens_an_answer(match, box):
                marks.append(Mark(begin, match.start("box")))
        elif known is not None and match["code"] is not None and _is_a_code(masked, match, known, code):
            marks.append(Mark(begin, match.start("code") - 1))
    return marks


def find_next_marks(text: str, start: int, own: str, known: Collection[str]) -> list[Mark]:
    """Return where the next letters or numbers of a list stand in the words of a line. Linear in their length.

    Args:
        text: the line.
        start: index of its first word.
        own: what it begins with, `1.` or `a)`.
        known: letters and numbers, in lower case, that other lines of the list begin with.

    """
    typed = _OWN.match(own) if _MAYBE_NEXT.search(text, start) else None
    marks: list[Mark] = []
    if typed is None:
        return marks
    masked, ordinal, at = _mask(text).rstrip(BLANKS), typed["ordinal"], start + 1
    while (ordinal := _next_ordinal(ordinal)) and ordinal.lower() not in known:
        wanted = f"{typed['opens']}{ordinal}{typed['closes']}"
        at = next(_places_of(masked, wanted, at), -1)
        if at < 0:
            break
        marks.append(Mark(at, at if typed["opens"] else at + len(wanted) - 1))
        at += len(wanted)
    return marks


def may_hold_marks(text: str) -> bool:
    """Tell whether a line is worth a closer look: whether there is a box in it, or a letter or number as lists have them, behind its start."""
    return "[" in text or _MAYBE_NEXT.search(text, 1) is not None


def _mask(text: str) -> str:
    """Return a text of the same length with `x` in place of all that is text whatever it looks like."""
    return _INERT.sub(lambda inert: "x" * len(inert[0]), grammar.mask_notes(text))


def _is_box(text: str, match: re.Match[str]) -> bool:
    """Tell whether words follow, so that it is neither a link nor a box that a sentence speaks of."""
    if match["code"] is not None:
        return True
    follows = text[match.end() : match.end() + 1].strip()
    return bool(follows) and follows not in (_CLOSING if match.end() > match.end("box") else f"{_CLOSING}(:[")


def _opens_an_answer(match: re.Match[str], box: str) -> bool:
    """Tell whether a box stands there as it does at the start of a line; in an answer that has a box, one of the same sort does."""
    if match["square"] is not None:
        return bool(box or match["bullet"] or match["code"])
    return box[:1] == "(" if match["round"] is not None else bool(box)


def _is_a_code(text: str, match: re.Match[str], known: Collection[str], own: str) -> bool:
    """Tell whether a code begins an answer: behind a dash one that no other has, or by itself the one that comes next."""
    code, begin = match["code"].lower(), match.start("code") - 1
    if match["bullet"] is not None:
        return code not in known or _word_after(text, match.end()) not in _JOINING
    if code != _next_ordinal(own) or code in known:
        return False
    return not grammar.ARROW.search(text[max(0, begin - _NEAR) : begin]) and not _is_spoken_of(text, begin)


def _places_of(text: str, wanted: str, start: int) -> Iterator[int]:
    at = text.find(wanted, start)
    while at >= 0:
        end = at + len(wanted)
        before = text[max(0, at - _NEAR) : at].rstrip(BLANKS)[-1:]
        spaced = text[at - 1] in BLANKS and before not in _COUNTING and end < len(text) and text[end] in BLANKS
        if spaced and not _word_after(text, end)[:1].isdigit() and not _is_spoken_of(text, at):
            yield at
        at = text.find(wanted, end)


def _is_spoken_of(text: str, index: int) -> bool:
    """Tell whether the words before a letter or number make it one that a sentence speaks of: `step 2.`, `section 9 (c)`."""
    words = [word.lower().strip(string.punctuation) for word in text[max(0, index - _NEAR) : index].split()[-2:]]
    return bool(words) and (words[-1] in _REFERRING or (words[-1].isalnum() and words[-1][0].isdigit() and words[0] in _REFERRING))


def _word_after(text: str, index: int) -> str:
    words = text[index : index + _NEAR].split()
    return words[0].lower() if words else ""


def _next_ordinal(ordinal: str) -> str:
    """Return the letter or number after one; an empty text after the last."""
    if ordinal.isdigit():
        return str(int(ordinal) + 1)
    return chr(ord(ordinal) + 1) if ordinal and ordinal not in "zZ" else ""
