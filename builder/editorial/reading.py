"""How hard an English text is to read: its sentences and syllables, and the two estimates that health writers know.

Both estimates count; neither understands. A short sentence of an unknown idea counts as easy, so people still have to read the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import sqrt

from msgspec import Struct

YEARS = 5
"""A grade of an American school and this many years are the age of its pupils."""

LONG_WORD = 3
"""Syllables that make a word long (McLaughlin 1969)."""

_VOWELS = frozenset("aeiouyàâäáéèêëíîïóôöúûü")
_CLOSING = "\"'”’)]»"
_SENTENCE_ENDS = (".", "!", "?", "…")
_SHORT_FORMS = frozenset({"e.g.", "i.e.", "dr.", "mr.", "mrs.", "ms.", "prof.", "st.", "no.", "vs.", "approx.", "fig."})
"""They end in a full stop inside a sentence."""

_SYLLABLES = {
    **dict.fromkeys(("every", "business", "evening", "different", "someone", "something", "sometimes", "somewhere", "million", "millions"), 2),
    **dict.fromkeys(("create", "creates", "poem", "poems", "science", "client", "clients", "trial", "trials", "react", "lion"), 2),
    **dict.fromkeys(("area", "areas", "idea", "ideas", "theory", "created", "creative", "scientist", "everyone", "everything"), 3),
    **dict.fromkeys(("everybody", "diabetes", "reality", "recreation", "cooperate", "experience", "society"), 4),
}
"""Words of such courses that the rule below miscounts."""

_AFTER_SILENT_E = ("ment", "ments", "ful", "fully", "ly", "less", "ness")
"""Endings of one syllable or more before which an “e” stays silent: “involvement”, “useful”, “safely”."""


class Reading(Struct, frozen=True):
    """A text in figures: how many sentences, words, syllables, and words of three syllables or more it has."""

    sentences: int
    words: int
    syllables: int
    long_words: int

    @property
    def flesch_kincaid(self) -> float:
        """The grade by Flesch and Kincaid (Kincaid and others 1975); 0 for a text without words."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """The grade by SMOG (McLaughlin 1969), scaled to its 30 sentences; 0 for a text without words."""
        return 1.0430 * sqrt(30 * self.long_words / self.sentences) + 3.1291 if self.words else 0.0

    @property
    def ages(self) -> tuple[int, int]:
        """The ages in whole years that the two grades stand for; 5 is the lowest."""
        first, second = (max(YEARS, round(grade) + YEARS) for grade in (self.flesch_kincaid, self.smog))
        return first, second


def measure(texts: Iterable[str]) -> Reading:
    """Return the figures of texts; each begins a sentence of its own."""
    sentences = [words for text in texts for words in map(list_words, split_sentences(text)) if words]
    counts = [count_syllables(word) for words in sentences for word in words]
    return Reading(len(sentences), len(counts), sum(counts), sum(count >= LONG_WORD for count in counts))


def split_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text. One ends at a full stop, unless a short form such as “e.g.” has it or a small letter follows."""
    words = text.split()
    start = 0
    for number, word in enumerate(words, 1):
        if number == len(words) or (_ends(word) and not words[number].lstrip("\"'“‘([")[:1].islower()):
            yield " ".join(words[start:number])
            start = number


def _ends(word: str) -> bool:
    return word.rstrip(_CLOSING).endswith(_SENTENCE_ENDS) and word.lower().lstrip("(“\"'") not in _SHORT_FORMS


def list_words(sentence: str) -> Sequence[str]:
    """Return the words of a sentence, without signs around them. Figures count as words; signs alone do not."""
    return [word for word in (_bare(typed) for typed in sentence.replace("—", " ").replace("/", " ").split()) if word]


def _bare(typed: str) -> str:
    start, end = 0, len(typed)
    while start < end and not typed[start].isalnum():
        start += 1
    while end > start and not typed[end - 1].isalnum():
        end -= 1
    return typed[start:end]


@lru_cache(maxsize=20_000)
def count_syllables(word: str) -> int:
    """Return about how many syllables an English word has; at least 1.

    Groups of vowels are counted; a silent “e” at the end is not. Initials in capitals are as many as their letters. Parts joined by a hyphen
    are counted apart, as they are spoken.
    """
    if len(word) > 1 and word.isupper() and word.isalpha():
        return len(word)
    return max(1, sum(_count_in_part(part) for part in word.lower().replace("’", "'").split("-") if part))


def _count_in_part(part: str) -> int:
    part = part.removesuffix("'s").replace("'", "")
    known = _SYLLABLES.get(part)
    if known is not None:
        return known
    groups = sum(letter in _VOWELS and (number == 0 or part[number - 1] not in _VOWELS) for number, letter in enumerate(part))
    stem = next((part.removesuffix(ending) for ending in _AFTER_SILENT_E if part.endswith("e" + ending)), part)
    return max(1, groups + _parted_vowels(part) - _silent_ending(stem))


def _parted_vowels(part: str) -> int:
    """Return how many times two vowels side by side are two syllables: “be-ing”, “per-i-od”, “anx-i-e-ty”, “us-u-al”."""
    more = int(part.endswith("ing") and part[-4:-3] in _VOWELS) + int(part.startswith(("geo", "video")))
    for pair, joined_after in (("io", "tscxgn"), ("ia", "tscxgn"), ("iu", "tscxgn"), ("iet", ""), ("ua", "gq"), ("uou", "")):
        found = part.find(pair)
        more += found > 0 and part[found - 1] not in joined_after
    return more


def _silent_ending(part: str) -> int:
    """Return 1 where the last “e”, “es” or “ed” is not spoken, as in “made”, “makes”, “asked”."""
    ending = next((ending for ending in ("ed", "es", "e") if part.endswith(ending)), "")
    stem = part.removesuffix(ending)
    if not ending or not stem or stem[-1] in _VOWELS:
        return 0
    if ending == "ed" and stem[-1] in "td":
        return 0
    if ending == "es" and (stem[-1] in "sxzcg" or stem.endswith(("ch", "sh"))):
        return 0
    return 0 if stem[-1] == "l" and stem[-2:-1] not in _VOWELS else 1
