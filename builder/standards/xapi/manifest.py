"""`tincan.xml`: which activities a package has, and which of them is launched (requirements 3.1).

Source: RusticiSoftware/launch, lms_lrs.md. No copy of tincan.xsd could be had, so the format is checked by rule, not by schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from builder.standards.xml_documents import Located, append_element, qualify, write_document
from builder.tracking.activity import Activity
from builder.tracking.plan import PlannedInteraction, TrackingPlan
from builder.tracking.responses import component_lists, component_texts, delimited

if TYPE_CHECKING:
    from lxml.etree import _Element

MANIFEST_FILE = "tincan.xml"
NAMESPACE = "http://projecttincan.com/tincan.xsd"


class LangString(Struct, frozen=True):
    """A text with its language; the language is empty where none is said."""

    text: str
    language: str


class ComponentList(Struct, frozen=True):
    """One component list of a question: `choices`, `scale`, `source`, `target` or `steps`, as (id, texts) pairs: the text in each language."""

    name: str
    members: tuple[tuple[str, tuple[LangString, ...]], ...]


class InteractionDefinition(Struct, frozen=True):
    """What a question adds to its activity."""

    type: str
    patterns: tuple[str, ...]
    components: tuple[ComponentList, ...]


class ListedActivity(Located, frozen=True):
    """One activity of the file."""

    id: str
    type: str
    names: tuple[LangString, ...]
    descriptions: tuple[LangString, ...]
    launches: tuple[LangString, ...] = ()
    question: InteractionDefinition | None = None


class Manifest(Struct, frozen=True):
    """`tincan.xml`."""

    activities: tuple[ListedActivity, ...]


def make_manifest(plan: TrackingPlan, launch: str) -> Manifest:
    """Return the course, the only one that is launched and the first (Moodle's plugin takes that one), then sessions, checks and questions.

    A session that was taken out of its course is launched itself.
    """
    language = plan.language
    course = plan.units[0].activity
    others = [session.activity for session in plan.sessions() if session.activity != course] + [check.activity for check in plan.checks]
    return Manifest(
        (
            _list_activity(course, language, launches=(LangString(launch, language),)),
            *(_list_activity(activity, language) for activity in others),
            *(
                _list_activity(interaction.activity, language, question=_question(interaction, language))
                for interaction in plan.interactions
                if interaction.recorded
            ),
        )
    )


def _list_activity(
    activity: Activity, language: str, launches: tuple[LangString, ...] = (), question: InteractionDefinition | None = None
) -> ListedActivity:
    names, descriptions = _list_lines(activity.names(language)), _list_lines(activity.descriptions(language))
    return ListedActivity(activity.iri, activity.type, names, descriptions, launches, question)


def _list_lines(texts: dict[str, str]) -> tuple[LangString, ...]:
    return tuple(LangString(text, language) for language, text in texts.items())


def _question(interaction: PlannedInteraction, language: str) -> InteractionDefinition:
    definition = interaction.definition
    texts = component_texts(definition, language, interaction.others)
    lists = tuple(
        ComponentList(name, tuple((component.code, _list_lines(texts[name, component.code])) for component in components))
        for name, components in component_lists(definition)
        if components
    )
    return InteractionDefinition(definition.type.value, tuple(delimited(response) for response in definition.correct), lists)


# ---------------------------------------------------------------- writing


def to_xml(manifest: Manifest) -> bytes:
    """Return the file of a manifest (ZIP-08). Raises ValueError for a text that XML cannot hold."""
    from lxml import etree

    root = etree.Element(qualify(NAMESPACE, "tincan"), nsmap={None: NAMESPACE})
    activities = append_element(root, NAMESPACE, "activities")
    for activity in manifest.activities:
        node = append_element(activities, NAMESPACE, "activity", id=activity.id, type=activity.type)
        _write_lines(node, "name", activity.names)
        _write_lines(node, "description", activity.descriptions)
        _write_lines(node, "launch", activity.launches)
        if activity.question is not None:
            _write_question(node, activity.question)
    return write_document(root)


def _write_question(node: _Element, question: InteractionDefinition) -> None:
    append_element(node, NAMESPACE, "interactionType", question.type)
    if question.patterns:
        patterns = append_element(node, NAMESPACE, "correctResponsePatterns")
        for pattern in question.patterns:
            append_element(patterns, NAMESPACE, "correctResponsePattern", pattern)
    for components in question.components:
        holder = append_element(node, NAMESPACE, components.name)
        for code, texts in components.members:
            component = append_element(holder, NAMESPACE, "component")
            append_element(component, NAMESPACE, "id", code)
            _write_lines(component, "description", texts)


def _write_lines(parent: _Element, name: str, lines: tuple[LangString, ...]) -> None:
    for line in lines:
        append_element(parent, NAMESPACE, name, line.text, lang=line.language)


# ---------------------------------------------------------------- reading


def _tag(name: str) -> str:
    return qualify(NAMESPACE, name)


def from_xml(root: _Element) -> Manifest:
    """Return the manifest of a root element, a stranger's too: what is missing is empty."""
    holder = root.find(_tag("activities"))
    return Manifest(() if holder is None else tuple(_read_activity(node) for node in holder.findall(_tag("activity"))))


def _read_activity(node: _Element) -> ListedActivity:
    return ListedActivity(
        id=node.get("id", ""),
        type=node.get("type", ""),
        names=_read_lines(node, "name"),
        descriptions=_read_lines(node, "description"),
        launches=_read_lines(node, "launch"),
        question=_read_question(node),
        line=node.sourceline or 0,
    )


def _read_question(node: _Element) -> InteractionDefinition | None:
    kind = node.find(_tag("interactionType"))
    if kind is None:
        return None
    patterns = node.findall(f"{_tag('correctResponsePatterns')}/{_tag('correctResponsePattern')}")
    components = tuple(
        ComponentList(name, tuple(_read_component(component) for component in holder.findall(_tag("component"))))
        for name in ("choices", "scale", "source", "target", "steps")
        for holder in node.findall(_tag(name))
    )
    return InteractionDefinition(kind.text or "", tuple(pattern.text or "" for pattern in patterns), components)


def _read_component(node: _Element) -> tuple[str, tuple[LangString, ...]]:
    code = node.find(_tag("id"))
    return ("" if code is None else code.text or "", _read_lines(node, "description"))


def _read_lines(node: _Element, name: str) -> tuple[LangString, ...]:
    return tuple(LangString(element.text or "", element.get("lang", "")) for element in node.findall(_tag(name)))
