"""Labels in the middle of an answer's line, as other tools and people type them: `- [x] Yes — Feedback: Right.`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from builder.interactions.kind import QUESTION_LABELS, Kind
from builder.interactions.registry import KINDS
from builder.source.tree import grammar
from builder.source.tree.answer_key import is_truth_or_number
from builder.source.tree.codes import BOX_START
from builder.source.tree.lines import BLANKS
from builder.source.tree.question_labels import UNMISTAKABLE
from builder.source.tree.synonyms import FOREIGN, Sense, is_ordinary, sense_of

_LONGEST_NAME = 60
"""Characters before a colon that are looked at: more than the longest word of the table of synonyms has."""

_COLON = re.compile(r"`|(?<![\\:0-9])[:：](?![:\\]|//)|(?<=[0-9])[:：](?![0-9:\\]|//)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*|\([\w'’-]+(?: [\w'’-]+){0,2}\)")
_MOST_WORDS = 6

_NEAR = 12
"""Characters before a name that tell whether it is set off."""
_SET_OFF = re.compile(r"(?:\s[-~*=/\\]{1,3}|[–—−‒―|;,.!?…。→⟶➔➜⇒✅❌✔✓✗✘☑💡ℹ•·]\ufe0f?|[.!?…][”\"’')\]]|[(\[{]|->|=>|<br ?/?>)$", re.IGNORECASE)
"""What parts an answer from a label: a dash, a stop, a bar, an opening bracket, a sign."""
_PARTING = "-–—−‒―|/\\~=•·;,([{→⟶➔➜⇒💡ℹ\ufe0f>"
"""Of these signs, those that do not belong to the answer; the last is the end of an arrow or of `<br>`."""
_CLOSING = {"(": ")", "[": "]", "{": "}"}

_TOLD_AFTERWARDS: frozenset[Sense] = frozenset(("explanation", "if right", "if wrong", "correct", "solution"))
_OF_QUESTIONS = QUESTION_LABELS | FOREIGN | {"feedback"}
_EVERY_NAME = _OF_QUESTIONS.union(*(kind.known_labels | kind.item_labels for kind in KINDS))
_ONE_NAME = re.compile(r"\(?[A-Za-z0-9]\)?\.?")


class AnswerLabel(Struct, frozen=True):
    """A label that stands in the line of an answer. Each number is an index in the line.

    Attributes:
        name: in lower case with single blanks; `typed` is how it stands there, from `start` on.
        end: after the last character of the answer; 0 where the label stands in place of the answer.
        value: of the first character after the colon; `stop` is after the last one.
        colon: of the colon.
        understood: it can mean nothing else than feedback of this answer.
        known: it would mean something on a line of its own.

    """

    name: str
    typed: str
    end: int
    start: int
    colon: int
    value: int
    stop: int
    understood: bool
    known: bool


def find_answer_label(text: str, start: int, kind: Kind) -> AnswerLabel | None:
    """Return the first label in the words of an answer, which begin at `start`; `None` where they hold none. Linear in their length."""
    text = grammar.mask_notes(text)
    first_word = _skip_box_and_code(text, start)
    for colon in _colons(text, first_word):
        if text[first_word:colon].strip(BLANKS + "*_").lower() in UNMISTAKABLE and first_word > start:
            return _read_first(text, first_word, colon, kind)
        for name_start in _name_starts(text, first_word, colon):
            name = grammar.label_name(text[name_start:colon].rstrip(BLANKS + "*_"))
            parting = _parting(text, first_word, name_start, name) if _means_something(name, kind) else "none"
            if parting != "none":
                return _read(text, name_start, colon, name, kind, certain=parting == "signs")
    return None


def list_label_colons(text: str) -> list[int]:
    """Return the index of each colon that ends a label at the start of a text, or a name that any kind of question knows, anywhere in it."""
    colons = {colon for colon in _colons(text, 0) if any(_is_a_name(text[start:colon]) for start in (0, *_name_starts(text, 0, colon)))}
    label = grammar.LABEL.match(text)
    if label is not None:
        colons.add(label.start("after") - 1)
    return sorted(colons)


def _is_a_name(typed: str) -> bool:
    name = grammar.label_name(typed.strip(BLANKS + "*_\\"))
    return name in _EVERY_NAME or sense_of(name, answered=True) is not None


def _skip_box_and_code(text: str, start: int) -> int:
    """Return where the words of an answer begin, after a box and a code."""
    for pattern in (BOX_START, grammar.CODE, BOX_START):
        start = len(text) - len(text[start:].lstrip(BLANKS))
        match = pattern.match(text, start)
        start = match.end() if match else start
    return len(text) - len(text[start:].lstrip(BLANKS))


def _colons(text: str, start: int) -> Iterator[int]:
    """Yield the index of each colon that may end a label: outside of code, times and addresses, and without a backslash."""
    in_code = False
    for sign in _COLON.finditer(text, start):
        if sign[0] == "`":
            in_code = not in_code
        elif not in_code:
            yield sign.start()


def _name_starts(text: str, first_word: int, colon: int) -> list[int]:
    """Return where a name may begin that ends before a colon, the longest first: never with the first word of the answer."""
    first = max(first_word, colon - _LONGEST_NAME)
    before = text[first:colon].rstrip(BLANKS + "*_")
    words = list(_WORD.finditer(before))[-_MOST_WORDS:]
    if not words or words[-1].end() != len(before):
        return []
    return [first + word.start() for word in words if first + word.start() > first_word]


def _means_something(name: str, kind: Kind) -> bool:
    return name in kind.known_labels | kind.item_labels | _OF_QUESTIONS or sense_of(name, answered=True) is not None


def _parting(text: str, first_word: int, name_start: int, name: str) -> Literal["signs", "capital", "none"]:
    """Tell what sets a name off from the words before it, so that it is no part of a sentence."""
    near = text[max(first_word, name_start - _NEAR) : name_start]
    capital, bare = text[name_start].isupper(), near.rstrip("*_")
    certain = name in UNMISTAKABLE or (sense_of(name, answered=True) in _TOLD_AFTERWARDS and not is_ordinary(name))
    if not near.strip(BLANKS + "*_"):
        return "none"
    if bare != near or bare.endswith("  ") or _SET_OFF.search(bare.rstrip(BLANKS)):
        return "signs" if capital or certain else "none"
    return "capital" if capital and certain and near[-1:] in BLANKS else "none"


def _read(text: str, start: int, colon: int, name: str, kind: Kind, *, certain: bool) -> AnswerLabel:
    typed = text[start:colon].rstrip(BLANKS + "*_")
    end, marks, bracket = _end_of_answer(text, start)
    value = len(text) - len(text[colon + 1 :].lstrip(BLANKS + "*_"))
    stop = len(text.rstrip(BLANKS))
    for closing in (marks if marks not in text[start:value] else "", _CLOSING.get(bracket, "")):
        if closing and text[value:stop].endswith(closing):
            stop -= len(closing)
    value, sense = min(value, stop), sense_of(name, answered=True)
    told = name == "feedback" or (sense in _TOLD_AFTERWARDS and not (sense == "explanation" and is_ordinary(name)))
    words = text[value:stop].strip(BLANKS)
    understood = certain and told and "feedback" in kind.item_labels and not is_truth_or_number(words) and not _ONE_NAME.fullmatch(words)
    return AnswerLabel(name, typed, end, start, colon, value, stop, understood, _has_a_place(name, sense, kind))


def _read_first(text: str, start: int, colon: int, kind: Kind) -> AnswerLabel:
    """Return a label that stands in place of the answer, behind its code."""
    typed = text[start:colon].strip(BLANKS + "*_")
    name = grammar.label_name(typed)
    value = len(text) - len(text[colon + 1 :].lstrip(BLANKS + "*_"))
    stop = max(value, len(text.rstrip(BLANKS)))
    at = text.index(typed, start)
    return AnswerLabel(name, typed, 0, at, colon, value, stop, understood=False, known=_has_a_place(name, sense_of(name, answered=True), kind))


def _end_of_answer(text: str, start: int) -> tuple[int, str, str]:
    """Return where the answer before a label ends, the marks of bold text that open before the label, and the bracket that does."""
    end = len(text[:start].rstrip("*_"))
    marks, bracket = text[end:start], ""
    while end and (text[end - 1] in BLANKS or text[end - 1] in _PARTING):
        if text[end - 1] in _CLOSING:
            bracket = text[end - 1]
        if text[end - 1] == ">" and text[:end].lower().endswith(("<br>", "<br/>", "<br />")):
            end = text.rindex("<", 0, end) + 1
        end -= 1
    return end, marks, bracket


def _has_a_place(name: str, sense: Sense | None, kind: Kind) -> bool:
    named = kind.known_labels | kind.item_labels
    if name in named or sense is None:
        return name in named
    return sense in named or (kind.judged and sense in _TOLD_AFTERWARDS) or (kind.keyed and sense == "answer")
