"""Words to avoid, words of the glossary, passive sentences, and pages that are left as they are: what is told, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli import run
from builder.diagnostics import Diagnostic
from builder.editorial.passive import find_passive
from builder.editorial.plain_english import advise_on_words, list_left_pages
from builder.pipeline import compile_folder
from tests.unit.evidence.course import COURSE, compiled, session, write_course

AVOID = COURSE + "avoid:\n  utilise: use\n  hard to reach: not asked yet\n"
GLOSSARY = "ethics:\n  term: Ethics committee\n  means: It checks plans.\nhra:\n  term: Health Research Authority (HRA)\n  means: It keeps rules.\n"
LONG = "We ask " + "the " * 23 + "cat."


def advice(folder: Path, words: str, course: str = COURSE, glossary: str = "", label: str = "") -> list[Diagnostic]:
    write_course(folder, course, session(practice=words, minutes=label))
    if glossary:
        (folder / "glossary.yaml").write_text(glossary, encoding="utf-8")
    return list(advise_on_words(compiled(folder)[0]))


def codes(told: list[Diagnostic]) -> list[str]:
    return [one.rule.code for one in told]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("We Utilise it, and utilise it.", ["“utilise”"], id="capitals do not matter, and each passage tells once"),
        pytest.param("People who are hard to reach.", ["“hard to reach”"], id="several words"),
        pytest.param("It is hard to reach-out. We utilised it.", [], id="other words"),
        pytest.param("## How we utilise it\n\nSo.", ["“utilise”"], id="a heading"),
    ],
)
def test_words_to_avoid_are_told_with_what_to_write(words: str, told: list[str], tmp_path: Path) -> None:
    found = advice(tmp_path, words, AVOID)
    assert [one.message.split(" is a word")[0] for one in found] == told
    assert codes(found) == ["TXT036"] * len(told)
    assert all("Write “" in one.hint for one in found)


def test_a_list_of_words_to_avoid_has_what_to_write_for_each(tmp_path: Path) -> None:
    write_course(tmp_path, COURSE + "avoid:\n  utilise:\n")
    faults = compile_folder(tmp_path).diagnostics
    assert [(one.rule.code, one.place.line if one.place else 0) for one in faults] == [("SRC018", 10)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("See the [Ethics committee](glossary) and the [HRA](glossary:hra).", [], id="linked"),
        pytest.param("The ethics committees and the HRA meet.", ["TXT035", "TXT034", "TXT034"], id="said, never linked; one note a passage"),
        pytest.param("The HRA knows.\n\nAn [ethics committee](glossary) asks the [HRA](glossary:hra).", ["TXT035"], id="linked too late"),
        pytest.param("An [ethics committee](glossary) meets. The ethics committee asks.", ["TXT034"], id="said again after the link"),
        pytest.param("See [the ethics committee of Leeds](https://example.com/).", ["TXT034", "TXT034"], id="words of another link"),
    ],
)
def test_the_glossary_and_the_text_are_compared(words: str, told: list[str], tmp_path: Path) -> None:
    assert codes(advice(tmp_path, words, glossary=GLOSSARY)) == told


def test_an_entry_without_a_link_is_told_at_its_place(tmp_path: Path) -> None:
    (told,) = advice(tmp_path, "The [ethics committee](glossary) meets.", glossary=GLOSSARY)
    assert told.place is not None
    assert (told.place.file, told.place.line) == ("glossary.yaml", 5)
    assert "the text does not say it" in told.message


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The form must be returned.", ("must be returned", True)),
        ("Both have to be clearly signed by Friday.", ("have to be clearly signed", True)),
        ("The plan was written by Asha.", ("was written by Asha", False)),
        ("It is done in Leeds by the board.", ("is done in Leeds by the board", False)),
        ("You are asked, and your name is kept safe.", None),
        ("What must be arranged first?", None),
        ("She is tired by noon.", None),
        ("It was sent by post, and made by hand.", None),
        ("It is worked out by adding the points.", None),
        ("You must be tired.", None),
        ("He walked by the river.", None),
        ("", None),
    ],
)
def test_two_shapes_of_passive_sentences_are_told(sentence: str, found: tuple[str, bool] | None) -> None:
    assert find_passive(sentence) == found


def test_a_passive_sentence_is_advice_with_what_to_do(tmp_path: Path) -> None:
    (told,) = advice(tmp_path, "The form must be returned.")
    assert (told.rule.code, told.place.line if told.place else 0) == ("TXT037", 11)


def test_a_reason_keeps_the_advice_of_its_page_apart(tmp_path: Path) -> None:
    assert codes(advice(tmp_path / "told", LONG)) == ["TXT030"]
    assert advice(tmp_path / "left", LONG, label="Plain English: It is a quote from a *law*.") == []
    (left,) = list_left_pages(compiled(tmp_path / "left")[0])
    assert (left.page, left.reason, codes(list(left.advice))) == ("a-page", "It is a quote from a law.", ["TXT030"])


def test_a_reason_without_advice_is_told(tmp_path: Path) -> None:
    (told,) = advice(tmp_path, "Tea.", label="Plain English: It is short.")
    assert (told.rule.code, told.place.line if told.place else 0) == ("TXT038", 9)


def test_learners_do_not_see_the_reason_and_no_sign_off_covers_it(tmp_path: Path) -> None:
    from builder.editorial.digest import digest_session

    digests = []
    for name, label in (("with", "Plain English: A secret reason."), ("without", "")):
        advice(tmp_path / name, LONG, label=label)
        course, _plan = compiled(tmp_path / name)
        digests.append(digest_session(course, course.sessions[0]))
    assert digests[0] == digests[1]


def test_a_reason_further_down_is_told_because_learners_would_see_it(tmp_path: Path) -> None:
    write_course(tmp_path, COURSE, session(practice="Plain English: Too late."))
    assert [(one.rule.code, one.hint[:46]) for one in compile_folder(tmp_path).diagnostics] == [
        ("SRC153", "Put it right under the heading of the page, or")
    ]


def test_the_pack_lists_the_reason_with_the_advice(tmp_path: Path) -> None:
    write_course(tmp_path, COURSE, session(practice=LONG, minutes="Plain English: The law has these words."))
    assert run(["evidence", str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    pack = next((tmp_path / "out").glob("*-evidence.html")).read_text(encoding="utf-8")
    assert "Reason: The law has these words." in pack
    assert "TXT030" in pack
