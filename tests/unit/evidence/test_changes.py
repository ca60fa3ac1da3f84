"""The log of changes, and results of accessibility tests: shown as recorded, of this build only where the digest says so."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from lxml import html

from builder.cli import run
from builder.pipeline import compile_folder
from tests.unit.evidence.test_records import PILOTS, pack, with_records

CHANGES = """changes:
  - version: "0.2"
    date: 2026-03-01
    what: Zebra-breaks
    why: Zebra-tired
    pilot: Site A
    reviewer: Zebra-role
  - version: "0.1"
    what: Zebra-first
"""
RESULT = """results:
  - tool: axe-zebra
    tool_version: 4.10.2
    date: 2026-05-01
    digest: {digest}
    judged: Zebra-judged
    failures:
      - what: Zebra-failure
        criterion: 1.1.1
"""


def section(page: html.HtmlElement, name: str) -> str:
    (named,) = [part for part in page.iter("section") if part.get("aria-labelledby") == name]
    return " ".join(named.text_content().split())


def test_the_log_is_shown_with_pilot_and_role(tmp_path: Path) -> None:
    course = with_records(tmp_path / "course", changes=CHANGES, pilots=PILOTS)
    page = pack(course, tmp_path / "out")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in page.iter("tr")]
    assert ["Zebra-breaks", "0.2, 2026-03-01", "Zebra-tired", "pilot: Site A; reviewer: Zebra-role"] in cells
    assert ["Zebra-first", "0.1, day not recorded", "not recorded", "not recorded"] in cells
    version = compile_folder(course).course.version  # type: ignore[union-attr]
    assert ("says nothing of version" in section(page, "changes")) == (version not in {"0.1", "0.2"})


def test_a_version_that_the_log_leaves_out_is_told(tmp_path: Path) -> None:
    course = with_records(tmp_path / "course", changes="changes:\n  - version: other\n    what: Zebra\n")
    assert "The log says nothing of version" in section(pack(course, tmp_path / "out"), "changes")


def test_without_the_files_the_pack_says_so(tmp_path: Path) -> None:
    page = pack(with_records(tmp_path / "course"), tmp_path / "out")
    assert "No changes are recorded." in section(page, "changes")
    assert "For this course: not run." in section(page, "accessibility")


def test_a_result_is_of_this_build_only_by_the_digest_of_a_package(tmp_path: Path) -> None:
    course = with_records(tmp_path / "course")
    assert run(["build", str(course), "-o", str(tmp_path / "built")]) == 0
    zips = {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in (tmp_path / "built").glob("*.zip")}
    for index, digest in enumerate((*zips.values(), "0" * 64)):
        (course / "accessibility.yaml").write_text(RESULT.format(digest=digest), encoding="utf-8")
        told = section(pack(course, tmp_path / f"out{index}"), "accessibility")
        assert ("Of this build." in told, "Of another build." in told) == (index < len(zips), index == len(zips))
        assert ("For this build: not run." in told) == (index == len(zips))
        assert "Zebra-failure (criterion 1.1.1)" in told


def test_a_change_of_the_text_makes_it_another_build(tmp_path: Path) -> None:
    course = with_records(tmp_path / "course")
    assert run(["build", str(course), "-o", str(tmp_path / "built"), "--standard", "web"]) == 0
    (built,) = (tmp_path / "built").glob("*.zip")
    (course / "accessibility.yaml").write_text(RESULT.format(digest=hashlib.sha256(built.read_bytes()).hexdigest()), encoding="utf-8")
    assert "Of this build." in section(pack(course, tmp_path / "one"), "accessibility")
    file = course / "course.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")
    assert "Of another build." in section(pack(course, tmp_path / "two"), "accessibility")


@pytest.mark.parametrize("missing", ["tool_version", "date", "digest"])
def test_a_result_without_version_day_or_digest_is_told_and_does_not_count(missing: str, tmp_path: Path) -> None:
    text = "".join(line for line in RESULT.format(digest="0" * 64).splitlines(keepends=True) if f" {missing}:" not in line)
    course = with_records(tmp_path / "course", accessibility=text)
    assert [one.rule.code for one in compile_folder(course).diagnostics] == ["TRK032"]
    told = section(pack(course, tmp_path / "out"), "accessibility")
    assert "For this course: not run." in told
    assert "1 result is not shown" in told
    assert "Zebra-failure" not in told


@pytest.mark.parametrize(("typed", "hint"), [("5FECEB66" * 8, f"`    digest: {'5feceb66' * 8}`"), ("abc", "Copy it from the handover sheet")])
def test_a_digest_is_told_how_it_looks(typed: str, hint: str, tmp_path: Path) -> None:
    (found,) = compile_folder(with_records(tmp_path, accessibility=RESULT.format(digest=typed))).diagnostics
    assert found.message == f"“digest” cannot be “{typed}”."
    assert hint in found.hint
