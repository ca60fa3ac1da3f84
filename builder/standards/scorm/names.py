"""Names that platforms compare as text, in manifest and scripts: rules of every SCORM version, and their checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Severity
from builder.package.package import PackageContents
from builder.standards.scorm.document import XML_BASE
from builder.standards.scorm.manifest import Dialect, manifest_fault
from builder.standards.scorm.rules import VersionTerms, shared_rule

if TYPE_CHECKING:
    from lxml.etree import _Element

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

BASE = shared_rule(
    "xml-base",
    "Some platforms read xml:base on resources only, so files are looked for in the wrong place.",
    scorm12=VersionTerms("S12013", _WARNING, "S12-10"),
    scorm2004=VersionTerms("S04022", _WARNING, "S04-14"),
)
PREFIX = shared_rule(
    "prefix",
    "Some platforms compare element names as texts: IMS names without a prefix, ADL's with adlcp.",
    scorm12=VersionTerms("S12022", _ERROR, "S12-22"),
    scorm2004=VersionTerms(
        "S04034",
        _ERROR,
        "requirements 2.1.2",
        "Some platforms compare element names as texts: IMS names without a prefix, others with adlcp, adlseq, adlnav and imsss.",
    ),
)
CALLS = shared_rule(
    "no-run-time-calls",
    "No script of the package reports a status, so no platform can ever record one.",
    scorm12=VersionTerms("S12021", _WARNING, "S12-20"),
    scorm2004=VersionTerms("S04033", _WARNING, "S04-27"),
)


def check_names(root: _Element, package: PackageContents, dialect: Dialect) -> Iterator[Diagnostic]:
    """Yield names of elements that platforms would not know, and a package whose scripts call nothing."""
    yield from _check_names(root, dialect)
    yield from _check_calls(package, dialect)


def _check_names(root: _Element, dialect: Dialect) -> Iterator[Diagnostic]:
    from lxml import etree

    for node in root.iter():
        name = etree.QName(node)
        if node.get(XML_BASE) is not None:
            yield manifest_fault(BASE[dialect.version], f"“{name.localname}” has xml:base.", node.sourceline or 0, "Write full addresses instead.")
        if node.prefix != dialect.prefixes.get(name.namespace or "", node.prefix):
            message = f"“{node.prefix or ''}:{name.localname}” has a prefix that some platforms do not know."
            hint = f"Write IMS names without a prefix, and the others with {', '.join(prefix for prefix in dialect.prefixes.values() if prefix)}."
            yield manifest_fault(PREFIX[dialect.version], message, node.sourceline or 0, hint)


def _check_calls(package: PackageContents, dialect: Dialect) -> Iterator[Diagnostic]:
    """Open edX looks for these bytes in the same kinds of files (requirements 2.2.6)."""
    if not package.has_unread_scripts and not any(word.encode() in script for script in package.scripts() for word in dialect.calls):
        message = f"No page or script of the package says “{'” or “'.join(dialect.calls)}”."
        yield manifest_fault(
            CALLS[dialect.version], message, 0, "Make sure that the package reports a status; content that only shows pages cannot be completed."
        )
