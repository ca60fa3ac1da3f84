"""The catalogue: every statement of a plan in words, as an example, and the same event in each standard's own notation."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.standards.standard import Standard
from builder.tracking.plan import PlannedInteraction, StatementTemplate, TrackingPlan
from builder.tracking.statements import example_statement
from builder.tracking.vocabulary import VERBS


class Notation(Struct, frozen=True):
    """What one event sets in a standard: (field, value) pairs in the order of its run time."""

    standard: str
    fields: tuple[tuple[str, str], ...]


class Entry(Struct, frozen=True):
    """One statement that the course may send.

    Attributes:
        template: of the plan.
        verb: display text of its verb.
        interaction: the question it reports, or `None`.
        example: the statement as JSON-ready values, checked by tincan.
        notations: the same event in each standard that records it.

    """

    template: StatementTemplate
    verb: str
    interaction: PlannedInteraction | None
    example: dict[str, object]
    notations: tuple[Notation, ...]


class Section(Struct, frozen=True):
    """The entries of one session, or of the course as a whole (`session` is empty then)."""

    session: str
    title: str
    entries: tuple[Entry, ...]


def catalogue(plan: TrackingPlan, standards: Iterable[Standard]) -> tuple[Section, ...]:
    """Return the entries of a plan: the course's own first, then by session in the author's order."""
    chosen = tuple(standards)
    entries = [_entry(plan, template, chosen) for template in plan.statements]
    sections = [Section("", plan.title, tuple(entry for entry in entries if not _session_of(plan, entry)))]
    for session in plan.sessions():
        own = tuple(entry for entry in entries if _session_of(plan, entry) == session.id)
        sections.append(Section(session.id, session.title, own))
    return tuple(section for section in sections if section.entries)


def _session_of(plan: TrackingPlan, entry: Entry) -> str:
    if entry.interaction is not None:
        return entry.interaction.session
    for check in plan.checks:
        if check.id == entry.template.check or check.activity == entry.template.object:
            return check.session
    return entry.template.object.suffix.removeprefix("sessions/") if entry.template.object.role == "session" else ""


def _entry(plan: TrackingPlan, template: StatementTemplate, standards: tuple[Standard, ...]) -> Entry:
    interaction = next((one for one in plan.interactions if one.id == template.interaction), None)
    described = ((standard.title, standard.describe(plan, template)) for standard in standards)
    notations = tuple(Notation(title, fields) for title, fields in described if fields)
    return Entry(template, VERBS[template.event].display, interaction, example_statement(plan, template), notations)
