"""Names of people are shown where they agreed to it and nowhere else: every byte of every output is searched."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.cli import run

SHORT = Path(__file__).parents[2] / "courses" / "short"
SECRET, EVIDENCE, CREDITED = "Zebedee Quillfeather", "Ottoline Marchbanks", "Persimmon Tadworth"
PEOPLE = f"""\
offered: Umbrageous fees for everybody
people:
  one:
    name: {SECRET}
    roles: [carer]
    competence: Xylophonic carers
    interests: Brontosaurus limited
  two:
    name: {EVIDENCE}
    roles: [carer, service user]
    consent: [evidence]
    agreed_on: 2026-05-01
  three:
    name: {CREDITED}
    roles: [professional]
    consent: [credits]
    agreed_on: 2026-05-01
"""
NEVER = (SECRET, "Umbrageous", "Xylophonic", "Brontosaurus")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    course = Path(shutil.copytree(SHORT, tmp_path / "course"))
    (course / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    return course


def contents(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file, and all that is in it if it is a zip."""
    yield name, content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            for inner in opened.namelist():
                yield from contents(f"{name}/{inner}", opened.read(inner))


def holders(output: Path, words: str) -> set[str]:
    """The files of an output folder that have these words, in UTF-8 or in UTF-16."""
    files = [path for path in output.rglob("*") if path.is_file()]
    assert files
    forms = (words.encode(), words.encode("utf-16-le"))
    return {name for path in files for name, content in contents(path.name, path.read_bytes()) if any(form in content for form in forms)}


def test_a_name_without_consent_is_in_no_byte_of_any_output(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for command in (["build"], ["print", "--slides", "--docx"], ["review", "--form"], ["evidence"]):
        assert run([*command, str(folder), "-o", str(out)]) == 0
    assert {words: holders(out, words) for words in NEVER} == {words: set() for words in NEVER}
    assert holders(out, EVIDENCE) == {"four-kinds-evidence.html"}
    assert holders(out, CREDITED) == {"four-kinds-learner-book.html", "four-kinds-facilitator-book.html"}
    book = (out / "four-kinds-learner-book.html").read_text(encoding="utf-8")
    assert "<li>carer: 2</li>" in book
    assert "<li>service user: 1</li>" in book


def test_packages_are_the_same_without_the_file(folder: Path, tmp_path: Path) -> None:
    assert run(["build", str(folder), "-o", str(tmp_path / "with")]) == 0
    (folder / "people.yaml").unlink()
    assert run(["build", str(folder), "-o", str(tmp_path / "without")]) == 0
    for path in (tmp_path / "with").glob("*.*"):
        assert (tmp_path / "without" / path.name).read_bytes() == path.read_bytes()


def test_a_new_course_keeps_the_file_out_of_git(tmp_path: Path) -> None:
    assert run(["new", str(tmp_path / "course")]) == 0
    assert "people.yaml" in (tmp_path / "course" / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert (tmp_path / "course" / "people.yaml").is_file()
    assert not (tmp_path / "course" / "gitignore").exists()
