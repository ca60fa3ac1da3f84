"""Typing corrections: a mistake that is mended without asking everybody again, and the proof that nothing else was changed.

A record of a correction has the words before and after it. Whoever reads the record puts the old words back into the present text and makes the
digest of that: only if it is the digest that people signed off does their decision hold for the present text. Refused are changes of numbers and of
negations, answers, and words that are others and not misspelt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec.structs import replace

from builder.course.model import Course, Session
from builder.course.sign_offs import Correction
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.editorial.digest import digest_passages
from builder.editorial.passages import Passage, list_passages

NO_CORRECTION = Rule(
    "CRS427",
    "no-typing-correction",
    Severity.WARNING,
    "People approved other words. A correction of typing keeps their decision, any other change needs them to read it again.",
)

SHORT = 3
"""Letters of a word that may only change the places of its letters: “mg” and “ng” differ in one letter."""

MOST_WORDS = 3
"""Words of a passage that a correction may change."""

_NUMBER = re.compile(r"[0-9]+")
_NEGATIONS = frozenset({"no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "nowhere", "without", "cannot"})
_SENTENCE_SIGNS = str.maketrans("", "", ".,;:!?'\"“”‘’()…")
_OPEN_ROLES = ("Question", "Hint", "Feedback", "Said after", "Text", "List", "Table", "Quote", "Heading")
"""How roles of passages of a question begin whose typing may be corrected; the others are its answers."""


def find_fault(passage: Passage, now: str) -> str:
    """Return why other words of a passage are no correction of typing, in plain words; empty where they are one."""
    if passage.question and not passage.role.startswith(_OPEN_ROLES):
        return "It is an answer to a question"
    return _compare(passage.words, now)


def _compare(was: str, now: str) -> str:
    if _NUMBER.findall(was) != _NUMBER.findall(now):
        return "A number would be another one"
    if _count_negations(was) != _count_negations(now):
        return "A word such as “not” or “never” would come or go"
    pairs = list(_changed_words(was.split(), now.split()))
    if not pairs:
        return "The words are the same"
    if len(pairs) > MOST_WORDS or not all(_is_misspelt(old, new) for old, new in pairs):
        return "These are other words, not the same ones with another spelling"
    return ""


def _count_negations(text: str) -> Counter[str]:
    words = re.findall(r"[a-z']+", text.lower().replace("’", "'"))
    return Counter(word for word in words if word in _NEGATIONS or word.endswith("n't"))


def _changed_words(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield words with those that took their places. Words joined or parted, and a word that stood twice, are one pair."""
    for what, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        old, new = was[first:last], now[start:end]
        if what == "replace" and len(old) == len(new):
            yield from zip(old, new, strict=True)
        elif what == "delete" and len(old) == 1 and old[0].lower() in _beside(was, first, last):
            yield old[0], old[0]
        elif what != "equal":
            yield " ".join(old), " ".join(new)


def _beside(words: Sequence[str], first: int, last: int) -> set[str]:
    return {word.lower() for word in (*words[max(0, first - 1) : first], *words[last : last + 1])}


def _is_misspelt(old: str, new: str) -> bool:
    """Tell whether two words are one with a slip of the keyboard: a letter too many, too few or wrong, or two neighbours that changed places.

    Two letters are too many to be sure of: “increase” and “decrease”, “likely” and “unlikely”. Signs of sentences and capitals do not count.
    """
    bare, other = (word.translate(_SENTENCE_SIGNS).lower() for word in (old, new))
    if bare == other:
        return old == new or not _NUMBER.search(old)
    if _NUMBER.search(bare) or not bare or not other or "a" + min(bare, other, key=len) == max(bare, other, key=len):
        return False
    if min(len(bare), len(other)) <= SHORT:
        return sorted(bare) == sorted(other)
    return _distance(bare, other) == 1


def _distance(one: str, other: str) -> int:
    """Return in how many letters two words differ; two neighbours that changed places are one."""
    rows: list[list[int]] = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, new in enumerate(other, 1):
            row.append(min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (letter != new)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == new:
                row[j] = min(row[j], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


def trace_back(course: Course, session: Session, digest: str) -> tuple[Correction, ...]:
    """Return the corrections that lead to the present text of a session, the last first. `digest`: of that text. Raises OSError as digests do."""
    passages = [passage for group in list_passages(course, session) for passage in group.passages]
    traced: list[Correction] = []
    for correction in reversed(course.corrections):
        if correction.session != session.id or correction.after != digest:
            continue
        earlier = _undo(passages, correction)
        if earlier is not None and digest_passages(course, session, earlier) == correction.before:
            traced.append(correction)
            passages, digest = earlier, correction.before
    return tuple(traced)


def _undo(passages: Sequence[Passage], correction: Correction) -> list[Passage] | None:
    """Return passages with the words before a correction; `None` where it is none, or is about other words."""
    undone = list(passages)
    for each in correction.passages:
        passage = undone[each.number - 1] if each.number <= len(undone) else None
        if passage is None or passage.words != each.now or find_fault(replace(passage, words=each.was), each.now):
            return None
        undone[each.number - 1] = replace(passage, words=each.was)
    return undone


def check_corrections(course: Course) -> Iterator[Diagnostic]:
    """Tell of recorded corrections that are none by their own words, so that they keep no decision."""
    for correction in course.corrections:
        fault = next((fault for each in correction.passages if (fault := _compare(each.was, each.now))), "")
        if fault or not correction.passages:
            message = f"This is more than a correction of typing in the session “{correction.session}”. {fault or 'It does not name a passage'}."
            yield Diagnostic(NO_CORRECTION, message, correction.place, "Delete this entry, and ask people to read the session again.")
