"""The statement page: every statement that the course can send, in words and as JSON, for a reviewer without a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from builder.catalogue import CatalogueEntry, Evidence, catalogue, evidence
from builder.course.addresses import host_of, is_example_host
from builder.output.build_name import BuildName
from builder.pages.names import name_checks, name_questions
from builder.pages.recorded import write_recorded
from builder.reports.brand import Brand
from builder.reports.sheet import render_sheet
from builder.standards.standard import Standard
from builder.tracking.plan import PlannedInteraction, TrackingPlan
from builder.tracking.statements import VARIABLES


def statement_page(plan: TrackingPlan, standards: Iterable[Standard], build: BuildName | None = None, brand: Brand | None = None) -> bytes:
    """Return the page as one HTML file. Learner, moment and registration in its examples are made up. Raises as `catalogue` does."""
    by_outcome, host = evidence(plan), host_of(plan.base)
    return render_sheet(
        "statements.html.jinja",
        build=build,
        brand=brand,
        plan=plan,
        example_host=host if is_example_host(host) else "",
        sections=catalogue(plan, standards),
        evidence=by_outcome,
        bare=[outcome for outcome in by_outcome if not outcome.shown()],
        check_names=name_checks(plan),
        question_names=name_questions(plan),
        variables=VARIABLES,
        recorded=write_recorded(plan, "staff"),
        unsent=[interaction for interaction in plan.interactions if not interaction.recorded],
    )


def statement_json(plan: TrackingPlan, standards: Iterable[Standard]) -> bytes:
    """Return the same catalogue for programs: statements by session, and evidence by outcome."""
    import msgspec

    document = {
        "course": {"id": plan.course, "title": plan.title, "version": plan.version, "languages": plan.languages(), "profile": plan.profile},
        "sections": [
            {"session": section.session, "title": section.title, "statements": [_describe_entry(entry) for entry in section.entries]}
            for section in catalogue(plan, standards)
        ],
        "outcomes": [_describe_evidence(outcome) for outcome in evidence(plan)],
        "answers": [_describe_keeping(interaction) for interaction in plan.interactions],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2)


def _describe_keeping(interaction: PlannedInteraction) -> dict[str, object]:
    """Return where an answer goes: whether as a statement, and whether it waits in the packed state or in the learner's window alone."""
    return {"question": interaction.id, "statement": interaction.recorded, "kept": interaction.kept}


def _describe_entry(entry: CatalogueEntry) -> dict[str, object]:
    return {
        "name": entry.template.name,
        "verb": entry.verb,
        "question": entry.template.interaction,
        "when": entry.when,
        "outcomes": entry.template.outcomes,
        "summary": [list(part) for part in entry.summary],
        "example": entry.example,
        "notations": [{"standards": notation.standards, "fields": [list(field) for field in notation.fields]} for notation in entry.notations],
    }


def _describe_evidence(outcome: Evidence) -> dict[str, object]:
    return {
        "id": outcome.objective.id,
        "text": outcome.objective.text,
        "objective": outcome.objective.tracked_id,
        "questions": [question.id for question in outcome.questions],
        "checks": [check.id for check in outcome.checks],
        "statements": outcome.statements,
        "shown": outcome.shown(),
    }
