"""What is written for facilitators is in no package of any standard, nor in the reports beside them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from builder.pipeline import build, compile_folder
from builder.standards.registry import STANDARDS
from builder.standards.standard import Options

COURSE = Path(__file__).parents[2] / "courses" / "every-block"
SECRETS = (b"walrus", b"facilitators-only", b"facilitator")
SHOWN = b"you need not say why"
"""The sentence that stands right above the note."""


def everything(folder: Path) -> dict[str, bytes]:
    """Every file that was written, those inside packages too, with its own name as its first line."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix != ".zip":
            found[path.name] = path.name.encode() + b"\n" + path.read_bytes()
            continue
        with zipfile.ZipFile(path) as archive:
            found |= {f"{path.name}/{name}": name.encode() + b"\n" + archive.read(name) for name in archive.namelist()}
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("dist")
    written = build(COURSE, folder, Options(), standards=[standard.name for standard in STANDARDS])
    assert written.files, [fault.message for fault in written.compilation.diagnostics]
    return everything(folder)


def test_the_course_has_a_note_for_facilitators_with_a_picture() -> None:
    typed = (COURSE / "sessions/02-versions/session.md").read_bytes().lower()
    for secret in SECRETS:
        assert secret in typed
    for name in ("facilitator.md", "handouts/walrus-card.md"):
        assert b"walrus" in (COURSE / "sessions/02-versions" / name).read_bytes().lower()


def test_the_course_holds_what_no_package_does() -> None:
    course = compile_folder(COURSE).course
    assert course is not None
    session = course.sessions[1]
    assert [text.title.plain for text in session.guide] == ["2 hours", "Group work"]
    assert [(text.name, text.title.plain) for text in session.handouts] == [("walrus-card", "My walrus card")]
    assert [path.rpartition("/")[2] for path in course.facilitator_media] == ["facilitators-only.svg"]


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: str(standard.name))
def test_the_text_beside_it_is_found_in_the_package(standard: object, files: dict[str, bytes]) -> None:
    package = f"every-block-{standard.name}.zip/"  # type: ignore[attr-defined]  # a Standard
    assert [name for name, content in files.items() if name.startswith(package) and SHOWN in content.lower()]


def test_no_file_of_any_package_holds_a_word_or_a_picture_of_it(files: dict[str, bytes]) -> None:
    assert len({name.split("/")[0] for name in files if ".zip/" in name}) == len(STANDARDS)
    leaks = [(name, secret) for name, content in files.items() for secret in SECRETS if secret in content.lower()]
    assert leaks == []
