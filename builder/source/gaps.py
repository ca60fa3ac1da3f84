"""Gaps in the text of a question: `[[(a) ethics | ethical]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from builder.course.document import GAP_MARK, Gap, GapChoice
from builder.source import grammar, rules
from builder.source.codes import fill_code, read_box, read_code, read_coded
from builder.source.findings import Findings
from builder.source.identifiers import free_code
from builder.source.lines import BLANKS, Line, Stretch

_MARK = re.compile("\ue000([0-9]+)\ue001")
_TAG_OR_MARK = re.compile("<(?P<end>/?)(?P<tag>strong|em|a|table|code)\\b|\ue000(?P<gap>[0-9]+)\ue001")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPE = re.compile(r"\\([#\-*+>\[\]:|!\\()_`<])")


class Gaps(Struct):
    """The gaps of one question.

    Attributes:
        taken: codes of gaps that stand in the file, so that none of them is given again.
        choices: codes of what may be picked, likewise; `None` where learners type.

    """

    taken: set[str]
    choices: set[str] | None = None
    found: list[Gap] = field(default_factory=list)


def new_gaps(lines: Sequence[Line], *, choices: bool) -> Gaps:
    """Return the gaps of a question, none read so far, with the codes that stand in its lines."""
    text = "\n".join(line.text for line in lines)
    starts = {opening.end() + len(text[opening.end() :]) - len(text[opening.end() :].lstrip(BLANKS)) for opening in grammar.GAP_OPENS.finditer(text)}
    codes = list(grammar.CODE.finditer(text))
    taken = {read_code(code) for code in codes if code.start() in starts}
    return Gaps(taken, {read_code(code) for code in codes if code.start() not in starts} if choices else None)


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
    body = inner.part(found.end()) if found else inner
    pieces = list(_pieces(body))
    choices = tuple(_read_choice(piece, gaps.choices, findings) for piece in pieces) if gaps.choices is not None else ()
    accepted = tuple(choice.text for choice in choices) or tuple(_plain(piece) for piece in pieces)
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
    return Gap(len(gaps.found), code, tuple(answer for answer in accepted if answer), place, code_place, choices)


def _pieces(body: Stretch) -> Iterator[Stretch]:
    """Yield what stands between the bars."""
    start = 0
    for bar in _BAR.finditer(body.text):
        yield body.part(start, bar.start())
        start = bar.end()
    yield body.part(start)


def _plain(piece: Stretch) -> str:
    return _ESCAPE.sub(r"\1", " ".join(piece.text.split()))


def _read_choice(piece: Stretch, taken: set[str], findings: Findings) -> GapChoice:
    ticked, rest = read_box(piece, findings)
    coded = read_coded(rest)
    fill_code(coded, "choice", free_code(taken), findings)
    taken.add(coded.code)
    return GapChoice(ticked, coded.code, _plain(coded.text), piece.place, coded.code_place)


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
