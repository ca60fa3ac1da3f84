"""The linter of all packages knows the manifest of each standard by the name that the standard's own room gives it."""

from __future__ import annotations

from builder.package.text_files import MANIFESTS
from builder.standards.cmi5.manifest import MANIFEST_FILE as CMI5
from builder.standards.scorm.manifest import MANIFEST_FILE as SCORM
from builder.standards.xapi.manifest import MANIFEST_FILE as TIN_CAN


def test_each_manifest_is_one_that_tells_a_standard() -> None:
    assert set(MANIFESTS) == {SCORM, CMI5, TIN_CAN}
