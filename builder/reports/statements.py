"""The statement page: every statement that the course can send, in words and as JSON, for a reviewer without a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from builder.catalogue import catalogue
from builder.reports.sheet import render_sheet
from builder.standards.standard import Standard
from builder.tracking.plan import TrackingPlan
from builder.tracking.statements import VARIABLES


def statement_page(plan: TrackingPlan, standards: Iterable[Standard]) -> bytes:
    """Return the page as one HTML file. Examples went through tincan; learner, moment and registration in them are made up."""
    return render_sheet(
        "statements.html.jinja",
        plan=plan,
        sections=catalogue(plan, standards),
        variables=VARIABLES,
        outcomes={objective.id: objective.text for objective in plan.objectives},
        practice=[one for one in plan.interactions if not one.recorded],
    )
