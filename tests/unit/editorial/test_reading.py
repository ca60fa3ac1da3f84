"""How hard a text is to read: syllables against words counted by hand, sentences, and both formulas worked out on paper."""

from __future__ import annotations

import pytest

from builder.editorial.reading import Reading, count_syllables, list_words, measure, split_sentences

BY_HAND = {
    1: "make makes made asked learned read guess thing ring sees the be a queue whole there were",
    2: "people wanted table tables handled cancer patient being nation special changes voices study studies before going valued useful client",
    3: "involvement period radio medicine questionnaire idea video decided previous area graduate serious NHS",
    4: "information anxiety community material experience society evaluate",
    5: "university organisation evaluation",
}


@pytest.mark.parametrize(("count", "words"), BY_HAND.items())
def test_syllables_are_counted_as_people_count_them(count: int, words: str) -> None:
    assert {word: count_syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


@pytest.mark.parametrize(("word", "count"), [("well-being", 3), ("carer’s", 2), ("2026", 1), ("-", 1), ("rhythm", 1)])
def test_any_word_has_a_syllable(word: str, count: int) -> None:
    assert count_syllables(word) == count


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! “Three?” Four", ["One.", "Two!", "“Three?”", "Four"]),
        ("Ask people, e.g. Carers. Then stop.", ["Ask people, e.g. Carers.", "Then stop."]),
        ("It costs 2.50 pounds. ok then", ["It costs 2.50 pounds. ok then"]),
        ("Wait … and see.", ["Wait … and see."]),
        ("", []),
    ],
)
def test_sentences_end_where_readers_stop(text: str, sentences: list[str]) -> None:
    assert list(split_sentences(text)) == sentences


def test_signs_alone_are_no_words() -> None:
    assert list_words("“Yes” — and/or (no) – 3 !") == ["Yes", "and", "or", "no", "3"]


def test_both_formulas_give_what_paper_gives() -> None:
    reading = Reading(sentences=10, words=150, syllables=210, long_words=12)
    assert reading.flesch_kincaid == pytest.approx(0.39 * 15 + 11.8 * 1.4 - 15.59)
    assert reading.smog == pytest.approx(1.0430 * 6 + 3.1291)
    assert reading.ages == (12, 14)


def test_a_text_without_words_is_easy() -> None:
    assert measure(["", "…"]) == Reading(0, 0, 0, 0)
    assert measure([]).ages == (5, 5)


def test_texts_begin_sentences() -> None:
    assert measure(["Tea and cake", "A chair. The door"]) == Reading(sentences=3, words=7, syllables=7, long_words=0)
