"""Which regular expressions go back over a text again and again: found in their form, without running them.

A pattern becomes an automaton. Its work can grow with the square of a text where two loops take the same character, the second can be reached
from the first by that character alone, and what follows may fail: `a*a*b` on a long run of `a`; worse still where one loop has two ways for it. A search begins anew at each character, so
it is such a loop itself. Loops over words of several characters, `(?:ab)*(?:ab)*c`, are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from re import _constants as sre, _parser as parser  # type: ignore[attr-defined]  # the parser of patterns has no public name
from typing import Any, Literal, TypeAlias

from msgspec import Struct, field

SAMPLE = frozenset([*map(chr, range(128)), *"\x85\xa0é–•□\u2003\u2028“”’\ue000\ufffc日①"])
"""Stands for all characters: each that a pattern of the house names by itself, and one of each sort."""

Items: TypeAlias = "Sequence[tuple[object, Any]]"
"""A sequence of a pattern as the parser gives it."""

_UNBOUNDED = 100
"""Repeats that may go on so often count as loops."""

_CATEGORIES: dict[object, Callable[[str], bool]] = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_WORD: lambda character: character.isalnum() or character == "_",
}
_NEGATED = {
    sre.CATEGORY_NOT_DIGIT: sre.CATEGORY_DIGIT,
    sre.CATEGORY_NOT_SPACE: sre.CATEGORY_SPACE,
    sre.CATEGORY_NOT_WORD: sre.CATEGORY_WORD,
}


class State(Struct, eq=False):
    """A state: where it goes without a character, and where with one of some."""

    free: list[State] = field(default_factory=list)
    steps: list[tuple[frozenset[str], State]] = field(default_factory=list)
    asks: Literal["nothing", "line end", "something"] = "nothing"
    """What must hold here, besides the character: it may not."""
    not_after: frozenset[str] = frozenset()
    """Characters that may not be right before: in a long run of one of them nothing goes on from here."""


def find_backtracking(pattern: re.Pattern[str], *, searched: bool) -> str | None:
    """Return a character that makes a pattern go back over a long run of it; `None` where there is none. `searched`: it may begin anywhere."""
    start, accepting = State(), State()
    _build(parser.parse(pattern.pattern, pattern.flags), start, accepting, pattern.flags)
    if searched and not _begins_at_start(pattern):
        anywhere = State(free=[start])
        anywhere.steps.append((SAMPLE, anywhere))
        start = anywhere
    states = list(_reach([start], None))
    character: str
    for character in sorted(SAMPLE):
        looping = (state for state in states if state.steps and state in _reach(_after(state, character), character))
        loops = {state: _reach([state], character) for state in looping}
        for first, later in loops.items():
            twice = sum(character in taken and first in _reach([target], character) for near in _reach([first], "") for taken, target in near.steps) > 1
            if (twice and _may_fail(first, accepting)) or any(
                second in later and first not in reached and _may_fail(second, accepting) for second, reached in loops.items()
            ):
                return character
    return None


def _begins_at_start(pattern: re.Pattern[str]) -> bool:
    """Tell whether a search for it can succeed at the start of a text only."""
    first = next(iter(parser.parse(pattern.pattern, pattern.flags)), None)
    return first == (sre.AT, sre.AT_BEGINNING) and not pattern.flags & re.MULTILINE


def _may_fail(loop: State, accepting: State) -> bool:
    """Tell whether what follows a loop can fail. The end of a line cannot, after a loop that takes all of the line."""
    whole_line = any(taken >= SAMPLE - {"\n"} for taken, _target in loop.steps)
    seen: set[State] = set()
    waiting = [loop]
    while waiting:
        state = waiting.pop()
        if state is accepting:
            return False
        if state not in seen and (state.asks == "nothing" or (whole_line and state.asks == "line end")):
            seen.add(state)
            waiting += state.free
    return True


def _after(state: State, character: str) -> list[State]:
    return [target for here in _reach([state], "") for taken, target in here.steps if character in taken]


def _reach(starts: Iterable[State], character: str | None) -> set[State]:
    """Return the states that can be reached by one character alone, by none (an empty text), or by any (`None`)."""
    reached: set[State] = set()
    waiting = list(starts)
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += state.free if character not in state.not_after else []
            waiting += [target for taken, target in state.steps if character is None or (character and character in taken)]
    return reached


def _build(items: Items, start: State, end: State, flags: int) -> None:
    """Add a sequence of a parsed pattern between two states."""
    here = start
    for operator, argument in items:
        there = State()
        _add(operator, argument, here, there, flags)
        here = there
    here.free.append(end)


def _add(operator: object, argument: Any, start: State, end: State, flags: int) -> None:
    match operator, argument:
        case sre.SUBPATTERN, (_, _, _, inner):
            _build(inner, start, end, flags)
        case sre.ATOMIC_GROUP, inner:
            _build(inner, start, end, flags)
        case sre.BRANCH, (_, branches):
            for branch in branches:
                first = State()
                start.free.append(first)
                _build(branch, first, end, flags)
        case (sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT), (least, most, inner):
            _repeat(int(least), int(most), inner, start, end, flags)
        case sre.ASSERT_NOT, (-1, inner) if len(inner) == 1:
            start.free.append(end)
            start.asks = "something"
            start.not_after = _characters(inner[0][0], inner[0][1], flags)
        case (sre.AT | sre.ASSERT | sre.ASSERT_NOT | sre.GROUPREF), _:
            start.free.append(end)
            start.asks = "line end" if argument is sre.AT_END else "something"
        case _:
            start.steps.append((_characters(operator, argument, flags), end))


def _repeat(least: int, most: int, inner: Items, start: State, end: State, flags: int) -> None:
    here = start
    for _ in range(min(least, 2)):
        there = State()
        _build(inner, here, there, flags)
        here = there
    if most >= _UNBOUNDED:
        loop = State(free=[end])
        _build(inner, loop, loop, flags)
        here.free.append(loop)
    else:
        for _ in range(min(most - least, 2)):
            here.free.append(end)
            there = State()
            _build(inner, here, there, flags)
            here = there
        here.free.append(end)


def _characters(operator: object, argument: Any, flags: int) -> frozenset[str]:
    match operator, argument:
        case sre.LITERAL, int(code):
            taken = frozenset({chr(code)})
        case sre.NOT_LITERAL, int(code):
            return SAMPLE - _cases({chr(code)}, flags)
        case sre.ANY, _:
            return SAMPLE if flags & re.DOTALL else SAMPLE - {"\n"}
        case sre.IN, list(items):
            negated = items[0][0] is sre.NEGATE
            taken = _cases(set(_members(items)), flags)
            return SAMPLE - taken if negated else taken & SAMPLE
        case _:
            raise AssertionError(operator)
    return _cases(set(taken), flags)


def _members(items: Items) -> Iterator[str]:
    for operator, argument in items:
        match operator, argument:
            case sre.LITERAL, int(code):
                yield chr(code)
            case sre.RANGE, (int(low), int(high)):
                yield from (character for character in SAMPLE if low <= ord(character) <= high)
            case sre.CATEGORY, _ if argument in _NEGATED:
                holds = _CATEGORIES[_NEGATED[argument]]
                yield from (character for character in SAMPLE if not holds(character))
            case sre.CATEGORY, _:
                yield from (character for character in SAMPLE if _CATEGORIES[argument](character))
            case _:
                assert operator is sre.NEGATE, operator


def _cases(characters: set[str], flags: int) -> frozenset[str]:
    if not flags & re.IGNORECASE:
        return frozenset(characters)
    return frozenset(form for character in characters for form in (character, character.lower(), character.upper()) if len(form) == 1)

