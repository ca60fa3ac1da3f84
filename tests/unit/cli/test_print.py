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


def test_pdf_stands_beside_each_book(tmp_path: Path) -> None:
    assert run(["print", str(SHORT), "-o", str(tmp_path), "--session", "one", "--pdf"]) == 0
    books = {path.stem for path in tmp_path.glob("*.html")}
    assert {path.stem for path in tmp_path.glob("*.pdf")} == books
    assert all(path.read_bytes().startswith(b"%PDF-") for path in tmp_path.glob("*.pdf"))


@pytest.mark.parametrize(("module", "told"), [("weasyprint", "pipx inject copack weasyprint"), ("cffi", "pipx inject copack weasyprint")])
def test_without_what_makes_pdf_the_author_reads_what_to_type(
    module: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in {"weasyprint", "cffi"}]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    assert run(["print", str(SHORT), "-o", str(tmp_path / "out"), "--pdf"]) == 1
    said = capsys.readouterr().err
    assert told in said
    assert "Save as PDF" in said
    assert not (tmp_path / "out").exists()
    assert run(["print", str(SHORT), "-o", str(tmp_path / "out"), "--session", "one"]) == 0


def test_without_pango_the_author_reads_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class NoPango:
        """Finds weasyprint, and fails as it does where Pango is not on the computer."""

        def find_spec(self, name: str, *_where: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    assert run(["print", str(SHORT), "-o", str(tmp_path / "out"), "--pdf"]) == 1
    assert "sudo apt-get install libpango-1.0-0" in capsys.readouterr().err


def test_a_build_imports_nothing_of_printing(tmp_path: Path) -> None:
    program = (
        "import sys; from builder.cli import run; code = run(sys.argv[1:]); "
        "print([name for name in sys.modules if 'printing' in name or 'paper' in name and 'builder' in name and 'paper_form' not in name]); sys.exit(code)"
    )
    command = [sys.executable, "-c", program, "build", str(SHORT), "-o", str(tmp_path), "--standard", "web"]
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip().splitlines()[-1]) == (0, "[]"), done.stderr
