"""IMS content packaging as values: the manifest that both SCORM versions share, written as elements and read back.

A `Dialect` says what an edition changes: namespaces, the spelling of `scormtype`, control documents. Reading is tolerant,
since linters read manifests of strangers: what is missing is empty, and the rules say so.
Source: IMS Content Packaging 1.1.2 and 1.1.4; SCORM 1.2 CAM 2.3.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one edition of SCORM changes in a manifest.

    Attributes:
        packaging: namespace of the elements, always the default one (Moodle and Open edX know no prefix there).
        adlcp: namespace of ADL's own names, always with the prefix `adlcp` (Moodle compares texts).
        scormtype: local name of the attribute: `scormtype` in 1.2, `scormType` in 2004.
        schemas: (namespace, control document) pairs in the order of `xsi:schemaLocation`.
        imsss: namespace of simple sequencing, always with the prefix `imsss`; empty where the edition has none.

    """

    packaging: str
    adlcp: str
    scormtype: str
    schemas: tuple[tuple[str, str], ...]
    imsss: str = ""


@dataclass(frozen=True, slots=True)
class Sequencing:
    """What SCORM 2004 says of how an activity is reached, delivered and rolled up; only what Copack writes.

    Attributes:
        choice: whether learners may choose among the activity's children; `None`: not said.
        flow: whether they may go from one to the next; `None`: not said.
        satisfies: whether success of the activity counts for its parent's.
        objectives: ids of objectives beside the primary one, as the run time knows them.
        by_content: whether the content alone decides on completion and success (delivery controls, S04-22).

    """

    choice: bool | None = None
    flow: bool | None = None
    satisfies: bool = True
    objectives: tuple[str, ...] = ()
    by_content: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A line of an organization. Absent attributes are empty; `visible` is `None` when it is not said.

    `limits` holds (name, text) of ADL's elements, in order: prerequisites, maxtimeallowed, timelimitaction, datafromlms, masteryscore.
    """

    identifier: str
    title: str
    reference: str = ""
    visible: bool | None = True
    items: tuple[Item, ...] = ()
    limits: tuple[tuple[str, str], ...] = ()
    sequencing: Sequencing | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Organization:
    """A way through the package: a title and items."""

    identifier: str
    title: str
    items: tuple[Item, ...]
    sequencing: Sequencing | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Resource:
    """Files that belong together; `scormtype` is `sco` or `asset`, and what a stranger wrote."""

    identifier: str
    type: str
    scormtype: str
    href: str
    files: tuple[str, ...]
    dependencies: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Manifest:
    """`imsmanifest.xml`. `schemas` says whether `xsi:schemaLocation` names the dialect's control documents."""

    identifier: str
    version: str
    schema: str
    schemaversion: str
    default: str
    organizations: tuple[Organization, ...]
    resources: tuple[Resource, ...]
    schemas: bool = True


def walk_items(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return items and all below them, in document order."""
    return tuple(found for item in items for found in (item, *walk_items(item.items)))


# ---------------------------------------------------------------- writing


def to_xml(manifest: Manifest, dialect: Dialect) -> bytes:
    """Return the manifest: UTF-8, no DOCTYPE, line feeds, declaration on the first byte (ZIP-08).

    Raises ValueError for a text that XML cannot hold (control characters).
    """
    from lxml import etree

    names: dict[str | None, str] = {None: dialect.packaging, "adlcp": dialect.adlcp}
    if dialect.imsss:
        names["imsss"] = dialect.imsss
    names["xsi"] = XSI
    root = etree.Element(_in(dialect.packaging, "manifest"), nsmap=names)
    _put(root, identifier=manifest.identifier, version=manifest.version)
    if manifest.schemas:
        root.set(_in(XSI, "schemaLocation"), " ".join(f"{namespace} {file}" for namespace, file in dialect.schemas))
    metadata = _child(root, dialect, "metadata")
    _text(metadata, dialect, "schema", manifest.schema)
    _text(metadata, dialect, "schemaversion", manifest.schemaversion)
    organizations = _child(root, dialect, "organizations")
    _put(organizations, default=manifest.default)
    for organization in manifest.organizations:
        node = _child(organizations, dialect, "organization")
        _put(node, identifier=organization.identifier)
        _text(node, dialect, "title", organization.title)
        for item in organization.items:
            _write_item(node, item, dialect)
        _write_sequencing(node, organization.sequencing, dialect)
    resources = _child(root, dialect, "resources")
    for resource in manifest.resources:
        _write_resource(resources, resource, dialect)
    etree.indent(root, space=" ")
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written + b"\n"


def _write_item(parent: _Element, item: Item, dialect: Dialect) -> None:
    node = _child(parent, dialect, "item")
    _put(node, identifier=item.identifier, identifierref=item.reference)
    if item.visible is not None:
        node.set("isvisible", "true" if item.visible else "false")
    _text(node, dialect, "title", item.title)
    for child in item.items:
        _write_item(node, child, dialect)
    for name, text in item.limits:
        _append(node, dialect.adlcp, name).text = text
    _write_sequencing(node, item.sequencing, dialect)


def _write_sequencing(parent: _Element, sequencing: Sequencing | None, dialect: Dialect) -> None:
    """In the order of imsss_v1p0.xsd: control mode, rollup rules, objectives, delivery controls."""
    if sequencing is None or not dialect.imsss:
        return
    node = _append(parent, dialect.imsss, "sequencing")
    if sequencing.choice is not None or sequencing.flow is not None:
        _put_flags(_append(node, dialect.imsss, "controlMode"), choice=sequencing.choice, flow=sequencing.flow)
    if not sequencing.satisfies:
        _append(node, dialect.imsss, "rollupRules").set("rollupObjectiveSatisfied", "false")
    if sequencing.objectives:
        objectives = _append(node, dialect.imsss, "objectives")
        _append(objectives, dialect.imsss, "primaryObjective")
        for objective in sequencing.objectives:
            _append(objectives, dialect.imsss, "objective").set("objectiveID", objective)
    if sequencing.by_content:
        controls = _append(node, dialect.imsss, "deliveryControls")
        _put_flags(controls, tracked=True, completionSetByContent=True, objectiveSetByContent=True)


def _put_flags(node: _Element, **flags: bool | None) -> None:
    _put(node, **{name: "" if flag is None else str(flag).lower() for name, flag in flags.items()})


def _write_resource(parent: _Element, resource: Resource, dialect: Dialect) -> None:
    node = _child(parent, dialect, "resource")
    _put(node, identifier=resource.identifier, type=resource.type, href=resource.href)
    if resource.scormtype:
        node.set(_in(dialect.adlcp, dialect.scormtype), resource.scormtype)
    for file in resource.files:
        _child(node, dialect, "file").set("href", file)
    for dependency in resource.dependencies:
        _child(node, dialect, "dependency").set("identifierref", dependency)


def _in(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}"


def _child(parent: _Element, dialect: Dialect, name: str) -> _Element:
    return _append(parent, dialect.packaging, name)


def _append(parent: _Element, namespace: str, name: str) -> _Element:
    from lxml import etree

    return etree.SubElement(parent, _in(namespace, name))


def _text(parent: _Element, dialect: Dialect, name: str, text: str) -> None:
    _child(parent, dialect, name).text = text


def _put(node: _Element, **attributes: str) -> None:
    """Set the attributes that are not empty."""
    for name, value in attributes.items():
        if value:
            node.set(name, value)


# ---------------------------------------------------------------- reading


def parse_xml(content: bytes) -> _Element:
    """Return the root element of a stranger's file: no network, no entities, no giant trees.

    Raises lxml.etree.XMLSyntaxError when it is not well formed.
    """
    from lxml import etree

    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, huge_tree=False, remove_comments=True, remove_pis=True)
    return etree.fromstring(content, parser)


def from_xml(root: _Element, dialect: Dialect) -> Manifest:
    """Return the manifest of a root element; elements of other namespaces than the dialect's are not seen."""
    metadata = root.find(_in(dialect.packaging, "metadata"))
    organizations = root.find(_in(dialect.packaging, "organizations"))
    resources = root.find(_in(dialect.packaging, "resources"))
    base = _base(root) + _base(resources)
    return Manifest(
        identifier=root.get("identifier", ""),
        version=root.get("version", ""),
        schema=_read_text(metadata, dialect, "schema"),
        schemaversion=_read_text(metadata, dialect, "schemaversion"),
        default="" if organizations is None else organizations.get("default", ""),
        organizations=tuple(_read_organization(node, dialect) for node in _all(organizations, dialect, "organization")),
        resources=tuple(_read_resource(node, dialect, base + _base(node)) for node in _all(resources, dialect, "resource")),
        schemas=root.get(_in(XSI, "schemaLocation")) is not None,
    )


def _read_organization(node: _Element, dialect: Dialect) -> Organization:
    items = tuple(_read_item(child, dialect) for child in _all(node, dialect, "item"))
    sequencing = _read_sequencing(node, dialect)
    return Organization(node.get("identifier", ""), _read_text(node, dialect, "title"), items, sequencing, node.sourceline or 0)


def _read_sequencing(parent: _Element, dialect: Dialect) -> Sequencing | None:
    node = parent.find(_in(dialect.imsss, "sequencing")) if dialect.imsss else None
    if node is None:
        return None
    mode, rollup, controls = (node.find(_in(dialect.imsss, name)) for name in ("controlMode", "rollupRules", "deliveryControls"))
    objectives = node.findall(f"{_in(dialect.imsss, 'objectives')}/{_in(dialect.imsss, 'objective')}")
    set_by_content = ("completionSetByContent", "objectiveSetByContent")
    return Sequencing(
        choice=_flag(mode, "choice"),
        flow=_flag(mode, "flow"),
        satisfies=_flag(rollup, "rollupObjectiveSatisfied") is not False,
        objectives=tuple(one.get("objectiveID", "") for one in objectives),
        by_content=all(_flag(controls, name) is True for name in set_by_content) and _flag(controls, "tracked") is not False,
    )


def _flag(node: _Element | None, name: str) -> bool | None:
    """Return an xs:boolean; `None` where it is not said."""
    said = None if node is None else node.get(name)
    return None if said is None else said.strip() in {"true", "1"}


def _read_item(node: _Element, dialect: Dialect) -> Item:
    visible = node.get("isvisible")
    prefix = f"{{{dialect.adlcp}}}"
    return Item(
        identifier=node.get("identifier", ""),
        title=_read_text(node, dialect, "title"),
        reference=node.get("identifierref", ""),
        visible=None if visible is None else visible.strip() in {"true", "1"},
        items=tuple(_read_item(child, dialect) for child in _all(node, dialect, "item")),
        limits=tuple((str(child.tag)[len(prefix) :], child.text or "") for child in node if str(child.tag).startswith(prefix)),
        sequencing=_read_sequencing(node, dialect),
        line=node.sourceline or 0,
    )


def _base(node: _Element | None) -> str:
    """Return an element's xml:base; strangers' packages have it, and it is joined plainly (S04-14)."""
    return "" if node is None else node.get("{http://www.w3.org/XML/1998/namespace}base", "").removeprefix("./")


def _read_resource(node: _Element, dialect: Dialect, base: str) -> Resource:
    return Resource(
        identifier=node.get("identifier", ""),
        type=node.get("type", ""),
        scormtype=node.get(_in(dialect.adlcp, dialect.scormtype), ""),
        href=base + href if (href := node.get("href", "")) else "",
        files=tuple(base + child.get("href", "") for child in _all(node, dialect, "file")),
        dependencies=tuple(child.get("identifierref", "") for child in _all(node, dialect, "dependency")),
        line=node.sourceline or 0,
    )


def _all(node: _Element | None, dialect: Dialect, name: str) -> list[_Element]:
    return [] if node is None else node.findall(_in(dialect.packaging, name))


def _read_text(node: _Element | None, dialect: Dialect, name: str) -> str:
    found = None if node is None else node.find(_in(dialect.packaging, name))
    return "" if found is None else found.text or ""
