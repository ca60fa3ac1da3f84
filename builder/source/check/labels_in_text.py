"""Labels that stand in ordinary text, where learners would see them as text: `Hint:` outside a question, `Caption:` without a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.lazy_pattern import lazy_pattern
from builder.source.bind.course import BoundCourse
from builder.source.check.outcomes import typed_outcomes
from builder.source.tree import grammar
from builder.source.tree.block_schemas import FACILITATOR
from builder.source.tree.labels import label_owners
from builder.source.tree.lines import BLANKS, Line
from builder.source.tree.other_formats import is_answer_key, is_other_question
from builder.source.tree.prose import parse_prose
from builder.source.tree.question_labels import names_what_is_told
from builder.source.tree.session import QUESTIONS, Content, FenceNode
from builder.source.tree.synonyms import Sense, is_ordinary, sense_of

LABEL_IN_TEXT = Rule("SRC153", "label-in-text", Severity.WARNING, "In ordinary text a label has no effect, and learners see it as text.")

_TEXT = frozenset({"paragraph", "list", "quote"})
_HEADING = "heading"
_OPENED_BY_LEARNERS = frozenset({"expander", "accordion"})
"""Blocks that show their words at a tap: a hint or an answer is well placed there."""

_NEVER_TEXT = frozenset({"hint", "answer", "caption", "if right", "if wrong"})
"""Labels, and senses of words of other tools, that a text for learners hardly begins with."""
_BELOW_QUESTIONS = frozenset({"feedback", "explanation"})
"""Those that belong to a question where they stand right below one. Elsewhere people write `Feedback: tell us what you think.`"""
_OUTCOMES = frozenset({"outcome", "outcomes"})
_NUMBERS = frozenset({"points", "marks", "minutes"})
_TRUTHS = frozenset({"core", "keep", "shuffle"})

_KEY = "key"
_REASON = "plain english"
_TYPED_KEY = lazy_pattern(r"[a-z0-9]{3}|(?=[a-z0-9-]*[0-9-])[a-z0-9][a-z0-9-]{0,38}[a-z0-9]")
"""A key, or an id in its place: no word of a text looks like one."""

_NUMBER = lazy_pattern(r"[0-9]{1,3}(?:[.,][0-9]+)?")
_TRUTH = lazy_pattern(r"yes|no|true|false", flags=re.IGNORECASE)
_BETWEEN_IDS = lazy_pattern(r"[\s,;]+")


class _TypedLabel(Struct, frozen=True):
    """A label in ordinary text: its name in lower case, as it is typed, what it means, its text, and its line.

    `colon`: index of its colon; 0 where it has none. `dressed`: it is in bold or italic text.
    """

    name: str
    typed: str
    sense: Sense | None
    value: str
    line: Line
    place: Place
    colon: int
    dressed: bool = False


def check_labels_in_text(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of each line of ordinary text that begins with a label."""
    outcomes = typed_outcomes(course) or frozenset()
    for session in course.sessions:
        for page in session.tree.pages:
            yield from _check_content(page.head.content, outcomes, grammar.PAGE_LABELS, opened=False)


def _check_content(content: Content, outcomes: frozenset[str], known: frozenset[str], *, opened: bool) -> Iterator[Diagnostic]:
    """Tell of the labels in the text of a page or a block; `known` are told as labels that come too late, `opened` is a block that learners open."""
    run: list[Line] = []
    below_question = False
    for node in (*content, None):
        if isinstance(node, Line):
            run.append(node)
            continue
        yield from _check_run(run, outcomes, known, below_question=below_question, opened=opened)
        run = []
        below_question = isinstance(node, FenceNode) and node.name in QUESTIONS
        if isinstance(node, FenceNode) and node.name in grammar.BLOCK_NAMES and node.name != FACILITATOR and not node.broken:
            inside = opened or node.name in _OPENED_BY_LEARNERS
            yield from _check_content(node.content, outcomes, grammar.BLOCK_LABELS[node.name], opened=inside)


def _check_run(run: Sequence[Line], outcomes: frozenset[str], known: frozenset[str], *, below_question: bool, opened: bool) -> Iterator[Diagnostic]:
    if not any(_read_label(line) for line in run):
        return
    for index, block in enumerate(parse_prose(run)):
        first = below_question and index == 0
        for line in block.lines if block.kind in _TEXT or (first and block.kind == _HEADING) else ():
            label = _read_label(line)
            begins = line is block.lines[0]
            if label is None or label.name in _told_elsewhere(known) or not (label.typed[0].isupper() or (begins and block.kind == "paragraph")):
                continue
            if _is_label(label, outcomes, below_question=first and begins, opened=opened):
                yield _report(label)


def _told_elsewhere(known: frozenset[str]) -> frozenset[str]:
    """Return the labels that are reported as too late: of a block all, of a page those that text cannot begin with."""
    return frozenset({"core", "page"}) if known is grammar.PAGE_LABELS else known


def _read_label(line: Line) -> _TypedLabel | None:
    """Return the label that a line begins with, also in bold, or after a bullet, the sign of a quote or a small picture."""
    text = grammar.mask_notes(line.text)
    before = grammar.DECORATED.match(text)
    start = before.end() if before else 0
    match = grammar.LABEL.match(text[start:])
    bare = _match_without_colon(text[start:]) if match is None else None
    if bare is not None:
        name, typed, at = grammar.label_name(bare["label"]), bare["label"], start + bare.start("label")
        return _TypedLabel(name, typed, sense_of(name, answered=True), "", line, line.place(at, len(typed)), 0, bool(bare["marks"]))
    if match is None or is_answer_key(text) or is_other_question(text, fenced=False):
        return None
    name, typed = grammar.label_name(match["label"]), match["label"]
    at = start + match.start("label")
    closed = start + match.end("closed")
    colon = len(text) - len(text[closed:].lstrip(BLANKS))
    value = match["value"].strip().rstrip("*_")
    return _TypedLabel(name, typed, sense_of(name, answered=True), value, line, line.place(at, len(typed)), colon)


def _match_without_colon(text: str) -> re.Match[str] | None:
    """Return the name of what is told beside answers, alone in its line or dressed: `**Hint**`, `**Hint** Think of it.`, `Feedback`."""
    for pattern in (grammar.BARE_LABEL, grammar.BOLD_LABEL, grammar.DASHED_LABEL):
        match = pattern.match(text)
        if match is not None and (match["marks"] or pattern is grammar.BARE_LABEL):
            name = grammar.label_name(match["label"])
            return match if names_what_is_told(name) or name in _NEVER_TEXT else None
    return None


def _is_label(label: _TypedLabel, outcomes: frozenset[str], *, below_question: bool, opened: bool) -> bool:
    """Tell whether a line is meant as a label. What texts may begin with is one by its value alone, or right below a question."""
    if is_ordinary(label.name):
        return False
    if not label.colon and not label.dressed:
        return below_question
    meanings = {label.name, label.sense}
    if meanings & _OUTCOMES:
        ids = [word for word in _BETWEEN_IDS.split(label.value.lower()) if word]
        return bool(ids) and outcomes.issuperset(ids)
    if meanings & _NUMBERS:
        return _NUMBER.fullmatch(label.value) is not None
    if label.name == _REASON:
        return bool(label.value)
    if label.name == _KEY:
        return _TYPED_KEY.fullmatch(label.value) is not None
    if meanings & _TRUTHS:
        return _TRUTH.fullmatch(label.value) is not None
    if meanings & _BELOW_QUESTIONS or label.name.startswith("the "):  # a sentence may begin with `The answer:`
        return below_question
    return bool(meanings & _NEVER_TEXT) and not opened


def _report(label: _TypedLabel) -> Diagnostic:
    owners = ["pages", "checks", "questions"] if label.name == _KEY else label_owners(label.name) or ["questions with a right answer"]
    line = label.line.text
    if not label.colon:
        message = f"Learners would see “{label.typed}” as text. If it is a label, it belongs to: {', '.join(owners)}."
        hint = f"{_where(label)} A label has a colon behind it. If it is ordinary text, say it in other words."
        return Diagnostic(LABEL_IN_TEXT, message, label.place, hint)
    message = f"Learners would see “{label.typed}:” as text. It belongs to: {', '.join(owners)}."
    escaped = f"{line[: label.colon]}\\{line[label.colon :]}".strip()
    return Diagnostic(LABEL_IN_TEXT, message, label.place, f"{_where(label)} If it is ordinary text, type a backslash before the colon: `{escaped}`.")


def _where(label: _TypedLabel) -> str:
    """Return where a label has an effect."""
    if label.name == "caption":
        return "Put it right under its picture or table, or delete it."
    if label.name == _KEY:
        return "Put it right under the heading of its page, or into its check or question, or delete it."
    if label.name in {"minutes", "outcomes", "core", _REASON}:
        return "Put it right under the heading of the page, or delete it."
    return "Put it into its question, above the `:::` at the end, or delete it."
