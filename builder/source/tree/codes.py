"""Boxes and codes at the start of an answer, a partner, a group, a gap or a choice: `[x] (a) text`."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.diagnostics import Place
from builder.lazy_pattern import lazy_pattern
from builder.source.tree import grammar
from builder.source.tree.lines import Span


class CodedText(Struct, frozen=True):
    """A text that has a code or may get one. `code_place`: where it stands, or would be written where `code` is empty."""

    code: str
    text: Span
    code_place: Place

    @property
    def lacks_code(self) -> bool:
        """Whether a code could be written: texts that are missing too have a fault of their own."""
        return not self.code and bool(self.text.text)


class Checkbox(Struct, frozen=True):
    """A box as typed. `strange`: the mark in it that means nothing, or an empty text."""

    ticked: bool
    typed: str
    place: Place
    strange: str = ""


def code_of(match: re.Match[str]) -> str:
    """Return the code that a match of `grammar.CODE` stands for."""
    return match["code"].lower() if match["code"] else grammar.SIGN_CODES[match["sign"]]


def read_coded(rest: Span) -> CodedText:
    """Read a code at the start of a text; say where one would be written if there is none."""
    match = grammar.CODE.match(rest.text)
    if match:
        return CodedText(code_of(match), rest.part(match.end()), rest.place_at(0, match.end()))
    return CodedText("", rest, rest.place_at(0))


TICK_SIGNS = "☑☒✓✔✅🗹◉🔘\uf0fe\uf052\uf0fc"
EMPTY_SIGNS = "☐□▢◻⬜✗✘❌✖\uf0a8\uf06f\uf071\uf0fb"
"""Signs in place of a box. Word's own come last, as they arrive where their font is lost; a cross without a box says that the answer is wrong."""

TICKS = "xX×хХ✓✔☑☒✅√*•●✕"
"""What stands in a box that is ticked: a letter of either alphabet, a tick, a star, a dot."""

_B = r"[^\S\n]*"
_SQUARE = rf"\[(?:{_B}(?P<square>[^\s\[\]_]){_B}|{_B}|_+)\](?!\()"
"""Not before `(`, which makes a link of it."""
TOUCHING_BOX = rf"\[{_B}(?:(?P<touching>[{TICKS}]){_B})?\](?=\([A-Za-z0-9©®]\))"
"""A box with a code right behind it: `[x](a)`."""
_ROUND = rf"\((?:{_B}|{_B}(?P<round>[×✓✔☑√*•●]){_B}|[^\S\n]+(?P<spaced>[xXoO])[^\S\n]+)\)"
_DOUBLE = rf"\[(?:\[(?:{_B}|{_B}(?P<double>[{TICKS}]){_B})\]|\((?:{_B}|{_B}(?P<mixed>[{TICKS}]){_B})\))\]"
"""As in LiaScript: `[[x]]`, `[( )]`."""
_SIGN = rf"(?P<sign>[{TICK_SIGNS}{EMPTY_SIGNS}])\ufe0f?"
BOX_START = lazy_pattern(rf"(?:{_DOUBLE}|{TOUCHING_BOX}|{_SQUARE}|{_ROUND}|{_SIGN})")
"""A box at the start of a text."""
RADIO = lazy_pattern(rf"\({_B}\)")
"""Where one answer begins with it, `(x)` before another is a box, not a code."""
RADIO_TICK = lazy_pattern(r"\((?P<round>[xXoO])\)")


def read_checkbox(whole: Span, *, radio: bool = False) -> tuple[Checkbox | None, Span]:
    """Read a box at the start of a text; return it and the rest. `radio`: round brackets with an `x` are boxes here, and no codes."""
    match = (radio and RADIO_TICK.match(whole.text)) or BOX_START.match(whole.text)
    if not match:
        return None, whole
    groups = match.groupdict()
    sign = groups.get("sign")
    mark = next((groups[name] for name in ("square", "touching", "round", "spaced", "double", "mixed") if groups.get(name)), "")
    strange = mark if groups.get("square") and mark not in TICKS else ""
    ticked = sign in TICK_SIGNS if sign else bool(mark)
    return Checkbox(ticked, match[0], whole.place_at(0, len(match[0])), strange), whole.part(match.end())


_RIGHT_AT_END = lazy_pattern(
    r"[^\S\n]*(?<!\\)(?:[✅✓✔☑]\ufe0f?|[(\[](?:the )?(?:correct|right)(?: (?:answer|option))?[)\]]"
    r"|(?:<-+|←|⬅\ufe0f?|<=+)[^\S\n]*(?:correct|right)(?: answer)?|(?<=[\w.!? ])\*)$",
    re.IGNORECASE,
)
_WRONG_AT_END = lazy_pattern(r"[^\S\n]*(?<!\\)(?:[❌✗✘]\ufe0f?|[(\[](?:incorrect|wrong)[)\]])$", re.IGNORECASE)
_STAR = lazy_pattern(r"(?<!\\)\*")


def read_mark_at_end(whole: Span) -> tuple[Checkbox | None, Span]:
    """Read what other tools put behind an answer to say whether it is right, `✅` or `(correct)`; return it as a box, and the rest."""
    for pattern, ticked in ((_RIGHT_AT_END, True), (_WRONG_AT_END, False)):
        match = pattern.search(whole.text)
        if match and match.start() and not (match[0].endswith("*") and len(_STAR.findall(whole.text)) % 2 == 0):
            return Checkbox(ticked, match[0].strip(), whole.place_at(match.start(), len(match[0]))), whole.part(0, match.start())
    return None, whole
