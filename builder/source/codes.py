"""Boxes and codes at the start of an answer, a partner, a group, a gap or a choice: `[x] (a) text`."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.diagnostics import Place
from builder.source import grammar, rules
from builder.source.findings import Findings
from builder.source.lines import Stretch


class Coded(Struct):
    """A text that has a code or needs one. `missing`: where it would be written; `None` when it is there."""

    code: str
    text: Stretch
    code_place: Place
    missing: Place | None


def read_code(found: re.Match[str]) -> str:
    """Return the code that a match of `grammar.CODE` stands for."""
    return found["code"].lower() if found["code"] else grammar.SIGN_CODES[found["sign"]]


def read_coded(rest: Stretch) -> Coded:
    """Read a code at the start of a text; say where one would be written if there is none."""
    found = grammar.CODE.match(rest.text)
    if found:
        return Coded(read_code(found), rest.part(found.end()), rest.place_at(0, found.end()), None)
    place = rest.place_at(0)
    return Coded("", rest, place, place)


def read_box(whole: Stretch, findings: Findings) -> tuple[bool | None, Stretch]:
    """Read a box at the start of a text: ticked, empty or `None`; and the rest."""
    text = whole.text
    if text[:1] in grammar.BOX_SIGNS:
        return grammar.BOX_SIGNS[text[0]], whole.part(1)
    found = grammar.BOX.match(text) or grammar.CLOSE_BOX.match(text)
    if not found:
        return None, whole
    mark = (found.groupdict().get("mark") or "").lower()
    if mark and mark not in grammar.TICKS:
        hint = "Type `[x]` if the answer is right, `[ ]` if it is not."
        findings.report(rules.STRANGE_BOX, f"The box “{found[0]}” holds “{found['mark']}”.", whole.place_at(0, len(found[0])), hint)
    return bool(mark), whole.part(found.end())


def fill_code(coded: Coded, called: str, code: str, findings: Findings) -> None:
    """Take over a code and report that it is missing. Texts that are missing too have a fault of their own."""
    if coded.missing is None or not code or not coded.text.text:
        return
    coded.code = code
    message = f"The {called} “{' '.join(coded.text.text.split())}” has no code."
    findings.lack_code(message, code, coded.missing)
