"""What to type where a number was expected: made from what the author typed in its place."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from builder.interactions.kinds.number.typed_number import parse_number
from builder.lazy_pattern import lazy_pattern

_NUMBER = r"(?<![0-9.,])[0-9][0-9.,'\u00a0]{0,20}[0-9]|[0-9]"
_ONE_NUMBER = lazy_pattern(rf"(?<![^\W_])(?<![\^:/])(?:{_NUMBER})(?![^\W_]|[\^:/])")
_TWO_ENDS = lazy_pattern(rf"(?:from |between )?(?P<low>{_NUMBER})(?: ?[-–—−] ?| to | and |…| ?\.\.+ ?)(?P<high>{_NUMBER})")
_AND_DISTANCE = lazy_pattern(rf"(?P<number>{_NUMBER}) ?(?:±|\+ ?/ ?[-–−]|\+ ?[-–−]) ?(?P<by>{_NUMBER})")
_FRACTION = lazy_pattern(r"(?:(?P<whole>[0-9]{1,4}) )?(?P<over>[0-9]{1,4}) ?[/⁄] ?(?P<under>[1-9][0-9]{0,3})")
_WITH_UNIT = lazy_pattern(rf"(?P<before>[^\w\s]?)(?P<number>{_NUMBER})[ \u00a0]?(?P<after>[^\W\d_]{{1,12}}|[%°][CF]?|)")
_POWER = lazy_pattern(r"[×⋅*^⁰¹²³⁴-⁹]")
"""Signs of a product or a power: no number of several is the one that is meant."""
_CHOICE = lazy_pattern(r" or |[|;,]")
_SHORT = frozenset({"k", "m", "bn", "x", "e"})
"""What stands for a part of the number itself, and counts nothing."""

_PLAIN = "Type digits, with a point if you need one: `53.10`. Type what it counts on another line: `Unit: £`."


def suggest_number(typed: str, label: str) -> str:
    """Return what to type in place of a text that is no number.

    Args:
        typed: the text, with single blanks.
        label: the name of the label after which it stands, in lower case: what goes into other labels is said after `Answer:` alone.

    """
    if label != "answer":
        return _PLAIN
    text = " ".join(_spell_fractions(typed).split())
    words = text.lower()
    numbers = [match[0] for match in _ONE_NUMBER.finditer(words) if parse_number(match[0]) is not None]
    if distance := _AND_DISTANCE.fullmatch(words):
        return f"Type `Answer: {distance['number']}`, and `Accept: within {distance['by']}` on the next line."
    if (ends := _TWO_ENDS.fullmatch(words)) and _in_order(ends["low"], ends["high"]):
        return f"Type one number, `Answer: {ends['low']}`, and `Accept: {ends['low']} to {ends['high']}` on the next line."
    if (fraction := _FRACTION.fullmatch(words)) and int(fraction["over"]) < int(fraction["under"]):
        return _suggest_decimal(int(fraction["whole"] or 0), int(fraction["over"]), int(fraction["under"]))
    if len(numbers) > 1 and _CHOICE.search(words):
        return _suggest_several(numbers)
    if _POWER.search(words):
        return _PLAIN
    return _suggest_unit(text) or (f"Type the number alone: `Answer: {numbers[0]}`." if len(numbers) == 1 else _PLAIN)


def suggest_range(typed: str) -> str:
    """Return what to type in place of a text that is no range: its own two numbers, where it has them."""
    words = typed.lower()
    numbers = [match[0] for match in _ONE_NUMBER.finditer(words.replace("..", " ")) if parse_number(match[0]) is not None]
    if len(numbers) == 2 and _in_order(*numbers):  # noqa: PLR2004 - both ends
        return f"Type `Accept: {numbers[0]} to {numbers[1]}`."
    return "Type `Accept: 53 to 53.20`, or `Accept: within 0.5`."


def _spell_fractions(typed: str) -> str:
    """Return a text with `1⁄2` for `½`, a blank before it."""
    return "".join(f" {unicodedata.normalize('NFKD', sign)}" if unicodedata.decomposition(sign).startswith("<fraction>") else sign for sign in typed)


def _suggest_several(numbers: list[str]) -> str:
    lowest, highest = min(numbers, key=_size), max(numbers, key=_size)
    return (
        f"Type one number, `Answer: {numbers[0]}`. If every number between is right too, type `Accept: {lowest} to {highest}` on the next line. "
        f"If only some are, ask with `::: fill-gaps`: `[[{' | '.join(numbers)}]]`."
    )


def _suggest_unit(text: str) -> str:
    """Return what to type for a number with a unit before or behind it; empty where it has none."""
    match = _WITH_UNIT.fullmatch(text)
    if match is None or bool(match["before"]) == bool(match["after"]):
        return ""
    unit = match["before"] or match["after"]
    if unit.lower() in _SHORT or set(unit) & set("<>=~≥≤≈+"):
        return ""
    return f"Type `Answer: {match['number']}`, and what it counts on another line: `Unit: {unit}`."


def _in_order(low: str, high: str) -> bool:
    lowest, highest = parse_number(low), parse_number(high)
    return lowest is not None and highest is not None and lowest < highest


def _size(number: str) -> Decimal:
    return parse_number(number) or Decimal(0)


def _suggest_decimal(whole: int, over: int, under: int) -> str:
    """Return what to type for a fraction; one without an end in decimals gets a range."""
    exact = Decimal(over) / Decimal(under) + whole
    rounded = round(exact, 3)
    near = f"{rounded.normalize():f}"
    if exact == rounded:
        return f"Type it with a point: `Answer: {near}`."
    return f"Type it with a point, `Answer: {near}`, and `Accept: within 0.01` on the next line."
