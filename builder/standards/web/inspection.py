"""The linter of plain web packages, ours and strangers': can every page be opened, wherever the folder lies?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.addresses import is_outside, loads
from builder.package.inspection import START_PAGE
from builder.package.markup import StartTag, start_tags, style_addresses
from builder.package.package import PackageContents
from builder.package.text_files import MANIFESTS

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

MISSING = Rule("WEB001", "linked-file-missing", _ERROR, "The page asks for a file that is not there, so a part of it stays blank.", "ZIP-11")
ABSOLUTE = Rule("WEB002", "address-from-the-root", _WARNING, "An address that begins with / works only if the package is at the top of a server.")
MODULE = Rule("WEB003", "module-script", _WARNING, "Browsers refuse module scripts in a page that was opened by double-click.", "ZIP-07")
OUTSIDE = Rule(
    "WEB004",
    "page-loads-from-outside",
    _WARNING,
    "Files from another website do not load without a network. They also tell that website who is learning.",
    "DP-06",
)

_LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src", "link": "href", "a": "href"}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def recognises(package: PackageContents) -> bool:
    """Tell whether a package has a page to start with and no manifest of any standard."""
    return START_PAGE in package.names and not any(package.lists(name) for name in MANIFESTS)


def lint(package: PackageContents) -> tuple[Diagnostic, ...]:
    """Return the faults of a plain web package."""
    return tuple(fault for name in package.texts.pages for fault in _check_page(name, package))


def _check_page(name: str, package: PackageContents) -> Iterator[Diagnostic]:
    content = package.read(name)
    for address in dict.fromkeys(style_addresses(content)):
        yield from _check_place(name, address, 0)
    for tag in start_tags(content):
        for address in dict.fromkeys((tag.attributes.get("href", "") if tag.name == "a" else "", *loads(tag, is_picture=False))):
            yield from _check_place(name, address, tag.line, is_link=tag.name == "a")
        if tag.name == "script" and tag.attributes.get("type", "").lower() == "module":
            yield _diagnostic(MODULE, name, "The page has a module script.", tag, "Use a classic script.")
        address = tag.attributes.get(_LOADS.get(tag.name, ""), "")
        if address:
            yield from _check_address(name, address, tag, package)


def _check_place(name: str, address: str, line: int, *, is_link: bool = False) -> Iterator[Diagnostic]:
    """Yield whether an address is on another website, or from the root of this one. `is_link`: learners follow it, and nothing is loaded."""
    if is_outside(address):
        if not is_link:
            yield Diagnostic(OUTSIDE, f"The page loads {address[:120]}.", Place(name, line), "Add the file to the package.")
    elif address.startswith("/") and not address.startswith("//"):
        yield Diagnostic(ABSOLUTE, f"The page asks for “{address[:120]}”.", Place(name, line), "Write the path from the folder of the page.")


def _check_address(name: str, address: str, tag: StartTag, package: PackageContents) -> Iterator[Diagnostic]:
    if not _SCHEME.match(address) and not address.startswith(("#", "/", "\\\\")):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(re.split("[?#]", address)[0])))
        if not package.lists(path) and path != "." and not package.lists(f"{path}/{START_PAGE}"):
            yield _diagnostic(
                MISSING, name, f"The page asks for “{path[:120]}”, which is not in the zip.", tag, "Add it to the zip, with the same capitals."
            )


def _diagnostic(rule: Rule, name: str, message: str, tag: StartTag, hint: str) -> Diagnostic:
    return Diagnostic(rule, message, Place(name, tag.line), hint)
