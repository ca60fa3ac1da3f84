"""What templates and player say to learners: one table a language, `templates/pages/words.<language>.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from builder.resources import find_templates

SHELL_ONLY: Final = "shell-"
"""Sentences whose name begins so are used by templates alone; they do not travel in the browser's tables."""
FALLBACK: Final = "en-GB"
"""Spoken where a language has no table."""
_VALUE = re.compile(r"\{(\w+)\}")
_OPEN, _CLOSE = "\x0e", "\x0f"
"""Stand around a sentence while a page is made: no author's text can hold them."""
_MARKED = re.compile(rf"(?P<tag><(?P<name>/?\w{{1,40}})[^<>]*>)|{_OPEN}(?P<sentence>[^{_OPEN}{_CLOSE}]*){_CLOSE}")
_TEXT_ALONE = frozenset({"option", "textarea", "title"})
"""Elements that hold no other element."""


class Sentences(NamedTuple):
    """The sentences of one language.

    Attributes:
        language: in which they are, as a tag of RFC 5646.
        by_name: name -> sentence, with `{value}` where a value goes; `name-one`, `name-few` and so on are the forms of `name` for numbers.

    """

    language: str
    by_name: Mapping[str, str]


@cache
def find_sentences(language: str) -> Sentences:
    """Return the sentences for a course in a language, of a broader tag where there are no others, in British English where there are none."""
    folder = find_templates() / "pages"
    spoken = next((tag for tag in _broader(language) if (folder / f"words.{tag}.json").is_file()), FALLBACK)
    return Sentences(spoken, json.loads((folder / f"words.{spoken}.json").read_text("utf-8")))


def _broader(language: str) -> list[str]:
    """`cy-GB-x-north` -> itself, `cy-GB-x`, `cy-GB`, `cy` (RFC 4647 3.4, Lookup)."""
    parts = language.split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def speaks(language: str) -> bool:
    """Tell whether the player speaks a language, whatever the country."""
    return find_sentences(language).language.split("-")[0].lower() == language.split("-", maxsplit=1)[0].lower()


def say(language: str, name: str, **values: object) -> str:
    """Return one sentence with its `{values}` filled in, whatever braces those hold.

    Raises KeyError for a name that no file has: our fault, never an author's.
    """
    return _VALUE.sub(lambda match: str(values.get(match[1], match[0])), find_sentences(language).by_name[name])


def say_on_page(language: str, name: str, **values: object) -> str:
    """Return one sentence for the HTML of a page, marked for `mark_language` where it is in another language than the page."""
    sentence = say(language, name, **values)
    return sentence if speaks(language) else f"{_OPEN}{sentence}{_CLOSE}"


def mark_language(html: str, language: str) -> str:
    """Return the HTML of a page with the language of each sentence of ours, where that is not the page's (WCAG 2.2 3.1.2).

    What stands in an attribute, or where no element may stand, has no mark.
    """
    if _OPEN not in html:
        return html
    mark, inside = f'<span lang="{find_sentences(language).language}">', ""

    def replace(found: re.Match[str]) -> str:
        nonlocal inside
        if found["tag"] is None:
            sentence = found["sentence"]
            return sentence if inside in _TEXT_ALONE else f"{mark}{sentence}</span>"
        inside = found["name"].lower()
        return found["tag"].replace(_OPEN, "").replace(_CLOSE, "")

    return _MARKED.sub(replace, html)
