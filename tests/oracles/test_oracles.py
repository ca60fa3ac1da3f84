"""The judges themselves: each must accept what is right and refuse what is wrong."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError

import pytest

from tests.oracles.openedx import import_package
from tests.oracles.schemas import SCORM12, judge_manifest

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="tiny" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="org">
    <organization identifier="org"><title>Tiny course</title>
      <item identifier="item" identifierref="sco" isvisible="true"><title>Tiny unit</title></item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/></resource>
  </resources>
</manifest>
"""


def write_zip(folder: Path, manifest: str, script: str = "'cmi.core.lesson_status'") -> Path:
    path = folder / "tiny.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest)
        archive.writestr("index.html", f"<!DOCTYPE html><title>Tiny</title><script>{script}</script>")
    return path


def test_open_edx_reads_a_good_package(tmp_path: Path) -> None:
    imported = import_package(write_zip(tmp_path, MANIFEST), tmp_path / "storage")
    assert (imported.index_page, imported.version) == ("index.html", "SCORM_12")
    assert "Tiny course" in imported.menu
    assert "Tiny unit" in imported.menu
    assert imported.warnings == ()
    assert imported.files == ("imsmanifest.xml", "index.html")


def test_open_edx_reads_the_version_from_the_manifest(tmp_path: Path) -> None:
    other = MANIFEST.replace(">1.2<", ">2004 4th Edition<")
    assert import_package(write_zip(tmp_path, other), tmp_path / "storage").version == "SCORM_2004"


def test_open_edx_warns_of_a_package_that_never_completes(tmp_path: Path) -> None:
    assert import_package(write_zip(tmp_path, MANIFEST, "''"), tmp_path / "storage").warnings


def test_open_edx_refuses_a_broken_manifest(tmp_path: Path) -> None:
    with pytest.raises(ParseError):
        import_package(write_zip(tmp_path, MANIFEST.replace("</manifest>", "")), tmp_path / "storage")


def test_the_official_schema_accepts_a_good_manifest(standards: Path) -> None:
    assert judge_manifest(standards / SCORM12, MANIFEST.encode()) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('adlcp:scormtype="sco"', 'adlcp:scormType="sco"'),
        ('identifier="item"', 'identifier="an item"'),
        ("<title>Tiny unit</title>", "<title>Tiny unit</title><adlcp:masteryscore>70</adlcp:masteryscore><title>again</title>"),
        ('<file href="index.html"/>', "<file/>"),
    ],
)
def test_the_official_schema_refuses_a_bad_one(standards: Path, right: str, wrong: str) -> None:
    assert right in MANIFEST
    assert judge_manifest(standards / SCORM12, MANIFEST.replace(right, wrong).encode())
