"""What the packed state of a course costs at worst: every page seen, every answer as long as it may be (tracking contract 3).

The state itself is written and read in the browser (`templates/runtime/state.ts`) alone.
"""

from __future__ import annotations

from builder.course.cmi import Definition
from builder.tracking.layout import ANSWER, ANSWER_END, CHECK, HEADS, PAGE, SECTION_END, SECTIONS, SEEDED, VERSION, width
from builder.tracking.responses import RESPONSE_TYPES

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
