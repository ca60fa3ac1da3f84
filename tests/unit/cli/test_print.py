"""`copack print`: both books together, or nothing and the reason."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.cli import run

ROOT = Path(__file__).parents[3]
SHORT = ROOT / "tests" / "courses" / "short"


def test_both_books_are_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["print", str(SHORT), "-o", str(tmp_path / "out")]) == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["four-kinds-facilitator-book.html", "four-kinds-learner-book.html"]
    said = capsys.readouterr().out
    assert all(name in said for name in names)


def test_a_course_with_errors_is_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = tmp_path / "course"
    shutil.copytree(SHORT, course)
    session = course / "sessions/01-one/session.md"
    session.write_text(session.read_text(encoding="utf-8") + "\n::: callout\nopen\n", encoding="utf-8")
    assert run(["print", str(course), "-o", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
    said = capsys.readouterr().err
    assert "SRC030" in said
    assert "Nothing was written." in said


def test_a_session_that_is_not_there_is_told_with_those_that_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["print", str(SHORT), "-o", str(tmp_path / "out"), "--session", "three"]) == 2
    said = capsys.readouterr().err
    assert "There is no session “three”." in said
    assert "one, two" in said
    assert not (tmp_path / "out").exists()


def test_a_refusal_leaves_the_folder_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("a file in the way", encoding="utf-8")
    assert run(["print", str(SHORT), "-o", str(tmp_path / "out" / "books")]) == 1
    assert (tmp_path / "out").read_text(encoding="utf-8") == "a file in the way"
    assert "out" in capsys.readouterr().err


def test_books_belong_to_the_build_beside_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    assert run(["build", str(SHORT), "-o", out, "--standard", "web"]) == 0
    assert run(["print", str(SHORT), "-o", out]) == 0
    assert run(["check", out]) == 0, capsys.readouterr().err


def test_a_build_imports_nothing_of_printing(tmp_path: Path) -> None:
    program = (
        "import sys; from builder.cli import run; code = run(sys.argv[1:]); "
        "print([name for name in sys.modules if 'printing' in name or 'paper' in name and 'builder' in name and 'paper_form' not in name]); sys.exit(code)"
    )
    command = [sys.executable, "-c", program, "build", str(SHORT), "-o", str(tmp_path), "--standard", "web"]
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip().splitlines()[-1]) == (0, "[]"), done.stderr
