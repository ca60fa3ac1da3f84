"""How cases are changed: by bytes, by lines, by tokens, and by joining two."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.fuzz.target import Mutate

NUMBERS = (b"0", b"-1", b"1", b"255", b"256", b"65535", b"65536", b"2147483648", b"99999999999999999999", b"1e999", b"0.1", b"-0", b"NaN", b"1,5")
STRANGE = (
    *(text.encode() for text in (
        "\0", "\x0b", "\x1b[31m", "\x7f", "\u0085", "\u00a0", "\u00ad", "\u200b", "\u200f", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffd", "\U0001f600",
        "e\u0301", "\ue000", "\U000e0001", "\r", "\r\n", "\t", "é", "ß", "İ", "ﬁ",
    )),
    b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
)  # fmt: skip
"""What text seldom holds and strangers' text does; the last four are no UTF-8."""

_TOKENS = re.compile(rb"[A-Za-z0-9_]+|\s+|.", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")


def mutator(words: Sequence[bytes] = (), *, by_lines: bool = False) -> Mutate:
    """Return a function that changes a case one to four times.

    Args:
        words: of the grammar; they are put in, whole.
        by_lines: whether the case is lines of text, which are moved, doubled and taken out as well.

    """
    changes: list[Callable[[Random, bytes, Sequence[bytes]], bytes]] = [
        _flip, _cut, _double, _splice, _insert_strange, _change_number, _repeat, _swap_tokens,
    ]  # fmt: skip
    if words:
        changes += [lambda chance, case, _: _insert(chance, case, chance.choice(words))] * 4
    if by_lines:
        changes += [lambda chance, case, others: _change_lines(chance, case, others, words)] * 6

    def mutate(chance: Random, case: bytes, others: Sequence[bytes]) -> bytes:
        for _ in range(chance.choice((1, 1, 2, 3, 4))):
            case = chance.choice(changes)(chance, case, others)
        return case

    return mutate


def _at(chance: Random, case: bytes) -> int:
    return chance.randint(0, len(case))


def _span(chance: Random, case: bytes) -> tuple[int, int]:
    start = _at(chance, case)
    return start, min(len(case), start + chance.choice((1, 2, 4, 8, 32, 128)))


def _insert(chance: Random, case: bytes, piece: bytes) -> bytes:
    at = _at(chance, case)
    return case[:at] + piece + case[at:]


def _flip(chance: Random, case: bytes, _: Sequence[bytes]) -> bytes:
    if not case:
        return b"\0"
    at = chance.randrange(len(case))
    return case[:at] + bytes([case[at] ^ 1 << chance.randrange(8)]) + case[at + 1 :]


def _cut(chance: Random, case: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(chance, case)
    return case[:start] + case[end:]


def _double(chance: Random, case: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(chance, case)
    return _insert(chance, case, case[start:end])


def _splice(chance: Random, case: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others) if others else case
    return case[: _at(chance, case)] + other[_at(chance, other) :]


def _insert_strange(chance: Random, case: bytes, _: Sequence[bytes]) -> bytes:
    return _insert(chance, case, chance.choice(STRANGE))


def _change_number(chance: Random, case: bytes, _: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(case))
    if not found:
        return _insert(chance, case, chance.choice(NUMBERS))
    number = chance.choice(found)
    return case[: number.start()] + chance.choice(NUMBERS) + case[number.end() :]


def _repeat(chance: Random, case: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(chance, case)
    return _insert(chance, case, case[start:end][:16] * chance.choice((10, 100, 400)))


def _swap_tokens(chance: Random, case: bytes, _: Sequence[bytes]) -> bytes:
    tokens = _TOKENS.findall(case)
    if len(tokens) < 2:
        return case
    first, second = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    tokens[first], tokens[second] = tokens[second], tokens[first]
    return b"".join(tokens)


def _change_lines(chance: Random, case: bytes, others: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    lines = case.split(b"\n")
    at = chance.randrange(len(lines))
    other = chance.choice(others).split(b"\n") if others else lines
    way = chance.randrange(6)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(at, lines[chance.randrange(len(lines))])
    elif way == 2:
        lines.insert(at, chance.choice(other))
    elif way == 3:
        lines.insert(at, chance.choice(words) if words else b"")
    elif way == 4:
        to = chance.randrange(len(lines))
        lines[at], lines[to] = lines[to], lines[at]
    else:
        lines[at] = chance.choice((b"  ", b"\t", b"    ", b"- ", b"> ")) + lines[at]
    return b"\n".join(lines)
