"""What the table of response types is used for: responses as texts, in words, for the browser; lengths, codes, component lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from builder.course.cmi import (
    Choice,
    Component,
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
from builder.tracking.response_types import DELIMITED, RESPONSE_TYPES, NotationRow, row_of, write_number


class NumericText(Struct, frozen=True, tag_field="type", tag=InteractionType.NUMERIC.value):
    """A `numeric` response in the browser: `5`; as an accepted one also a range, `5[:]7`, `[:]7`, whose ends belong to it."""

    value: str


TableResponse = Truth | Choice | Texts | LongTexts | Matching | Steps | Sequence | Likert | NumericText | Other
"""A response as the browser has it, in its tables and in the player."""


def write_response(response: Response, notation: NotationRow) -> str:
    """Return one response, or one accepted response, in a notation, uncut."""
    return notation.item.join(notation.pair.join(member) for member in row_of(response).members(response, notation))


def delimited(response: Response) -> str:
    """Return one response, or one accepted response, with the delimiters `[,]` `[.]` `[:]`."""
    return write_response(response, DELIMITED)


def response_words(definition: Definition, response: Response) -> str:
    """Return a response as a reader would say it, with the words of the question instead of codes."""
    parts = (*definition.choices, *definition.sources, *definition.targets, *definition.steps)
    return row_of(response).say(response, {part.code: part.text for part in parts})


def table_response(response: Response) -> TableResponse:
    """Return a response as the browser has it."""
    return NumericText(write_number(response)) if isinstance(response, Numeric) else response


def longest_response(definition: Definition, notation: NotationRow) -> int | None:
    """Return the most characters of a learner's response to this question, uncut; `None` where its length is open."""
    row = RESPONSE_TYPES[definition.type]
    member, count = row.longest_member(notation), row.members_at_most(definition)
    return None if member is None else count * member + max(0, count - 1) * len(notation.item)


def marked_codes(definition: Definition) -> tuple[str, ...]:
    """Return the codes that a marking is given by: options, sources, steps or gaps."""
    marked: tuple[Component, ...] = getattr(definition, RESPONSE_TYPES[definition.type].marked)
    return tuple(part.code for part in marked)


def component_lists(definition: Definition) -> tuple[tuple[str, tuple[Component, ...]], ...]:
    """Return the component lists that an xAPI definition carries: their names there, and their members (xAPI 1.0.3 Data 2.4.4.1)."""
    return tuple((name, getattr(definition, attribute)) for name, attribute in RESPONSE_TYPES[definition.type].lists)


def component_texts(definition: Definition, language: str, others: Iterable[tuple[str, Definition]]) -> dict[tuple[str, str], dict[str, str]]:
    """Return by name of a component list and code the text by language; words that are the same in a further language stand once.

    `others`: (language, definition) pairs with the same codes. Codes of two lists may be alike.
    """
    texts = {(name, part.code): {language: part.text} for name, parts in component_lists(definition) for part in parts}
    for tag, other in others:
        for name, parts in component_lists(other):
            for part in parts:
                written = texts[name, part.code]
                if part.text not in {"", written[language]}:
                    written[tag] = part.text
    return texts


def interaction_definition(definition: Definition, language: str, others: Iterable[tuple[str, Definition]] = ()) -> dict[str, object]:
    """Return the interaction part of an xAPI activity definition: type, accepted patterns and component lists. `others`: as in `component_texts`."""
    written: dict[str, object] = {"interactionType": definition.type.value}
    if definition.correct:
        written["correctResponsesPattern"] = [delimited(response) for response in definition.correct]
    texts = component_texts(definition, language, others)
    for name, components in component_lists(definition):
        written[name] = [{"id": part.code, "description": texts[name, part.code]} for part in components]
    return written


EXAMPLE_WORDS = "What the learner wrote"
"""Stands in examples for own words."""


_OFFERED: dict[InteractionType, Callable[[Definition], Response]] = {
    InteractionType.TRUE_FALSE: lambda _: Truth(value=True),
    InteractionType.CHOICE: lambda asked: Choice((asked.choices[0].code,)),
    InteractionType.LIKERT: lambda asked: Likert(asked.choices[0].code),
    InteractionType.SEQUENCING: lambda asked: Sequence(tuple(line.code for line in asked.choices)),
    InteractionType.MATCHING: lambda asked: Matching(tuple((source.code, asked.targets[0].code) for source in asked.sources)),
    InteractionType.PERFORMANCE: lambda asked: Steps(tuple((step.code, "1") for step in asked.steps)),
    InteractionType.NUMERIC: lambda _: Numeric(Decimal(1), Decimal(1)),
    InteractionType.FILL_IN: lambda asked: Texts((EXAMPLE_WORDS,) * max(1, len(asked.choices))),
    InteractionType.LONG_FILL_IN: lambda _: LongTexts((EXAMPLE_WORDS,)),
    InteractionType.OTHER: lambda _: Other(EXAMPLE_WORDS),
}
"""By type: the first response that a question without a right answer offers."""


def example_response(definition: Definition) -> Response:
    """Return a response that a learner could give: a right one where there is one, else the first that the question offers."""
    if not definition.correct:
        return _OFFERED[definition.type](definition)
    first = definition.correct[0]
    return _number_within(first) if isinstance(first, Numeric) else first


def _number_within(accepted: Numeric) -> Numeric:
    """Return a number of an accepted range: a learner types one number, never a range."""
    number = accepted.minimum if accepted.minimum is not None else accepted.maximum
    return Numeric(number, number)


def example_words(definition: Definition, notation: NotationRow) -> str:
    """Return what a report of standards with this notation says of a response, as a sentence."""
    return f"for example {write_response(example_response(definition), notation)[: notation.limit]}"
