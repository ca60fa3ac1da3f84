"""The linter of SCORM 2004 packages, ours and strangers', in the order of the ADL test suite (requirements 4.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic
from builder.package.package import Package
from builder.standards.content_packaging import XSI, Manifest, from_xml, parse_xml
from builder.standards.packaging_checks import PackagingRules, check_packaging, found
from builder.standards.scorm2004 import rules
from builder.standards.scorm2004.limits import IDENTIFIER_LENGTH, TITLE_LENGTH, VERSION_LENGTH
from builder.standards.scorm2004.manifest import ADLCP, ADLNAV, ADLSEQ, DIALECT, FOURTH, IMSCP, IMSSS, MANIFEST_FILE, THIRD, Edition
from builder.standards.scorm2004.sequencing import check_sequencing

if TYPE_CHECKING:
    from lxml.etree import _Element

_SCHEMA_2004 = re.compile(rb"imscp_v1p1|<(?:\w+:)?schemaversion>\s*(?:2004|CAM|1\.3)")
_SECOND = {"CAM 1.3", "1.3", "2004 2nd Edition"}
_SKELETON = ["metadata", "organizations", "resources"]
_PARAMETERS = re.compile(r"[?#&]\S*")
_TIME_LIMIT_ACTIONS = {"exit,message", "exit,no message", "continue,message", "continue,no message"}
_HIDDEN = {"continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll"}
_MEASURE = re.compile(r"0(\.\d+)?|1(\.0+)?|\.\d+")
_ONCE = ("timeLimitAction", "dataFromLMS", "completionThreshold", "data")
_DATA_LENGTH = 4000
_GLOBAL = {f"{{{ADLSEQ}}}objectivesGlobalToSystem", f"{{{ADLCP}}}sharedDataGlobalToSystem"}
_PERSIST = f"{{{ADLCP}}}persistState"

PACKAGING = PackagingRules(
    control_document=rules.CONTROL_DOCUMENT,
    organization=rules.ORGANIZATION,
    default=rules.DEFAULT,
    title=rules.TITLE,
    reference=rules.REFERENCE,
    branch=rules.BRANCH,
    visible=rules.VISIBLE,
    identifier=rules.IDENTIFIER,
    address=rules.ADDRESS,
    missing_file=rules.MISSING_FILE,
    launch_unlisted=rules.LAUNCH_UNLISTED,
    unlisted_file=rules.UNLISTED_FILE,
    dependency=rules.DEPENDENCY,
    base=rules.BASE,
    prefix=rules.PREFIX,
    no_calls=rules.CALLS,
    title_length=TITLE_LENGTH,
    identifier_length=IDENTIFIER_LENGTH,
    prefixes={IMSCP: None, ADLCP: "adlcp", ADLSEQ: "adlseq", ADLNAV: "adlnav", IMSSS: "imsss"},
    calls=("completion_status", "progress_measure"),
)


def recognises(edition: Edition, package: Package) -> bool:
    """Tell whether a package is of an edition. What names neither, but is SCORM 2004, is taken for the 4th."""
    content = package.read(MANIFEST_FILE) if MANIFEST_FILE in package.files else b""
    if not _SCHEMA_2004.search(content):
        return False
    third = THIRD.schemaversion.encode() in content
    return third if edition is THIRD else not third


def lint(edition: Edition, package: Package) -> tuple[Diagnostic, ...]:
    """Return the faults of a SCORM 2004 package. A manifest that is no XML is the generic linter's."""
    from lxml import etree

    try:
        root = parse_xml(package.read(MANIFEST_FILE))
    except etree.XMLSyntaxError:
        return ()
    if root.tag != f"{{{IMSCP}}}manifest":
        message = f"The manifest begins with “{etree.QName(root).localname}” in the namespace “{etree.QName(root).namespace or ''}”."
        return (found(rules.ROOT, message, root.sourceline or 0, f'Begin it with <manifest xmlns="{IMSCP}">.'),)
    manifest = from_xml(root, DIALECT)
    return (
        *_check_head(manifest, root, edition),
        *_check_skeleton(root),
        *_check_namespaces(root),
        *check_packaging(manifest, root, package, PACKAGING, DIALECT),
        *_check_metadata_files(root, package),
        *_check_items(manifest, root, edition),
        *_check_organizations(root),
        *_check_resources(manifest, root),
        *check_sequencing(root),
        *_check_delivery(manifest, root),
    )


def _check_head(manifest: Manifest, root: _Element, edition: Edition) -> Iterator[Diagnostic]:
    line = root.sourceline or 0
    known = {THIRD.schemaversion, FOURTH.schemaversion}
    if manifest.schemaversion in _SECOND:
        message = f"The manifest says schemaversion “{manifest.schemaversion}”: the 2nd Edition."
        yield found(rules.OLD_EDITION, message, line, "Ask its author for a package of the 3rd or 4th Edition, or of SCORM 1.2.")
    elif manifest.schema != "ADL SCORM" or manifest.schemaversion not in known:
        message = f"The manifest says schema “{manifest.schema}” and schemaversion “{manifest.schemaversion}”."
        hint = f"Write <metadata><schema>ADL SCORM</schema><schemaversion>{edition.schemaversion}</schemaversion></metadata>, without blanks."
        yield found(rules.VERSION, message, line, hint)
    if len(manifest.version) > VERSION_LENGTH:
        message = f"The manifest's version has {len(manifest.version)} characters."
        yield found(rules.STRUCTURE, message, line, f"Shorten it to {VERSION_LENGTH}.")


def _check_skeleton(root: _Element) -> Iterator[Diagnostic]:
    """S04-04: the parts of the manifest, each once, in order."""
    from lxml import etree

    names = [etree.QName(child).localname for child in root if etree.QName(child).namespace == IMSCP]
    if "manifest" in names:
        yield found(rules.SUBMANIFEST, "The manifest holds another manifest.", root.sourceline or 0, "Make one manifest of the two.")
    parts = [name for name in names if name != "manifest"]
    if parts != _SKELETON:
        message = f"The manifest holds {', '.join(parts) or 'nothing'}."
        yield found(rules.STRUCTURE, message, root.sourceline or 0, f"It must hold {', '.join(_SKELETON)}, each once, in this order.")


def _check_namespaces(root: _Element) -> Iterator[Diagnostic]:
    from lxml import etree

    said = root.get(f"{{{XSI}}}schemaLocation", "").split()
    used = {etree.QName(node).namespace or "" for node in root.iter()}
    for namespace in sorted(used - set(said[::2]) - {""}) if said else ():
        message = f"The manifest uses names of “{namespace}”, and does not say where their schema lies."
        yield found(rules.UNMAPPED, message, root.sourceline or 0, "Add the namespace and the name of its .xsd file to xsi:schemaLocation.")


def _check_metadata_files(root: _Element, package: Package) -> Iterator[Diagnostic]:
    for node in root.iter(f"{{{ADLCP}}}location"):
        name = (node.text or "").strip()
        if "://" not in name and name not in package.files:
            message = f"The manifest names the metadata file “{name}”, which is not in the zip."
            yield found(rules.METADATA_FILE, message, node.sourceline or 0, "Put it in, or take adlcp:location away.")


# ---------------------------------------------------------------- items


def _check_items(manifest: Manifest, root: _Element, edition: Edition) -> Iterator[Diagnostic]:
    scos = {resource.identifier for resource in manifest.resources if resource.scormtype == "sco"}
    for item in root.iter(f"{{{IMSCP}}}item"):
        said = f"The item “{item.get('identifier', '')}”"
        parameters = item.get("parameters", "")
        if parameters and not _PARAMETERS.fullmatch(parameters):
            yield found(rules.PARAMETERS, f"{said} has parameters “{parameters[:60]}”.", item.sourceline or 0, "Write them as ?name=value or #name.")
        yield from _check_limits(item, said, is_sco=item.get("identifierref", "") in scos, third=edition is THIRD)
        yield from _check_presentation(item, said)


def _check_limits(item: _Element, said: str, *, is_sco: bool, third: bool) -> Iterator[Diagnostic]:
    line = item.sourceline or 0
    for name in _ONCE:
        nodes = item.findall(f"{{{ADLCP}}}{name}")
        if len(nodes) > 1:
            yield found(rules.LIMITS, f"{said} has {name} {len(nodes)} times.", line, "Keep one.")
        elif nodes and name != "data" and not is_sco:
            yield found(rules.LIMITS, f"{said} has {name} and leads to no SCO.", line, "Take it away, or let the item lead to a SCO.")
    yield from _check_forms(item, said, third=third)
    for node in item.iter(f"{{{ADLCP}}}data"):
        targets = [one.get("targetID", "").strip() for one in node.findall(f"{{{ADLCP}}}map")]
        if not targets or not all(targets):
            yield found(rules.DATA, f"{said} has shared data without a target.", line, 'Add <adlcp:map targetID="…"/>.')


def _check_forms(item: _Element, said: str, *, third: bool) -> Iterator[Diagnostic]:
    line = item.sourceline or 0
    for node in item.findall(f"{{{ADLCP}}}timeLimitAction"):
        if (node.text or "").strip() not in _TIME_LIMIT_ACTIONS:
            hint = f"Write one of: {'; '.join(sorted(_TIME_LIMIT_ACTIONS))}."
            yield found(rules.LIMITS, f"{said} has timeLimitAction “{(node.text or '')[:60]}”.", line, hint)
    for node in item.findall(f"{{{ADLCP}}}dataFromLMS"):
        if len(node.text or "") > _DATA_LENGTH:
            yield found(rules.LIMITS, f"{said} has launch data of {len(node.text or '')} characters.", line, f"Shorten it to {_DATA_LENGTH}.")
    for node in item.findall(f"{{{ADLCP}}}completionThreshold"):
        if third is bool(node.attrib):
            form = "a number between its tags" if third else "attributes such as minProgressMeasure"
            yield found(rules.LIMITS, f"{said} has a completion threshold in the form of the other edition.", line, f"This edition takes {form}.")
        values = [node.get("minProgressMeasure"), node.get("progressWeight"), (node.text or "").strip()]
        if any(value and not _MEASURE.fullmatch(value) for value in values):
            yield found(rules.LIMITS, f"{said} has a completion threshold that is no number of 0 to 1.", line, "Write for example 0.75.")


def _check_presentation(item: _Element, said: str) -> Iterator[Diagnostic]:
    for node in item.findall(f"{{{ADLNAV}}}presentation"):
        interfaces = node.findall(f"{{{ADLNAV}}}navigationInterface")
        hidden = [(one.text or "").strip() for one in node.iter(f"{{{ADLNAV}}}hideLMSUI")]
        strange = sorted(set(hidden) - _HIDDEN)
        if len(interfaces) > 1 or strange:
            message = f"{said} hides {', '.join(strange)}." if strange else f"{said} has {len(interfaces)} navigation interfaces."
            yield found(rules.PRESENTATION, message, node.sourceline or 0, f"Keep one, and hide only: {', '.join(sorted(_HIDDEN))}.")


# ---------------------------------------------------------------- organizations, resources and delivery


def _check_organizations(root: _Element) -> Iterator[Diagnostic]:
    """S04-07: what counts beyond one learner's course is said by true or false, and on organizations alone."""
    for node in root.iter():
        for name in _GLOBAL & set(node.attrib):
            said = f"“{name.rsplit('}', 1)[-1]}” of “{node.get('identifier', '')}”"
            if node.tag != f"{{{IMSCP}}}organization":
                yield found(rules.ORGANIZATION, f"{said} stands on something else than an organization.", node.sourceline or 0, "Move it there.")
            elif node.get(name) not in {"true", "false", "1", "0"}:
                yield found(rules.ORGANIZATION, f"{said} is “{node.get(name)}”.", node.sourceline or 0, "Write true or false.")


def _check_resources(manifest: Manifest, root: _Element) -> Iterator[Diagnostic]:
    referred = {item.get("identifierref", "") for item in root.iter(f"{{{IMSCP}}}item")}
    for node, resource in zip(root.iter(f"{{{IMSCP}}}resource"), manifest.resources, strict=False):
        said = f"The resource “{resource.identifier}”"
        if not resource.type:
            yield found(rules.RESOURCE, f"{said} has no type.", resource.line, 'Write type="webcontent".')
        if resource.scormtype not in {"sco", "asset"}:
            message = f"{said} has adlcp:scormType “{resource.scormtype}”."
            yield found(rules.RESOURCE, message, resource.line, 'Write adlcp:scormType="sco" or "asset", with a capital T.')
        if not resource.href and resource.identifier in referred:
            yield found(rules.RESOURCE, f"{said} is opened by an item and has no address.", resource.line, "Add href with the page that opens it.")
        if node.get(_PERSIST) is not None:
            yield found(rules.RESOURCE, f"{said} has persistState, which the 3rd Edition took away.", resource.line, "Take it away.")
    for node in root.iter():
        if node.get(f"{{{ADLCP}}}{DIALECT.scormtype}") is not None and node.tag != f"{{{IMSCP}}}resource":
            message = f"“{node.get('identifier', '')}” is no resource and has adlcp:scormType."
            yield found(rules.RESOURCE, message, node.sourceline or 0, "Move it to the resource.")
    first = next((resource for resource in manifest.resources if resource.href), None)
    if first is not None and first.scormtype == "asset" and any(resource.scormtype == "sco" for resource in manifest.resources):
        yield found(rules.SCO, f"The first resource with an address, “{first.identifier}”, is no SCO.", first.line, "Put the SCO's resource first.")


def _check_delivery(manifest: Manifest, root: _Element) -> Iterator[Diagnostic]:
    """S04-22, for each item that leads to a SCO; a sequencing may be kept in the collection and referred to."""
    scos = {resource.identifier for resource in manifest.resources if resource.scormtype == "sco"}
    kept = {node.get("ID", ""): node for node in root.iter(f"{{{IMSSS}}}sequencing") if node.get("ID")}
    for item in root.iter(f"{{{IMSCP}}}item"):
        if item.get("identifierref", "") not in scos:
            continue
        own = item.find(f"{{{IMSSS}}}sequencing")
        referred = kept.get(own.get("IDRef", "")) if own is not None else None
        nodes = [one.find(f"{{{IMSSS}}}deliveryControls") for one in (own, referred) if one is not None]
        said = next((one for one in nodes if one is not None), None)
        if said is not None and said.get("tracked") == "false":
            message = f"The item “{item.get('identifier', '')}” is not tracked."
            yield found(rules.DELIVERY, message, item.sourceline or 0, 'Write tracked="true" in its deliveryControls.')
        elif said is None or any(said.get(name) != "true" for name in ("completionSetByContent", "objectiveSetByContent")):
            message = f"The item “{item.get('identifier', '')}” leaves completion and success to the platform."
            hint = 'Add <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/> to its sequencing.'
            yield found(rules.DELIVERY, message, item.sourceline or 0, hint)
