"""The packed state: everything a learner did, in characters that every platform hands back unchanged (tracking contract 3).

`1~<outcome>~<pages>~<checks>~<answers>`, alphabet `A-Za-z0-9-_.~`. Where chance
has a part in it, it begins `2~<outcome><seed>~`. The browser half is `templates/runtime/state.ts`;
`tests/vectors/state.json` holds both to the same. `docs/developers/state.md` describes every field.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

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
    gap_key,
)
from builder.tracking.identifiers import DIGITS, KEY_LENGTH

VERSION = "1"
SEEDED = "2"
"""The version of a state that holds a seed: what chance decides for this learner (which questions, in which order) follows from it."""
SEED_LENGTH = 2
ANSWER_FRAME = KEY_LENGTH + 2 + 1 + 2 + 1
"""Key, count, flags, index, full stop."""
CHECK_COST = KEY_LENGTH + 2 + 2
PACKED_TEXT = 60
"""The most characters that one own text takes packed."""
EMPTY_GAP, OWN_WORDS = 62, 63
OUTCOMES = "gcprf"
"""Going on, complete, passed, failed but may retry, failed."""


class KeptCheck(Struct, frozen=True):
    """How often a check was submitted and the best mark in whole per cent (`None`: never)."""

    count: int
    best: int | None


class KeptAnswer(Struct, frozen=True):
    """One answer: `payload` is a packed response; `index` the platform's, `None` before the first submission."""

    count: int
    submitted: bool
    right: bool
    first_right: bool
    index: int | None
    payload: str


class State(Struct, frozen=True):
    """A learner's whole progress; mappings are from state key, in the order of first sight."""

    outcome: str = "g"
    raw: int | None = None
    pages: tuple[str, ...] = ()
    checks: dict[str, KeptCheck] = field(default_factory=dict)
    answers: dict[str, KeptAnswer] = field(default_factory=dict)
    seed: int | None = None


def _number(value: int) -> str:
    value = min(value, 64 * 64 - 1)
    return DIGITS[value >> 6] + DIGITS[value & 63]


def _value(digits: str) -> int:
    return DIGITS.index(digits[0]) * 64 + DIGITS.index(digits[1])


def _or_none(value: int | None) -> int:
    return 0 if value is None else value + 1


def _optional(digits: str) -> int | None:
    """Return the number that was packed one higher, so that zero says "none"."""
    return _value(digits) - 1 if _value(digits) else None


def pack(state: State) -> str:
    """Return the packed text of a state."""
    checks = "".join(key + _number(kept.count) + _number(_or_none(kept.best)) for key, kept in state.checks.items())
    answers = "".join(_pack_answer(key, kept) for key, kept in state.answers.items())
    raw = _number(_or_none(state.raw))
    version, seed = (VERSION, "") if state.seed is None else (SEEDED, _number(state.seed))
    return "~".join((version, state.outcome + raw + seed, "".join(state.pages), checks, answers))


def _pack_answer(key: str, kept: KeptAnswer) -> str:
    flags = DIGITS[kept.submitted + 2 * kept.right + 4 * kept.first_right]
    return key + _number(kept.count) + flags + _number(_or_none(kept.index)) + kept.payload + "."


_STATE = re.compile(
    rf"(?P<version>[{VERSION}{SEEDED}])~(?P<outcome>[{OUTCOMES}])(?P<raw>[\w-]{{2}})(?P<seed>[\w-]{{2}})?"
    r"~(?P<pages>[\w-]*)~(?P<checks>[\w-]*)~(?P<answers>[\w.-]*)",
    re.ASCII,
)
_ANSWER = re.compile(r"([\w-]{3})([\w-]{2})([\w-])([\w-]{2})([\w-]*)\.", re.ASCII)


def unpack(packed: str) -> State | None:
    """Return the state of a packed text of this version, or `None` when it is none. Raises nothing."""
    read = _STATE.fullmatch(packed)
    if read is None or (read["version"] == SEEDED) != bool(read["seed"]):
        return None
    checks = {part[:3]: KeptCheck(_value(part[3:5]), _optional(part[5:7])) for part in _cut(read["checks"], CHECK_COST)}
    answers = {found[1]: _answer(found) for found in _ANSWER.finditer(read["answers"])}
    seed = _value(read["seed"]) if read["seed"] else None
    return State(read["outcome"], _optional(read["raw"]), tuple(_cut(read["pages"], KEY_LENGTH)), checks, answers, seed)


def _cut(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text) - width + 1, width)]


def _answer(found: re.Match[str]) -> KeptAnswer:
    flags = DIGITS.index(found[3])
    return KeptAnswer(_value(found[2]), bool(flags & 1), bool(flags & 2), bool(flags & 4), _optional(found[4]), found[5])


def pack_text(text: str) -> str:
    """Return a short text in state characters, at most `PACKED_TEXT` of them; whole characters are dropped at its end."""
    packed = ""
    for character in text[:SHORT_ANSWER_LENGTH]:
        piece = character if re.fullmatch("[A-Za-z0-9]", character) else "-" if character == " " else f"_{_base36(ord(character))}_"
        if len(packed) + len(piece) > PACKED_TEXT:
            break
        packed += piece
    return packed


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while True:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
        if not number:
            return text


def pack_response(definition: Definition, response: Response) -> str:
    """Return the payload of one response to one question. Own words of any length never enter the state: they give none."""
    if definition.type is InteractionType.LONG_FILL_IN:
        return ""
    match response:
        case Truth(value):
            return "t" if value else "f"
        case Choice(codes) | Sequence(codes):
            return "".join(codes)
        case Matching(pairs) | Steps(pairs):
            return "".join(left + right for left, right in pairs)
        case Likert(code):
            return code
        case Texts(texts):
            return "".join(_pack_gap(text, definition.variants[at] if at < len(definition.variants) else ()) for at, text in enumerate(texts))
        case Numeric(minimum, _):
            return "" if minimum is None else f"{minimum:f}".replace(".", "_")[:SHORT_ANSWER_LENGTH]
        case Other(text):
            return pack_text(text)


def _pack_gap(text: str, variants: tuple[str, ...]) -> str:
    if not text.strip():
        return DIGITS[EMPTY_GAP]
    keys = [gap_key(variant) for variant in variants[:EMPTY_GAP]]
    if gap_key(text) in keys:
        return DIGITS[keys.index(gap_key(text))]
    packed = pack_text(text)
    return DIGITS[OWN_WORDS] + DIGITS[len(packed)] + packed


def answer_cost(definition: Definition) -> int:
    """Return the most characters that an answer to this question takes in the packed state."""
    return ANSWER_FRAME + _worst_payload(definition)


def _worst_payload(definition: Definition) -> int:
    match definition.type:
        case InteractionType.TRUE_FALSE | InteractionType.LIKERT:
            return 1
        case InteractionType.CHOICE:
            return min(definition.most_chosen, len(definition.choices))
        case InteractionType.SEQUENCING:
            return len(definition.choices)
        case InteractionType.MATCHING:
            return 2 * len(definition.sources)
        case InteractionType.PERFORMANCE:
            return 2 * len(definition.steps)
        case InteractionType.FILL_IN:
            return (2 + PACKED_TEXT) * len(definition.variants)
        case InteractionType.NUMERIC:
            return SHORT_ANSWER_LENGTH
        case InteractionType.OTHER:
            return PACKED_TEXT
        case InteractionType.LONG_FILL_IN:
            return 0
