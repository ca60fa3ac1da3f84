"""What the packed state of a course costs at worst: every page seen, every answer as long as it may be (tracking contract 3).

The state itself is written and read in the browser (`templates/runtime/state.ts`) alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from builder.course.cmi import Definition
from builder.tracking.layout import ANSWER, ANSWER_END, CHECK, HEADS, PAGE, SECTION_END, SECTIONS, SEEDED, VERSION, width
from builder.tracking.plan import PlannedCheck, PlannedInteraction, PlannedSession, StateBudget
from builder.tracking.response_types import RESPONSE_TYPES

PAGE_COST = width(PAGE)
CHECK_COST = width(CHECK)
ANSWER_FRAME = width(ANSWER) + len(ANSWER_END)
"""What an answer takes besides its payload."""


def frame_cost(*, seeded: bool) -> int:
    """Return the characters of version, head and section ends; `seeded` where chance has a part in the course."""
    version = SEEDED if seeded else VERSION
    return len(str(version)) + width(HEADS[version]) + (len(SECTIONS) - 1) * len(SECTION_END)


def answer_cost(definition: Definition) -> int:
    """Return the most characters that an answer to this question takes in the packed state."""
    row = RESPONSE_TYPES[definition.type]
    return ANSWER_FRAME + row.members_at_most(definition) * row.packed


def state_budget(sessions: Iterable[PlannedSession], checks: tuple[PlannedCheck, ...], interactions: tuple[PlannedInteraction, ...]) -> StateBudget:
    """Return what the packed state of these sessions, checks and questions costs at worst."""
    pages = sum(len(session.pages) for session in sessions) * PAGE_COST
    chance = any(check.draw for check in checks) or any(interaction.shuffle for interaction in interactions)
    items = [("pages seen", pages), ("checks", len(checks) * CHECK_COST), ("version and outcome", frame_cost(seeded=chance))]
    undrawn = {ident for check in checks for ident in _undrawn(check, interactions)}
    items += [
        (f"question {interaction.id} ({interaction.kind})", interaction.cost)
        for interaction in interactions
        if interaction.id not in undrawn and interaction.cost
    ]
    return StateBudget(sum(cost for _, cost in items), tuple(sorted(items, key=lambda item: (-item[1], item[0]))))


def _undrawn(check: PlannedCheck, interactions: Iterable[PlannedInteraction]) -> Iterable[str]:
    """Yield the questions of a bank that cost nothing at worst: each learner gets only so many, and those may be the dearest."""
    if check.draw:
        bank = sorted((interaction for interaction in interactions if interaction.check == check.id), key=lambda interaction: -interaction.cost)
        yield from (interaction.id for interaction in bank[sum(draw.count for draw in check.draw) :])
