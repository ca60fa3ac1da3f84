"""Every file of a build names it; a folder with files of two builds is reported, at the build and by `copack check dist`."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import html

from builder.cli import run
from builder.output.build_name import name_build, read_build_letters
from builder.output_lint import lint_output, list_delivered, read_letters
from builder.source.digest import digest_source
from builder.source.load import load
from builder.standards.registry import STANDARDS

EVERY_BLOCK = Path(__file__).parents[2] / "courses" / "every-block"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Path:
    """A course that was built once, with the working folder above it."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", "course"]) == 0
    assert run(["build"]) == 0
    capfd.readouterr()
    return tmp_path / "course"


def change(course: Path) -> None:
    file = course / "course.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('title: "', 'title: "More of '), encoding="utf-8")


def letters(folder: Path) -> dict[str, str]:
    return {path.name: read_build_letters(path) for path in folder.iterdir()}


def sheet(folder: Path) -> str:
    return str(html.fromstring((folder / "course-handover.html").read_bytes()).text_content())


def check(folder: Path, capfd: pytest.CaptureFixture[str]) -> tuple[int, list[str], list[str]]:
    """The exit code, codes and hints of `copack check`."""
    capfd.readouterr()
    code = run(["check", str(folder), "--format", "json"])
    faults = json.loads(capfd.readouterr().out)
    return code, [fault["code"] for fault in faults], [fault["hint"] for fault in faults]


# ---------------------------------------------------------------- the name


def test_every_file_carries_the_same_name_and_people_can_read_it(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    named = letters(tmp_path / "dist")
    assert len(named) == len(STANDARDS.names) + 2
    (name,) = set(named.values())
    assert re.fullmatch(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}", name)
    assert f"Build {name}" in sheet(tmp_path / "dist")
    with zipfile.ZipFile(tmp_path / "dist" / "course-web.zip") as opened:
        assert opened.comment.decode("ascii").endswith(f"build {name}")
    assert check(tmp_path / "dist", capfd) == (0, [], [])


def test_the_same_course_gives_the_same_bytes_and_another_text_another_name(course: Path, tmp_path: Path) -> None:
    assert run(["build", "-o", "again"]) == 0
    assert {path.name: path.read_bytes() for path in Path("again").iterdir()} == {path.name: path.read_bytes() for path in Path("dist").iterdir()}
    before = set(letters(tmp_path / "dist").values())
    change(course)
    assert run(["build"]) == 0
    after = set(letters(tmp_path / "dist").values())
    assert len(after) == 1
    assert after != before


@pytest.mark.parametrize("ending", [".yaml", ".md", ".svg", ".png", ".webm", ".vtt", ".pdf"])
def test_any_file_of_a_course_changes_its_digest_and_notes_beside_it_do_not(tmp_path: Path, ending: str) -> None:
    def digest() -> str:
        source = load(tmp_path / "course").value
        assert source is not None
        return digest_source(source)

    shutil.copytree(EVERY_BLOCK, tmp_path / "course")
    (tmp_path / "course" / "media").mkdir(exist_ok=True)
    if ending not in {".yaml", ".md"}:
        (tmp_path / "course" / "media" / f"a{ending}").write_bytes(b"whatever it holds")
    before = digest()
    (tmp_path / "course" / "_notes.txt").write_text("mine", encoding="utf-8")
    assert digest() == before
    files = [path for path in sorted((tmp_path / "course").rglob(f"*{ending}")) if path.name != "facilitator.md"]
    files[0].write_bytes(files[0].read_bytes() + b"\n")
    assert digest() != before


def test_a_file_that_changes_places_with_another_changes_the_digest(tmp_path: Path) -> None:
    def digest(first: str, second: str) -> str:
        folder = tmp_path / first
        assert run(["new", str(folder)]) == 0
        (folder / "media").mkdir()
        for name, words in (("a.svg", first), ("b.svg", second)):
            (folder / "media" / name).write_text(f"<svg>{words}</svg>", encoding="utf-8")
        (folder / "course.yaml").write_text("id: x\n", encoding="utf-8")
        source = load(folder).value
        assert source is not None
        return digest_source(source)

    assert digest("one", "two") != digest("two", "one")


def test_another_version_of_copack_makes_another_build() -> None:
    assert name_build("00", "1.0.0").letters != name_build("00", "1.0.1").letters
    assert name_build("00", "1.0.0") == name_build("00", "1.0.0")


# ---------------------------------------------------------------- some standards only


def test_one_standard_of_the_same_text_joins_the_others_on_the_sheet(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = (tmp_path / "dist" / "course-handover.html").read_bytes()
    assert run(["build", "--standard", "web"]) == 0
    assert "PKG030" not in capfd.readouterr().err
    listed = sheet(tmp_path / "dist")
    assert all(f"course-{name}.zip" in listed for name in STANDARDS.names)
    assert "other builds" not in listed
    assert check(tmp_path / "dist", capfd) == (0, [], [])
    assert run(["build"]) == 0
    assert (tmp_path / "dist" / "course-handover.html").read_bytes() == whole


def test_one_standard_of_a_newer_text_leaves_the_others_named_as_what_they_are(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    old = letters(tmp_path / "dist")["course-cmi5.zip"]
    change(course)
    assert run(["build", "--standard", "web", "--format", "json"]) == 0
    (fault,) = [fault for fault in json.loads(capfd.readouterr().out) if fault["code"] == "PKG030"]
    others = [f"course-{name}.zip" for name in STANDARDS.names if name != "web"]
    assert all(f"“{name}” (build {old})" in fault["message"] for name in others)
    told = sheet(tmp_path / "dist")
    assert "other builds" in told
    fingerprints = html.fromstring((tmp_path / "dist" / "course-handover.html").read_bytes()).xpath("//dl/dt[following-sibling::dd/code]/code/text()")
    assert [name for name in fingerprints if name.endswith(".zip")] == ["course-web.zip"]
    code, codes, hints = check(tmp_path / "dist", capfd)
    assert (code, codes) == (0, ["PKG030"])
    typed = re.search(r"`copack (build [^`]+)`", hints[0])
    assert typed
    assert run(typed[1].split()) == 0, "the hint is obeyed"
    assert check(tmp_path / "dist", capfd) == (0, [], [])


def test_two_courses_may_share_a_folder(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "course-web"]) == 0
    assert run(["build", "course-web"]) == 0
    assert "PKG030" not in capfd.readouterr().err
    assert {file.course for file in list_delivered(tmp_path / "dist")} == {"course", "course-web"}
    assert check(tmp_path / "dist", capfd) == (0, [], [])


def test_a_statement_page_written_alone_belongs_to_the_build_of_its_text(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["statements", "course"]) == 0
    assert check(tmp_path / "dist", capfd) == (0, [], [])
    change(course)
    assert run(["statements", "course"]) == 0
    assert check(tmp_path / "dist", capfd)[1] == ["PKG030"]


# ---------------------------------------------------------------- folders that people have handled


def test_a_zip_of_another_build_beside_a_sheet_is_reported(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    change(course)
    assert run(["build", "-o", "newer"]) == 0
    shutil.copy(tmp_path / "newer" / "course-xapi.zip", tmp_path / "dist")
    code, codes, _ = check(tmp_path / "dist", capfd)
    assert (code, codes) == (0, ["PKG030"])


def test_a_zip_that_names_no_build_beside_a_sheet_is_reported(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """As after unpacking it and zipping it again."""
    path = tmp_path / "dist" / "course-web.zip"
    with zipfile.ZipFile(path) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr(name, content)
    assert check(tmp_path / "dist", capfd)[1] == ["PKG030"]


def test_a_zip_that_was_changed_or_lost_is_reported(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "dist" / "course-web.zip", "a") as opened:
        opened.writestr("added.html", b"<!doctype html><title>Added</title>")
    (tmp_path / "dist" / "course-cmi5.zip").unlink()
    code, codes, _ = check(tmp_path / "dist", capfd)
    assert code == 1
    assert {"PKG031", "PKG032"} <= set(codes)


def test_what_is_wrong_inside_a_zip_is_told_with_the_zip(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dist" / "course-web.zip").write_bytes(b"no zip")
    capfd.readouterr()
    assert run(["check", "dist"]) == 1
    assert "course-web.zip" in capfd.readouterr().err


def test_an_unfinished_build_is_reported_and_left_alone(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    work = tmp_path / "dist" / ".copack-build"
    (work / "new").mkdir(parents=True)
    (work / "journal.json").write_text('["course-web.zip"]', encoding="utf-8")
    (work / "new" / "course-web.zip").write_bytes((tmp_path / "dist" / "course-web.zip").read_bytes())
    assert check(tmp_path / "dist", capfd)[:2] == (1, ["PKG033"])
    assert (work / "new" / "course-web.zip").exists()
    assert run(["build"]) == 0
    assert check(tmp_path / "dist", capfd) == (0, [], [])


def test_names_of_builds_are_found_at_their_places_only(tmp_path: Path) -> None:
    mark = b"Copack 0.1.0 build 0000-1111-2222"
    for name, content, found in (
        ("a.zip", b"PK" + b"x" * 9000 + mark, "0000-1111-2222"),
        ("b.zip", mark + b"x" * 9000, ""),
        ("c.html", b"<head>" + mark + b"x" * 9000, "0000-1111-2222"),
        ("d.html", b"x" * 9000 + mark, ""),
        ("e.zip", b"", ""),
        ("f.zip", mark[:-1], ""),
    ):
        (tmp_path / name).write_bytes(content)
        assert read_build_letters(tmp_path / name) == found, name


def test_an_empty_folder_and_one_of_strangers_have_nothing_to_mix(tmp_path: Path) -> None:
    (tmp_path / "holiday-web.zip.txt").write_text("x", encoding="utf-8")
    (tmp_path / "-web.zip").write_bytes(b"x")
    (tmp_path / "unpacked-web.zip").mkdir()
    assert lint_output(tmp_path) == ()


# ---------------------------------------------------------------- books and other files beside the packages


def build_told(capfd: pytest.CaptureFixture[str], *options: str) -> list[dict[str, str]]:
    """What a build said of files that do not belong together."""
    capfd.readouterr()
    assert run(["build", *options, "--format", "json"]) == 0
    return [fault for fault in json.loads(capfd.readouterr().out) if fault["code"] == "PKG030"]


def test_books_of_an_earlier_text_are_named_with_what_makes_new_ones(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    dist = tmp_path / "dist"
    assert run(["print", "course", "--slides"]) == 0
    beside = sorted(path.name for path in dist.iterdir() if path.name.endswith(("-book.html", "-slides.html", "-form.html")))
    assert beside
    assert build_told(capfd) == [], "they are of the same text"
    old = letters(dist)["course-learner-book.html"]
    (dist / "notes-book.html").write_text("An author’s own.", encoding="utf-8")
    (dist / "course-notes.html").write_text("An author’s own, by a name that is none of ours.", encoding="utf-8")
    change(course)
    (fault,) = build_told(capfd)
    assert re.findall("“([^”]+)”", fault["message"]) == beside
    assert fault["message"].count(f"of build {old}, “") == 1
    assert "`copack build --all`" in fault["hint"]
    assert (dist / "course-learner-book.html").exists(), "nothing is deleted"
    assert build_told(capfd, "--all", "--no-pdf") == [], "the hint is obeyed"


def test_a_file_that_the_course_makes_no_more_is_named_as_such(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    mark = "Copack 0.1.0 build 0000-1111-2222"
    dist = tmp_path / "dist"
    (dist / "course-gone-slides.html").write_text(f'<meta name="generator" content="{mark}">', encoding="utf-8")
    (dist / "course-learner-book.pdf").write_bytes(b"%PDF-1.7 of a Copack that did not say so")
    (fault,) = build_told(capfd)
    assert fault["message"].endswith(
        "2 files of earlier builds, which build " + letters(dist)["course-web.zip"] + " did not make: "
        "of build 0000-1111-2222, “course-gone-slides.html”; of a build that they do not name, “course-learner-book.pdf”."
    )
    assert fault["hint"].startswith("To make new ones, type `copack build --all`.")
    assert "Delete “course-gone-slides.html” if you do not need it" in fault["hint"]
    (again,) = build_told(capfd, "--all", "--no-pdf")
    assert "`copack print --pdf`" in again["hint"]


def test_a_session_alone_and_another_course_are_told_apart(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (session,) = {path.parent.name.partition("-")[2] for path in (course / "sessions").glob("*/session.md")}
    assert run(["new", "course-web"]) == 0
    assert run(["build", "course-web"]) == 0
    assert run(["print", "course-web"]) == 0
    assert build_told(capfd, "course") == []
    assert run(["build", "course", "--session", session]) == 0
    change(course)
    (fault,) = build_told(capfd, "course")
    assert "course-web-" not in fault["message"]
    assert f"“course-{session}-web.zip”" in fault["message"]
    assert f"`copack build --session {session}`" in fault["hint"]


def test_handouts_say_of_which_build_they_are(tmp_path: Path) -> None:
    """PDFs do it in `tests/unit/printing/test_pdf.py`."""
    shutil.copytree(EVERY_BLOCK, tmp_path / "course")
    assert run(["print", str(tmp_path / "course"), "--docx", "-o", str(tmp_path / "dist")]) == 0
    named = {path.name: read_letters(path) for path in (tmp_path / "dist").iterdir()}
    assert {Path(name).suffix for name in named} == {".html", ".docx"}
    assert len(set(named.values())) == 1
    assert "" not in named.values()
    (tmp_path / "dist" / "strange.docx").write_bytes(b"PK and no more")
    assert read_letters(tmp_path / "dist" / "strange.docx") == ""
