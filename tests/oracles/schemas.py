"""The official schemas, as judges of manifests. They are reference data beside the project, not part of it."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

SCORM12: Final = Path("scorm12") / "driver_with_lom.xsd"
SCORM2004_3RD: Final = Path("scorm2004_3rd") / "driver.xsd"
SCORM2004_4TH: Final = Path("scorm2004_4th") / "driver.xsd"
CMI5: Final = Path("cmi5") / "v1" / "CourseStructure.xsd"


OFFICIAL: Final = {
    "scorm12": ("imsmanifest.xml", SCORM12),
    "scorm2004-3rd": ("imsmanifest.xml", SCORM2004_3RD),
    "scorm2004-4th": ("imsmanifest.xml", SCORM2004_4TH),
    "cmi5": ("cmi5.xml", CMI5),
}
"""By standard, the manifest in its packages and the schema that judges it. The others have no official one."""


@cache
def load_schema(path: Path) -> etree.XMLSchema:
    """A compiled schema; nothing is fetched."""
    return etree.XMLSchema(etree.parse(str(path), _parser()))


def judge_manifest(schema: Path, manifest: bytes) -> list[str]:
    """Each fault as `line: message`; an empty list when the schema is satisfied."""
    judge = load_schema(schema)
    judge.validate(etree.fromstring(manifest, _parser()))
    return [f"{entry.line}: {entry.message}" for entry in judge.error_log]


def judge_package(standards: Path, standard: str, package: Path) -> list[str]:
    """Each fault that the official schema of a standard finds in the manifest of a zip."""
    name, schema = OFFICIAL[standard]
    with zipfile.ZipFile(package) as archive:
        return judge_manifest(standards / schema, archive.read(name))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
