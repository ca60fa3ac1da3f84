"""Texts as YAML values: quoted so that every sign means itself; and what a backslash makes of a text in double quotes."""

from __future__ import annotations

import re

_CODE = re.compile(r'\\(?:["\\]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\s*$)')
"""What may follow a backslash in double quotes: a quote, a backslash, the number of a character, the end of the line."""

_CURLY = "“”„‟"


def quote(words: str) -> str:
    """Return a text in the quotes in which it can be typed as it is; in single quotes, doubled inside, where it has both kinds."""
    if '"' not in words and "\\" not in words:
        return f'"{words}"'
    return "'" + words.replace("'", "''") + "'"


def find_escape(quoted: str) -> int:
    """Return the index of the first backslash in a text in double quotes that makes another character of a letter, or -1."""
    index = quoted.find("\\")
    while index >= 0:
        if not (known := _CODE.match(quoted, index)):
            return index
        index = quoted.find("\\", known.end())
    return -1


def closing_quote(text: str, start: int) -> int:
    r"""Return the index of the quote that closes the one at `start`, or -1; a doubled single quote and `\"` are text."""
    sign = text[start]
    index = start + 1
    while index < len(text):
        if sign == '"' and text[index] == "\\":
            index += 2
        elif text[index] != sign:
            index += 1
        elif sign == "'" and text[index + 1 : index + 2] == "'":
            index += 2
        else:
            return index
    return -1


def unquote(value: str) -> str:
    """Return the words that somebody meant who began a value with a quote: without it, and without one at the end, curly or straight."""
    sign, words = value[0], value[1:].rstrip()
    if words.endswith(sign) or (sign == '"' and words.endswith(tuple(_CURLY))) or (sign == "'" and words.endswith("’")):
        words = words[:-1]
    return words
