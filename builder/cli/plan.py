"""`copack plan`: what a course tracks, in words, and what its state costs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.folder import folder_argument
from builder.cli.terminal import show_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.course.model import Course
    from builder.tracking.plan import PlannedPage, TrackingPlan

STATE_BUDGET = 3500
"""Characters of packed state that we aim to stay under (design 9; SCORM 1.2 takes 4,096)."""

MOST_SCREENS_OF_SESSION = 25
"""Phone screens that we aim to stay under (design 10)."""


@click.command("plan")
@folder_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Lines for people (the default), or JSON for programs.")
def command(folder: Path, form: str) -> int:
    """Show what the course in FOLDER tracks: pages, questions, outcomes, statements, and the worst case of its saved state.

    JSON holds the same plan, with the phone screens of each page.
    """
    from builder.pipeline import compile_folder

    compilation = compile_folder(folder)
    code = show_diagnostics(compilation.diagnostics, compilation.source)
    if compilation.plan is not None and compilation.course is not None:
        screens = _screens(compilation.course)
        click.echo(_json(compilation.plan, screens) if form == "json" else "\n".join(_lines(compilation.plan, screens)))
    return code


def _json(plan: TrackingPlan, screens: Mapping[str, float]) -> str:
    import msgspec

    return msgspec.json.encode({"plan": plan, "screens": {page: round(of_page, 1) for page, of_page in screens.items()}}).decode()


def _screens(course: Course) -> Mapping[str, float]:
    """Return the phone screens of each page, with all steps of its check or form."""
    from builder.course.length import SCREEN
    from builder.course.page_length import page_length, steps_length
    from builder.course.picture_size import measure_pictures

    sizes = measure_pictures(course.media)
    lengths = {page.id: page_length(page.blocks, sizes, page.title.plain) + steps_length(page.blocks, sizes) for _, page in course.pages()}
    return {page: length.pixels / SCREEN for page, length in lengths.items()}


def _lines(plan: TrackingPlan, screens: Mapping[str, float]) -> Iterable[str]:
    from builder.course.learning_time import describe_rule

    yield f"{plan.title} (version {plan.version})"
    yield f"Finished when: {_rule(plan)}"
    yield f"Recorded: {plan.record.value}"
    pages = [page for session in plan.sessions() for page in session.pages]
    yield f"Minutes: {_minutes(pages)}"
    yield from (f"  {sentence}" for sentence in describe_rule())
    in_all = f"about {_count(pages, screens, 'screens in all')}, covers and endings apart"
    yield f"Length on a phone: {in_all} (aim: at most {MOST_SCREENS_OF_SESSION} a session)"
    for session in plan.sessions():
        yield f"\nSession {session.id}: {session.title} ({_minutes(session.pages)}, about {_count(session.pages, screens, 'phone screens')})"
        for page in session.pages:
            yield f"  page {page.id}: {page.title} ({_minutes((page,))}, {screens[page.id]:.1f} screens{'' if page.core else ', optional'})"
            for interaction in plan.interactions:
                if interaction.page == page.id:
                    points = "1 point" if interaction.points == 1 else f"{interaction.points} points"
                    marked = (
                        f"marked in check {interaction.check}, {points}"
                        if interaction.check
                        else "practice"
                        if interaction.definition.correct
                        else "no right answer"
                    )
                    sent = "sent" if interaction.recorded else "not sent"
                    evidence = f", outcome {', '.join(interaction.outcomes)}" if interaction.outcomes else ""
                    cost = (
                        f"at most {interaction.cost} characters of state{', its words in the window alone' if interaction.kept == 'window' else ''}"
                    )
                    yield f"    question {interaction.id}: {interaction.kind} ({interaction.definition.type}), {marked}, {sent}{evidence}, {cost}"
    yield "\nStatements that may be sent:"
    for template in plan.statements:
        yield f"  {template.name}: {template.when}"
    yield f"\nSaved state at worst: {plan.state.worst} characters (aim: under {STATE_BUDGET}). The largest:"
    for what, characters in plan.state.items[:8]:
        yield f"  {characters:>5}  {what}"


def _count(pages: Sequence[PlannedPage], screens: Mapping[str, float], unit: str) -> str:
    """Return the screens of the pages that everybody goes through, and beside them those of optional pages."""
    core, optional = (round(sum(screens[page.id] for page in pages if page.core is is_core)) for is_core in (True, False))
    return f"{core} {unit}" + (f" and {optional} of optional pages" if optional else "")


def _minutes(pages: Sequence[PlannedPage]) -> str:
    """Return the minutes of some pages, and what the rule gives where an author states another number."""
    minutes, estimate = sum(page.minutes for page in pages), sum(page.estimate for page in pages)
    return f"{minutes} min" if minutes == estimate else f"{minutes} min as the author states, {estimate} by the rule"


def _rule(plan: TrackingPlan) -> str:
    if plan.pass_rule.mark is None:
        return "every core page is seen and every check submitted"
    tries = f", at most {plan.pass_rule.tries} tries" if plan.pass_rule.tries else ""
    return f"the final check reaches {plan.pass_rule.mark} per cent{tries}"
