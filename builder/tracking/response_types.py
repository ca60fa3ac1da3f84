"""CMI's ten types: one table says all that the build must know of the responses of each, whatever it is needed for.

Members, texts and delimiters follow SCORM 2004 4th Edition RTE 4.1.1.6 and 4.2.9.1 and xAPI 1.0.3 Data 2.4.4.1 (XA-12). The browser writes
responses by the same `NotationRow` (`templates/runtime/parts/notation.ts`); `tests/vectors/responses.json` holds both to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from builder.course.cmi import (
    SHORT_ANSWER_LENGTH,
    Choice,
    Definition,
    InteractionType,
    Likert,
    LongTexts,
    Matching,
    Numeric,
    Other,
    Response,
    Sequence,
    Steps,
    Texts,
    Truth,
)
from builder.tracking.layout import GAP_FRAME, PACKED_TEXT

ITEM, PAIR, RANGE = "[,]", "[.]", "[:]"


class NotationRow(Struct, frozen=True, omit_defaults=True):
    """How a standard writes responses of one type.

    Attributes:
        item: between the members of a response.
        pair: between the two sides of a member.
        true: the response “true”.
        false: likewise.
        limit: most characters; absent: no limit.
        type: the standard's word for the type; absent where it tells none.

    """

    item: str
    pair: str
    true: str
    false: str
    limit: int | None = None
    type: str = ""


DELIMITED = NotationRow(ITEM, PAIR, "true", "false")
"""The notation that xAPI, cmi5 and SCORM 2004 share."""


# ---------------------------------------------------------------- the table

Member = tuple[str, ...]
"""A member of a response: one text, or the two sides of a pair."""

CODE_LENGTH = 1
"""Characters of a code."""


class ResponseType(Struct, frozen=True):
    """What the build knows of the responses of one interaction type.

    Attributes:
        response: their class.
        members: a response and the notation -> its members, in order.
        say: a response and the texts of the question's codes -> the response as a reader would say it.
        members_at_most: the most members that a learner's response to a question can have.
        longest_member: the most characters of a member in a notation; `None`: open.
        packed: the most characters that a member takes in the packed state (`templates/runtime/responses.ts`); 0: it never enters it.
        lists: the lists of components that an xAPI definition carries (Data 2.4.4.1): name there, attribute of `Definition`.
        marked: the attribute of `Definition` that lists what a marking is given by.

    """

    response: type[Response]
    members: Callable[[Any, NotationRow], tuple[Member, ...]]
    say: Callable[[Any, Mapping[str, str]], str]
    members_at_most: Callable[[Definition], int]
    longest_member: Callable[[NotationRow], int | None] = lambda _: CODE_LENGTH
    packed: int = CODE_LENGTH
    lists: tuple[tuple[str, str], ...] = ()
    marked: str = "choices"


def _say_codes(between: str) -> Callable[[Any, Mapping[str, str]], str]:
    """Return how to say members that the question has words for."""

    def say(response: Response, texts: Mapping[str, str]) -> str:
        members = row_of(response).members(response, DELIMITED)
        return between.join(" – ".join(texts.get(side, side) for side in member) for member in members)

    return say


def _say_typed(response: Texts, _texts: Mapping[str, str]) -> str:
    return "; ".join(f"“{text}”" for text in response.texts)


def _say_number(response: Numeric, _texts: Mapping[str, str]) -> str:
    minimum, maximum = response.minimum, response.maximum
    if minimum == maximum:
        return _number(minimum) or "any number"
    if minimum is None:
        return f"at most {_number(maximum)}"
    return f"at least {_number(minimum)}" if maximum is None else f"from {_number(minimum)} to {_number(maximum)}"


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def write_number(response: Numeric) -> str:
    """Return a number or a range as a text: `5`, `5[:]7`, `[:]7`."""
    minimum, maximum = response.minimum, response.maximum
    return _number(minimum) if minimum == maximum else f"{_number(minimum)}{RANGE}{_number(maximum)}"


def _single(response: Choice | Sequence, _notation: NotationRow) -> tuple[Member, ...]:
    return tuple((code,) for code in response.codes)


def _typed(response: Texts, _notation: NotationRow) -> tuple[Member, ...]:
    return tuple((text,) for text in response.texts)


def _one(_definition: Definition) -> int:
    return 1


def _short(_notation: NotationRow) -> int:
    return SHORT_ANSWER_LENGTH


def _pair(notation: NotationRow) -> int:
    return 2 * CODE_LENGTH + len(notation.pair)


_T = InteractionType

RESPONSE_TYPES: dict[InteractionType, ResponseType] = {
    _T.TRUE_FALSE: ResponseType(
        Truth,
        members=lambda given, notation: ((notation.true if given.value else notation.false,),),
        say=_say_codes(""),
        members_at_most=_one,
        longest_member=lambda notation: max(len(notation.true), len(notation.false)),
    ),
    _T.CHOICE: ResponseType(
        Choice,
        members=_single,
        say=_say_codes("; "),
        members_at_most=lambda asked: min(asked.most_chosen, len(asked.choices)),
        lists=(("choices", "choices"),),
    ),
    _T.FILL_IN: ResponseType(
        Texts,
        members=_typed,
        say=_say_typed,
        members_at_most=lambda asked: max(1, len(asked.variants)),
        longest_member=_short,
        packed=GAP_FRAME + PACKED_TEXT,
    ),
    _T.LONG_FILL_IN: ResponseType(
        LongTexts, members=_typed, say=_say_typed, members_at_most=_one, longest_member=lambda _: None, packed=0
    ),
    _T.MATCHING: ResponseType(
        Matching,
        members=lambda given, _: given.pairs,
        say=_say_codes("; "),
        members_at_most=lambda asked: len(asked.sources),
        longest_member=_pair,
        packed=2 * CODE_LENGTH,
        lists=(("source", "sources"), ("target", "targets")),
        marked="sources",
    ),
    _T.PERFORMANCE: ResponseType(
        Steps,
        members=lambda given, _: given.steps,
        say=_say_codes("; "),
        members_at_most=lambda asked: len(asked.steps),
        longest_member=_pair,
        packed=2 * CODE_LENGTH,
        lists=(("steps", "steps"),),
        marked="steps",
    ),
    _T.SEQUENCING: ResponseType(
        Sequence,
        members=_single,
        say=_say_codes(", then "),
        members_at_most=lambda asked: len(asked.choices),
        lists=(("choices", "choices"),),
    ),
    _T.LIKERT: ResponseType(
        Likert, members=lambda given, _: ((given.code,),), say=_say_codes(""), members_at_most=_one, lists=(("scale", "choices"),)
    ),
    _T.NUMERIC: ResponseType(
        Numeric,
        members=lambda given, _: ((write_number(given),),),
        say=_say_number,
        members_at_most=_one,
        longest_member=_short,
        packed=SHORT_ANSWER_LENGTH,
    ),
    _T.OTHER: ResponseType(
        Other,
        members=lambda given, _: ((given.text,),),
        say=lambda given, _: given.text,
        members_at_most=_one,
        longest_member=_short,
        packed=PACKED_TEXT,
    ),
}
"""A type that CMI gains costs a row here, a class in `course/cmi.py` and, in the browser, a row of `templates/runtime/responses.ts`."""

_BY_CLASS = {row.response: row for row in RESPONSE_TYPES.values()}


def row_of(response: Response) -> ResponseType:
    """Return what is known of responses of this class."""
    return _BY_CLASS[type(response)]
