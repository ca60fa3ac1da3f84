"""Addresses of other servers that pages, styles and pictures of a package load from (ZIP-12, DP-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.markup import StartTag, start_tags, style_addresses
from builder.package.package import PackageContents
from builder.package.text_files import MANIFESTS

_WARNING = Severity.WARNING

INSECURE = Rule("PKG025", "insecure-address", _WARNING, "A page on https does not load from http, and some platforms refuse the zip.", "ZIP-12")
OUTSIDE = Rule(
    "PKG040",
    "loads-from-outside",
    _WARNING,
    "Files from another website do not load without a network. They also tell that website who is learning.",
    "DP-06",
)

_LOADING = ("src", "data", "poster")
"""Attributes that load, whatever their element is."""

_NOT_LOADED = {"alternate", "author", "canonical", "help", "license", "me", "next", "prev", "search"}
"""What a `link` may be without loading anything (HTML Standard 4.6.7)."""

_OUTSIDE = re.compile(r"(?:https?:)?//[^/\s]", re.IGNORECASE)
_LOOPBACK = re.compile(r"http://(localhost|127\.|\[::1\])", re.IGNORECASE)
_SHOWN = 120
"""Characters of an address in a message."""

_LISTED = 50
"""Addresses of one file that are listed one by one."""

_USE_HTTPS = "Add the file to the package, or use https."


def check_addresses(package: PackageContents) -> Iterator[Diagnostic]:
    """Yield what is loaded from other servers: each address with http, and the others once for each file.

    The pages of a package without a manifest are judged by the standard of plain web pages, which tells the line.
    """
    has_manifest = any(package.lists(name) for name in MANIFESTS)
    for name in package.texts.markup:
        found = dict.fromkeys(outside_addresses(name, package.read(name)))
        insecure = [address for address in found if address.lower().startswith("http://")]
        for address in insecure[:_LISTED]:
            yield Diagnostic(INSECURE, f"“{name}” loads {address[:_SHOWN]}.", Place(name), _USE_HTTPS)
        if len(insecure) > _LISTED:
            message = f"“{name}” loads from {len(insecure) - _LISTED} more addresses with http."
            yield Diagnostic(INSECURE, message, Place(name), _USE_HTTPS)
        others = [address for address in found if not address.lower().startswith("http://")]
        if others and (has_manifest or name not in package.texts.pages):
            more = f", and {len(others) - 1} more" if len(others) > 1 else ""
            message = f"“{name}” loads {others[0][:_SHOWN]} from another website{more}."
            yield Diagnostic(OUTSIDE, message, Place(name), "Add the file to the package, and write its path there.")


def outside_addresses(name: str, content: bytes) -> Iterator[str]:
    """Yield the addresses on other servers that a file loads; links that a learner may follow are not among them.

    Args:
        name: of the file; it tells a style and a picture from a page.
        content: of the file.

    """
    if b"//" not in content:
        return
    is_picture = name.lower().endswith(".svg")
    if not name.lower().endswith(".css"):
        for tag in start_tags(content):
            yield from (address for address in _loads(tag, is_picture=is_picture) if _is_elsewhere(address))
    yield from (address for address in style_addresses(content) if _is_elsewhere(address))


def _loads(tag: StartTag, *, is_picture: bool) -> Iterator[str]:
    attributes = tag.attributes
    yield from (attributes[name] for name in _LOADING if name in attributes)
    if attributes.get("action", "").lower().startswith("http:"):
        yield attributes["action"]
    is_loading_link = tag.name == "link" and not _NOT_LOADED & set(attributes.get("rel", "").lower().split())
    if is_loading_link or (is_picture and tag.name != "a") or tag.name in {"image", "use", "feimage"}:
        yield from (attributes[name] for name in ("href", "xlink:href") if name in attributes)


def _is_elsewhere(address: str) -> bool:
    return _OUTSIDE.match(address) is not None and not _LOOPBACK.match(address)
