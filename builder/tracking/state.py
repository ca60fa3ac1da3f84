"""What the packed state of a course costs at worst (tracking contract 3).

Then every page is seen, every answer is as long as it may be, and the dearest check or question is being changed. The state itself is written
and read in the browser (`templates/runtime/state.ts`, `state_reading.ts`) alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from builder.course.cmi import Definition
from builder.tracking.layout import ANSWER, ANSWER_END, CHECK, DRAFT, HEADS, PAGE, SECTION_END, SECTIONS, VERSION, width
from builder.tracking.plan import PlannedCheck, PlannedInteraction, PlannedSession, StateBudget
from builder.tracking.response_types import RESPONSE_TYPES

PAGE_COST = width(PAGE)
CHECK_COST = width(CHECK)
ANSWER_FRAME = width(ANSWER) + len(ANSWER_END)
"""What an answer takes besides its payload."""

DRAFT_FRAME = width(DRAFT) + len(ANSWER_END)
"""What a draft takes besides its payload."""

FRAME_COST = len(str(VERSION)) + width(HEADS[VERSION]) + (len(SECTIONS[VERSION]) - 1) * len(SECTION_END)
"""Version, head and section ends."""


def answer_cost(definition: Definition) -> int:
    """Return the most characters that an answer to this question takes in the packed state."""
    row = RESPONSE_TYPES[definition.type]
    return ANSWER_FRAME + row.members_at_most(definition) * row.packed


def state_budget(sessions: Iterable[PlannedSession], checks: tuple[PlannedCheck, ...], interactions: tuple[PlannedInteraction, ...]) -> StateBudget:
    """Return what the packed state of these sessions, checks and questions costs at worst."""
    pages = sum(len(session.pages) for session in sessions) * PAGE_COST
    undrawn = {ident for check in checks for ident in _undrawn(check, interactions)}
    kept = [interaction for interaction in interactions if interaction.id not in undrawn and interaction.cost]
    items = [
        ("pages seen", pages),
        ("checks", len(checks) * CHECK_COST),
        ("version and outcome", FRAME_COST),
        ("drafts of the check or question that is being changed", _drafts_cost(kept)),
        *((f"question {interaction.id} ({interaction.kind})", interaction.cost) for interaction in kept),
    ]
    return StateBudget(sum(cost for _, cost in items), tuple(sorted(items, key=lambda item: (-item[1], item[0]))))


def _drafts_cost(kept: Iterable[PlannedInteraction]) -> int:
    """Return what the drafts of the dearest check or block take. The browser keeps those of one beside answers (`templates/runtime/answers.ts`)."""
    cards: Counter[str] = Counter()
    for interaction in kept:
        cards[interaction.check or interaction.block] += interaction.cost - ANSWER_FRAME + DRAFT_FRAME
    return max(cards.values(), default=0)


def _undrawn(check: PlannedCheck, interactions: Iterable[PlannedInteraction]) -> Iterable[str]:
    """Yield the questions of a bank that cost nothing at worst: each learner gets only so many, and those may be the dearest."""
    if check.draw:
        bank = sorted((interaction for interaction in interactions if interaction.check == check.id), key=lambda interaction: -interaction.cost)
        yield from (interaction.id for interaction in bank[sum(draw.count for draw in check.draw) :])
