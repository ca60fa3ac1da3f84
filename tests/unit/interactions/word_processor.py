"""What word processors, phones and other people's mail do to plain text. Each transformation turns a whole question as it was typed into what arrives."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle

Transformation = Callable[[str], str]
LABEL = re.compile(r"^( *)(Outcome|Hint|If right|If wrong|Feedback|Area|Extra|Scale|Lines|Choose|Answer|Accept|Unit): (.*)$", re.MULTILINE)


def bullets(text: str) -> str:
    """Each list line begins with another of the signs that word processors make of a dash, and stands further in."""
    signs = cycle(("•\t", "▪", "– ", "·  ", "1. ", "* "))
    return re.sub(r"^- ", lambda _: "  " + next(signs), text, flags=re.MULTILINE)


def arrows(text: str) -> str:
    """Arrows become one sign, or a dash that has grown."""
    signs = cycle((" → ", " –> ", " => ", "\u00a0⟶\u00a0"))
    return re.sub(r" -> ", lambda _: next(signs), text)


def boxes(text: str) -> str:
    """Boxes become ticks, in capitals or with blanks in them."""
    ticked, empty = cycle(("[X]", "☑", "[✓]", "[ x ]")), cycle(("[]", "☐", "[_]"))
    return re.sub(r"\[ \]", lambda _: next(empty), re.sub(r"\[x\]", lambda _: next(ticked), text))


def curly_quotes(text: str) -> str:
    """Straight quotes become curly: opening ones after a blank or a bracket."""
    opened = re.sub(r"(^|(?<=[\s(\[>]))\"", "“", text, flags=re.MULTILINE)
    return re.sub(r"(^|(?<=[\s(\[>]))'", "‘", opened, flags=re.MULTILINE).replace('"', "”").replace("'", "’")


def odd_indents(text: str) -> str:
    """Lists, names of groups and labels stand anywhere but where they were typed."""
    indents = cycle(("\t", "   ", "      ", " \t "))
    return LABEL.sub(lambda found: next(indents) + found[0].lstrip(), re.sub(r"^(?=- |## )", lambda _: next(indents), text, flags=re.MULTILINE))


def labels(text: str) -> str:
    """Labels are bold, in capitals, or have a blank before their colon."""
    forms = cycle(("{}**{}:** {}", "{}{} : {}", "{}{}:\u00a0{}"))
    return LABEL.sub(lambda found: next(forms).format(found[1], found[2].upper(), found[3]), text)


def codes(text: str) -> str:
    """Codes become capitals; (c) and (r) become the signs that programs like to make of them."""
    return re.sub(r"\((\w)\) ", lambda found: {"c": "© ", "r": "® "}.get(found[1], f"({found[1].upper()})\u00a0"), text)


def colons(text: str) -> str:
    """The fence has other colons and capitals, and no blank before its name."""
    return re.sub(r"^:::$", "  ::::", re.sub(r"^::: ([\w-]+)", lambda found: f"::::{found[1].capitalize()}", text), flags=re.MULTILINE)


def invisible(text: str) -> str:
    """Hard blanks and characters without a width, as they come from web pages."""
    return "\ufeff" + LABEL.sub("\u00a0\\1\\2:\u00a0\\3\u200b", re.sub(r"^(- |## )", "\\1\u200b", text, flags=re.MULTILINE))


def windows(text: str) -> str:
    """Line ends of Windows."""
    return text.replace("\n", "\r\n")


def everything(text: str) -> str:
    """All of it at once."""
    for transformation in (labels, curly_quotes, codes, arrows, bullets, windows):
        text = transformation(text)
    return text


TRANSFORMATIONS: dict[str, Transformation] = {
    "bullets": bullets,
    "arrows": arrows,
    "boxes": boxes,
    "curly quotes": curly_quotes,
    "odd indents": odd_indents,
    "labels": labels,
    "codes": codes,
    "colons": colons,
    "invisible characters": invisible,
    "line ends of Windows": windows,
    "everything at once": everything,
}
