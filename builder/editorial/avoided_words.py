"""Words that a course does not use, by the author's own list: `avoid` in course.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.editorial.passages import Passage
from builder.editorial.reading import list_words, split_sentences

AVOIDED_WORD = Rule(
    "TXT036",
    "avoided-word",
    Severity.NOTE,
    "The authors agreed not to use this word, because some of their readers do not know it or do not like it.",
    "the course's own list: avoid in course.yaml",
)

Avoided = Mapping[tuple[str, ...], tuple[str, str]]
"""By its words in small letters, what is avoided, as typed, and what to write instead."""


def read_avoided(avoid: Mapping[str, str]) -> Avoided:
    """Return a list of words to avoid in the form in which they are looked for."""
    return {_key(list_words(typed)): (typed, better) for typed, better in avoid.items() if list_words(typed)}


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.lower().replace("’", "'") for word in words)


def advise_on_avoided_words(passage: Passage, avoided: Avoided) -> Iterator[Diagnostic]:
    """Tell of the words of a passage that its authors avoid, each once. They are found as they are typed in the list; capitals do not matter."""
    texts = (passage.words, *passage.remarks) if passage.question else (passage.words,)
    found = chain.from_iterable(_find(sentence, avoided) for text in texts for sentence in split_sentences(text))
    for typed, better in dict.fromkeys(found):
        hint = f"Write “{better}”. The list is under `avoid:` in course.yaml."
        yield Diagnostic(AVOIDED_WORD, f"“{typed}” is a word that this course avoids.", passage.place, hint)


def _find(sentence: str, avoided: Avoided) -> Iterator[tuple[str, str]]:
    words = _key(list_words(sentence))
    lengths = sorted({len(key) for key in avoided})
    for start in range(len(words)):
        yield from (avoided[words[start : start + length]] for length in lengths if words[start : start + length] in avoided)
