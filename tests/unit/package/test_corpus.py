"""Packages that other people's tools made: each is read and judged without a crash, and the verdict is the known one."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import has_errors
from builder.lint import lint
from builder.package.zip_reader import read_zip
from builder.standards.registry import STANDARDS

# The verdicts were found by the official schemas and by other tools, as the list beside the packages says.
REFUSED: dict[str, set[str]] = {
    "scorm12_invalid_missing_declared_file.zip": {"S12010"},
    "scorm12_invalid_no_organization.zip": {"S12004"},
    "scorm_invalid_manifest_not_xml.zip": {"PKG020"},
    "invalid_manifest_not_at_root.zip": {"PKG011"},
    "invalid_no_manifest.zip": {"PKG010"},
    "invalid_empty_zip.zip": {"PKG010"},
    "adl_lms_manifests_4th.zip": {"PKG010"},
    "203-1-relative-url-no-reference.zip": {"CM5011"},
    "209-1-not-a-zip.zip": {"PKG001"},
}
WARNED = {
    "scorm12_debugger_complex_undeclared_files.zip": {"S12011", "PKG017"},
    "scorm12_pacman_undeclared_files.zip": {"S12011"},
    "scorm12_suica_lms_info.zip": {"S12011"},
}
UNDECLARED = {"scorm12_debugger_complex_undeclared_files.zip": 72, "scorm12_suica_lms_info.zip": 3, "scorm12_suica_template.zip": 0}


def judge(path: Path) -> tuple[bool, list[str]]:
    read = read_zip(path)
    found = (*read.diagnostics, *(lint(read.value, STANDARDS) if read.value else ()))
    errors = {fault.rule.code for fault in found if has_errors([fault])}
    assert errors == REFUSED.get(path.name, set()), "\n".join(fault.message for fault in found)
    for fault in found:
        assert fault.message
        assert fault.hint
    return bool(errors), [fault.rule.code for fault in found]


def test_every_package_gets_its_known_verdict(corpus: Path) -> None:
    zips = sorted(corpus.rglob("*.zip"))
    assert len(zips) > 20
    judged = {path.name: judge(path) for path in zips}
    assert {name for name, (refused, _) in judged.items() if refused} == set(REFUSED)
    for name, codes in WARNED.items():
        assert codes <= set(judged[name][1]), name
    for name, count in UNDECLARED.items():
        assert judged[name][1].count("S12011") == count, name


def test_each_package_is_judged_by_its_own_standard(corpus: Path) -> None:
    for name, own in {"scorm2004_3rd_golf_metadata.zip": "S04", "scorm2004_4th_adl_starter_template.zip": "S04"}.items():
        assert {code[:3] for code in judge(corpus / name)[1]} <= {own, "PKG"}
    for path in corpus.rglob("*.zip"):
        assert "PKG027" not in judge(path)[1], path.name
