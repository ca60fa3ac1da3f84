"""Our SCORM 1.2 packages before judges from outside."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.browser.harness.build import Built, ShortCourse
from tests.oracles.openedx import import_package
from tests.oracles.schemas import SCORM12, judge_manifest

RULES = ["complete", "{mark: 70}", "{mark: 70, tries: 3}"]


def test_open_edx_imports_the_real_course(real_course: Built, tmp_path: Path) -> None:
    package = real_course.zip("scorm12")
    imported = import_package(package, tmp_path)
    assert (imported.index_page, imported.version, imported.warnings) == ("index.html", "SCORM_12", ())
    assert real_course.course.title in imported.menu
    with zipfile.ZipFile(package) as archive:
        assert set(imported.files) == set(archive.namelist())


@pytest.mark.parametrize("rule", RULES)
def test_open_edx_imports_a_course_of_each_pass_rule(short_course: ShortCourse, tmp_path: Path, rule: str) -> None:
    imported = import_package(short_course(rule).zip("scorm12"), tmp_path)
    assert (imported.index_page, imported.version, imported.warnings) == ("index.html", "SCORM_12", ())


@pytest.mark.parametrize("rule", RULES)
def test_the_official_schema_accepts_the_manifest(short_course: ShortCourse, standards: Path, rule: str) -> None:
    with zipfile.ZipFile(short_course(rule).zip("scorm12")) as archive:
        assert judge_manifest(standards / SCORM12, archive.read("imsmanifest.xml")) == []


def test_the_official_schema_accepts_the_manifest_of_the_real_course(real_course: Built, standards: Path) -> None:
    with zipfile.ZipFile(real_course.zip("scorm12")) as archive:
        assert judge_manifest(standards / SCORM12, archive.read("imsmanifest.xml")) == []
