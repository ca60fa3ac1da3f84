"""How SCORM 1.2 writes a question: the one table that the driver, the catalogue and the limits come from.

Source: SCORM 1.2 RTE 3.4.4, `cmi.interactions` (eight types; patterns and responses are CMIFeedback, 255 characters);
one-character answers and pairs as NHS Learning Hub and Moodle take them (requirements 1.1.14, RT-15).
"""

from __future__ import annotations

from msgspec import Struct

from builder.course.cmi import (
    SHORT_ANSWER_LENGTH,
    Choice,
    Definition,
    InteractionType,
    Likert,
    Matching,
    Numeric,
    Other,
    Response,
    Sequence,
    Steps,
    Texts,
    Truth,
)

FEEDBACK_LENGTH = 255
"""The most characters of a response or a pattern (CMIFeedback)."""

STATE_LENGTH = 4096
"""The most characters of `cmi.suspend_data` (S12-19)."""

LOCATION_LENGTH = 255
"""The most characters of `cmi.core.lesson_location` (S12-19)."""


class Row(Struct, frozen=True):
    """How one of CMI's ten types is written.

    Attributes:
        type: one of the eight words of SCORM 1.2.
        item: between the members of a response.
        pair: between the two sides of a member.
        limit: most characters of a response or a pattern.
        fallback: what is lost where SCORM 1.2 lacks the type, in plain words; else empty.

    """

    type: str
    item: str = ","
    pair: str = "."
    limit: int = FEEDBACK_LENGTH
    fallback: str = ""


NOTATION: dict[InteractionType, Row] = {
    InteractionType.TRUE_FALSE: Row("true-false"),
    InteractionType.CHOICE: Row("choice"),
    InteractionType.FILL_IN: Row("fill-in", item="[,]"),
    InteractionType.LONG_FILL_IN: Row(
        "fill-in", item="[,]", fallback=f"SCORM 1.2 has no long text; it is sent as a short one, cut after {FEEDBACK_LENGTH} characters"
    ),
    InteractionType.MATCHING: Row("matching"),
    InteractionType.PERFORMANCE: Row("performance"),
    InteractionType.SEQUENCING: Row("sequencing"),
    InteractionType.LIKERT: Row("likert"),
    InteractionType.NUMERIC: Row("numeric"),
    InteractionType.OTHER: Row("fill-in", fallback="SCORM 1.2 has no type “other”; it is sent as a short text"),
}
"""Several gaps of one `fill-in` are joined by `[,]`, which SCORM 2004 gave the same use: nobody types it."""

TRUE, FALSE = "t", "f"
RIGHT, WRONG = "correct", "wrong"
"""`cmi.interactions.n.result` (RT-17)."""


def write_response(definition: Definition, response: Response) -> str:
    """Return a response, or an accepted one, in SCORM 1.2's notation, uncut."""
    row = NOTATION[definition.type]
    match response:
        case Truth(value):
            return TRUE if value else FALSE
        case Choice(members) | Sequence(members) | Texts(members):
            return row.item.join(members)
        case Matching(pairs) | Steps(pairs):
            return row.item.join(left + row.pair + right for left, right in pairs)
        case Likert(code):
            return code
        case Numeric(minimum, maximum):
            return "" if minimum is None or minimum != maximum else f"{minimum:f}"
        case Other(text):
            return text


def write_patterns(definition: Definition) -> tuple[str, ...]:
    """Return what goes into `correct_responses`: accepted responses that fit and that the notation can say.

    A pattern that is too long is left out, never cut: half an answer would read as the right one. A range of numbers
    has no notation in SCORM 1.2.
    """
    row = NOTATION[definition.type]
    written = (write_response(definition, response) for response in definition.correct)
    return tuple(dict.fromkeys(pattern for pattern in written if pattern and len(pattern) <= row.limit))


def worst_response(definition: Definition) -> int:
    """Return the most characters that a learner's response to this question can take, uncut."""
    row = NOTATION[definition.type]
    match definition.type:
        case InteractionType.CHOICE | InteractionType.SEQUENCING:
            return _joined(len(definition.choices), 1, row)
        case InteractionType.MATCHING:
            return _joined(len(definition.sources), 2 + len(row.pair), row)
        case InteractionType.PERFORMANCE:
            return _joined(len(definition.steps), 2 + len(row.pair), row)
        case InteractionType.FILL_IN:
            return _joined(max(1, len(definition.variants)), SHORT_ANSWER_LENGTH, row)
        case InteractionType.TRUE_FALSE | InteractionType.LIKERT:
            return 1
        case InteractionType.NUMERIC | InteractionType.OTHER:
            return SHORT_ANSWER_LENGTH
        case InteractionType.LONG_FILL_IN:
            return row.limit  # its length is open; that it is cut is said by the row's fallback


def _joined(members: int, length: int, row: Row) -> int:
    return members * length + max(0, members - 1) * len(row.item)
