"""Advice on plain English: none against plain words, and each fault alone gives its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli import run
from builder.editorial.plain_english import advise_on_words, read_pages
from tests.unit.evidence.course import COURSE, compiled, session, write_course

LONG = "We ask " + "the " * 22 + "cat."
HARD = "Organisational accountability necessitates considerable deliberation regarding participatory methodology.\n\n" * 14
TERM = "hra:\n  term: Health Research Authority (HRA)\n  means: The body that looks after research in England.\n"


def advice(folder: Path, words: str, course: str = COURSE, glossary: str = "") -> list[tuple[str, int]]:
    write_course(folder, course, session(practice=words))
    if glossary:
        (folder / "glossary.yaml").write_text(glossary, encoding="utf-8")
    return [(one.rule.code, one.place.line if one.place else 0) for one in advise_on_words(compiled(folder)[0])]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        pytest.param("", [], id="plain words"),
        pytest.param(LONG, [], id="25 words"),
        pytest.param(LONG.replace("cat", "old cat"), [("TXT030", 11)], id="26 words"),
        pytest.param(f"- {LONG[:-1]}\n- {LONG[:-1]}", [], id="each item of a list begins a sentence"),
        pytest.param(HARD, [("TXT031", 7)], id="a hard page"),
        pytest.param(HARD[: len(HARD) // 2], [], id="too short to be judged"),
        pytest.param("Ask the HRA.\n\nThe HRA knows.", [("TXT032", 11)], id="initials are told once"),
        pytest.param("Ask the Health Research Authority (HRA).\n\nThe HRA knows.", [], id="explained at the first place"),
        pytest.param("Ask your GP at the NHS.", [], id="initials that all know"),
        pytest.param("\nSTOP HERE", [], id="words that are only set in capitals"),
    ],
)
def test_each_fault_gives_its_own_advice_alone(words: str, codes: list[tuple[str, int]], tmp_path: Path) -> None:
    assert advice(tmp_path, words) == codes


def test_the_glossary_explains_initials(tmp_path: Path) -> None:
    assert advice(tmp_path, "Ask the [HRA](glossary:hra).", glossary=TERM) == []


def test_another_language_is_not_judged(tmp_path: Path) -> None:
    assert advice(tmp_path, f"{HARD}{LONG} and HRA", COURSE + "language: cy\n") == []


def test_a_page_has_the_figures_of_its_words(tmp_path: Path) -> None:
    write_course(tmp_path, COURSE, session(practice="Tea and cake. A chair."))
    page = read_pages(compiled(tmp_path)[0])[0]
    assert (page.page, page.reading.sentences, page.reading.words, page.short, page.hard) == ("a-page", 3, 9, True, False)


def test_only_who_asks_for_advice_gets_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_course(tmp_path, COURSE, session(practice="Ask the HRA."))
    assert run(["check", str(tmp_path)]) == 0
    assert "TXT032" not in capsys.readouterr().err
    assert run(["check", "--plain", str(tmp_path)]) == 0
    assert "TXT032" in capsys.readouterr().err


def test_a_course_in_another_language_is_told_that_it_gets_no_advice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_course(tmp_path, COURSE + "language: cy\n")
    run(["check", "--plain", str(tmp_path)])
    assert "for courses in English" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        pytest.param("Which color helps?", [("TXT033", 11)], id="one word"),
        pytest.param("Color helps. It is well-centered.", [("TXT033", 11), ("TXT033", 11)], id="at the start, and behind a hyphen"),
        pytest.param("Your behavioral therapy was canceled.", [("TXT033", 11)] * 2, id="families by their endings"),
        pytest.param("Visit the pediatric Center.", [("TXT033", 11)], id="a capital inside a sentence is a name"),
        pytest.param("A video program can help.", [], id="a program of a computer"),
        pytest.param("We organize it. We organise it.", [], id="both endings are British"),
        pytest.param("Humoral, honorary and humorous staff in a laboratory read a meter.", [], id="words that only look alike"),
    ],
)
def test_american_spellings_are_told_and_british_ones_are_not(words: str, codes: list[tuple[str, int]], tmp_path: Path) -> None:
    assert advice(tmp_path, words) == codes


def test_the_british_spelling_is_what_to_type(tmp_path: Path) -> None:
    write_course(tmp_path, COURSE, session(practice="We analyze it."))
    assert [one.hint for one in advise_on_words(compiled(tmp_path)[0])] == ["Type “analyse”. A name or somebody's own words stay as they are."]


def test_american_spellings_are_fine_in_an_american_course(tmp_path: Path) -> None:
    assert advice(tmp_path, "Which color helps?", COURSE + "language: en-US\n") == []
