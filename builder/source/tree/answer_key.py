"""`Answer: B`: which answers of a question a line names, by letter, by number, by code or by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from builder.lazy_pattern import lazy_pattern
from builder.source.tree.labels import LabelNode

_NAME = r"\(?(?P<name>[a-z]|[0-9]{1,2})\)?"
_NAMED = lazy_pattern(rf"(?:(?:option|answer|choice) )?{_NAME}(?:[.):]|\s*[-–—:]\s|$)\s*(?P<words>.*)")
_BETWEEN = lazy_pattern(r"(?<!\s)\s*(?:[,;&+/]|\band\b)\s*")
_TRUTH_OR_NUMBER = lazy_pattern(r"(?:true|false|t|f|yes|no|incorrect|wrong)|\S{0,2}[0-9][0-9.,\s]*\S{0,2}")


class AnswerKey(Struct, frozen=True):
    """A label that says which answers are right. `chosen`: their indexes in the order of the question; `None` where it names none."""

    label: LabelNode
    chosen: tuple[int, ...] | None


def find_named(value: str, texts: Sequence[str], names: Sequence[frozenset[str]]) -> tuple[int, ...] | None:
    """Return the indexes of the answers that a text names, or `None`. `names`: the letters, numbers and codes of each answer."""
    typed = fold_words(value)
    folded = [fold_words(text) for text in texts]
    if typed in folded:
        return (folded.index(typed),)
    named = _NAMED.fullmatch(typed)
    if named:
        at = _index(named["name"], names)
        return (at,) if at is not None and named["words"] in {"", folded[at]} else None
    parts = [part for part in _BETWEEN.split(typed) if part]
    chosen = [folded.index(part) if part in folded else _index(part.strip("().:"), names) for part in parts]
    known = [at for at in chosen if at is not None]
    return tuple(dict.fromkeys(known)) if known and len(known) == len(chosen) else None


def _index(name: str, names: Sequence[frozenset[str]]) -> int | None:
    """Return which answer alone has this name."""
    holders = [index for index, known in enumerate(names) if name in known]
    return holders[0] if len(holders) == 1 else None


def names_of(markers: Sequence[tuple[str, str]]) -> list[frozenset[str]]:
    """Return what each answer may be called, given its marker (`b` of `B)`) and its code; by its place where no answer has either."""
    if any(marker or code for marker, code in markers):
        return [frozenset({marker, code} - {""}) for marker, code in markers]
    return [frozenset({chr(ord("a") + index), str(index + 1)}) for index in range(len(markers))]


def fold_words(text: str) -> str:
    """Return a text without what does not tell answers apart: marks of bold, capitals, blanks, a full stop or a tick at its end."""
    return " ".join(re.sub(r"[*_`✅✓✔\ufe0f]", " ", text).split()).casefold().rstrip(" .")


def is_truth_or_number(value: str) -> bool:
    """Tell whether a text can be the answer of a question without a list of answers."""
    return bool(_TRUTH_OR_NUMBER.fullmatch(fold_words(value)))
