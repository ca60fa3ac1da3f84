"""What the first page of a unit completes by itself, which decides what its browser tables must hold at the start."""

from __future__ import annotations

from collections.abc import Iterable

from builder.tracking.plan import PlannedPage, PlannedSession, TrackingPlan


def pages_about(plan: TrackingPlan, outcome: str) -> tuple[str, ...]:
    """Return ids of the pages about an outcome that count: the core ones; where none is core, all of them."""
    return _counted(page for session in plan.sessions() for page in session.pages if outcome in page.outcomes)


def first_page_completes(plan: TrackingPlan) -> bool:
    """Whether to have seen the first page of the unit may be all that a session, an outcome or the course asks (tracking contract 1).

    Then the page waits for what tells so; else it is read before that is here, as nothing is to be told of it. Where a check draws its
    questions, none of them may be about an outcome: then this is true although it depends on the learner.
    """
    first = next((page.id for session in plan.sessions() for page in session.pages), None)
    if first is None:
        return False
    everything = (page for session in plan.sessions() for page in session.pages)
    return (
        any(_needs_only(first, session, plan) for session in plan.sessions())
        or (plan.pass_rule.mark is None and not plan.checks and _counted(everything) == (first,))
        or any(pages_about(plan, objective.id) == (first,) and not _is_asked(plan, objective.id) for objective in plan.objectives)
    )


def _needs_only(first: str, session: PlannedSession, plan: TrackingPlan) -> bool:
    pages = {page.id for page in session.pages}
    return _counted(session.pages) == (first,) and not any(check.page in pages for check in plan.checks)


def _is_asked(plan: TrackingPlan, outcome: str) -> bool:
    """Whether every learner is asked about it in a check."""
    undrawn = {check.id for check in plan.checks if not check.draw}
    return any(outcome in interaction.outcomes and interaction.check in undrawn for interaction in plan.interactions)


def _counted(pages: Iterable[PlannedPage]) -> tuple[str, ...]:
    every = tuple(pages)
    return tuple(page.id for page in every if page.core) or tuple(page.id for page in every)
