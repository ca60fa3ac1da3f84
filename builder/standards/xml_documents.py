"""XML documents as manifests are: written as elements, never as pasted text, and read back from strangers' files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from builder.diagnostics import Checked, Diagnostic, Place, Rule
from builder.package.package import PackageContents

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def qualify(namespace: str, name: str) -> str:
    """Return a name in its namespace as lxml writes it, `{namespace}name`."""
    return f"{{{namespace}}}{name}"


def local_name(node: _Element) -> str:
    """Return the name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


# ---------------------------------------------------------------- writing


def append_element(parent: _Element, namespace: str, name: str, text: str | None = None, **attributes: str) -> _Element:
    """Append an element to its parent and return it. Attributes without a value are left out.

    Raises ValueError for a text that XML cannot hold (control characters).
    """
    from lxml import etree

    node = etree.SubElement(parent, qualify(namespace, name))
    node.text = text
    set_attributes(node, **attributes)
    return node


def set_attributes(node: _Element, **attributes: str) -> None:
    """Set the attributes that have a value, in this order."""
    for name, value in attributes.items():
        if value:
            node.set(name, value)


def write_document(root: _Element) -> bytes:
    """Return the document: UTF-8, no DOCTYPE, line feeds, declaration on the first byte (ZIP-08)."""
    from lxml import etree

    etree.indent(root, space=" ")
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return _DECLARATION + written + b"\n"


# ---------------------------------------------------------------- reading


class Located(Struct, frozen=True, kw_only=True, eq=False):
    """A part of a manifest that knows the line on which it began, for diagnostics. It equals its like on any other line.

    Attributes:
        line: 1-based; 0 where the part was made and not read.

    """

    line: int = 0

    def _compared(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "line")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash((type(self), self._compared()))


def parse_document(content: bytes) -> _Element:
    """Return the root element of a stranger's file: no network, no giant trees; comments, instructions and references to entities are dropped.

    Raises lxml.etree.XMLSyntaxError when it is not well formed.
    """
    from lxml import etree

    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(content, parser)
    etree.strip_elements(root, etree.Entity, with_tail=False)
    return root


def read_text(parent: _Element | None, namespace: str, name: str) -> str:
    """Return the text of the first child of a name; empty where there is none."""
    node = None if parent is None else parent.find(qualify(namespace, name))
    return "" if node is None else node.text or ""


def open_manifest(package: PackageContents, file: str, namespace: str, name: str, rule: Rule, *, called: str = "The file") -> Checked[_Element]:
    """Return the root element of a package's manifest.

    A file that is no XML, or too large to be read, has neither a root nor a diagnostic: the linter of all packages tells that.

    Args:
        package: holds the file.
        file: its path.
        namespace: of the root element.
        name: of the root element.
        rule: is broken by any other root.
        called: what messages call the file.

    """
    from lxml import etree

    if file not in package.texts.manifests:
        return Checked(None)
    try:
        root = parse_document(package.read(file))
    except (etree.XMLSyntaxError, LookupError, ValueError):
        return Checked(None)
    if root.tag == qualify(namespace, name):
        return Checked(root)
    qualified = etree.QName(root)
    message = f"{called} begins with “{qualified.localname}” in the namespace “{qualified.namespace or ''}”."
    return Checked(None, (Diagnostic(rule, message, Place(file, root.sourceline or 0), f'Begin it with <{name} xmlns="{namespace}">.'),))
