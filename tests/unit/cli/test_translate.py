"""`copack translate`: a table out, a table in, and what it says where it writes nothing."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.bilingual.csv_file import read_csv, write_csv
from builder.cli import run
from builder.preview.view import EMPTY, rebuild

SMALL = Path(__file__).parents[2] / "courses" / "small"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    shutil.copytree(SMALL, folder)
    file = folder / "course.yaml"
    file.write_text(file.read_text("utf-8").replace("language: en-GB\n", "language: en-GB\nlanguages: [cy]\n"), "utf-8")
    return folder


def fill(table: Path, words: dict[str, str], reviewed: str = "") -> None:
    """Type words into a table as a translator does."""
    rows = read_csv(table.read_bytes(), table.name).value
    assert rows is not None
    filled = [list(row.cells) for row in rows]
    for row in filled[1:]:
        if row[0] in words:
            row[2], row[3] = words[row[0]], reviewed
    table.write_bytes(write_csv(filled))


def translate(course: Path, *arguments: str) -> int:
    return run(["translate", str(course), "--to", "cy", *arguments])


def test_a_table_goes_out_and_its_words_come_in(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "words.csv"
    assert translate(course, "--table", str(table)) == 0
    assert "cy: 53 passages: 53 not translated." in capsys.readouterr().err
    fill(table, {"course/title": "Cwrs bach", "start/welcome/heading": "Croeso"}, "yes")
    assert translate(course, "--read", str(table)) == 0
    said = capsys.readouterr()
    assert "Read the words of 2 passages." in said.err
    assert (course / "course.cy.yaml").read_text("utf-8") == "title: Cwrs bach\n"
    assert "# Croeso\nPage: welcome\n" in (course / "sessions" / "01-start" / "session.cy.md").read_text("utf-8")
    assert translate(course) == 0
    assert capsys.readouterr().err == "cy: 53 passages: 2 reviewed, 51 not translated.\n"


def test_a_table_of_one_session_is_made_before_the_language_is_listed_and_read_when_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, folder = tmp_path / "session-1.csv", tmp_path / "course"
    shutil.copytree(SMALL, folder)
    assert translate(folder, "--session", "start", "--table", str(table)) == 0
    rows = read_csv(table.read_bytes(), table.name).value
    assert rows is not None
    ids = [row.cells[0] for row in rows[1:]]
    assert ids
    assert all(ident.startswith("start/") for ident in ids)
    assert not any(row.cells[2] for row in rows[1:]), "nothing is translated beforehand"
    assert not list(folder.rglob("*.cy.*"))
    fill(table, {"start/welcome/heading": "Croeso"})
    assert translate(folder, "--read", str(table)) == 1
    assert "SRC191 language-not-listed" in capsys.readouterr().err
    file = folder / "course.yaml"
    file.write_text(file.read_text("utf-8").replace("language: en-GB\n", "language: en-GB\nlanguages: [cy]\n"), "utf-8")
    assert translate(folder, "--read", str(table)) == 0
    assert "Read the words of 1 passages." in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--session", "start"], ["--session", "nowhere", "--table", "words.csv"]])
def test_a_session_that_cannot_be_in_a_table_is_told(course: Path, tmp_path: Path, options: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert translate(course, *options) == 2
    assert not (tmp_path / "words.csv").exists()


@pytest.mark.parametrize("language", ["en-GB", "no tag"])
def test_no_table_is_made_of_the_first_language_or_of_what_is_no_language(course: Path, tmp_path: Path, language: str) -> None:
    assert run(["translate", str(course), "--to", language, "--table", str(tmp_path / "words.csv")]) == 1
    assert not (tmp_path / "words.csv").exists()


def test_a_table_with_a_fault_writes_nothing(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "words.csv"
    translate(course, "--table", str(table))
    fill(table, {"course/title": "Cwrs bach", "start/welcome/text.1": "::: callout"})
    capsys.readouterr()
    assert translate(course, "--read", str(table)) == 1
    assert "words.csv:10 SRC188 bad-row" in capsys.readouterr().err
    assert not list(course.rglob("*.cy.*"))


def test_a_table_that_is_there_is_not_written_over(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "words.csv"
    table.write_text("a translator’s words", "utf-8")
    assert translate(course, "--table", str(table)) == 2
    assert "is there already" in capsys.readouterr().err
    assert table.read_text("utf-8") == "a translator’s words"


@pytest.mark.parametrize("command", [["translate", "--to", "fr"], ["print", "--language", "fr"]])
def test_a_language_that_the_course_does_not_list_is_told(course: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command[0], str(course), *command[1:]]) == 1
    assert "SRC191 language-not-listed" in capsys.readouterr().err


def test_books_hold_reviewed_words_alone_and_the_preview_all(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = tmp_path / "words.csv", tmp_path / "out"
    translate(course, "--table", str(table))
    fill(table, {"start/welcome/heading": "Croeso"}, "yes")
    fill(table, {"start/welcome/callout.1/text.1": "Chi sy’n dewis beth i’w rannu."})
    assert translate(course, "--read", str(table)) == 0
    assert run(["print", str(course), "--language", "cy", "-o", str(out)]) == 0
    book = (out / "small-course-cy-learner-book.html").read_text("utf-8")
    assert '<html lang="cy"' in book
    assert "Croeso" in book
    assert "Chi sy’n dewis" not in book
    assert '<p lang="en-GB">You choose what to share.</p>' in book
    view = rebuild(course, replace(EMPTY, language="cy"))
    assert view.package is not None
    shown = b"".join(view.package.read(name) for name in view.package.files if name.endswith((".html", ".js"))).decode("utf-8")
    assert "Chi sy’n dewis beth i’w rannu." in shown
    assert "Read the words of 2 passages." in capsys.readouterr().err


def test_packages_hold_no_word_of_a_further_language(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, plain = tmp_path / "out", tmp_path / "plain"
    assert run(["build", str(SMALL), "--standard", "web", "-o", str(plain)]) == 0
    table = tmp_path / "words.csv"
    translate(course, "--table", str(table))
    fill(table, {"start/welcome/heading": "Croeso"}, "yes")
    translate(course, "--read", str(table))
    assert run(["build", str(course), "--standard", "web", "-o", str(out)]) == 0
    assert "52 places" in capsys.readouterr().err
    assert {file.name for file in out.iterdir()} == {file.name for file in plain.iterdir()}
    with zipfile.ZipFile(out / "small-course-web.zip") as archive:
        assert not any(b"Croeso" in archive.read(name) for name in archive.namelist())
