"""One answer of a question: box, code, text and, where the kind has arrows, the other side."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from builder.course.document import Item, Label, Side, Text
from builder.diagnostics import Place
from builder.source import grammar, rules
from builder.source.codes import Coded, fill_code, read_box, read_coded
from builder.source.findings import Findings
from builder.source.identifiers import ITEM_CODES, SIDE_CODES, free_code
from builder.source.lines import Line, Stretch, stretch
from builder.source.markdown import read_inline


class RawItem(Struct):
    """An answer as typed: its lines, then its parts."""

    parts: list[tuple[Line, int]]
    labels: list[Label] = field(default_factory=list)

    def read(self, *, arrows: bool, findings: Findings) -> ParsedItem:
        """Part the lines into box, code, text and side."""
        whole = stretch(self.parts)
        line = self.parts[0][0]
        found = grammar.item_start(line.text)
        assert found is not None
        place = line.place(found.start("bullet"), max(1, len(line.text.strip())))
        ticked, rest = read_box(whole, findings)
        body = read_coded(rest)
        if not arrows:
            return ParsedItem(ticked, body, None, body.text, tuple(self.labels), place)
        left, right = _split_arrow(body.text, findings)
        side = read_coded(right) if right is not None else None
        return ParsedItem(ticked, Coded(body.code, left, body.code_place, body.missing), side, body.text, tuple(self.labels), place)


class ParsedItem(Struct):
    """An answer in its parts; codes may still be missing."""

    ticked: bool | None
    body: Coded
    side: Coded | None
    whole: Stretch
    labels: tuple[Label, ...]
    place: Place

    def finish(self, findings: Findings) -> Item:
        """Return the item with its texts read."""
        text = read_inline(self.body.text, findings, links=False)
        whole = read_inline(self.whole, Findings(), links=False) if self.side else text
        side = None
        if self.side is not None:
            side = Side(self.side.code, read_inline(self.side.text, findings, links=False), self.side.code_place)
        return Item(self.ticked, self.body.code, text, side, whole, self.labels, self.place, self.body.code_place)


def start_item(line: Line) -> RawItem | None:
    """Return the answer that begins with this line, or `None` when none does."""
    found = grammar.item_start(line.text)
    return RawItem([(line, found.start("rest"))]) if found else None


def _split_arrow(text: Stretch, findings: Findings) -> tuple[Stretch, Stretch | None]:
    arrows = list(grammar.ARROW.finditer(text.text))
    if len(arrows) > 1:
        place = text.place_at(arrows[1].start(), len(arrows[1][0]))
        hint = "Keep one arrow. To show an arrow as a sign, type a backslash before it."
        findings.report(rules.TWO_ARROWS, "This is the second arrow of the pair.", place, hint)
    if not arrows:
        return text, None
    return text.part(0, arrows[0].start()), text.part(arrows[0].end())


def fill_codes(all_coded: Sequence[Coded], called: str, findings: Findings) -> None:
    """Give a code to each thing of a list that has none, and report it."""
    taken = {coded.code for coded in all_coded}
    for coded in all_coded:
        fill_code(coded, called, free_code(taken, ITEM_CODES), findings)
        taken.add(coded.code)


def fill_sides(items: list[ParsedItem], extras: list[Coded], findings: Findings) -> None:
    """Give a code to each partner and extra that has none. Partners with the same words get the same code."""
    sides = [item.side for item in items if item.side is not None]
    taken = {side.code for side in (*sides, *extras)}
    known = {_same(side.text): side.code for side in reversed(sides) if side.code and side.text.text}
    for side in sides:
        if side.missing is not None and side.text.text:
            words = _same(side.text)
            fill_code(side, "partner", known.get(words) or free_code(taken, SIDE_CODES), findings)
            known.setdefault(words, side.code)
            taken.add(side.code)
    for extra in extras:
        fill_code(extra, "extra", free_code(taken, SIDE_CODES), findings)
        taken.add(extra.code)


def _same(text: Stretch) -> str:
    return " ".join(text.text.split()).lower()


def coded_text(coded: Coded, findings: Findings) -> Text:
    """Return the text of a coded label in the form `(z) text` that kinds read."""
    text = read_inline(coded.text, findings, links=False)
    code = f"({coded.code}) " if coded.code else ""
    return Text(code + text.plain, code + text.html, coded.text.place)
