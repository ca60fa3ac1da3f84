"""The linter of plain web packages, ours and strangers': can every page be opened, wherever the folder lies?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.inspection import MANIFESTS, START_PAGE
from builder.package.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

MISSING = Rule("WEB001", "linked-file-missing", _ERROR, "The page asks for a file that is not there, so a part of it stays blank.", "ZIP-11")
ABSOLUTE = Rule("WEB002", "address-from-the-root", _WARNING, "An address that begins with / works only if the package is at the top of a server.")
MODULE = Rule("WEB003", "module-script", _WARNING, "Browsers refuse module scripts in a page that was opened by double-click.", "ZIP-07")
OUTSIDE = Rule(
    "WEB004",
    "loads-from-outside",
    _WARNING,
    "Files from another website do not load without a network. They also tell that website who is learning.",
    "DP-06",
)

_LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src", "link": "href", "a": "href"}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def recognises(package: Package) -> bool:
    """Tell whether a package has a page to start with and no manifest of any standard."""
    return START_PAGE in package.files and not set(MANIFESTS) & set(package.files)


def lint(package: Package) -> tuple[Diagnostic, ...]:
    """Return the faults of a plain web package."""
    pages = [name for name in package.files if name.lower().endswith((".html", ".htm"))]
    return tuple(fault for name in pages for fault in _check_page(name, package))


def _check_page(name: str, package: Package) -> Iterator[Diagnostic]:
    from lxml import etree, html

    content = package.read(name)
    try:
        root = html.document_fromstring(content, parser=html.HTMLParser(no_network=True, encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    for node in root.iter(*_LOADS):
        if node.tag == "script" and node.get("type") == "module":
            yield _diagnostic(MODULE, name, "The page has a module script.", node, "Use a classic script.")
        address = (node.get(_LOADS[str(node.tag)]) or "").strip()
        if address:
            yield from _check_address(name, address, node, package)


def _check_address(name: str, address: str, node: _Element, package: Package) -> Iterator[Diagnostic]:
    if address.startswith("//") or re.match("https?:", address, re.IGNORECASE):
        if node.tag != "a" and not (node.tag == "link" and node.get("rel", "") in {"canonical", "license", "author"}):
            yield _diagnostic(OUTSIDE, name, f"The page loads {address[:120]}.", node, "Add the file to the package.")
    elif address.startswith("/"):
        yield _diagnostic(ABSOLUTE, name, f"The page asks for “{address[:120]}”.", node, "Write the path from the folder of the page.")
    elif not _SCHEME.match(address) and not address.startswith("#"):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(re.split("[?#]", address)[0])))
        if path not in package.files and path != "." and f"{path}/{START_PAGE}" not in package.files:
            yield _diagnostic(
                MISSING, name, f"The page asks for “{path[:120]}”, which is not in the zip.", node, "Add it to the zip, with the same capitals."
            )


def _diagnostic(rule: Rule, name: str, message: str, node: _Element, hint: str) -> Diagnostic:
    return Diagnostic(rule, message, Place(name, node.sourceline or 0), hint)
