"""Fixes of fields and values, made from the author's own line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping as Named, Sequence as Names

from builder.diagnostics.fixes import Fix, delete_lines, insert_text
from builder.source.retyping import retype_part
from builder.source.suggestions import did_you_mean, suggest_similar
from builder.source.yaml.field_names import name_here
from builder.source.yaml.nodes import Node, Scalar, Sequence, last_place
from builder.source.yaml.quoting import quote

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_LETTERS_FOR_DIGITS = re.compile(r"(?<=[0-9])[oOlI]{1,6}(?![a-z])")
_MINUS = ("-", "\u2212", "\u2013")
_DIGITS = str.maketrans("oOlI", "0011")


def delete_field(key: Scalar, value: Node, words: str) -> Fix | None:
    """Return the fix that deletes a field with its value; `{}` in `words` is “Delete this line”. `None` where it is not on its own lines."""
    if key.extent.line.text[: key.extent.start].strip():
        return None
    first, last = key.place.line, max(key.place.line, _last_line(value))
    what = "Delete this line" if first == last else f"Delete the lines {first} to {last}"
    return Fix(words.replace("{}", what), (delete_lines(key.place.file, first, last),))


def _last_line(value: Node) -> int:
    end = last_place(value)
    return end.line - 1 if end.column == 1 and end.line > value.place.line else end.line


def fix_unknown_field(key: Scalar, value: Node, known: Names[str], present: Named[str, Scalar]) -> tuple[str, Fix | str]:
    """Return the field that was probably meant by a word that is not known, or an empty text; and what to do.

    Args:
        key: the word.
        value: what it has after the colon.
        known: the words that are known here.
        present: those of them that are here, with their places.

    """
    typed = unicodedata.normalize("NFKC", key.text).lower()
    parted = _part_at_colon(key, value, typed, known)
    if parted is not None:
        return parted
    meant = next((name for name in known if name == typed), "") or name_here(typed, known) or suggest_similar(typed, known)
    if not meant:
        choices = ", ".join(known)
        return "", delete_field(key, value, f"{{}}. Or type one of these words before the colon: {choices}.") or did_you_mean(key.text, known)
    if meant in present:
        line = present[meant].place.line
        return meant, delete_field(key, value, f"{{}}: “{meant}” is in line {line} already.") or f"Delete it: “{meant}” is in line {line} already."
    words = f"Did you mean “{meant}”? Type this line instead: `{{}}`."
    number = read_percentage(value.text) if isinstance(value, Scalar) else None
    if meant == "pass" and number is not None and not value.extent.goes_on:
        return meant, retype_part(key.extent.line, key.extent.start, value.extent.stop, f"pass: {{mark: {number}}}", words)
    return meant, retype_part(key.extent.line, key.extent.start, key.extent.stop, meant, words)


def _part_at_colon(key: Scalar, value: Node, typed: str, known: Names[str]) -> tuple[str, Fix] | None:
    """Return the field and the fix of a word that holds its value, for want of a space: `{mark:80}`."""
    word = typed.partition(":")[0].strip()
    if word not in known or ":" not in typed or not isinstance(value, Scalar) or value.text:
        return None
    inner = key.text.partition(":")[2].strip()
    words = "There is no space after its colon. Type this line instead: `{}`."
    return word, retype_part(key.extent.line, key.extent.start, key.extent.stop, f"{word}: {inner}", words)


def read_percentage(text: str) -> int | None:
    """Return the whole per cent that a text means (`70`, `70 %`, `0.7`, `70 per cent`), from 1 to 100, or `None`."""
    number = _NUMBER.search(_digits(text))
    if number is None:
        return None
    value = float(number[0].replace(",", "."))
    per_cent = value * 100 if 0 < value < 1 else value
    return round(per_cent) if 1 <= per_cent <= 100 else None  # noqa: PLR2004 - per cent


def _digits(text: str) -> str:
    """Return a text with digits for the letters that people type in their place behind one: `8O`, `1l`."""
    return _LETTERS_FOR_DIGITS.sub(lambda letters: letters[0].translate(_DIGITS), text)


def read_whole_number(text: str, low: int, high: int) -> int | None:
    """Return the first number in a text if it is whole and within its limits: 10 of `10 minutes`, 7 of `7.0`; none of what is below nothing."""
    if text.lstrip().startswith(_MINUS):
        return None
    number = _NUMBER.search(_digits(text.replace("_", "")))
    if number is None or not float(number[0].replace(",", ".")).is_integer():
        return None
    whole = int(float(number[0].replace(",", ".")))
    return whole if low <= whole <= high else None


def retype_value(node: Node, text: str, words: str = "Type this line instead: `{}`.") -> Fix | None:
    """Return the fix that puts another value in place of one; `None` where that is on several lines."""
    extent = node.extent
    return None if extent.goes_on else retype_part(extent.line, extent.start, extent.stop, text, words)


def take_out_of_brackets(node: Node, *, is_text: bool) -> Fix | None:
    """Return the fix that makes one value of a value in brackets: `title: "[draft]"` of a text, `record: scores` of the only word of a list."""
    if isinstance(node, Scalar) or not node.in_brackets:
        return None
    if not is_text and isinstance(node, Sequence) and len(node.items) == 1 and isinstance(node.items[0], Scalar):
        return retype_value(node, node.items[0].extent.text)
    return retype_value(node, quote(node.extent.text))


def keep_after_hash(node: Scalar) -> Fix | None:
    """Return the fix that quotes a value with what comes after its # sign, which YAML cuts off."""
    extent = node.extent
    rest = extent.line.text[extent.start :].strip()
    start = extent.start if node.text else len(extent.line.text) - len(extent.line.text[extent.stop :].lstrip())
    words = "Type this line instead: `{}`. If the part after # is a note to yourself, put it on its own line."
    return retype_part(extent.line, start, len(extent.line.text), quote(rest), words)


def indent_fields(fields: Names[tuple[Scalar, Node]]) -> Fix:
    """Return the fix that indents fields, with the lines of their values, under the one above them."""
    lines = [number for key, value in fields for number in range(key.place.line, max(key.place.line, _last_line(value)) + 1)]
    first = fields[0][0]
    where = "the line" if len(lines) == 1 else f"the lines {lines[0]} to {lines[-1]}"
    words = f"Type two spaces at the start of {where}: `  {first.extent.line.text.strip()}`."
    return Fix(words, tuple(insert_text(first.place.file, number, 1, "  ") for number in lines))
