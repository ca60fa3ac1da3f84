"""What CourseStructure.xsd v1 asks of elements and attributes, told in words that mend them.

The schema itself is not needed where packages are linted; a test holds this page to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.standards.cmi5.manifest import MANIFEST_FILE, NAMESPACE
from builder.standards.xml_documents import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_ERROR = Severity.ERROR

STRUCTURE = Rule(
    "CM5002",
    "cmi5-structure",
    _ERROR,
    "Platforms check the file by its schema, which fixes the elements and their order.",
    "cmi5 13.2.0.0-1, 4.4.0.0-1",
)
ATTRIBUTE = Rule("CM5003", "cmi5-attribute", _ERROR, "Platforms check the file by its schema, which fixes the attributes.", "cmi5 13.2.0.0-1")
ID = Rule("CM5004", "publisher-id", _ERROR, "Every record uses these ids for ever, so each must be a full address.", "cmi5 3.0.0.0-1")

_ORDERS: dict[str, tuple[str, str]] = {
    "courseStructure": (r"course (objectives )?((au|block) )+", "course, objectives (if any), then one or more au or block"),
    "course": (r"title description ", "title, description"),
    "objectives": (r"(objective )+", "one or more objective"),
    "objective": (r"title description |description title ", "title, description"),
    "reference": (r"", "nothing, only the attribute idref"),
    "block": (r"title description (objectives )?((au|block) )+", "title, description, objectives (if any), then one or more au or block"),
    "au": (
        r"title description (objectives )?url (launchParameters )?(entitlementKey )?",
        "title, description, objectives (if any), url, launchParameters (if any), entitlementKey (if any)",
    ),
    "title": (r"(langstring )+", "one or more langstring"),
    "description": (r"(langstring )+", "one or more langstring"),
    "langstring": (r"", "text only"),
    "url": (r"", "text only"),
}
"""Element -> (its children's names, each with a blank, in words). Elements of other namespaces may follow them."""

_CLOSED = {"objective", "reference", "langstring", "url"}
"""The elements that hold nothing of another namespace."""

_ATTRIBUTES: dict[str, tuple[set[str], set[str]]] = {
    "course": ({"id"}, {"id"}),
    "block": ({"id"}, {"id"}),
    "au": ({"id"}, {"id", "moveOn", "masteryScore", "launchMethod", "activityType"}),
    "objective": ({"id"}, {"id"}),
    "reference": (set(), {"idref"}),
    "langstring": (set(), {"lang"}),
}
"""Element -> (attributes that must be there, those that may)."""

_NEVER_EMPTY = {
    "id": ID,
    "lang": ATTRIBUTE,
    "moveOn": ATTRIBUTE,
    "masteryScore": ATTRIBUTE,
    "launchMethod": ATTRIBUTE,
}
"""The attributes that must say something where they stand, and the rule that asks for it. (An empty id is an address to the schema.)"""


def check_structure(root: _Element) -> Iterator[Diagnostic]:
    """Yield where elements or attributes are not those of the schema."""
    for node in _own_elements(root):
        name, kind = local_name(node), _kind(node)
        if kind not in _ORDERS:
            continue
        order, words = _ORDERS[kind]
        children = [child for child in node if isinstance(child.tag, str)]
        own = [local_name(child) for child in children if _is_own(child)]
        strangers_last = all(_is_own(child) for child in children[: len(own)]) and (len(children) == len(own) or kind not in _CLOSED)
        bare = any(not str(child.tag).startswith("{") for child in children)
        if not re.fullmatch(order, "".join(f"{child} " for child in own)) or not strangers_last or bare:
            held = ", ".join(local_name(child) for child in children) or "nothing"
            yield manifest_fault(STRUCTURE, f"“{name}” has {held}.", node.sourceline or 0, f"It must have, in this order: {words}.")
        yield from _check_attributes(node, name, kind)


def foreign_elements(root: _Element) -> tuple[_Element, ...]:
    """Return the elements of other namespaces."""
    return tuple(node for node in root.iter() if isinstance(node.tag, str) and not _is_own(node))


def _check_attributes(node: _Element, name: str, kind: str) -> Iterator[Diagnostic]:
    must, may = _ATTRIBUTES.get(kind, (set(), set()))
    given = {str(attribute) for attribute in node.attrib}
    for missing in sorted(must - given):
        yield manifest_fault(ATTRIBUTE, f"“{name}” has no {missing}.", node.sourceline or 0, f"Add {missing}.")
    for name_of, value in node.attrib.items():
        if not value.strip() and str(name_of) in _NEVER_EMPTY:
            yield manifest_fault(
                _NEVER_EMPTY[str(name_of)], f"“{name}” has an empty {name_of!s}.", node.sourceline or 0, "Write its value, or remove the attribute."
            )
    # Attributes of other namespaces are free, but for the elements that the schema closes.
    closed = kind in {"objective", "reference", "url"}
    for other in sorted(attribute for attribute in given - may if closed or not attribute.startswith("{")):
        hint = f"Remove it. Allowed are: {', '.join(sorted(may)) or 'none'}."
        yield manifest_fault(ATTRIBUTE, f"“{name}” has the attribute “{other}”.", node.sourceline or 0, hint)


def _own_elements(root: _Element) -> Iterator[_Element]:
    """Yield the root and what lies below it, without what strangers' elements hold: that is their own affair."""
    pending = [root]
    while pending:
        node = pending.pop()
        yield node
        pending += [child for child in reversed(node) if isinstance(child.tag, str) and _is_own(child)]


def _kind(node: _Element) -> str:
    """Return the element's name; a listed objective and a reference to one share theirs."""
    above = node.getparent()
    listing = None if above is None else above.getparent()
    listed = listing is not None and listing.getparent() is None
    return "reference" if local_name(node) == "objective" and not listed else local_name(node)


def _is_own(node: _Element) -> bool:
    return str(node.tag).startswith(f"{{{NAMESPACE}}}")


def manifest_fault(rule: Rule, message: str, line: int, hint: str) -> Diagnostic:
    """Return a fault of the course structure at a line."""
    return Diagnostic(rule, message, Place(MANIFEST_FILE, line), hint)
