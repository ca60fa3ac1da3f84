"""Gaps in the text of a question: `[[(a) ethics | ethical]]`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from builder.course.document import GAP_MARK, Gap
from builder.source import grammar, rules
from builder.source.findings import Findings
from builder.source.identifiers import free_code
from builder.source.lines import BLANKS, Line, Stretch

_MARK = re.compile("\ue000([0-9]+)\ue001")
_TAG_OR_MARK = re.compile("<(?P<end>/?)(?P<tag>strong|em|a|table|code)\\b|\ue000(?P<gap>[0-9]+)\ue001")
_ESCAPE = re.compile(r"\\([#\-*+>\[\]:|!\\()_`<])")


class Gaps(Struct):
    """The gaps of one question. `taken`: codes that stand in the file, so that none of them is given again."""

    taken: set[str]
    found: list[Gap] = field(default_factory=list)


def codes_of_gaps(lines: Sequence[Line]) -> set[str]:
    """Return the codes that gaps in these lines have."""
    codes: set[str] = set()
    for line in lines:
        for opening in grammar.GAP_OPENS.finditer(line.text):
            code = grammar.CODE.match(line.text[opening.end() :].lstrip(BLANKS))
            if code:
                codes.add(read_code(code))
    return codes


def read_code(found: re.Match[str]) -> str:
    """Return the code that a match of `grammar.CODE` stands for."""
    return found["code"].lower() if found["code"] else grammar.SIGN_CODES[found["sign"]]


def take_gaps(stretch: Stretch, gaps: Gaps, findings: Findings) -> str:
    """Return the text with `GAP_MARK` in place of each gap; the gaps are added to `gaps`."""
    text, done = stretch.text, 0
    parts: list[str] = []
    for opening in grammar.GAP_OPENS.finditer(text):
        if opening.start() < done:
            continue
        closing = text.find("]]", opening.end())
        again = grammar.GAP_OPENS.search(text, opening.end())
        if closing < 0 or (again and again.start() < closing):
            place = stretch.place_at(opening.start(), 2)
            findings.report(rules.OPEN_GAP, "This gap is never closed.", place, "Type ]] after the last word that belongs in the gap.")
            continue
        parts += [text[done : opening.start()], GAP_MARK.format(len(gaps.found))]
        gaps.found.append(_read_gap(stretch, opening.start(), closing, gaps, findings))
        done = closing + 2
    return "".join(parts) + text[done:]


def _read_gap(stretch: Stretch, start: int, closing: int, gaps: Gaps, findings: Findings) -> Gap:
    place = stretch.place_at(start, closing + 2 - start)
    inner = stretch.part(start + 2, closing)
    found = grammar.CODE.match(inner.text)
    body = inner.text[found.end() :] if found else inner.text
    accepted = tuple(_ESCAPE.sub(r"\1", " ".join(answer.split())) for answer in re.split(r"(?<!\\)\|", body))
    if not all(accepted):
        rest = " | ".join(answer for answer in accepted if answer)
        message = "One of the answers of this gap is empty." if rest else "This gap is empty."
        hint = f"Type `[[{rest}]]`." if rest else "Type the missing word between the brackets."
        findings.report(rules.EMPTY_GAP, message, place, hint)
    code_place = stretch.place_at(start + 2)
    code = read_code(found) if found else free_code(gaps.taken)
    if not found and code and any(accepted):
        gaps.taken.add(code)
        code_place = inner.place_at(0)
        message = f"The gap “{' | '.join(accepted)}” has no code."
        findings.lack_code(message, code, code_place)
    elif found:
        code_place = inner.place_at(0, 3)
    return Gap(len(gaps.found), code, tuple(answer for answer in accepted if answer), place, code_place)


def gaps_within(rendered: str, gaps: Gaps) -> tuple[Gap, ...]:
    """Return the gaps whose marks stand in rendered HTML, in order."""
    return tuple(gaps.found[int(found[1])] for found in _MARK.finditer(rendered))


def check_gap_places(rendered: str, taken: Sequence[Gap], findings: Findings) -> None:
    """Report gaps that ended inside bold, italic, a link or a table, or nowhere."""
    free: set[int] = set()
    depth = 0
    for found in _TAG_OR_MARK.finditer(rendered):
        if found["tag"]:
            depth += -1 if found["end"] else 1
        elif depth == 0:
            free.add(int(found["gap"]))
    for gap in taken:
        if gap.index not in free:
            message = f"The gap “{' | '.join(gap.accepted)}” stands inside bold or italic text, a link or a table."
            findings.report(
                rules.MISPLACED_GAP, message, gap.place, "Take the stars or brackets around it away, or type the words outside the table."
            )
