"""The known word that an author probably meant."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import lru_cache

_MOST_COMPARED = 60
"""Known words that a word is compared with, and `_MOST_LISTED` that a hint lists: a course with many of each must not take for ever."""

_MOST_LISTED = 60

_CLOSE = 0.8
"""Similarity from which a word counts as a slip (author syntax, Part 3)."""


class SortedWords(tuple[str, ...]):
    """Known words in the order of the alphabet: sorted once, however many words are looked up among them."""

    __slots__ = ()


def suggest_similar(word: str, known: Sequence[str], cutoff: float = 0.6) -> str:
    """Return the known word that is most like `word`, or an empty text."""
    close = difflib.get_close_matches(word, _neighbours(word, known), 1, cutoff)
    return close[0] if close else ""


def _neighbours(word: str, known: Sequence[str]) -> Sequence[str]:
    """Return the known words; of very many, those around the place of `word` in the order of the alphabet."""
    if len(known) <= _MOST_COMPARED:
        return known
    ordered = known if isinstance(known, SortedWords) else _in_order(tuple(known))
    at = bisect_left(ordered, word)
    return ordered[max(0, at - _MOST_COMPARED // 2) : at + _MOST_COMPARED // 2]


@lru_cache(maxsize=8)
def _in_order(known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(known))


def list_known(known: Sequence[str]) -> str:
    """Return known words as a hint lists them, with commas; of very many, the first."""
    more = len(known) - _MOST_LISTED
    return ", ".join(known[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return the sentence "Did you mean ...?", or the list of what is known; where nothing is, what is left to do."""
    if not known:
        return "Delete it: there is none yet."
    near = suggest_similar(word.lower(), known)
    return f"Did you mean “{near}”?" if near else f"Type one of these: {list_known(known)}."


def is_close(word: str, known: Collection[str]) -> bool:
    """Tell whether a word is one slip of the finger away from a known one."""
    return any(_is_slip(word, right) for right in known)


@lru_cache(maxsize=4096)
def _is_slip(word: str, right: str) -> bool:
    return difflib.SequenceMatcher(None, word, right).ratio() >= _CLOSE or _is_one_edit(word, right) or _is_swap(word, right)


def _is_one_edit(left: str, right: str) -> bool:
    """Tell whether one letter more, less or other makes `right` of `left`."""
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((index for index, (typed, meant) in enumerate(zip(short, long, strict=False)) if typed != meant), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]


def _is_swap(left: str, right: str) -> bool:
    """Tell whether two letters beside each other have changed places."""
    at = next((index for index, (typed, meant) in enumerate(zip(left, right, strict=False)) if typed != meant), len(left))
    return left[at : at + 2] == right[at : at + 2][::-1] and left[at + 2 :] == right[at + 2 :]


def find_most_similar(word: str, known: Collection[str]) -> str:
    """Return the known word with the highest similarity; `known` holds one at least."""
    return max(sorted(known), key=lambda right: difflib.SequenceMatcher(None, word, right).ratio())
