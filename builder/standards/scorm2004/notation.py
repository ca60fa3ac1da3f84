"""How SCORM 2004 writes a question: all ten types, with the delimiters that xAPI took over.

Source: SCORM 2004 4th Edition RTE 4.2.9 (from knowledge), Moodle's scorm_13.js (requirements 2.1.18, 2.1.19).
"""

from __future__ import annotations

from msgspec.structs import replace

from builder.course.cmi import Definition, InteractionType, Numeric, Response
from builder.tracking.response_types import DELIMITED, RANGE, NotationRow
from builder.tracking.responses import delimited

RIGHT, WRONG = "correct", "incorrect"
"""`cmi.interactions.n.result` (RT-17)."""

LOCATION_LENGTH = 1000
"""The most characters of `cmi.location` (S04-26)."""

DESCRIPTION_LENGTH = 250
"""The most characters of `cmi.interactions.n.description` (S04-26)."""

LIMITS = {InteractionType.FILL_IN: 250, InteractionType.LONG_FILL_IN: 4000, InteractionType.OTHER: 4000}
"""The most characters of one text: of each gap of a `fill-in`, of the whole of the others (requirements 2.3.2)."""

GAPS = 10
"""The most members of a `fill-in` (RTE 4.2.9.1)."""

PATTERNS = 5
"""The most patterns of a `fill-in` that a platform must take (RTE 4.2.9.1); other types have fewer."""


DIGITS = 5
"""The most digits of a number before its point (RTE 4.2.9.1 as Moodle checks it, from knowledge)."""


NOTATION: dict[InteractionType, NotationRow] = {
    of: replace(DELIMITED, type=of.value, limit=LIMITS[of] * (GAPS if of is InteractionType.FILL_IN else 1) if of in LIMITS else None)
    for of in InteractionType
}
"""By type: the version has all ten words."""


def write_patterns(definition: Definition) -> tuple[str, ...]:
    """Return what goes into `correct_responses`: accepted responses, at most as many as every platform takes.

    A number has one pattern, and that is a range with two ends (RTE 4.2.9.1): the widest says most.
    """
    if definition.type is InteractionType.NUMERIC:
        return tuple(_range(response) for response in definition.correct[-1:])
    return tuple(dict.fromkeys(delimited(response) for response in definition.correct))[:PATTERNS]


def _range(response: Response) -> str:
    written = delimited(response)
    return f"{written}{RANGE}{written}" if isinstance(response, Numeric) and RANGE not in written else written


def write_description(definition: Definition) -> str:
    """Return the question for the platform's report, on one line and cut at a blank.

    Moodle takes no line break here, and reads what begins with a brace as `{lang=...}` (scorm_13.js).
    """
    text = " ".join(definition.description.split()).lstrip("{")
    return text if len(text) <= DESCRIPTION_LENGTH else text[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"
