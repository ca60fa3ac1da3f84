"""The catalogue: every statement of a plan in words, as an example, and the same event in each standard's own notation.

It is read from both ends: by session and question, what is told and when; and by outcome, what is evidence for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from builder.pages.names import name_checks, write_position
from builder.standards.standard import Standard
from builder.tracking.plan import Objective, PlannedCheck, PlannedInteraction, StatementTemplate, TrackingPlan
from builder.tracking.positions import alike_questions, alike_sessions
from builder.tracking.responses import response_words
from builder.tracking.statements import example_statement, read_with_tincan
from builder.tracking.vocabulary import VERBS


class StandardFields(Struct, frozen=True):
    """What one event sets in standards that say it alike: their titles, and (field, value) pairs in the order of the run time."""

    standards: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


class CatalogueEntry(Struct, frozen=True):
    """One statement that the course may send.

    Attributes:
        template: of the plan.
        verb: display text of its verb.
        title: what its heading says after the verb.
        when: a sentence that says when it is sent.
        interaction: the question it reports, or `None`.
        summary: (part, words) pairs: the statement read aloud.
        example: the statement as JSON-ready values; tincan has read it where a standard sends statements.
        notations: the same event in each standard that records it.

    """

    template: StatementTemplate
    verb: str
    title: str
    when: str
    interaction: PlannedInteraction | None
    summary: tuple[tuple[str, str], ...]
    example: dict[str, object]
    notations: tuple[StandardFields, ...]


class SessionStatements(Struct, frozen=True):
    """The entries of one session, or of the course as a whole (`session` is empty then)."""

    session: str
    title: str
    entries: tuple[CatalogueEntry, ...]


class Evidence(Struct, frozen=True):
    """What is told about one outcome.

    Attributes:
        objective: the outcome.
        sessions: titles of the sessions that teach it, with their numbers where two read alike.
        questions: questions about it with a right answer, whose answers are sent; an opinion shows nothing that a learner can do.
        checks: checks whose submission tells how its questions were answered.
        statements: names of the templates that carry it.

    """

    objective: Objective
    sessions: tuple[str, ...]
    questions: tuple[PlannedInteraction, ...]
    checks: tuple[PlannedCheck, ...]
    statements: tuple[str, ...]

    def shown(self) -> bool:
        """Tell whether anything that a learner does shows the outcome: that a session was finished does not."""
        return bool(self.questions or self.checks)


def catalogue(plan: TrackingPlan, standards: Iterable[Standard]) -> tuple[SessionStatements, ...]:
    """Return the entries of a plan: the course's own first, then by session in the author's order.

    Raises:
        StatementRefusedError: one of the standards sends statements, and tincan refuses one of them.

    """
    chosen = tuple(standards)
    placed = [(_session_of(plan, template), _entry(plan, template, chosen)) for template in plan.statements]
    titles = {"": plan.title, **_session_titles(plan)}
    order = ["", *dict.fromkeys(session.id for session in plan.sessions())]
    sections = (SessionStatements(name, titles[name], tuple(entry for session, entry in placed if session == name)) for name in order)
    return tuple(section for section in sections if section.entries)


def _session_titles(plan: TrackingPlan) -> dict[str, str]:
    """Return by id of each session its title, with its number where another reads alike."""
    alike = alike_sessions(plan)
    titles: dict[str, str] = {}
    for session in plan.sessions():
        # A final check that is a unit of its own comes last, under the id of the session that it stands in.
        titles.setdefault(session.id, session.title + (f" (session {alike[session.id]})" if session.id in alike else ""))
    return titles


def evidence(plan: TrackingPlan) -> tuple[Evidence, ...]:
    """Return for each outcome what is told about it; an outcome without any has nothing but its sessions, or not even those."""
    return tuple(_evidence(plan, objective) for objective in plan.objectives)


def _evidence(plan: TrackingPlan, objective: Objective) -> Evidence:
    titles = _session_titles(plan)
    carried = [template for template in plan.statements if objective.id in template.outcomes]
    return Evidence(
        objective,
        tuple(dict.fromkeys(titles[session.id] for session in plan.sessions() if objective.id in session.outcomes)),
        tuple(question for question in plan.interactions if question.recorded and question.definition.correct and objective.id in question.outcomes),
        tuple(check for check in plan.checks if any(template.check == check.id for template in carried)),
        tuple(template.name for template in carried),
    )


def _session_of(plan: TrackingPlan, template: StatementTemplate) -> str:
    for interaction in plan.interactions:
        if interaction.id == template.interaction:
            return interaction.session
    for check in plan.checks:
        if check.id == template.check or check.activity == template.object:
            return check.session
    return template.object.suffix.removeprefix("sessions/") if template.object.role == "session" else ""


def _entry(plan: TrackingPlan, template: StatementTemplate, standards: tuple[Standard, ...]) -> CatalogueEntry:
    interaction = next((interaction for interaction in plan.interactions if interaction.id == template.interaction), None)
    example = example_statement(plan, template)
    if any(standard.sends_statements for standard in standards):
        read_with_tincan(example)
    return CatalogueEntry(
        template,
        VERBS[template.event].display,
        _title(plan, template),
        _when(plan, template),
        interaction,
        tuple(_summary(plan, template)),
        example,
        tuple(_notations(plan, template, standards)),
    )


def _notations(plan: TrackingPlan, template: StatementTemplate, standards: tuple[Standard, ...]) -> Iterator[StandardFields]:
    """Yield a notation for each way of saying it; editions of a standard that say it alike share one."""
    described = ((standard.title, standard.describe(plan, template)) for standard in standards)
    for fields, group in groupby(described, lambda pair: pair[1]):
        if fields:
            yield StandardFields(tuple(title for title, _ in group), fields)


def _title(plan: TrackingPlan, template: StatementTemplate) -> str:
    """Return what a statement is about. An outcome is scored by several checks; two questions can have the same words."""
    if template.check is not None:
        return f"{template.object.name}, in the check {name_checks(plan)[template.check]}"
    position = alike_questions(plan).get(template.interaction or "")
    return _object_name(plan, template) if position is None else f"{template.object.name} {write_position(plan.language, position)}"


def _object_name(plan: TrackingPlan, template: StatementTemplate) -> str:
    """Return the name of what a statement is about: sessions whose titles read alike have their numbers."""
    if template.object.role != "session":
        return template.object.name
    return _session_titles(plan).get(_session_of(plan, template), template.object.name)


def _when(plan: TrackingPlan, template: StatementTemplate) -> str:
    """Return when a statement is sent, with the check that it names told apart from others of its title."""
    check = next((check for check in plan.checks if check.id == template.check), None)
    return template.when if check is None else template.when.replace(f"“{check.title}”", name_checks(plan)[check.id], 1)


def _summary(plan: TrackingPlan, template: StatementTemplate) -> Iterator[tuple[str, str]]:
    """Yield a statement in words, part by part."""
    check = next((check for check in plan.checks if check.id == template.check), None)
    interaction = next((interaction for interaction in plan.interactions if interaction.id == template.interaction), None)
    within = template.check or (interaction.check if interaction else None)
    yield "Who", "the learner, exactly as the platform named them"
    yield "Did what", f"{VERBS[template.event].display} “{_object_name(plan, template)}”"
    if within:
        yield "Within", f"the check {name_checks(plan)[within]}"
    if interaction and interaction.definition.correct:
        first, *others = interaction.definition.correct
        also = f" ({len(others)} more are accepted)" if len(others) > 1 else " (one more is accepted)" if others else ""
        yield "Right answer", f"{response_words(interaction.definition, first)}{also}"
    yield from _result(plan, template, check, interaction)
    if template.outcomes:
        texts = {objective.id: objective.text for objective in plan.objectives}
        opinion = interaction is not None and not interaction.definition.correct
        yield "About" if opinion else "Evidence for", "; ".join(f"{outcome}: {texts[outcome]}" for outcome in template.outcomes if outcome in texts)
    drawn = any(check.draw for check in plan.checks if interaction and check.id == interaction.check)
    often = "once for each submission" if template.event in {"answered", "outcome-scored"} else _ONCE.get(template.event, "once a launch")
    yield "How often", f"{often}, by learners who get this question" if drawn else often


_ONCE = dict.fromkeys(("session-completed", "completed", "passed", "failed"), "once for each registration")


def _result(
    plan: TrackingPlan, template: StatementTemplate, check: PlannedCheck | None, interaction: PlannedInteraction | None
) -> Iterator[tuple[str, str]]:
    match template.event:
        case "answered" if interaction and not interaction.definition.correct:
            yield "Result", "the answer, and how long it took; no answer is right or wrong"
        case "answered":
            yield "Result", "the answer, whether it was right, and how long it took"
        case "outcome-scored" if check:
            about = [question for question in plan.interactions if question.check == check.id and set(template.outcomes) & set(question.outcomes)]
            points = sum(question.points for question in about)
            most = "at most " if check.draw else ""
            yield "Result", f"points out of {most}{points}, from {most}{len(about)} {'question' if len(about) == 1 else 'questions'}"
        case "passed" | "failed":
            yield "Result", "the mark, 0 to 100 per cent, and the time of this launch"
        case "completed":
            yield "Result", "that it is complete, and the time of this launch"
        case _:
            return
