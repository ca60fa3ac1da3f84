"""Addresses that pages, styles and pictures of a package load from: of other servers, or fixed to one computer or server (ZIP-12, DP-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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

FIXED = Rule(
    "PKG044",
    "fixed-address",
    _WARNING,
    "A platform puts a course into a folder of its own. What an address names from the root of a server or a disk is not there.",
    "ZIP-11",
)

_LOADING = ("src", "data", "poster", "background")
"""Attributes that load, whatever their element is."""

_NOT_LOADED = {"alternate", "author", "canonical", "help", "license", "me", "next", "prev", "search"}
"""What a `link` may be without loading anything (HTML Standard 4.6.7)."""

_MOVING = {"animate", "set"}
"""Elements of SVG that change an attribute, addresses too (SVG Animations 2)."""

_OUTSIDE = re.compile(r"(?:https?:)?//[^/\s]", re.IGNORECASE)
_COMPUTER = re.compile(r"file:|[a-z]:[\\/]|\\\\[^\\]", re.IGNORECASE)
"""A file of the computer on which the course was made, or of a shared drive."""

_ROOT = re.compile(r"/(?![/*])")
"""A path from the root of a server."""

_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"\s]+)", re.IGNORECASE)
_LOOPBACK = re.compile(r"http://(localhost|127\.|\[::1\])", re.IGNORECASE)
_SHOWN = 120
"""Characters of an address in a message."""

_LISTED = 50
"""Addresses of one file that are listed one by one."""

_USE_HTTPS = "Add the file to the package, or use https."


def check_addresses(package: PackageContents) -> Iterator[Diagnostic]:
    """Yield what is loaded from other servers: each address with http, and the others once for each file; and fixed addresses, once likewise.

    The pages of a package without a manifest are judged by the standard of plain web pages, which tells the line.
    """
    judged_elsewhere = () if any(package.lists(name) for name in MANIFESTS) else package.texts.pages
    for name in package.texts.markup:
        loaded = tuple(dict.fromkeys(loaded_addresses(name, package.read(name))))
        yield from _check_insecure(name, [address for address in loaded if is_outside(address) and address.lower().startswith("http://")])
        others = [address for address in loaded if is_outside(address) and not address.lower().startswith("http://")]
        if others and name not in judged_elsewhere:
            message = f"“{name}” loads {others[0][:_SHOWN]} from another website{_count_more(others)}."
            yield Diagnostic(OUTSIDE, message, Place(name), "Add the file to the package, and write its path there.")
        fixed = [address for address in loaded if _COMPUTER.match(address) or (_ROOT.match(address) and name not in judged_elsewhere)]
        if fixed:
            message = f"“{name}” asks for {fixed[0][:_SHOWN]}, an address that is fixed to one computer or server{_count_more(fixed)}."
            yield Diagnostic(FIXED, message, Place(name), "Add what it names to the package, and write its path from the folder of this file.")


def _check_insecure(name: str, insecure: Sequence[str]) -> Iterator[Diagnostic]:
    for address in insecure[:_LISTED]:
        yield Diagnostic(INSECURE, f"“{name}” loads {address[:_SHOWN]}.", Place(name), _USE_HTTPS)
    if len(insecure) > _LISTED:
        message = f"“{name}” loads from {len(insecure) - _LISTED} more addresses with http."
        yield Diagnostic(INSECURE, message, Place(name), _USE_HTTPS)


def _count_more(addresses: Sequence[str]) -> str:
    return f", and {len(addresses) - 1} more" if len(addresses) > 1 else ""


def loaded_addresses(name: str, content: bytes) -> Iterator[str]:
    """Yield the addresses that a file loads, in this package or elsewhere; links that a learner may follow are not among them.

    Args:
        name: of the file; it tells a style and a picture from a page.
        content: of the file.

    """
    is_picture = name.lower().endswith(".svg")
    if not name.lower().endswith(".css"):
        for tag in start_tags(content):
            yield from loads(tag, is_picture=is_picture)
    yield from style_addresses(content)


def loads(tag: StartTag, *, is_picture: bool) -> Iterator[str]:
    """Yield the addresses that an element loads, and those of the author's computer that it only links to. `is_picture`: it is of an SVG file."""
    attributes = tag.attributes
    if tag.name in {"a", "area"} and _COMPUTER.match(attributes.get("href", "")):
        yield attributes["href"]
    yield from (attributes[name] for name in _LOADING if name in attributes)
    for name in ("srcset", "imagesrcset"):
        yield from (candidate.split()[0] for candidate in attributes.get(name, "").split(",") if candidate.strip())
    if attributes.get("action", "").lower().startswith("http:"):
        yield attributes["action"]
    if tag.name == "meta" and attributes.get("http-equiv", "").lower() == "refresh" and (led := _REFRESH.search(attributes.get("content", ""))):
        yield led[1]
    if tag.name in _MOVING:
        yield from (value.strip() for name in ("from", "to", "values") for value in attributes.get(name, "").split(";"))
    is_loading_link = tag.name == "link" and not _NOT_LOADED & set(attributes.get("rel", "").lower().split())
    if is_loading_link or (is_picture and tag.name != "a") or tag.name in {"image", "use", "feimage", "base"}:
        yield from (attributes[name] for name in ("href", "xlink:href") if name in attributes)


def is_outside(address: str) -> bool:
    """Tell whether an address is on another server."""
    return _OUTSIDE.match(address) is not None and not _LOOPBACK.match(address)
