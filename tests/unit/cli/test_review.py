"""`copack review`: a page for each session or for one, or nothing and the reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.cli import run

SHORT = Path(__file__).parents[2] / "courses" / "short"


def test_each_session_has_its_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", str(SHORT), "-o", str(tmp_path)]) == 0
    names = sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".html")
    assert names == ["four-kinds-review-one.html", "four-kinds-review-two.html"]
    assert all(name in capsys.readouterr().out for name in names[:1])


def test_one_session_alone(tmp_path: Path) -> None:
    assert run(["review", str(SHORT), "-o", str(tmp_path), "--session", "two"]) == 0
    assert [path.name for path in tmp_path.glob("*.html")] == ["four-kinds-review-two.html"]


def test_a_session_that_is_not_there_is_told_with_those_that_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", str(SHORT), "-o", str(tmp_path / "out"), "--session", "three"]) == 2
    assert "one, two" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_of_a_course_with_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = tmp_path / "course"
    shutil.copytree(SHORT, course)
    session = course / "sessions/01-one/session.md"
    session.write_text(session.read_text(encoding="utf-8") + "\n::: callout\nopen\n", encoding="utf-8")
    assert run(["review", str(course), "-o", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
    assert "Nothing was written." in capsys.readouterr().err


def test_a_course_that_claims_too_much_has_its_pages_and_is_warned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = tmp_path / "course"
    shutil.copytree(SHORT, course)
    settings = course / "course.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "audience: A course co-produced with carers.\n", encoding="utf-8")
    assert run(["check", str(course)]) == 1
    assert "TXT020 co-produced-without-records\n" in capsys.readouterr().err
    assert run(["review", str(course), "-o", str(tmp_path / "out")]) == 0
    assert "TXT020 co-produced-without-records (warning)" in capsys.readouterr().err
    assert (tmp_path / "out/four-kinds-review-one.html").exists()
