"""The packed state, written and read apart from the browser: by `docs/developers/state.md` alone, with numbers and letters of its own.

It is the source of what `tests/vectors/state.json` expects (`tests/unit/tracking/test_vectors.py`), and reads what platforms were given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.course.cmi import Choice, Definition, InteractionType, Likert, Matching, Numeric, Other, Response, Sequence, Steps, Texts, Truth
from builder.course.typed_answer import gap_key

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True)
class KeptCheck:
    """How often a check was submitted and the best mark in whole per cent (`None`: never)."""

    count: int
    best: int | None


@dataclass(frozen=True)
class KeptAnswer:
    """One answer: `payload` is a packed response; `index` the platform's, `None` before the first submission that is sent."""

    count: int
    right: bool
    first_right: bool
    index: int | None
    payload: str


@dataclass(frozen=True)
class State:
    """A learner's whole progress; mappings are from state key, in the order of first sight."""

    outcome: str = "g"
    raw: int | None = None
    pages: tuple[str, ...] = ()
    checks: dict[str, KeptCheck] = field(default_factory=dict)
    answers: dict[str, KeptAnswer] = field(default_factory=dict)
    seed: int | None = None
    drafts: dict[str, str] = field(default_factory=dict)
    finished: int | None = None
    language: int | None = None

    def payloads(self) -> dict[str, str]:
        """All that is held of responses: by key what was submitted, and where it was changed the draft."""
        return {key: kept.payload for key, kept in self.answers.items()} | self.drafts


def _number(value: int) -> str:
    value = min(value, 64 * 64 - 1)
    return DIGITS[value // 64] + DIGITS[value % 64]


def _value(digits: str) -> int:
    return DIGITS.index(digits[0]) * 64 + DIGITS.index(digits[1])


def _or_none(value: int | None) -> str:
    return _number(0 if value is None else value + 1)


def _optional(digits: str) -> int | None:
    return _value(digits) - 1 if _value(digits) else None


def pack(state: State) -> str:
    """The packed text of a state."""
    checks = "".join(key + _number(kept.count) + _or_none(kept.best) for key, kept in state.checks.items())
    answers = "".join(_pack_answer(key, kept) for key, kept in state.answers.items())
    drafts = "".join(f"{key}{payload}." for key, payload in state.drafts.items())
    day = 0 if state.finished is None else state.finished + 1
    language = 0 if state.language is None else state.language + 1
    head = state.outcome + _or_none(state.raw) + _number(state.seed or 0) + DIGITS[day // 4096] + _number(day % 4096) + DIGITS[language]
    return "~".join(("3", head, "".join(state.pages), checks, answers, drafts))


def _pack_answer(key: str, kept: KeptAnswer) -> str:
    flags = DIGITS[1 + 2 * kept.right + 4 * kept.first_right]
    return key + _number(kept.count) + flags + _or_none(kept.index) + kept.payload + "."


_EARLIER = r"(?P<version>[12])~(?P<outcome>[gcprf])(?P<raw>[\w-]{2})(?P<seed>[\w-]{2})?~(?P<pages>[\w-]*)~(?P<checks>[\w-]*)~(?P<answers>[\w.-]*)"
_LATEST = _EARLIER.replace("[12]", "3").replace("?~", r"(?P<day>[\w-]{3})(?P<language>[\w-])~", 1) + r"~(?P<drafts>[\w.-]*)"
_PAGE, _CHECK = re.compile(r"[\w-]{3}", re.ASCII), re.compile(r"[\w-]{7}", re.ASCII)
_ANSWER = re.compile(r"([\w-]{3})([\w-]{2})([\w-])([\w-]{2})([\w-]*)\.", re.ASCII)
_DRAFT = re.compile(r"([\w-]{3})([\w-]*)\.", re.ASCII)


def unpack(packed: str) -> State | None:
    """The state of an undamaged text of any version, or `None`."""
    read = re.fullmatch(_LATEST if packed.startswith("3") else _EARLIER, packed, re.ASCII)
    if read is None or (read["version"] == "1") == bool(read["seed"]):
        return None
    fields = read.groupdict()
    whole = [(_PAGE, read["pages"]), (_CHECK, read["checks"]), (_ANSWER, read["answers"]), (_DRAFT, fields.get("drafts", ""))]
    if any(record.sub("", section) for record, section in whole):
        return None
    checks = {part[:3]: KeptCheck(_value(part[3:5]), _optional(part[5:7])) for part in _cut(read["checks"], 7)}
    answers, drafts = {}, {}
    for matched in _ANSWER.finditer(read["answers"]):
        key, count, flags, index, payload = matched[1], _value(matched[2]), DIGITS.index(matched[3]), _optional(matched[4]), matched[5]
        submitted = bool(flags & 1)
        if submitted or count:
            answers[key] = KeptAnswer(count, bool(flags & 2), bool(flags & 4), index, payload if submitted else "")
        if not submitted and (payload or count):
            drafts[key] = payload
    drafts |= {matched[1]: matched[2] for matched in _DRAFT.finditer(fields.get("drafts", ""))}
    seed = _value(read["seed"]) if read["seed"] else None
    day = DIGITS.index(fields["day"][0]) * 4096 + _value(fields["day"][1:]) - 1 if "day" in fields else -1
    language = DIGITS.index(fields["language"]) - 1 if "language" in fields else -1
    pages = tuple(_cut(read["pages"], 3))
    return State(
        read["outcome"], _optional(read["raw"]), pages, checks, answers, seed, drafts, None if day < 0 else day, None if language < 0 else language
    )


def _cut(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text) - width + 1, width)]


# ---------------------------------------------------------------- payloads


def pack_text(text: str) -> str:
    """A short text in state characters, at most 60 of them; whole characters are dropped at its end."""
    packed = ""
    for character in text[:40]:
        piece = character if re.fullmatch("[A-Za-z0-9]", character) else "-" if character == " " else f"_{_base36(ord(character))}_"
        if len(packed) + len(piece) > 60:
            break
        packed += piece
    return packed


def _base36(number: int) -> str:
    text = ""
    while True:
        number, rest = divmod(number, 36)
        text = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + text
        if not number:
            return text


def pack_response(definition: Definition, response: Response) -> str:
    """The payload of one response to one question. Own words of any length never enter the state: they give none."""
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
            return "" if minimum is None else f"{minimum:f}".replace(".", "_")[:40]
        case Other(text):
            return pack_text(text)


def _pack_gap(text: str, variants: tuple[str, ...]) -> str:
    if not text.strip():
        return "-"
    keys = [gap_key(variant) for variant in variants[:62]]
    if gap_key(text) in keys:
        return DIGITS[keys.index(gap_key(text))]
    packed = pack_text(text)
    return "_" + DIGITS[len(packed)] + packed
