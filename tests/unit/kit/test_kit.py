"""The kit: every file of a course, each named on its first page, the same bytes each time, and nothing where the course has errors."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import html as markup

from builder.cli import run
from builder.lint import check_zip
from builder.pipeline import build, build_kit, compile_folder
from builder.reports.material import describe_material, describe_materials
from builder.standards.registry import STANDARDS
from builder.standards.standard import Options
from tests.browser.harness.server import read_files

ROOT = Path(__file__).parents[3]
SMALL = ROOT / "tests" / "courses" / "small"
SLOTS = "slots:\n  contact: whoever offered you this course\n  help: You could talk to someone you trust.\noutcomes:\n"
NORTH = "organisation: Northtown <Hospital>\nnation: Wales\nslots:\n  contact: Priya Shah, priya@northtown.nhs.uk\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit") / "course"
    shutil.copytree(SMALL, folder)
    file = folder / "course.yaml"
    typed = file.read_text("utf-8")
    file.write_text(typed.replace("outcomes:\n", SLOTS, 1), "utf-8")
    return folder


@pytest.fixture(scope="module")
def kit(folder: Path) -> Path:
    written = build_kit(folder, folder.parent / "out", pdf=False)
    assert [path.name for path in written.files] == ["small-course-kit.zip"], written.compilation.diagnostics
    return written.files[0]


def start_page(files: dict[str, bytes]) -> markup.HtmlElement:
    return markup.fromstring(files["start-here.html"].decode())


def words(element: markup.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_each_file_is_named_on_the_first_page_and_each_link_leads_to_one(kit: Path) -> None:
    files = read_files(kit)
    page = start_page(files)
    linked = {link.get("href", "") for link in page.iter("a")}
    assert {link.removeprefix("#") for link in linked if link.startswith("#")} <= {each.get("id") for each in page.iter("h2")}
    inside = {link for link in linked if not link.startswith("#")}
    assert inside == files.keys() - {"start-here.html"}


def test_the_first_page_has_four_ways_and_six_weeks(kit: Path) -> None:
    page = start_page(read_files(kit))
    assert [words(item.find("a")) for item in page.xpath("//ul[@class='doors']/li")] == ["In a room", "On a platform", "On one person’s phone", "Review it"]
    assert [words(row) for row in page.xpath("//tbody/tr/th")] == [f"Week {number}" for number in range(1, 7)]
    assert "The weeks are advice, not a rule." in words(page)


def test_pages_of_the_kit_ask_for_nothing(kit: Path) -> None:
    page = start_page(read_files(kit))
    assert not page.xpath("//script | //link[not(starts-with(@href, 'data:'))] | //iframe | //form")
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


def test_the_zips_are_those_of_a_build(kit: Path, folder: Path, tmp_path: Path) -> None:
    built = {path.name: path.read_bytes() for path in build(folder, tmp_path, Options()).files if path.suffix == ".zip"}
    inside = {Path(name).name: content for name, content in read_files(kit).items() if name.endswith(".zip")}
    assert inside == built
    for name in built:
        assert check_zip(tmp_path / name, STANDARDS) == ()
    assert {name.partition("/")[0] for name in read_files(kit) if name.endswith(("-scorm12.zip", "-web.zip"))} == {"on-a-platform"}


def test_the_same_course_gives_the_same_bytes(kit: Path, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "elsewhere")
    again = build_kit(tmp_path / "elsewhere", tmp_path / "out", pdf=False).files[0]
    assert again.read_bytes() == kit.read_bytes()


def test_the_handover_sheet_of_the_kit_lists_all_of_it(kit: Path) -> None:
    files = read_files(kit)
    sheet = markup.fromstring(files["on-a-platform/small-course-handover.html"].decode())
    named = {words(code) for code in sheet.xpath("//h2[@id='files' or @id='also']/..//th/code")}
    expected = {name.removeprefix("on-a-platform/") for name in files if not name.startswith("review/")}
    assert named == expected - {"start-here.html", "make-it-yours.html", "small-course-handover.html"}


def test_without_pdf_the_page_says_how_to_make_one(kit: Path, folder: Path, tmp_path: Path) -> None:
    assert "This kit has no PDF." in words(start_page(read_files(kit)))
    files = read_files(build_kit(folder, tmp_path, pdf=True).files[0])
    assert "no PDF" not in words(start_page(files))
    pdfs = {name: content for name, content in files.items() if name.endswith(".pdf")}
    assert set(pdfs) == {f"in-a-room/small-course-{book}-book.pdf" for book in ("learner", "facilitator")}
    assert all(content.startswith(b"%PDF-") for content in pdfs.values())


def test_the_first_page_says_whose_words_the_files_have(kit: Path, folder: Path, tmp_path: Path) -> None:
    def shown(files: dict[str, bytes]) -> str:
        section = start_page(files).xpath("//h2[@id='yours']/..")[0]
        return " ".join(words(line) for line in section.iter("p") if line.get("hidden") is None)

    local = tmp_path / "words.yaml"
    local.write_text(NORTH, "utf-8")
    own = read_files(build_kit(folder, tmp_path / "out", pdf=False, local=local).files[0])
    assert "neutral words" in shown(read_files(kit))
    assert re.search(r"The files name Northtown <Hospital> for help and contact \(code [0-9a-f]{12}\), for Wales\.", shown(own))
    with zipfile.ZipFile(io.BytesIO(own["on-a-platform/small-course-scorm12.zip"])) as scorm:
        assert "priya@northtown.nhs.uk" in scorm.read("index.html").decode()


def test_a_course_with_errors_leaves_the_folder_as_it_was(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = tmp_path / "course"
    shutil.copytree(folder, course)
    session = course / "sessions/01-start/session.md"
    session.write_text(session.read_text("utf-8") + "\n::: callout\nopen\n", "utf-8")
    assert run(["kit", str(course), "-o", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
    assert "Nothing was written." in capsys.readouterr().err


def test_the_command_names_its_file(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["kit", str(folder), "-o", str(tmp_path), "--no-pdf"]) == 0
    assert f"Written: {tmp_path / 'small-course-kit.zip'}" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["small-course-kit.zip"]


def test_a_build_names_the_books_and_the_kit_beside_it(folder: Path, tmp_path: Path) -> None:
    assert run(["print", str(folder), "-o", str(tmp_path)]) == 0
    assert run(["kit", str(folder), "-o", str(tmp_path), "--no-pdf"]) == 0
    (tmp_path / "small-course-start-slides.html").write_text("of no build", "utf-8")
    build(folder, tmp_path, Options(), standards=("web",))
    sheet = markup.fromstring((tmp_path / "small-course-handover.html").read_bytes().decode())
    named = [words(code) for code in sheet.xpath("//h2[@id='also']/..//th/code")]
    assert named == ["small-course-facilitator-book.html", "small-course-learner-book.html", "small-course-kit.zip"]
    assert run(["check", str(tmp_path)]) == 0


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("small-course-learner-book.html", "Learner’s book"),
        ("in-a-room/small-course-learner-book.pdf", "Learner’s book, as PDF"),
        ("small-course-start-slides.html", "Slides: session 1, Start"),
        ("small-course-words-learner-book.html", "Learner’s book: session 2, Words"),
        ("small-course-words.html", "Session in one file: session 2, Words"),
        ("small-course-start-badge-letter.docx", "Handout, as a Word document: session 1, Start"),
        ("small-course-kit.zip", "Kit"),
        ("small-course-evaluation-form.html", "Evaluation form"),
        ("small-course-words-long-evaluation-form.pdf", "Long evaluation form, as PDF: session 2, Words"),
        ("small-course-review-words.html", "Page for reviewers: session 2, Words"),
        ("small-course-web.zip", None),
        ("small-course-notes.html", None),
        ("other-learner-book.html", None),
    ],
)
def test_a_file_is_known_by_its_name(name: str, title: str | None) -> None:
    course = compile_folder(SMALL).course
    assert course is not None
    found = describe_material(course, name)
    sessions = {f"session {number}": session.title for number, session in enumerate(course.sessions, 1)}
    expected = re.sub(r"(session \d), .*", lambda part: f"{part[1]}, {sessions[part[1]]}", title) if title else None
    assert (found.title if found is not None else None) == expected


def test_files_are_listed_by_sort_then_by_session() -> None:
    course = compile_folder(SMALL).course
    assert course is not None
    names = [f"small-course-{name}" for name in ("words-slides.html", "start-slides.html", "learner-book.html")]
    assert [material.name for material in describe_materials(course, names)] == [names[2], names[1], names[0]]
