"""Resources of strangers' SCORM 2004 manifests, and how those of SCOs are delivered (S04-12, S04-22, S04-23)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.standards.scorm.manifest import Manifest, manifest_fault
from builder.standards.scorm2004.manifest import ADLCP, DIALECT, IMSCP, IMSSS

if TYPE_CHECKING:
    from lxml.etree import _Element

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

RESOURCE = Rule(
    "S04018",
    "2004-resource",
    _ERROR,
    "A resource says its type, whether it is tracked and what it opens. Without these, platforms do not open it or do not record it.",
    "S04-12",
)
SCO = Rule(
    "S04031",
    "2004-sco-first",
    _WARNING,
    "Some platforms open the first resource that has an address: it must be the SCO.",
    "S04-23, requirements 2.2.3",
)
DELIVERY = Rule(
    "S04030",
    "2004-delivery-controls",
    _WARNING,
    "Without these a strict platform marks a SCO complete when the learner merely leaves.",
    "S04-22, SAP note 3403728",
)

_PERSIST = f"{{{ADLCP}}}persistState"


def check_resources(manifest: Manifest, root: _Element) -> Iterator[Diagnostic]:
    """Yield the faults of resources, and a first one that is no SCO."""
    referred = {item.get("identifierref", "") for item in root.iter(f"{{{IMSCP}}}item")}
    for node, resource in zip(root.iter(f"{{{IMSCP}}}resource"), manifest.resources, strict=False):
        said = f"The resource “{resource.identifier}”"
        if not resource.type:
            yield manifest_fault(RESOURCE, f"{said} has no type.", resource.line, 'Write type="webcontent".')
        if resource.scormtype not in {"sco", "asset"}:
            message = f"{said} has adlcp:scormType “{resource.scormtype}”."
            yield manifest_fault(RESOURCE, message, resource.line, 'Write adlcp:scormType="sco" or "asset", with a capital T.')
        if not resource.href and resource.identifier in referred:
            yield manifest_fault(RESOURCE, f"{said} is opened by an item and has no address.", resource.line, "Add href with the page that opens it.")
        if node.get(_PERSIST) is not None:
            yield manifest_fault(RESOURCE, f"{said} has persistState, which the 3rd Edition does not have.", resource.line, "Remove it.")
    for node in root.iter():
        if node.get(f"{{{ADLCP}}}{DIALECT.scormtype}") is not None and node.tag != f"{{{IMSCP}}}resource":
            message = f"“{node.get('identifier', '')}” has adlcp:scormType but is not a resource."
            yield manifest_fault(RESOURCE, message, node.sourceline or 0, "Move it to the resource.")
    first = next((resource for resource in manifest.resources if resource.href), None)
    if first is not None and first.scormtype == "asset" and any(resource.scormtype == "sco" for resource in manifest.resources):
        yield manifest_fault(
            SCO, f"The first resource with an address, “{first.identifier}”, is not a SCO.", first.line, "Put the SCO's resource first."
        )


def check_delivery(manifest: Manifest, root: _Element) -> Iterator[Diagnostic]:
    """Yield items of SCOs that leave completion to the platform (S04-22); a sequencing may be kept in the collection and referred to."""
    scos = {resource.identifier for resource in manifest.resources if resource.scormtype == "sco"}
    kept = {node.get("ID", ""): node for node in root.iter(f"{{{IMSSS}}}sequencing") if node.get("ID")}
    for item in root.iter(f"{{{IMSCP}}}item"):
        if item.get("identifierref", "") not in scos:
            continue
        own = item.find(f"{{{IMSSS}}}sequencing")
        referred = kept.get(own.get("IDRef", "")) if own is not None else None
        nodes = [controls.find(f"{{{IMSSS}}}deliveryControls") for controls in (own, referred) if controls is not None]
        said = next((controls for controls in nodes if controls is not None), None)
        if said is not None and said.get("tracked") == "false":
            message = f"The item “{item.get('identifier', '')}” is not tracked."
            yield manifest_fault(DELIVERY, message, item.sourceline or 0, 'Write tracked="true" in its deliveryControls.')
        elif said is None or any(said.get(name) != "true" for name in ("completionSetByContent", "objectiveSetByContent")):
            message = f"The item “{item.get('identifier', '')}” leaves completion and success to the platform."
            hint = 'Add <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/> to its sequencing.'
            yield manifest_fault(DELIVERY, message, item.sourceline or 0, hint)
