"""`copack build --all`: every file of a course in one folder, all listed on the handover sheet; nothing where there is an error or a refusal."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from lxml import html as markup

from builder.cli import run
from builder.output.swap import NotWritten
from builder.output_lint import lint_output
from builder.pipeline import build, build_all, build_kit
from builder.standards.standard import Options

SMALL = Path(__file__).parents[3] / "tests" / "courses" / "small"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("all")
    files = build_all(SMALL, output, Options(), pdf=False).files
    assert {path.name for path in files} == {path.name for path in output.iterdir()}
    return output


def test_it_holds_what_each_command_makes(built: Path, tmp_path: Path) -> None:
    names = {path.name for path in built.iterdir()}
    plain = build(SMALL, tmp_path / "plain", Options()).files
    (kit,) = build_kit(SMALL, tmp_path / "kit", pdf=False).files
    assert {path.name for path in plain} < names
    for path in (*(each for each in plain if not each.name.endswith("-handover.html")), kit):
        assert (built / path.name).read_bytes() == path.read_bytes(), path.name
    for ending in ("learner-book.html", "facilitator-book.html", "evidence.html", "-slides.html"):
        assert any(name.endswith(ending) for name in names), ending
    assert any(name.startswith("small-course-review-") for name in names)


def test_the_sheet_lists_all_of_it(built: Path) -> None:
    sheet = markup.fromstring((built / "small-course-handover.html").read_bytes().decode())
    named = {re.sub(r"\s+", "", code.text_content()) for code in sheet.xpath("//h2[@id='files' or @id='also']/..//th/code")}
    left = {"small-course-handover.html", "small-course-statements.html"}
    assert named - left == {path.name for path in built.iterdir()} - left
    assert lint_output(built) == ()


def test_nothing_is_written_of_a_course_with_errors(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "course")
    (tmp_path / "course" / "course.yaml").write_text("title:\n", "utf-8")
    assert run(["build", "--all", "--no-pdf", str(tmp_path / "course"), "-o", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()


def test_a_refusal_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "small-course-kit.zip").mkdir()
    with pytest.raises(NotWritten):
        build_all(SMALL, tmp_path, Options(), pdf=False)
    assert [path.name for path in tmp_path.iterdir()] == ["small-course-kit.zip"]


@pytest.mark.parametrize("other", [("--session", "one"), ("--standard", "web")])
def test_a_part_of_the_course_is_refused(other: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(SMALL), "--all", *other]) == 2
    assert "Do not type --standard" in capsys.readouterr().err
