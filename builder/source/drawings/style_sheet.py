"""Style sheets of drawing programs: rules of simple selectors and their declarations (CSS 2.2, 4 and 5; Selectors 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_PIECE = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[(){};]|[^"'(){};]+|["']""", re.DOTALL)
_COMPOUND = re.compile(r"(?P<tag>\*|[A-Za-z][\w-]*)?(?P<rest>(?:[.#][\w-]+|:root)*)")
_PART = re.compile(r"([.#])([\w-]+)|(:root)")
_NEVER = re.compile(r":{1,2}(?:hover|focus|focus-within|focus-visible|active|visited|link|target|selection|before|after)\b")
"""States that a picture is never in, and parts that a drawing does not have."""

_IMPORTANT = "important"

_LONGEST = 15
"""Compounds and combinators of a selector: what is longer can take long to compare."""

_SILENT_RULES = ("@charset", "@namespace", "@page")
_SCREEN = re.compile(r"\s*(?:(?:all|screen)\s*)?\Z", re.IGNORECASE)


class Declaration(Struct, frozen=True):
    """`name: value`, in small letters where letters do not matter."""

    name: str
    value: str
    important: bool


class Compound(Struct, frozen=True):
    """A selector without a blank: `path.st0#a`. An empty tag is any."""

    tag: str
    classes: tuple[str, ...]
    ids: tuple[str, ...]
    is_root: bool


class Selector(Struct, frozen=True):
    """Compounds from the outermost to the element itself, and what parts each from the one before: a blank or `>`."""

    compounds: tuple[Compound, ...]
    combinators: tuple[str, ...]

    @property
    def specificity(self) -> tuple[int, int, int]:
        """Ids, classes, tags (Selectors 4, 17)."""
        return (
            sum(len(compound.ids) for compound in self.compounds),
            sum(len(compound.classes) + compound.is_root for compound in self.compounds),
            sum(compound.tag not in {"", "*"} for compound in self.compounds),
        )


class StyleRule(Struct, frozen=True):
    """What one selector declares. `line` counts from the start of the sheet, from 0."""

    selector: Selector
    declarations: tuple[Declaration, ...]
    line: int


class UnreadRule(Struct, frozen=True):
    """A piece of a sheet that cannot be turned into attributes."""

    text: str
    line: int


def read_style_sheet(text: str) -> Iterator[StyleRule | UnreadRule]:
    """Yield each selector with its declarations, and what cannot be read. What has no effect in a picture is left out."""
    for prelude, body, line in _blocks(_COMMENT.sub(_keep_lines, text)):
        name = prelude.split(maxsplit=1)[0].lower() if prelude else ""
        if name.startswith("@"):
            if name == "@media" and re.search(r"\bprint\b", prelude) and "screen" not in prelude:
                continue
            if name not in _SILENT_RULES:
                yield UnreadRule(prelude, line)
            continue
        declarations = read_declarations(body)
        for selector in prelude.split(","):
            if _NEVER.search(selector):
                continue
            read = _read_selector(selector.strip())
            yield UnreadRule(selector.strip(), line) if read is None else StyleRule(read, declarations, line)


def is_for_screens(media: str) -> bool:
    """Tell whether a sheet with this `media` applies where learners read."""
    return bool(_SCREEN.match(media)) or "screen" in media


@lru_cache(maxsize=1024)
def read_declarations(text: str) -> tuple[Declaration, ...]:
    """Return the declarations of a block, or of a `style` attribute: programs write the same one for thousands of shapes."""
    return tuple(_declarations(text))


def _declarations(text: str) -> Iterator[Declaration]:
    for declaration in _split(_COMMENT.sub(_keep_lines, text)):
        name, colon, value = declaration.partition(":")
        if colon:
            bare, important = _read_importance(value.strip())
            custom = name.strip().startswith("--")
            yield Declaration(name.strip() if custom else name.strip().lower(), bare, important)


def _read_importance(value: str) -> tuple[str, bool]:
    """Return a value without `!important`, and whether it had that."""
    before = value[: -len(_IMPORTANT)].rstrip() if value.lower().endswith(_IMPORTANT) else ""
    return (before[:-1].rstrip(), True) if before.endswith("!") else (value, False)


def _keep_lines(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n") or " "


def _split(text: str) -> Iterator[str]:
    """Yield what stands between semicolons that are in no string and in no brackets."""
    depth, held = 0, ""
    for piece in _PIECE.findall(text):
        if piece == ";" and depth == 0:
            yield held
            held = ""
            continue
        depth += (piece == "(") - (piece == ")")
        held += piece
    yield held


def _blocks(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield (what stands before a block, the block, its line); a rule that ends in a semicolon has an empty block."""
    depth, line, began = 0, 0, 0
    prelude, body = "", ""
    for piece in _PIECE.findall(text):
        if depth == 0 and not prelude.strip():
            began = line + len(piece[: len(piece) - len(piece.lstrip())].split("\n")) - 1
        line += piece.count("\n")
        if piece == "{":
            depth += 1
            body += piece if depth > 1 else ""
        elif piece == "}":
            depth = max(0, depth - 1)
            if depth:
                body += piece
            else:
                yield prelude.strip(), body, began
                prelude, body = "", ""
        elif depth:
            body += piece
        elif piece == ";":
            if prelude.strip():
                yield prelude.strip(), "", began
            prelude = ""
        else:
            prelude += piece
    if prelude.strip() or body.strip():
        yield prelude.strip(), body, began


def _read_selector(text: str) -> Selector | None:
    parts = text.replace(">", " > ").split()
    if len(parts) > _LONGEST:
        return None
    compounds: list[Compound] = []
    combinators: list[str] = []
    child = False
    for part in parts:
        if part == ">":
            if child or not compounds:
                return None
            child = True
            continue
        match = _COMPOUND.fullmatch(part)
        if match is None or not part:
            return None
        named = _PART.findall(match["rest"])
        classes = tuple(name for sign, name, _root in named if sign == ".")
        ids = tuple(name for sign, name, _root in named if sign == "#")
        if compounds:
            combinators.append(">" if child else " ")
        compounds.append(Compound(match["tag"] or "", classes, ids, any(root for *_, root in named)))
        child = False
    return Selector(tuple(compounds), tuple(combinators)) if compounds and not child else None
