"""`cmi5.xml`: the course structure, as values, as elements and read back (requirements 3.2).

Source: cmi5 (Quartz) 13.1, 13.2 and CourseStructure.xsd v1. Reading is tolerant, since linters read files of strangers.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.course.model import PassRule
from builder.standards.script import UnitFiles, unit_files
from builder.standards.xml_documents import Located, append_element, qualify, read_text, set_attributes, write_document
from builder.tracking.activity import Activity
from builder.tracking.plan import Objective, TrackingPlan

if TYPE_CHECKING:
    from lxml.etree import _Element

MANIFEST_FILE = "cmi5.xml"
NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"

Texts = tuple[tuple[str, str], ...]
"""(language, text) of each `langstring`; the language is empty where none is said."""


class Described(Located, frozen=True):
    """What the course, an objective, a block and an AU have in common."""

    id: str
    title: Texts
    description: Texts


class AssignableUnit(Struct, frozen=True):
    """An assignable unit. Absent attributes and elements are empty; `objectives` holds the ids it refers to."""

    about: Described
    url: str
    move_on: str = ""
    mastery_score: str = ""
    launch_method: str = ""
    activity_type: str = ""
    objectives: tuple[str, ...] = ()
    launch_parameters: str = ""
    entitlement_key: str = ""


class Block(Struct, frozen=True):
    """AUs and blocks that belong together."""

    about: Described
    members: tuple[AssignableUnit | Block, ...]
    objectives: tuple[str, ...] = ()


class Manifest(Struct, frozen=True):
    """`cmi5.xml`."""

    course: Described
    objectives: tuple[Described, ...]
    members: tuple[AssignableUnit | Block, ...]


def walk(members: tuple[AssignableUnit | Block, ...]) -> Iterator[AssignableUnit | Block]:
    """Yield members and all below them, in document order, each handed on once however deep it lies."""
    pending = list(reversed(members))
    while pending:
        member = pending.pop()
        yield member
        pending += reversed(member.members) if isinstance(member, Block) else ()


# ---------------------------------------------------------------- from a plan


def make_manifest(plan: TrackingPlan) -> Manifest:
    """Return the structure of a course: its outcomes as objectives, and one AU for each opening of the plan."""
    course = _describe(plan, course_id(plan), Activity("course", course_id(plan), plan.root, "", plan.title, plan.description, plan.others))
    objectives = tuple(_describe(plan, objective.activity.iri, objective.activity) for objective in plan.objectives)
    return Manifest(course, objectives, tuple(_unit(plan, opening) for opening in unit_files(plan)))


def course_id(plan: TrackingPlan) -> str:
    """Return the id of the course, whatever its units are: the same as that of its activity in the other standards."""
    return f"{plan.base}{plan.root}"


def publisher_id(plan: TrackingPlan, activity: Activity) -> str:
    """Return the id of the AU that an activity of the plan is launched as.

    It must be unique within the structure (13.1.4.0-1), where the course has an id too, and stay the same for ever: platforms
    keep registrations under it, and every statement names it (9.6.2.3-1). So it is made from the plan's suffix, which is made
    from ids of the author alone.
    """
    return f"{plan.base}units/{activity.suffix}"


def move_on(rule: PassRule) -> str:
    """Return when the platform counts an AU as done, by the pass rule of its unit (tracking contract 1).

    Completion is seen pages and submitted checks, so `Completed` where no mark is asked. Where one is, the final check opens
    only when the core pages are seen: a pass implies completion, and `Passed` says the whole rule. `CompletedAndPassed` would
    ask for a second statement that adds nothing, and whose loss would leave a learner who has passed without their record.
    """
    return "Completed" if rule.mark is None else "Passed"


def mastery_score(rule: PassRule) -> str:
    """Return the mark as the schema's decimal of 0 to 1, exactly; empty where no mark is asked (C5-10)."""
    return "" if rule.mark is None else format((Decimal(rule.mark) / 100).normalize(), "f")


def _unit(plan: TrackingPlan, opening: UnitFiles) -> AssignableUnit:
    unit = opening.unit
    own: tuple[Objective, ...] = plan.only(unit).objectives
    return AssignableUnit(
        about=_describe(plan, publisher_id(plan, unit.activity), unit.activity),
        url=opening.page,
        move_on=move_on(unit.pass_rule),
        mastery_score=mastery_score(unit.pass_rule),
        launch_method="AnyWindow",
        activity_type=unit.activity.type,
        objectives=tuple(objective.activity.iri for objective in own),
    )


def _describe(plan: TrackingPlan, identifier: str, activity: Activity) -> Described:
    names = activity.names(plan.language)
    return Described(identifier, _texts(names), _texts(activity.descriptions(plan.language) or names))


def _texts(texts: dict[str, str]) -> Texts:
    """Return a text in each language, the course's first, without the blanks that a platform takes off (13.1.0.0-1)."""
    return tuple((language, text.strip()) for language, text in texts.items())


# ---------------------------------------------------------------- writing


def to_xml(manifest: Manifest) -> bytes:
    """Return the file of a structure (ZIP-08). Raises ValueError for a text that XML cannot hold."""
    from lxml import etree

    root = etree.Element(qualify(NAMESPACE, "courseStructure"), nsmap={None: NAMESPACE})
    _write_described(root, "course", manifest.course)
    if manifest.objectives:
        objectives = append_element(root, NAMESPACE, "objectives")
        for objective in manifest.objectives:
            _write_described(objectives, "objective", objective)
    for member in manifest.members:
        _write_member(root, member)
    return write_document(root)


def _write_member(parent: _Element, member: AssignableUnit | Block) -> None:
    node = _write_described(parent, "block" if isinstance(member, Block) else "au", member.about)
    if member.objectives:
        references = append_element(node, NAMESPACE, "objectives")
        for reference in member.objectives:
            append_element(references, NAMESPACE, "objective", idref=reference)
    if isinstance(member, Block):
        for inner in member.members:
            _write_member(node, inner)
        return
    append_element(node, NAMESPACE, "url", member.url)
    for name, text in (("launchParameters", member.launch_parameters), ("entitlementKey", member.entitlement_key)):
        if text:
            append_element(node, NAMESPACE, name, text)
    set_attributes(
        node,
        moveOn=member.move_on,
        masteryScore=member.mastery_score,
        launchMethod=member.launch_method,
        activityType=member.activity_type,
    )


def _write_described(parent: _Element, name: str, described: Described) -> _Element:
    node = append_element(parent, NAMESPACE, name, id=described.id)
    for part, texts in (("title", described.title), ("description", described.description)):
        holder = append_element(node, NAMESPACE, part)
        for language, text in texts:
            append_element(holder, NAMESPACE, "langstring", text, lang=language)
    return node


# ---------------------------------------------------------------- reading


def _tag(name: str) -> str:
    return qualify(NAMESPACE, name)


def from_xml(root: _Element) -> Manifest:
    """Return the structure of a root element; elements of other namespaces are not seen, what is missing is empty."""
    course, objectives = root.find(_tag("course")), root.find(_tag("objectives"))
    return Manifest(
        Described("", (), ()) if course is None else _read_described(course),
        () if objectives is None else tuple(_read_described(node) for node in objectives.findall(_tag("objective"))),
        _read_members(root),
    )


def _read_members(parent: _Element) -> tuple[AssignableUnit | Block, ...]:
    return tuple(_read_block(node) if node.tag == _tag("block") else _read_unit(node) for node in parent if node.tag in {_tag("au"), _tag("block")})


def _read_block(node: _Element) -> Block:
    return Block(_read_described(node), _read_members(node), _read_references(node))


def _read_unit(node: _Element) -> AssignableUnit:
    return AssignableUnit(
        about=_read_described(node),
        url=read_text(node, NAMESPACE, "url"),
        move_on=node.get("moveOn", ""),
        mastery_score=node.get("masteryScore", ""),
        launch_method=node.get("launchMethod", ""),
        activity_type=node.get("activityType", ""),
        objectives=_read_references(node),
        launch_parameters=read_text(node, NAMESPACE, "launchParameters"),
        entitlement_key=read_text(node, NAMESPACE, "entitlementKey"),
    )


def _read_references(node: _Element) -> tuple[str, ...]:
    return tuple(reference.get("idref", "") for reference in node.findall(f"{_tag('objectives')}/{_tag('objective')}"))


def _read_described(node: _Element) -> Described:
    return Described(node.get("id", ""), _read_texts(node, "title"), _read_texts(node, "description"), line=node.sourceline or 0)


def _read_texts(node: _Element, name: str) -> Texts:
    return tuple((langstring.get("lang", ""), langstring.text or "") for langstring in node.findall(f"{_tag(name)}/{_tag('langstring')}"))
