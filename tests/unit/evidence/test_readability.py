"""How hard each page is to read, in the pack and in its short answer."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from builder.cli import run
from builder.evidence.readability import count_hard_pages, read_sessions
from tests.unit.evidence.course import COURSE, compiled, session, write_course

HARD = "Organisational accountability necessitates considerable deliberation regarding participatory methodology.\n\n" * 14
EASY = "We ask you to read this page. It is in plain words.\n\n" * 14


def counted(folder: Path, words: str, course: str = COURSE) -> str:
    write_course(folder, course, session(practice=words))
    return count_hard_pages(compiled(folder)[0])


def test_hard_pages_are_counted_among_those_that_are_judged(tmp_path: Path) -> None:
    assert counted(tmp_path / "hard", HARD) == "1 of 1 judged pages is above 11 by both estimates"
    assert counted(tmp_path / "easy", EASY) == "None of 1 judged pages are above 11 by both estimates"


def test_what_is_not_judged_is_said(tmp_path: Path) -> None:
    assert counted(tmp_path / "short", "Short.").startswith("Not estimated: each page is too short")
    assert counted(tmp_path / "other", HARD, COURSE + "language: cy\n") == "Not estimated: the estimates are for English"
    assert read_sessions(compiled(tmp_path / "other")[0]) == ()


def test_the_pack_shows_each_page_with_both_ages(tmp_path: Path) -> None:
    write_course(tmp_path, COURSE, session(practice=HARD))
    assert run(["evidence", str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    pack = html.parse(next((tmp_path / "out").glob("*-evidence.html"))).getroot()
    (section,) = [one for one in pack.iter("section") if one.get("aria-labelledby") == "reading"]
    rows = [[cell.text_content() for cell in row] for table in section.iter("tbody") for row in table]
    pages = [page for each in read_sessions(compiled(tmp_path)[0]) for page in each.pages]
    assert [row[:2] for row in rows] == [[page.title, str(page.reading.words)] for page in pages]
    assert [row[2:] for row, page in zip(rows, pages, strict=True) if page.hard] == [[*map(str, page.reading.ages), "hard"] for page in pages if page.hard]
    assert any(page.hard for page in pages)
