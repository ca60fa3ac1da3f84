"""Sequencing of strangers' SCORM 2004 packages: what a platform would drop or misread (S04-17 to S04-20)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.standards.scorm.manifest import manifest_fault
from builder.standards.scorm2004.manifest import IMSCP, IMSSS

if TYPE_CHECKING:
    from lxml.etree import _Element

_ERROR = Severity.ERROR

SEQUENCING = Rule(
    "S04025",
    "2004-sequencing",
    _ERROR,
    "Each part of a sequencing must be unique, and each reference must lead to a part that exists. A platform ignores the rest.",
    "S04-17",
)
OBJECTIVE = Rule(
    "S04026", "2004-objectives", _ERROR, "Objectives need one primary objective, unique ids, and maps that say where they lead.", "S04-18"
)
SEQUENCING_RULE = Rule(
    "S04027", "2004-sequencing-rule", _ERROR, "A rule has one list of conditions and one action, in words that platforms know.", "S04-19"
)
ROLLUP_RULE = Rule(
    "S04028", "2004-rollup-rule", _ERROR, "A rule of roll-up has one list of conditions and one action, in words that platforms know.", "S04-20"
)

_CONDITIONS = {
    "satisfied", "objectiveStatusKnown", "objectiveMeasureKnown", "objectiveMeasureGreaterThan", "objectiveMeasureLessThan", "completed",
    "activityProgressKnown", "attempted", "attemptLimitExceeded", "timeLimitExceeded", "outsideAvailableTimeRange", "always",
}  # fmt: skip
_ROLLUP_CONDITIONS = _CONDITIONS - {"objectiveMeasureGreaterThan", "objectiveMeasureLessThan", "always"} | {"never"}
_ACTIONS = {
    "preConditionRule": {"skip", "disabled", "hiddenFromChoice", "stopForwardTraversal"},
    "exitConditionRule": {"exit"},
    "postConditionRule": {"exitParent", "exitAll", "retry", "retryAll", "continue", "previous"},
}
_ROLLUP_ACTIONS = {"satisfied", "notSatisfied", "completed", "incomplete"}
_CHILD_SETS = {"all", "any", "none", "atLeastCount", "atLeastPercent"}
_OPERATORS = {"not", "noOp"}
_COMBINATIONS = {"all", "any"}


def check_sequencing(root: _Element) -> Iterator[Diagnostic]:
    """Yield the faults of every sequencing in a manifest."""
    kept = {node.get("ID", "") for holder in root.iter(_tag("sequencingCollection")) for node in holder}
    for node in root.iter(_tag("sequencing")):
        parent = node.getparent()
        in_collection = parent is not None and parent.tag == _tag("sequencingCollection")
        yield from _check_parts(node, kept, in_collection=in_collection)
        yield from _check_objectives(node)
    yield from _check_rules(root)
    yield from _check_rollup(root)


def _tag(name: str) -> str:
    return f"{{{IMSSS}}}{name}"


def _activity_name(node: _Element) -> str:
    around = (each for each in node.iterancestors() if str(each.tag).startswith(f"{{{IMSCP}}}"))
    return f"The sequencing of “{next((each.get('identifier', '') for each in around), '')}”"


def _check_parts(node: _Element, kept: set[str], *, in_collection: bool) -> Iterator[Diagnostic]:
    line = node.sourceline or 0
    for tag, times in Counter(str(child.tag) for child in node).items():
        if times > 1:
            yield manifest_fault(SEQUENCING, f"{_activity_name(node)} has {tag.rsplit('}', 1)[-1]} {times} times.", line, "Keep one.")
    if in_collection and (not node.get("ID") or node.get("IDRef")):
        yield manifest_fault(SEQUENCING, "A sequencing of the collection does not have an ID.", line, 'Write ID="…", without IDRef.')
    if not in_collection and node.get("ID"):
        yield manifest_fault(
            SEQUENCING, f"{_activity_name(node)} has an ID.", line, "Give IDs only in the sequencingCollection. Refer to them by IDRef."
        )
    reference = node.get("IDRef")
    if reference and reference not in kept:
        yield manifest_fault(
            SEQUENCING, f"{_activity_name(node)} refers to “{reference}”, which does not exist.", line, "Use an ID of the collection."
        )


def _check_objectives(node: _Element) -> Iterator[Diagnostic]:
    for objectives in node.findall(_tag("objectives")):
        primary, others = objectives.findall(_tag("primaryObjective")), objectives.findall(_tag("objective"))
        line = objectives.sourceline or 0
        if len(primary) != 1:
            message = f"{_activity_name(node)} has {len(primary)} primary objectives."
            yield manifest_fault(OBJECTIVE, message, line, "Write one <imsss:primaryObjective>.")
        ids = [objective.get("objectiveID") for objective in (*primary, *others)]
        doubled = sorted(name for name, times in Counter(name for name in ids if name).items() if times > 1)
        if doubled or any(not (objective.get("objectiveID") or "").strip() for objective in others):
            message = f"{_activity_name(node)} has objectives with the ids {', '.join(str(name) for name in ids)}."
            yield manifest_fault(OBJECTIVE, message, line, "Give each a different objectiveID.")
        for objective in (*primary, *others):
            yield from _check_objective(objective)
        yield from _check_writers(node, (*primary, *others))


def _check_objective(objective: _Element) -> Iterator[Diagnostic]:
    maps, line = objective.findall(_tag("mapInfo")), objective.sourceline or 0
    if maps and not objective.get("objectiveID"):
        yield manifest_fault(OBJECTIVE, f"{_activity_name(objective)} maps an objective without an id.", line, "Give it an objectiveID.")
    if any(not (each.get("targetObjectiveID") or "").strip() for each in maps):
        yield manifest_fault(
            OBJECTIVE, f"{_activity_name(objective)} maps an objective, but does not say to which.", line, 'Write targetObjectiveID="…".'
        )
    for measure in objective.findall(_tag("minNormalizedMeasure")):
        if not _is_measure(measure.text or ""):
            message = f"{_activity_name(objective)} has minNormalizedMeasure “{(measure.text or '')[:20]}”."
            yield manifest_fault(OBJECTIVE, message, line, "Write a number from -1 to 1.")


def _is_measure(text: str) -> bool:
    try:
        return -1 <= float(text) <= 1
    except ValueError:
        return False


def _check_writers(node: _Element, objectives: tuple[_Element, ...]) -> Iterator[Diagnostic]:
    """Within one activity a global objective has one writer, or nobody knows whose word counts."""
    maps = [each for objective in objectives for each in objective.findall(_tag("mapInfo"))]
    for flag in ("writeSatisfiedStatus", "writeNormalizedMeasure"):
        writers = Counter(each.get("targetObjectiveID") for each in maps if each.get(flag) == "true")
        for target, times in writers.items():
            if times > 1:
                message = f"{_activity_name(node)} lets {times} objectives write to “{target}”."
                yield manifest_fault(OBJECTIVE, message, node.sourceline or 0, "Let one write.")


def _check_rules(root: _Element) -> Iterator[Diagnostic]:
    objectives: dict[_Element, set[str | None]] = {}
    for kind, actions in _ACTIONS.items():
        for rule in root.iter(_tag(kind)):
            node = next(rule.iterancestors(_tag("sequencing")), None)
            if node is None:
                continue
            if node not in objectives:
                objectives[node] = {element.get("objectiveID") for element in node.findall(f"{_tag('objectives')}/*")}
            fault = _fault(rule, "ruleConditions", "ruleCondition", _CONDITIONS, "ruleAction", actions) or _unknown_objective(rule, objectives[node])
            if fault:
                hint = "Write one ruleConditions and one ruleAction, with the words of the standard."
                yield manifest_fault(SEQUENCING_RULE, f"{_activity_name(node)} has a {kind} with {fault}.", rule.sourceline or 0, hint)


def _unknown_objective(rule: _Element, objectives: set[str | None]) -> str:
    named = [element.get("referencedObjective") for element in rule.iter(_tag("ruleCondition")) if element.get("referencedObjective")]
    strange = next((name for name in named if name not in objectives), None)
    return f"the unknown objective “{strange}”" if strange else ""


def _check_rollup(root: _Element) -> Iterator[Diagnostic]:
    for rule in root.iter(_tag("rollupRule")):
        node = next(rule.iterancestors(_tag("sequencing")), None)
        if node is None:
            continue
        fault = _fault(rule, "rollupConditions", "rollupCondition", _ROLLUP_CONDITIONS, "rollupAction", _ROLLUP_ACTIONS)
        children = rule.get("childActivitySet", "all")
        if not fault and children not in _CHILD_SETS:
            fault = f"childActivitySet “{children}”"
        if not fault and not (rule.get("minimumCount", "0").isdigit() and _is_measure(rule.get("minimumPercent", "0"))):
            fault = "a minimum that is not a number"
        if fault:
            hint = "Write one rollupConditions and one rollupAction, with the words of the standard."
            yield manifest_fault(ROLLUP_RULE, f"{_activity_name(node)} has a rollupRule with {fault}.", rule.sourceline or 0, hint)


def _fault(rule: _Element, holder: str, condition: str, conditions: set[str], action: str, actions: set[str]) -> str:
    """Return what is wrong with conditions and action of a rule, or an empty text."""
    holders, done = rule.findall(_tag(holder)), rule.findall(_tag(action))
    if len(holders) != 1 or len(done) != 1:
        return f"{len(holders)} {holder} and {len(done)} {action}"
    said = holders[0].findall(_tag(condition))
    if not said:
        return f"no {condition}"
    words = [("condition", clause.get("condition", ""), conditions) for clause in said]
    words += [("operator", clause.get("operator", "noOp"), _OPERATORS) for clause in said]
    words += [("conditionCombination", holders[0].get("conditionCombination", "all"), _COMBINATIONS), ("action", done[0].get("action", ""), actions)]
    return next((f"{name} “{word}”" for name, word, known in words if word not in known), "")
