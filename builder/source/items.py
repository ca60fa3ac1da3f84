"""One answer of a question: box, code, text and, where the kind has arrows, the other side."""

from __future__ import annotations

from msgspec import Struct, field

from builder.course.document import Item, Label, Side, Text
from builder.diagnostics import Place
from builder.source import grammar, rules
from builder.source.findings import Findings
from builder.source.gaps import read_code
from builder.source.identifiers import ITEM_CODES, SIDE_CODES, free_code
from builder.source.lines import Line, Stretch, stretch
from builder.source.markdown import read_inline


class Coded(Struct):
    """A text that has a code or needs one. `missing`: where it would be written; `None` when it is there."""

    code: str
    text: Stretch
    code_place: Place
    missing: Place | None


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
        ticked, rest = _read_box(whole, findings)
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


def _read_box(whole: Stretch, findings: Findings) -> tuple[bool | None, Stretch]:
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


def read_coded(rest: Stretch) -> Coded:
    """Read a code at the start of a text; say where one would be written if there is none."""
    found = grammar.CODE.match(rest.text)
    if found:
        return Coded(read_code(found), rest.part(found.end()), rest.place_at(0, found.end()), None)
    place = rest.place_at(0)
    return Coded("", rest, place, place)


def _split_arrow(text: Stretch, findings: Findings) -> tuple[Stretch, Stretch | None]:
    arrows = list(grammar.ARROW.finditer(text.text))
    if len(arrows) > 1:
        place = text.place_at(arrows[1].start(), len(arrows[1][0]))
        hint = "Keep one arrow. To show an arrow as a sign, type a backslash before it."
        findings.report(rules.TWO_ARROWS, "This is the second arrow of the pair.", place, hint)
    if not arrows:
        return text, None
    return text.part(0, arrows[0].start()), text.part(arrows[0].end())


def fill_items(items: list[ParsedItem], findings: Findings) -> None:
    """Give a code to each answer that has none, and report it."""
    taken = {item.body.code for item in items}
    for item in items:
        _fill(item.body, "answer", free_code(taken, ITEM_CODES), findings)
        taken.add(item.body.code)


def fill_sides(items: list[ParsedItem], extras: list[Coded], findings: Findings) -> None:
    """Give a code to each partner and extra that has none. Partners with the same words get the same code."""
    sides = [item.side for item in items if item.side is not None]
    taken = {side.code for side in (*sides, *extras)}
    known = {_same(side.text): side.code for side in reversed(sides) if side.code and side.text.text}
    for side in sides:
        if side.missing is not None and side.text.text:
            words = _same(side.text)
            _fill(side, "partner", known.get(words) or free_code(taken, SIDE_CODES), findings)
            known.setdefault(words, side.code)
            taken.add(side.code)
    for extra in extras:
        _fill(extra, "extra", free_code(taken, SIDE_CODES), findings)
        taken.add(extra.code)


def _fill(coded: Coded, called: str, code: str, findings: Findings) -> None:
    """Take over a code and report that it is missing. Texts that are missing too have a fault of their own."""
    if coded.missing is None or not code or not coded.text.text:
        return
    coded.code = code
    message = f"The {called} “{' '.join(coded.text.text.split())}” has no code."
    findings.lack_code(message, code, coded.missing)


def _same(text: Stretch) -> str:
    return " ".join(text.text.split()).lower()


def coded_text(coded: Coded, findings: Findings) -> Text:
    """Return the text of a coded label in the form `(z) text` that kinds read."""
    text = read_inline(coded.text, findings, links=False)
    code = f"({coded.code}) " if coded.code else ""
    return Text(code + text.plain, code + text.html, coded.text.place)
