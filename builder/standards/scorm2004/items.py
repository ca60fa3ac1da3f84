"""Organizations and items of strangers' SCORM 2004 manifests: what only this version knows (S04-07 to S04-11, S04-21)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.standards.scorm.manifest import TIME_LIMIT_ACTIONS, Manifest, manifest_fault
from builder.standards.scorm.organizations import ORGANIZATION
from builder.standards.scorm2004.manifest import ADLCP, ADLNAV, ADLSEQ, DIALECT, IMSCP, THIRD, Edition

if TYPE_CHECKING:
    from lxml.etree import _Element

_ERROR = Severity.ERROR

PARAMETERS = Rule("S04014", "2004-item-parameters", _ERROR, "Parameters are joined to the page's address and must begin with ? or #.", "S04-08")
LIMITS = Rule(
    "S04016",
    "2004-item-limits",
    _ERROR,
    "Time limits, launch data and thresholds have fixed forms. A SCO can have one of each; other items cannot have any.",
    "S04-09, S04-10",
)
PRESENTATION = Rule("S04017", "2004-presentation", _ERROR, "A platform knows seven controls that a course may hide.", "S04-11")
DATA = Rule("S04029", "2004-shared-data", _ERROR, "Shared data must say which store it maps to.", "S04-21")

_PARAMETERS = re.compile(r"[?#&]\S*")
_HIDDEN = {"continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll"}
_MEASURE = re.compile(r"0(\.\d+)?|1(\.0+)?|\.\d+")
_ONCE = ("timeLimitAction", "dataFromLMS", "completionThreshold", "data")
_DATA_LENGTH = 4000
_GLOBAL = {f"{{{ADLSEQ}}}objectivesGlobalToSystem", f"{{{ADLCP}}}sharedDataGlobalToSystem"}


def check_items(manifest: Manifest, root: _Element, edition: Edition) -> Iterator[Diagnostic]:
    """Yield the faults of what items and organizations say beyond titles and references."""
    yield from _check_items(manifest, root, edition)
    yield from _check_organizations(root)


def _check_items(manifest: Manifest, root: _Element, edition: Edition) -> Iterator[Diagnostic]:
    scos = {resource.identifier for resource in manifest.resources if resource.scormtype == "sco"}
    for item in root.iter(f"{{{IMSCP}}}item"):
        said = f"The item “{item.get('identifier', '')}”"
        parameters = item.get("parameters", "")
        if parameters and not _PARAMETERS.fullmatch(parameters):
            yield manifest_fault(
                PARAMETERS, f"{said} has parameters “{parameters[:60]}”.", item.sourceline or 0, "Write them as ?name=value or #name."
            )
        yield from _check_limits(item, said, is_sco=item.get("identifierref", "") in scos, third=edition is THIRD)
        yield from _check_presentation(item, said)


def _check_limits(item: _Element, said: str, *, is_sco: bool, third: bool) -> Iterator[Diagnostic]:
    line = item.sourceline or 0
    for name in _ONCE:
        nodes = item.findall(f"{{{ADLCP}}}{name}")
        if len(nodes) > 1:
            yield manifest_fault(LIMITS, f"{said} has {name} {len(nodes)} times.", line, "Keep one.")
        elif nodes and name != "data" and not is_sco:
            yield manifest_fault(LIMITS, f"{said} has {name} but does not lead to a SCO.", line, "Remove it, or let the item lead to a SCO.")
    yield from _check_forms(item, said, third=third)
    for node in item.iter(f"{{{ADLCP}}}data"):
        targets = [target.get("targetID", "").strip() for target in node.findall(f"{{{ADLCP}}}map")]
        if not targets or not all(targets):
            yield manifest_fault(DATA, f"{said} has shared data without a target.", line, 'Add <adlcp:map targetID="…"/>.')


def _check_forms(item: _Element, said: str, *, third: bool) -> Iterator[Diagnostic]:
    line = item.sourceline or 0
    for node in item.findall(f"{{{ADLCP}}}timeLimitAction"):
        if (node.text or "").strip() not in TIME_LIMIT_ACTIONS:
            hint = f"Write one of: {'; '.join(TIME_LIMIT_ACTIONS)}."
            yield manifest_fault(LIMITS, f"{said} has timeLimitAction “{(node.text or '')[:60]}”.", line, hint)
    for node in item.findall(f"{{{ADLCP}}}dataFromLMS"):
        if len(node.text or "") > _DATA_LENGTH:
            yield manifest_fault(LIMITS, f"{said} has launch data of {len(node.text or '')} characters.", line, f"Shorten it to {_DATA_LENGTH}.")
    for node in item.findall(f"{{{ADLCP}}}completionThreshold"):
        if third is bool(node.attrib):
            form = "a number between its tags" if third else "attributes such as minProgressMeasure"
            yield manifest_fault(LIMITS, f"{said} has a completion threshold in the form of the other edition.", line, f"This edition takes {form}.")
        values = [node.get("minProgressMeasure"), node.get("progressWeight"), (node.text or "").strip()]
        if any(value and not _MEASURE.fullmatch(value) for value in values):
            yield manifest_fault(LIMITS, f"{said} has a completion threshold that is not a number from 0 to 1.", line, "Write for example 0.75.")


def _check_presentation(item: _Element, said: str) -> Iterator[Diagnostic]:
    for node in item.findall(f"{{{ADLNAV}}}presentation"):
        interfaces = node.findall(f"{{{ADLNAV}}}navigationInterface")
        hidden = [(element.text or "").strip() for element in node.iter(f"{{{ADLNAV}}}hideLMSUI")]
        strange = sorted(set(hidden) - _HIDDEN)
        if len(interfaces) > 1 or strange:
            message = f"{said} hides {', '.join(strange)}." if strange else f"{said} has {len(interfaces)} navigation interfaces."
            yield manifest_fault(PRESENTATION, message, node.sourceline or 0, f"Keep one, and hide only: {', '.join(sorted(_HIDDEN))}.")


def _check_organizations(root: _Element) -> Iterator[Diagnostic]:
    """S04-07: what counts beyond one learner's course is said by true or false, and on organizations alone."""
    for node in root.iter():
        for name in _GLOBAL & set(node.attrib):
            said = f"“{name.rsplit('}', 1)[-1]}” of “{node.get('identifier', '')}”"
            if node.tag != f"{{{IMSCP}}}organization":
                yield manifest_fault(ORGANIZATION[DIALECT.version], f"{said} is not on an organization.", node.sourceline or 0, "Move it there.")
            elif node.get(name) not in {"true", "false", "1", "0"}:
                yield manifest_fault(ORGANIZATION[DIALECT.version], f"{said} is “{node.get(name)}”.", node.sourceline or 0, "Write true or false.")
