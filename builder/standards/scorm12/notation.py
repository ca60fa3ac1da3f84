"""How SCORM 1.2 writes a question: the one table that the driver, the catalogue and the limits come from.

Source: SCORM 1.2 RTE 3.4.4, `cmi.interactions` (eight types; patterns and responses are CMIFeedback, 255 characters);
one-character answers and pairs as NHS Learning Hub and Moodle take them (requirements 1.1.14, RT-15).
"""

from __future__ import annotations

from builder.course.cmi import Definition, InteractionType, Numeric, Response
from builder.tracking.response_types import ITEM, NotationRow
from builder.tracking.responses import longest_response, write_response as write_in_notation

FEEDBACK_LENGTH = 255
"""The most characters of a response or a pattern (CMIFeedback)."""

STATE_LENGTH = 4096
"""The most characters of `cmi.suspend_data` (S12-19)."""

LOCATION_LENGTH = 255
"""The most characters of `cmi.core.lesson_location` (S12-19)."""


TRUE, FALSE = "t", "f"
RIGHT, WRONG = "correct", "wrong"
"""`cmi.interactions.n.result` (RT-17)."""


def _row(word: str, item: str = ",") -> NotationRow:
    return NotationRow(item, ".", TRUE, FALSE, FEEDBACK_LENGTH, word)


NOTATION: dict[InteractionType, NotationRow] = {
    InteractionType.TRUE_FALSE: _row("true-false"),
    InteractionType.CHOICE: _row("choice"),
    InteractionType.FILL_IN: _row("fill-in", ITEM),
    InteractionType.LONG_FILL_IN: _row("fill-in", ITEM),
    InteractionType.MATCHING: _row("matching"),
    InteractionType.PERFORMANCE: _row("performance"),
    InteractionType.SEQUENCING: _row("sequencing"),
    InteractionType.LIKERT: _row("likert"),
    InteractionType.NUMERIC: _row("numeric"),
    InteractionType.OTHER: _row("fill-in"),
}
"""By type, with one of SCORM 1.2's eight words.

Several gaps of one `fill-in` are joined by `[,]`, which SCORM 2004 gave the same use: nobody types it.
"""

FALLBACKS: dict[InteractionType, str] = {
    InteractionType.LONG_FILL_IN: f"SCORM 1.2 has no long text; it is sent as a short one, cut after {FEEDBACK_LENGTH} characters",
    InteractionType.OTHER: "SCORM 1.2 has no type “other”; it is sent as a short text",
}
"""What is lost where SCORM 1.2 lacks the type, in plain words."""


def write_response(definition: Definition, response: Response) -> str:
    """Return a response, or an accepted one, in SCORM 1.2's notation, uncut; empty for a range of numbers, which it cannot say."""
    if isinstance(response, Numeric) and (response.minimum is None or response.minimum != response.maximum):
        return ""
    return write_in_notation(response, NOTATION[definition.type])


def write_patterns(definition: Definition) -> tuple[str, ...]:
    """Return what goes into `correct_responses`: accepted responses that fit and that the notation can say.

    A pattern that is too long is left out, never cut: half an answer would read as the right one. A range of numbers
    has no notation in SCORM 1.2.
    """
    written = (write_response(definition, response) for response in definition.correct)
    return tuple(dict.fromkeys(pattern for pattern in written if pattern and len(pattern) <= FEEDBACK_LENGTH))


def worst_response(definition: Definition) -> int:
    """Return the most characters that a learner's response to this question can take, uncut.

    Where its length is open, that is the limit: that it is cut is said by the fallback.
    """
    longest = longest_response(definition, NOTATION[definition.type])
    return FEEDBACK_LENGTH if longest is None else longest
