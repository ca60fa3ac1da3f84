"""Responses as texts with the delimiters `[,]` `[.]` `[:]`: xAPI, cmi5 and SCORM 2004 share them.

Source: SCORM 2004 4th Edition RTE 4.1.1.6 and 4.2.9.1; xAPI 1.0.3 Data 2.4.4.1 (XA-12).
The browser half is `delimited` in `templates/runtime/responses.ts`; `tests/vectors/responses.json` holds both to the same.
"""

from __future__ import annotations

from decimal import Decimal

from builder.course.cmi import (
    Choice,
    Component,
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

ITEM, PAIR, RANGE = "[,]", "[.]", "[:]"


def delimited(response: Response) -> str:
    """Return one response, or one accepted response, in delimiter notation."""
    match response:
        case Truth(value):
            return "true" if value else "false"
        case Choice(codes) | Sequence(codes):
            return ITEM.join(codes)
        case Texts(texts):
            return ITEM.join(texts)
        case Matching(pairs) | Steps(pairs):
            return ITEM.join(f"{left}{PAIR}{right}" for left, right in pairs)
        case Likert(code):
            return code
        case Numeric(minimum, maximum):
            return _number(minimum) if minimum == maximum else f"{_number(minimum)}{RANGE}{_number(maximum)}"
        case Other(text):
            return text


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def response_words(definition: Definition, response: Response) -> str:
    """Return a response as a reader would say it, with the words of the question instead of codes."""
    parts = (*definition.choices, *definition.sources, *definition.targets, *definition.steps)
    texts = {part.code: part.text for part in parts}
    match response:
        case Truth(value):
            return "true" if value else "false"
        case Choice(codes):
            return "; ".join(texts.get(code, code) for code in codes)
        case Sequence(codes):
            return ", then ".join(texts.get(code, code) for code in codes)
        case Texts(given):
            return "; ".join(f"“{text}”" for text in given)
        case Matching(pairs) | Steps(pairs):
            return "; ".join(f"{texts.get(left, left)} – {texts.get(right, right)}" for left, right in pairs)
        case Likert(code):
            return texts.get(code, code)
        case Numeric(minimum, maximum):
            return _range_words(minimum, maximum)
        case Other(text):
            return text


def _range_words(minimum: Decimal | None, maximum: Decimal | None) -> str:
    if minimum == maximum:
        return _number(minimum) or "any number"
    if minimum is None:
        return f"at most {_number(maximum)}"
    return f"at least {_number(minimum)}" if maximum is None else f"from {_number(minimum)} to {_number(maximum)}"


def response_json(response: Response) -> dict[str, object]:
    """Return a response as the browser's tables write it (`Response` of `contract.ts`)."""
    match response:
        case Truth(value):
            return {"type": "true-false", "value": value}
        case Choice(codes):
            return {"type": "choice", "codes": list(codes)}
        case Sequence(codes):
            return {"type": "sequencing", "codes": list(codes)}
        case Texts(texts):
            return {"type": "fill-in", "texts": list(texts)}
        case Matching(pairs):
            return {"type": "matching", "pairs": [list(pair) for pair in pairs]}
        case Steps(steps):
            return {"type": "performance", "steps": [list(step) for step in steps]}
        case Likert(code):
            return {"type": "likert", "code": code}
        case Numeric():
            return {"type": "numeric", "value": delimited(response)}
        case Other(text):
            return {"type": "other", "text": text}


_COMPONENTS: dict[InteractionType, tuple[tuple[str, str], ...]] = {
    InteractionType.CHOICE: (("choices", "choices"),),
    InteractionType.SEQUENCING: (("choices", "choices"),),
    InteractionType.LIKERT: (("scale", "choices"),),
    InteractionType.MATCHING: (("source", "sources"), ("target", "targets")),
    InteractionType.PERFORMANCE: (("steps", "steps"),),
}
"""Which component lists a type may carry, and where the definition has them (xAPI 1.0.3 Data 2.4.4.1)."""


def interaction_definition(definition: Definition, language: str) -> dict[str, object]:
    """Return the interaction part of an xAPI activity definition: type, accepted patterns and component lists."""
    found: dict[str, object] = {"interactionType": definition.type.value}
    if definition.correct:
        found["correctResponsesPattern"] = [delimited(response) for response in definition.correct]
    for name, attribute in _COMPONENTS.get(definition.type, ()):
        components: tuple[Component, ...] = getattr(definition, attribute)
        found[name] = [{"id": part.code, "description": {language: part.text}} for part in components]
    return found
