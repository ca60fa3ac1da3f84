"""What a line of a list begins with: bullets, letters, numbers, boxes. One table, for questions and for ordinary text (author syntax, Part 2).

A sign that text rarely begins with makes a list line by itself. Letters, and signs that text may begin with, make one only in company:
`a)` where `b)` follows, `o` or `§` where the next lines begin alike, a small picture where the next line begins with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.source.tree import grammar
from builder.source.tree.codes import BOX_START, EMPTY_SIGNS, RADIO, RADIO_TICK, TICK_SIGNS
from builder.source.tree.lines import BLANK, BLANKS

_WINGDINGS = "\uf0b7\uf0a7\uf0d8\uf076\uf06e\uf06c\uf0e0\uf075\uf02d"
"""Bullets of Word's symbol fonts, as they arrive where the font is lost."""
GLUED_BULLETS = "•·▪▫◦‣●○◯■◆◇►▶▸➢➤❖⁃∙◉⚫⚪" + _WINGDINGS
"""Bullets that no space has to follow."""
SPACED_BULLETS = "-*+–−‐‑﹣－"
"""Bullets that a space, a box or a code has to follow, since words begin with them too."""
DOUBTFUL_BULLETS = "o§—»›➔➜→✓✔✗✘✅❌☐☑☒□¨Øü"
"""Signs that are bullets in company alone; the last three are Word's in a font that is lost."""
POINTING_PICTURES = "👉🔹🔸🔷🔶➡📌"
"""Small pictures that people and chatbots type as bullets; any other says something, and stays in its line."""
_PICTURE = rf"[{grammar.PICTURE_SIGNS}](?:[\ufe0e\ufe0f\u200d\u2640\u2642\U0001f3fb-\U0001f3ff]|(?<=\u200d)[{grammar.PICTURE_SIGNS}])*"

_BULLET = re.compile(rf"^{BLANK}*(?P<bullet>[{re.escape(GLUED_BULLETS + SPACED_BULLETS)}]|[0-9]{{1,3}}[.)])(?P<space>{BLANK}*)(?P<rest>.*)$")
_DOUBTFUL = re.compile(rf"^{BLANK}*(?P<bullet>[{DOUBTFUL_BULLETS}])\ufe0f?(?P<space>{BLANK}+)(?P<rest>\S.*)$")
_PICTURED = re.compile(rf"^{BLANK}*(?P<bullet>{_PICTURE})(?P<space>{BLANK}+)(?P<rest>\S.*)$")
_KEYS = "0123456789🔟"
_KEYCAP = re.compile(rf"^{BLANK}*(?:(?P<bullet>[{_KEYS}])(?:(?<=🔟)|\ufe0f?\u20e3)){BLANK}*(?P<rest>\S.*)$")
"""A number on a key, as phones and chatbots type it."""
_BRACKET_BOX = re.compile(rf"^{BLANK}*(?P<bullet>\[(?: ?|[xX✓✔√])\])(?P<space>{BLANK}+)(?P<rest>\S.*)$")
_ORDINAL = re.compile(
    rf"^{BLANK}*(?P<star>\*(?=[A-Za-z][.)]))?(?P<marks>[*_]{{0,3}})(?:(?:Option|Answer|Choice){BLANK}(?=[A-Za-z0-9]{{1,2}}[:.)]))?"
    rf"(?P<bullet>\(?(?P<ordinal>[A-Za-z]|[ivxIVX]{{1,5}}|[0-9]{{1,2}})[.):])(?P<closed>[*_]{{0,3}})(?P<space>{BLANK}+)(?P<rest>\S.*)$"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Marker(Struct, frozen=True):
    """The beginning of a list line.

    Attributes:
        start: index of its bullet in the line; `rest` is that of the text after it.
        form: lines of one form make one list: the bullet of a list with dots, or what stands about the letter or number, `a)`.
        ordinal: its letter or number in lower case; empty for a bullet.
        place: the place in the order that the ordinal gives, from 1; 0 for a bullet.
        marks: of bold text that open before a letter and do not close after it.
        starred: a star before the letter, by which Respondus marks the right answer.

    """

    start: int
    rest: int
    form: str
    ordinal: str = ""
    place: int = 0
    marks: str = ""
    starred: bool = False

    @property
    def list_type(self) -> str:
        """Return the type of an HTML list: `1`, `a`, `A`, `i` or `I`; empty for dots."""
        return self.form[0] if self.place else ""


def find_markers(lines: Sequence[str], *, question: bool = False) -> list[Marker | None]:
    """Return for each line of a run how it begins a list line; `None` where it does not.

    Args:
        lines: the texts of the lines.
        question: they are those of a question, where a line may begin with a box or a code in place of a bullet, and `Option A:` is one.

    """
    markers: list[Marker | None] = [list_marker(line) if not question else item_marker(line) for line in lines]
    wanted = [index for index, line in enumerate(lines) if markers[index] is None and line.strip(BLANKS)]
    bare = {index: lines[index].strip(BLANKS) for index in wanted} if question else {}
    radio = any(RADIO.match(text) for text in bare.values())
    boxed = [index for index, text in bare.items() if BOX_START.match(text) or (radio and RADIO_TICK.match(text))]
    if len(boxed) > 1:
        for index in boxed:
            start = len(lines[index]) - len(lines[index].lstrip(BLANKS))
            markers[index] = Marker(start, start, "box")
    wanted = [index for index in wanted if markers[index] is None]
    for index, marker in _ordinals(lines, wanted, question=question):
        markers[index] = marker
    for index, marker in _doubtful(lines, wanted, markers, question=question):
        markers[index] = markers[index] or marker
    return markers


def list_marker(text: str) -> Marker | None:
    """Return how a line of ordinary text begins a list line by itself."""
    match = _BULLET.match(text)
    if not match or grammar.DASHES.match(text) or not (match["rest"] or match["bullet"] in GLUED_BULLETS):  # a PDF puts a bullet above its text
        return None
    return None if _is_spaced(match["bullet"]) and not match["space"] else _marker(match)


def item_marker(text: str) -> Marker | None:
    """Return how a line of a question begins a list line by itself: a box or a code may touch the bullet."""
    match = _BULLET.match(text)
    if not match or grammar.DASHES.match(text):
        return None
    if _is_spaced(match["bullet"]) and not match["space"] and match["rest"] and match["rest"][0] not in "[(" and not BOX_START.match(match["rest"]):
        return None
    return _marker(match)


def _is_spaced(bullet: str) -> bool:
    return bullet in SPACED_BULLETS or bullet[0].isdigit()


def _marker(match: re.Match[str]) -> Marker:
    bullet, start, rest = match["bullet"], match.start("bullet"), match.start("rest")
    if bullet[0].isdigit():
        return Marker(start, rest, f"1{bullet[-1]}", bullet[:-1], int(bullet[:-1]))
    return Marker(start, rest, "•")


def _ordinals(lines: Sequence[str], wanted: Iterable[int], *, question: bool) -> list[tuple[int, Marker]]:
    """Return the lines that begin with letters or numbers in their order, two or more of a form, from the first one on.

    In a question `A.`, `B)` and `c)` go on from one another: a line of another form would else become words of the answer above it.
    """
    runs: dict[str, list[tuple[int, Marker]]] = {}
    kept: list[tuple[int, Marker]] = []
    for index in wanted:
        for marker in _keycap(lines[index]) or _readings(_ORDINAL.match(lines[index]), question=question):
            form = marker.form[0].lower() if question else marker.form
            run = runs.setdefault(form, [])
            if marker.place == 1:
                kept += run if len(run) > 1 else ()
                runs[form] = [(index, marker)]
            elif run and marker.place == run[-1][1].place + 1:
                run.append((index, replace(marker, form=run[0][1].form)))
    return kept + [numbered for run in runs.values() if len(run) > 1 for numbered in run]


def _keycap(text: str) -> list[Marker]:
    """Return the beginning of a line whose number stands on a key."""
    match = _KEYCAP.match(text)
    return [Marker(match.start("bullet"), match.start("rest"), "1.", match["bullet"], _KEYS.index(match["bullet"]))] if match else []


def _readings(match: re.Match[str] | None, *, question: bool) -> list[Marker]:
    """Return what an ordinal may be: `i)` is a letter or a Roman number. In ordinary text a colon, bold marks and a star make none."""
    if match is None or (not question and (match["bullet"][-1] == ":" or match["marks"] or match["star"])):
        return []
    typed, bullet = match["ordinal"], match["bullet"]
    around = ("(" if bullet[0] == "(" else "") + bullet[-1]
    start = match.start("star") if match["star"] else match.start("bullet")
    rest = match.start("bullet") if question and bullet[0] == "(" else match.start("rest")  # in a question `(a)` is the code of an answer
    marks = match["marks"] if not match["closed"] else ""
    readings: list[tuple[str, int]] = []
    if typed.isdigit():
        readings.append(("1", int(typed)))
    elif len(typed) == 1:
        readings.append(("A" if typed.isupper() else "a", ord(typed.lower()) - ord("a") + 1))
    if typed.lower() in _ROMAN and (typed.islower() or typed.isupper()):
        readings.append(("I" if typed.isupper() else "i", _ROMAN.index(typed.lower()) + 1))
    return [Marker(start, rest, kind + around, typed.lower(), place, marks, bool(match["star"])) for kind, place in readings]


_NEAR = 3
"""Lines between two list lines of a doubtful sign, at most."""


def _doubtful(lines: Sequence[str], wanted: Iterable[int], markers: Sequence[Marker | None], *, question: bool) -> list[tuple[int, Marker]]:
    """Return the lines that begin with a sign that text may begin with, and have another such line near them.

    Small pictures of any kind need the very next line, and in a question no list line beside them: there they may begin its text.
    """
    listed = question and any(marker is not None for marker in markers)
    patterns = (_DOUBTFUL,) if listed else (_DOUBTFUL, _PICTURED) if question else (_DOUBTFUL, _PICTURED, _BRACKET_BOX)
    found: list[tuple[int, re.Match[str]]] = []
    for index in wanted:
        match = next((match for pattern in patterns if (match := pattern.match(lines[index]))), None)
        if match:
            found.append((index, match))
    kept: list[tuple[int, Marker]] = []
    for at, (index, match) in enumerate(found):
        bullet, start = match["bullet"], match.start("bullet")
        sign, reach = _class_of(bullet), 1 if _class_of(bullet) == "picture" else _NEAR
        neighbours = [*found[max(0, at - 1) : at], *found[at + 1 : at + 2]]
        company = any(abs(other - index) <= reach and _class_of(near["bullet"]) == sign for other, near in neighbours)
        inner = sign == "inner" and (start > 0 or len(match["space"]) > 1 or (index > 0 and markers[index - 1] is not None))
        if company or inner:
            kept.append((index, Marker(start, start if sign in _STAYING else match.start("rest"), "•")))
    return kept


_BOXES = TICK_SIGNS + EMPTY_SIGNS
_INNER = "o§"
"""Word's bullets of the second and third level, which stand under a line of a list or further in."""
_STAYING = ("box", "bracket", "picture")
"""What is not only a bullet: learners see it too."""


def _class_of(bullet: str) -> str:
    """Return what the bullets of one list have in common."""
    if bullet in _BOXES:
        return "box"
    if bullet in _INNER:
        return "inner"
    if bullet in DOUBTFUL_BULLETS or bullet[0] in POINTING_PICTURES:
        return bullet[0]
    return "bracket" if bullet[0] == "[" else "picture"
