"""Several lines of a list typed in one: answers of a question, `- [x] (a) Yes - [ ] (b) No`, and list lines of ordinary text, `1. Rest 2. Sleep`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.diagnostics.changes import Replacement
from builder.diagnostics.fixes import Fix, diagnose
from builder.interactions.registry import find
from builder.source.bind.course import BoundCourse
from builder.source.check.joined_marks import Mark, find_marks, find_next_marks, may_hold_marks
from builder.source.check.text_lines import runs_of_text
from builder.source.retyping import retype_line
from builder.source.tree.lines import BLANKS, Line, Span
from builder.source.tree.markers import GLUED_BULLETS, find_markers, item_marker, list_marker
from builder.source.tree.session import FenceNode, ItemNode, QuestionNode, SessionTree

LINES_IN_ONE = Rule("SRC128", "lines-in-one", Severity.ERROR, "Learners would see bullets in the middle of a line, and one answer for several.")


def check_lines_in_one(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of each line that holds more than one line of a list."""
    for tree in course.trees():
        told: set[int] = set()
        for fault in chain(_check_bullets(tree), _check_questions(tree), _check_text(tree)):
            line = fault.place.line if fault.place is not None else 0
            if line not in told:
                told.add(line)
                yield fault


def _check_questions(tree: SessionTree) -> Iterator[Diagnostic]:
    for fence in tree.fences():
        yield from _check_answers_in_line(fence)
        if fence.question is not None:
            yield from _check_question(fence.question)


_LETTER = re.compile(rf"(?:(?<=[{BLANKS}])|^)\(?(?P<letter>[A-Ha-h1-8])[.)](?=[{BLANKS}]{{0,4}}\S)")


def _check_answers_in_line(fence: FenceNode) -> Iterator[Diagnostic]:
    """Tell of a question whose answers all stand in one line: `Who? a) All b) Staff`."""
    question, kind = fence.question, find(fence.name)
    items = [item for section in question.sections for item in section.items] if question is not None else []
    if question is None or kind is None or len(items) > 1 or "items" not in kind.coded or "groups" in kind.coded:
        return
    prose = (line for section in question.sections for block in section.prose for line in block.lines)
    for line in (*prose, *(item.line for item in items)):
        text = line.text.strip(BLANKS)
        starts: list[int] = []
        for match in _LETTER.finditer(text):
            if match["letter"].lower() in {"abcdefgh"[len(starts)], str(len(starts) + 1)}:
                starts.append(match.start())
            if len(starts) == len("abcdefgh"):
                break
        if len(starts) > 1:
            parts = [text[: starts[0]].strip(BLANKS), *(text[start:end].strip(BLANKS) for start, end in pairwise([*starts, len(text)]))]
            shown = [part for part in parts if part]
            words = f"Type each on a line of its own: `{shown[0]}`, then `{shown[1]}`, and so on."
            yield diagnose(LINES_IN_ONE, f"This line holds {len(starts)} answers.", line.whole, retype_line(line, "\n".join(shown), words))


_BULLETS = GLUED_BULLETS.replace("·", "")
"""Bullets that nobody types between words; a raised dot is."""
_NEXT_BULLET = re.compile(rf"(?<=[ \t\u00a0])(?=[{_BULLETS}][ \t\u00a0]{{0,4}}\w)")


def _check_bullets(tree: SessionTree) -> Iterator[Diagnostic]:
    """Tell of lines that hold several list lines, as they come out of a PDF: `• Bring water • Rest • Sleep`."""
    for line in tree.lines:
        bullet = line.text.lstrip(BLANKS)[:1]
        if not bullet or bullet not in _BULLETS:
            continue
        parts = [part.rstrip(BLANKS) for part in _NEXT_BULLET.split(line.text) if part.strip(BLANKS)]
        if len(parts) > 1 and all(part.lstrip(BLANKS).startswith(bullet) for part in parts):
            words = f"Type each on a line of its own: `{parts[0].strip()}`, then `{parts[1].strip()}`, and so on."
            yield diagnose(LINES_IN_ONE, f"This line holds {len(parts)} list lines.", line.whole, retype_line(line, "\n".join(parts), words))


def _check_question(question: QuestionNode) -> Iterator[Diagnostic]:
    """Tell of answers, and of other lines of a question, with a further answer behind their words."""
    items = [item for section in question.sections for item in section.items]
    headings = [section.heading for section in question.sections if section.heading is not None]
    coded = [*headings, *(item.body for item in items), *(item.side for item in items if item.side is not None)]
    known, ordinals = frozenset(one.code for one in coded), frozenset(item.marker for item in items)
    for item in items:
        for line, start in _lines_of(item.whole):
            yield from _report(line, _find_in_item(item, line, start, known, ordinals))
    texts = [label.value for label in (*question.labels, *(label for item in items for label in item.labels))]
    prose = [(line, 0) for section in question.sections for node in section.prose for line in node.lines]
    for line, start in (*prose, *(part for text in (*texts, *(heading.text for heading in headings)) for part in _lines_of(text))):
        yield from _report(line, find_marks(line.text, start, known))


def _find_in_item(item: ItemNode, line: Line, start: int, known: frozenset[str], ordinals: frozenset[str]) -> list[Mark]:
    """Return where further answers begin in a line of an answer, whose words begin at `start`."""
    first = line.number == item.line.number
    box = item.box.typed if item.box is not None else ""
    marks = find_marks(line.text, start, known, box=box, code=item.body.code, goes_on=not first)
    return marks or (find_next_marks(line.text, start, line.text[item.bullet_at : start], ordinals) if first and item.marker else [])


def _lines_of(text: Span) -> Iterator[tuple[Line, int]]:
    """Yield the lines of a text, each with the index where its words begin."""
    for line, start, offset in zip(text.lines, text.starts, text.offsets, strict=True):
        first = start + max(0, text.begin - offset)
        if first < len(line.text) and offset <= text.end:
            yield line, first


def _check_text(tree: SessionTree) -> Iterator[Diagnostic]:
    """Tell of list lines of ordinary text that stand in one line: a box behind a dash, or the next number of the list."""
    runs = [run for run in runs_of_text(tree) if run.kind is None and not run.kept]
    if not any(may_hold_marks(line.text) for run in runs for line in run.lines):
        return
    marked = [(line, marker) for run in runs for line, marker in zip(run.lines, find_markers([line.text for line in run.lines]), strict=True)]
    numbered = [(line, marker) for line, marker in marked if marker is not None and marker.place]
    following = {line.number: below.ordinal for (line, _marker), (_line, below) in pairwise(numbered)}
    for line, marker in marked:
        start = marker.rest if marker is not None else 0
        marks = find_marks(line.text, start, None) if "[" in line.text else []
        if marker is not None and marker.place and not marks:
            marks = find_next_marks(line.text, start, line.text[marker.start : start], frozenset({following.get(line.number, "")}))
        yield from _report(line, marks)


def _report(line: Line, marks: list[Mark]) -> Iterator[Diagnostic]:
    """Tell of a line with further lines of a list in it."""
    if not marks:
        return
    indent = line.raw[: len(line.raw) - len(line.raw.lstrip(BLANKS))]
    texts = [line.text[begin:end].strip(BLANKS) for begin, end in pairwise([0, *(mark.start for mark in marks), len(line.text)])]
    parts = [part for part in (texts[0], *(text if _begins_a_line(text) else f"- {text}" for text in texts[1:])) if part]
    first, sign = marks[0], line.text[marks[0].sign]
    words = f"Type {'each on a line of its own' if len(parts) > 1 else 'this line instead'}: {', then '.join(f'`{part}`' for part in parts[:2])}"
    words += ", and so on." if len(parts) > _SHOWN else "."
    words += f" If learners should see “{sign}” there, type a backslash before it: `{line.text[first.start : first.sign]}\\{sign}`."
    message = f"“{' '.join(line.text[first.start :].split())}” is in the middle of a line, but begins like a line of its own."
    place = line.place(first.start, len(line.text.rstrip(BLANKS)) - first.start)
    yield diagnose(LINES_IN_ONE, message, place, Fix(words, tuple(_part(line, mark, indent) for mark in marks)))


def _part(line: Line, mark: Mark, indent: str) -> Replacement:
    """Return the change that puts a line end in place of the blanks before a mark."""
    before = line.text[: mark.start].rstrip(BLANKS)
    text = ("\n" + indent if before else "") + ("" if _begins_a_line(line.text[mark.start :]) else "- ")
    start, end = line.place(len(before) if before else mark.start), line.place(mark.start)
    return Replacement(line.file, (line.number, start.column), (line.number, end.column), text)


_SHOWN = 2
"""Lines that a hint shows."""


def _begins_a_line(text: str) -> bool:
    """Tell whether a line may begin like this without a dash before it."""
    return list_marker(text) is not None or item_marker(text) is not None or text[:1].isalnum() or text.startswith("##")
