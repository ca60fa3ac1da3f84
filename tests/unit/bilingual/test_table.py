"""A bilingual table: what stands in its rows, and what of a table that comes back is taken, told or refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from builder.bilingual.csv_file import read_csv, write_csv
from builder.bilingual.table import ReadTable, Row, make_rows, read_rows, report_refused
from builder.bilingual.word_file import read_word, write_word
from builder.source.load import load
from builder.source.translations.update import update_translation
from tests.unit.source.author import PAGE, TOP
from tests.unit.source.translated import LANGUAGE, every_word, session_source, states, translation_of, with_files

COURSES = Path(__file__).parents[2] / "courses"
SESSION = f"{TOP}{PAGE}You choose.\n\n- One\n- Two\n  - Three\n"
SOURCE = session_source(SESSION)
TRANSLATION = translation_of(SOURCE)
TEXT, LIST = "any/a-page/text.1", "any/a-page/text.2"
FILE = "words.csv"


def filled(**words: str) -> list[list[str]]:
    """Rows of a table with words in the third column, by the last part of their ids."""
    rows = [list(row) for row in make_rows(TRANSLATION, "en-GB")]
    for row in rows[1:]:
        row[2] = words.get(row[0].rpartition("/")[2].replace(".", "_"), "")
    return rows


def read(rows: Sequence[Sequence[str]]) -> ReadTable:
    return read_rows([Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)], TRANSLATION, FILE)


def test_a_table_has_a_row_a_passage_with_room_for_the_other_language() -> None:
    rows = make_rows(TRANSLATION, "en-GB")
    assert rows[0] == ("Id", "en-GB", LANGUAGE, "Reviewed", "Notes")
    assert (TEXT, "You choose.", "", "", "New.") in rows
    assert len(rows) == len(TRANSLATION.match.passages) + 1


@pytest.mark.parametrize("name", ["small", "every_interaction", "every-block"])
@pytest.mark.parametrize("way", ["csv", "docx"])
def test_a_whole_course_goes_through_a_table_and_back(name: str, way: str, tmp_path: Path) -> None:
    source = load(COURSES / name).value
    assert source is not None
    translation, words = translation_of(source), every_word(source)
    rows = [list(row) for row in make_rows(translation, "en-GB")]
    for row in rows[1:]:
        row[2], row[3] = words[row[0]], "yes"
    path = tmp_path / f"words.{way}"
    path.write_bytes(write_csv(rows) if way == "csv" else write_word(rows, "Words"))
    came_back = read_csv(path.read_bytes(), path.name) if way == "csv" else read_word(path)
    assert came_back.value is not None
    table = read_rows(came_back.value, translation, path.name)
    assert (table.diagnostics, table.absent) == ((), ())
    update = update_translation(source, translation, table.words)
    assert update.refused == ()
    written = with_files(source, update.files)
    assert set(states(written).values()) == {"reviewed"}
    found = {each.origin.id: each.words.words for each in translation_of(written).match.passages if each.words is not None}
    assert {ident: text.split() for ident, text in found.items()} == {ident: text.split() for ident, text in words.items()}


@settings(max_examples=40)
@given(st.text(alphabet=st.sampled_from("aŵ *_[]()|:#-!>\\<&\"'`1.,=+@\n\t\u00a0🙂"), max_size=30))
def test_any_words_come_back_as_they_were_or_are_refused_by_their_row(words: str) -> None:
    content = write_csv(filled(text_1=words))
    rows = read_csv(content, FILE).value
    assert rows is not None
    table = read_rows(rows, TRANSLATION, FILE)
    assert not table.diagnostics
    update = update_translation(SOURCE, TRANSLATION, table.words)
    if TEXT in table.words and not update.refused:
        found = {each.origin.id: each.words for each in translation_of(with_files(SOURCE, update.files)).match.passages}
        passage = found[TEXT]
        assert passage is not None
        assert passage.words.split() == words.split()
        assert [ident for ident, other in found.items() if other is not None] == [TEXT]
    elif update.refused:
        assert f"Row {table.rows[TEXT]}:" in report_refused(TEXT, table, FILE).message


def test_a_list_that_lost_its_bullets_in_a_word_processor_gets_them_back() -> None:
    update = update_translation(SOURCE, TRANSLATION, read(filled(text_2="Un\nDau\nTri")).words)
    assert update.refused == ()
    assert "- Un\n- Dau\n  - Tri\n" in update.files["sessions/01-any/session.cy.md"]


def test_a_list_with_another_number_of_lines_and_no_bullets_is_refused() -> None:
    assert update_translation(SOURCE, TRANSLATION, read(filled(text_2="Un\nDau")).words).refused == (LIST,)


def test_an_empty_cell_changes_nothing_and_a_missing_row_is_named() -> None:
    rows = [row for row in filled(text_1="Chi sy’n dewis.") if row[0] != LIST]
    table = read(rows)
    assert set(table.words) == {TEXT}
    assert table.absent == (LIST,)


def test_words_of_another_first_language_text_are_taken_and_told_as_changed() -> None:
    rows = filled(text_1="Chi sy’n dewis.")
    for row in rows:
        row[1] = row[1].replace("You choose.", "You chose.")
    table = read(rows)
    assert [fault.rule.code for fault in table.diagnostics] == ["SRC189"]
    written = with_files(SOURCE, update_translation(SOURCE, TRANSLATION, table.words).files)
    assert states(written)[TEXT] == "changed"


def test_words_that_were_reviewed_and_are_changed_in_a_table_are_to_be_reviewed_again() -> None:
    rows = filled(text_1="Chi sy’n dewis.")
    next(row for row in rows if row[0] == TEXT)[3] = "Yes"
    source = with_files(SOURCE, update_translation(SOURCE, TRANSLATION, read(rows).words).files)
    assert states(source)[TEXT] == "reviewed"
    translation = translation_of(source)
    again = [list(row) for row in make_rows(translation, "en-GB")]
    same = read_rows([Row(number, tuple(row)) for number, row in enumerate(again, 1)], translation, FILE)
    assert states(with_files(source, update_translation(source, translation, same.words).files))[TEXT] == "reviewed"
    next(row for row in again if row[0] == TEXT)[2] = "Ti sy’n dewis."
    changed = read_rows([Row(number, tuple(row)) for number, row in enumerate(again, 1)], translation, FILE)
    assert states(with_files(source, update_translation(source, translation, changed.words).files))[TEXT] == "draft"


def _drop(rows: list[list[str]]) -> None:
    del rows[2][2:]


def _rename(rows: list[list[str]]) -> None:
    rows[2][0] = "nothing/of/ours"


def _repeat(rows: list[list[str]]) -> None:
    rows.append(list(rows[2]))


def _doubt(rows: list[list[str]]) -> None:
    rows[2][3] = "perhaps"


@pytest.mark.parametrize(
    "garble, row, words",
    [
        (_drop, 3, "has 2 cells"),
        (_rename, 3, "no words with the id “nothing/of/ours”"),
        (_repeat, 9, "the same id as row 3"),
        (_doubt, 3, "“perhaps” in the column “Reviewed”"),
    ],
)
def test_a_garbled_row_is_told_by_its_number(garble: Callable[[list[list[str]]], None], row: int, words: str) -> None:
    rows = filled(text_1="Chi sy’n dewis.")
    garble(rows)
    (fault,) = [fault for fault in read(rows).diagnostics if fault.rule.code == "SRC188"]
    assert words in fault.message
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == (FILE, row)


@pytest.mark.parametrize("head", [[], ["Id"], ["Id", "en-GB", "fr"], ["Name", "en-GB", "cy"]])
def test_a_table_of_something_else_is_refused(head: list[str]) -> None:
    assert [fault.rule.code for fault in read([head]).diagnostics] == ["SRC190"]
