"""`imsmanifest.xml` written from a manifest, and read back into one.

Reading is tolerant, since linters read manifests of strangers: what is missing is empty, and the rules say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.standards.scorm.manifest import Dialect, Item, Manifest, Organization, Resource, Sequencing
from builder.standards.xml_documents import append_element, qualify, read_text, set_attributes, write_document

if TYPE_CHECKING:
    from lxml.etree import _Element

XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

# ---------------------------------------------------------------- writing


def to_xml(manifest: Manifest, dialect: Dialect) -> bytes:
    """Return the file of a manifest (ZIP-08). Raises ValueError for a text that XML cannot hold (control characters)."""
    from lxml import etree

    names: dict[str | None, str] = {None: dialect.packaging, "adlcp": dialect.adlcp}
    if dialect.imsss:
        names["imsss"] = dialect.imsss
    names["xsi"] = XSI
    root = etree.Element(qualify(dialect.packaging, "manifest"), nsmap=names)
    set_attributes(root, identifier=manifest.identifier, version=manifest.version)
    if manifest.schemas:
        root.set(qualify(XSI, "schemaLocation"), " ".join(f"{namespace} {file}" for namespace, file in dialect.schemas))
    metadata = append_element(root, dialect.packaging, "metadata")
    append_element(metadata, dialect.packaging, "schema", manifest.schema)
    append_element(metadata, dialect.packaging, "schemaversion", manifest.schemaversion)
    organizations = append_element(root, dialect.packaging, "organizations", default=manifest.default)
    for organization in manifest.organizations:
        _write_organization(organizations, organization, dialect)
    resources = append_element(root, dialect.packaging, "resources")
    for resource in manifest.resources:
        _write_resource(resources, resource, dialect)
    return write_document(root)


def _write_organization(parent: _Element, organization: Organization, dialect: Dialect) -> None:
    node = append_element(parent, dialect.packaging, "organization", identifier=organization.identifier)
    append_element(node, dialect.packaging, "title", organization.title)
    for item in organization.items:
        _write_item(node, item, dialect)
    _write_sequencing(node, organization.sequencing, dialect)


def _write_item(parent: _Element, item: Item, dialect: Dialect) -> None:
    node = append_element(parent, dialect.packaging, "item", identifier=item.identifier, identifierref=item.reference)
    if item.visible is not None:
        node.set("isvisible", "true" if item.visible else "false")
    append_element(node, dialect.packaging, "title", item.title)
    for child in item.items:
        _write_item(node, child, dialect)
    for name, text in item.limits:
        append_element(node, dialect.adlcp, name, text)
    _write_sequencing(node, item.sequencing, dialect)


def _write_sequencing(parent: _Element, sequencing: Sequencing | None, dialect: Dialect) -> None:
    """In the order of imsss_v1p0.xsd: control mode, rollup rules, objectives, delivery controls."""
    if sequencing is None or not dialect.imsss:
        return
    node = append_element(parent, dialect.imsss, "sequencing")
    if sequencing.choice is not None or sequencing.flow is not None:
        append_element(node, dialect.imsss, "controlMode", choice=_write_flag(flag=sequencing.choice), flow=_write_flag(flag=sequencing.flow))
    if not sequencing.satisfies:
        append_element(node, dialect.imsss, "rollupRules", rollupObjectiveSatisfied="false")
    if sequencing.objectives:
        objectives = append_element(node, dialect.imsss, "objectives")
        append_element(objectives, dialect.imsss, "primaryObjective")
        for objective in sequencing.objectives:
            append_element(objectives, dialect.imsss, "objective", objectiveID=objective)
    if sequencing.by_content:
        append_element(node, dialect.imsss, "deliveryControls", tracked="true", completionSetByContent="true", objectiveSetByContent="true")


def _write_flag(*, flag: bool | None) -> str:
    """Return an xs:boolean; empty where it is not said."""
    return "" if flag is None else str(flag).lower()


def _write_resource(parent: _Element, resource: Resource, dialect: Dialect) -> None:
    node = append_element(parent, dialect.packaging, "resource", identifier=resource.identifier, type=resource.type, href=resource.href)
    if resource.scormtype:
        node.set(qualify(dialect.adlcp, dialect.scormtype), resource.scormtype)
    for file in resource.files:
        append_element(node, dialect.packaging, "file", href=file)
    for dependency in resource.dependencies:
        append_element(node, dialect.packaging, "dependency", identifierref=dependency)


# ---------------------------------------------------------------- reading


def from_xml(root: _Element, dialect: Dialect) -> Manifest:
    """Return the manifest of a root element; elements of other namespaces than the dialect's are not seen."""
    metadata = root.find(qualify(dialect.packaging, "metadata"))
    organizations = root.find(qualify(dialect.packaging, "organizations"))
    resources = root.find(qualify(dialect.packaging, "resources"))
    base = _base(root) + _base(resources)
    return Manifest(
        identifier=root.get("identifier", ""),
        version=root.get("version", ""),
        schema=read_text(metadata, dialect.packaging, "schema"),
        schemaversion=read_text(metadata, dialect.packaging, "schemaversion"),
        default="" if organizations is None else organizations.get("default", ""),
        organizations=tuple(_read_organization(node, dialect) for node in _find_all(organizations, dialect, "organization")),
        resources=tuple(_read_resource(node, dialect, base + _base(node)) for node in _find_all(resources, dialect, "resource")),
        schemas=root.get(qualify(XSI, "schemaLocation")) is not None,
    )


def _read_organization(node: _Element, dialect: Dialect) -> Organization:
    items = tuple(_read_item(child, dialect) for child in _find_all(node, dialect, "item"))
    sequencing = _read_sequencing(node, dialect)
    return Organization(node.get("identifier", ""), read_text(node, dialect.packaging, "title"), items, sequencing, line=node.sourceline or 0)


def _read_sequencing(parent: _Element, dialect: Dialect) -> Sequencing | None:
    node = parent.find(qualify(dialect.imsss, "sequencing")) if dialect.imsss else None
    if node is None:
        return None
    mode, rollup, controls = (node.find(qualify(dialect.imsss, name)) for name in ("controlMode", "rollupRules", "deliveryControls"))
    objectives = node.findall(f"{qualify(dialect.imsss, 'objectives')}/{qualify(dialect.imsss, 'objective')}")
    set_by_content = ("completionSetByContent", "objectiveSetByContent")
    return Sequencing(
        choice=_read_flag(mode, "choice"),
        flow=_read_flag(mode, "flow"),
        satisfies=_read_flag(rollup, "rollupObjectiveSatisfied") is not False,
        objectives=tuple(objective.get("objectiveID", "") for objective in objectives),
        by_content=all(_read_flag(controls, name) is True for name in set_by_content) and _read_flag(controls, "tracked") is not False,
    )


def _read_flag(node: _Element | None, name: str) -> bool | None:
    """Return an xs:boolean; `None` where it is not said."""
    said = None if node is None else node.get(name)
    return None if said is None else said.strip() in {"true", "1"}


def _read_item(node: _Element, dialect: Dialect) -> Item:
    visible = node.get("isvisible")
    prefix = f"{{{dialect.adlcp}}}"
    return Item(
        identifier=node.get("identifier", ""),
        title=read_text(node, dialect.packaging, "title"),
        reference=node.get("identifierref", ""),
        visible=None if visible is None else visible.strip() in {"true", "1"},
        items=tuple(_read_item(child, dialect) for child in _find_all(node, dialect, "item")),
        limits=tuple((str(child.tag)[len(prefix) :], child.text or "") for child in node if str(child.tag).startswith(prefix)),
        sequencing=_read_sequencing(node, dialect),
        line=node.sourceline or 0,
    )


def _base(node: _Element | None) -> str:
    """Return an element's xml:base; strangers' packages have it, and it is joined plainly (S04-14)."""
    return "" if node is None else node.get(XML_BASE, "").removeprefix("./")


def _read_resource(node: _Element, dialect: Dialect, base: str) -> Resource:
    return Resource(
        identifier=node.get("identifier", ""),
        type=node.get("type", ""),
        scormtype=node.get(qualify(dialect.adlcp, dialect.scormtype), ""),
        href=base + href if (href := node.get("href", "")) else "",
        files=tuple(base + child.get("href", "") for child in _find_all(node, dialect, "file")),
        dependencies=tuple(child.get("identifierref", "") for child in _find_all(node, dialect, "dependency")),
        line=node.sourceline or 0,
    )


def _find_all(node: _Element | None, dialect: Dialect, name: str) -> list[_Element]:
    return [] if node is None else node.findall(qualify(dialect.packaging, name))
