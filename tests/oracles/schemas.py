"""The official schemas, as judges of manifests. They are reference data beside the project, not part of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

SCORM12: Final = Path("scorm12") / "driver_with_lom.xsd"
CMI5: Final = Path("cmi5") / "v1" / "CourseStructure.xsd"


@cache
def load_schema(path: Path) -> etree.XMLSchema:
    """A compiled schema; nothing is fetched."""
    return etree.XMLSchema(etree.parse(str(path), _parser()))


def judge_manifest(schema: Path, manifest: bytes) -> list[str]:
    """Each fault as `line: message`; an empty list when the schema is satisfied."""
    judge = load_schema(schema)
    judge.validate(etree.fromstring(manifest, _parser()))
    return [f"{entry.line}: {entry.message}" for entry in judge.error_log]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
