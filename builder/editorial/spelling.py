"""American spellings in a British course. Told only where British English has one other spelling and the word means nothing else.

Words in -ize are never told: Oxford spells them so, and both are British. “Program” (of a computer), “meter”, “license”, “practice” and
“judgment” are British words too, so nothing is said of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.editorial.passages import Passage, PassageGroup
from builder.editorial.reading import list_words, split_sentences

AMERICAN_SPELLING = Rule(
    "TXT033",
    "american-spelling",
    Severity.NOTE,
    "Readers in the United Kingdom take another country's spelling for a mistake, or for a text that was not written for them.",
    "NHS digital service manual: use British spellings",
)

BRITISH = "en-gb"
"""The language of a course that is judged, in small letters."""

_NOUN = ("", "s")
_VERB = ("", "s", "ed", "ing")
_FAMILIES: tuple[tuple[tuple[str, ...], str, str, tuple[str, ...]], ...] = (
    (("endeav", "fav", "harb", "hon", "lab", "neighb"), "or", "our", (*_VERB, "able", "ably", "er", "ers", "ite", "ites", "hood", "hoods")),
    (("col", "flav", "hum", "rum", "tum", "vap"), "or", "our", (*_VERB, "ful", "less")),
    (("behavi",), "or", "our", (*_NOUN, "al", "ally")),
    (("cent", "fib", "lit", "theat", "kilomet", "centimet", "millimet", "calib"), "er", "re", _NOUN),
    (("anal", "paral", "catal", "dial"), "yz", "ys", ("e", "es", "ed", "er", "ers", "ing")),
    (("cance", "counse", "labe", "leve", "mode", "signa", "trave"), "l", "ll", ("ed", "ing", "er", "ers", "or", "ors")),
    (("def", "off", "pret"), "ense", "ence", _NOUN),
    (("p",), "ediatric", "aediatric", (*_NOUN, "ian", "ians")),
    (("an",), "esthe", "aesthe", ("sia", "tic", "tics", "tist", "tists")),
    (("orthop",), "edic", "aedic", _NOUN),
    (("gyn",), "ecolog", "aecolog", ("y", "ist", "ists", "ical")),
    (("h",), "ematolog", "aematolog", ("y", "ist", "ists")),
    (("h",), "emorrhag", "aemorrhag", ("e", "es", "ed", "ing")),
    (("leuk", "an", "isch"), "emi", "aemi", ("a", "c")),
    (("",), "estrogen", "oestrogen", _NOUN),
    (("",), "esophag", "oesophag", ("us", "eal")),
    (("diarrh",), "ea", "oea", ("",)),
    (("catal", "dial", "anal"), "og", "ogue", _NOUN),
    (("sk",), "eptic", "ceptic", (*_NOUN, "al", "ism")),
    (("m", "sm"), "old", "ould", ("", "s", "y", "er", "ing")),
    (("gr",), "ay", "ey", _NOUN),
)
"""A row a family: beginnings of words, the American middle, the British one, and the endings that both have."""

_WORDS = {
    "centered": "centred", "centering": "centring", "enroll": "enrol", "enrolls": "enrols", "enrollment": "enrolment",
    "enrollments": "enrolments", "fulfill": "fulfil", "fulfills": "fulfils", "fulfillment": "fulfilment", "skillful": "skilful",
    "skillfully": "skilfully", "installment": "instalment", "installments": "instalments", "jewelry": "jewellery", "marvelous": "marvellous",
    "mom": "mum", "moms": "mums", "gotten": "got", "aging": "ageing", "pajamas": "pyjamas", "aluminum": "aluminium", "edema": "oedema",
    "celiac": "coeliac", "airplane": "aeroplane", "airplanes": "aeroplanes",
}


def _spell_families() -> Iterator[tuple[str, str]]:
    for beginnings, american, british, endings in _FAMILIES:
        for beginning in beginnings:
            yield from ((beginning + american + ending, beginning + british + ending) for ending in endings)


_SPELLINGS = {**dict(_spell_families()), **_WORDS}
"""By an American spelling, the British one."""


def advise_on_spelling(groups: Iterable[PassageGroup]) -> Iterator[Diagnostic]:
    """Tell of American spellings, each once a passage. For passages of a course in British English."""
    for passage in chain.from_iterable(group.passages for group in groups):
        for word, british in find_american(passage):
            hint = f"Type “{british}”. A name or somebody's own words stay as they are."
            yield Diagnostic(AMERICAN_SPELLING, f"“{word}” is an American spelling.", passage.place, hint)


def find_american(passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield American spellings of a passage with the British ones, each once. A capital inside a sentence makes a name of a word."""
    yield from dict.fromkeys(chain.from_iterable(_find_in(sentence) for sentence in split_sentences(passage.words)))


def _find_in(sentence: str) -> Iterator[tuple[str, str]]:
    for number, word in enumerate(chain.from_iterable(typed.split("-") for typed in list_words(sentence))):
        plain = word.lower() if number == 0 and word.istitle() else word
        if plain in _SPELLINGS:
            yield plain, _SPELLINGS[plain]
