"""Boxes and codes at the start of an answer, a partner, a group, a gap or a choice: `[x] (a) text`."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.diagnostics import Place
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


def read_checkbox(whole: Span) -> tuple[Checkbox | None, Span]:
    """Read a box at the start of a text; return it and the rest."""
    text = whole.text
    if text[:1] in grammar.BOX_SIGNS:
        return Checkbox(grammar.BOX_SIGNS[text[0]], text[0], whole.place_at(0)), whole.part(1)
    match = grammar.BOX.match(text) or grammar.CLOSE_BOX.match(text)
    if not match:
        return None, whole
    mark = match.groupdict().get("mark") or ""
    strange = mark if mark and mark.lower() not in grammar.TICKS else ""
    return Checkbox(bool(mark), match[0], whole.place_at(0, len(match[0])), strange), whole.part(match.end())
