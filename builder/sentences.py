"""What templates and player say to learners: one table a language, `templates/pages/words.<language>.json`.

A sentence that nobody has reviewed stands in its table as `{"draft": "..."}`, one that nobody has translated as `{"draft": ""}`. A table with
such a sentence is spoken in the preview alone, which says in English what is not translated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from builder.language_tag import primary_of
from builder.resources import find_templates, read_asset

SHELL_ONLY: Final = "shell-"
"""Sentences whose name begins so are used by templates alone; they do not travel in the browser's tables."""
FALLBACK: Final = "en-GB"
"""Spoken where a language has no table."""
_IN_PREVIEW: Final = "draft"
"""Last subtag, of private use (RFC 5646 2.2.7), of the language of a course that may be spoken by a draft: so no package can come by one unsaid."""
_AS_IN_ENGLISH: Final = {"one": [1]}
"""Of a table that was added after the assets were made; the player does the same where a browser has no plural rules."""
_VALUE = re.compile(r"\{(\w+)\}")
_OURS, _VALUE_OF_COURSE, _END = "\x0e", "\x0f", "\x10"
"""Stand before words of ours, before words of the course in a sentence of ours, and after a sentence: no author's text can hold them."""
_MARKS = f"{_OURS}{_VALUE_OF_COURSE}{_END}"
_PIECE = re.compile(rf"(?P<tag><(?P<name>/?\w{{1,40}})[^<>]*>)|(?P<mark>[{_MARKS}])|(?P<text>[^<{_MARKS}]+)")
_UNMARKED = dict.fromkeys(map(ord, _MARKS))
_TEXT_ALONE = frozenset({"input", "option", "textarea", "title"})
"""Elements that hold no other element, so they may say themselves in which language they are."""


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
    """Return the sentences for a course in a language, of a broader tag where there are no others, in British English where there are none.

    Drafts count for a language of `language_in_preview` alone.
    """
    with_drafts = language.rsplit("-", maxsplit=1)[-1].lower() == _IN_PREVIEW
    spoken = next((tag for tag in _tables(language) if with_drafts or not _is_draft(tag)), FALLBACK)
    sentences = {name: text if isinstance(text, str) else text["draft"] for name, text in _read_table(spoken).items()}
    return Sentences(spoken, sentences if all(sentences.values()) else _fill_in(sentences))


def _fill_in(translated: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences of a draft, with the English one for each that is not translated yet."""
    return {**find_sentences(FALLBACK).by_name, **{name: text for name, text in translated.items() if text}}


def has_draft(language: str) -> bool:
    """Tell whether the only sentences in a language are a draft."""
    tables = _tables(language)
    return bool(tables) and all(map(_is_draft, tables))


def language_in_preview(language: str) -> str:
    """Return the language of a course as the preview takes it: `cy-x-draft` for `cy` where the only sentences are a draft, else the same."""
    return f"{language}{'' if '-x-' in language.lower() else '-x'}-{_IN_PREVIEW}" if has_draft(language) else language


def _tables(language: str) -> list[str]:
    """Return the tags of the tables that could serve a language, the closest first."""
    return [tag for tag in _broader(language) if (find_templates() / "pages" / f"words.{tag}.json").is_file()]


def _is_draft(tag: str) -> bool:
    return any(not isinstance(text, str) for text in _read_table(tag).values())


def _read_table(tag: str) -> Mapping[str, str | Mapping[str, str]]:
    file = find_templates() / "pages" / f"words.{tag}.json"
    return _read_file(file, file.stat().st_mtime_ns)


@cache
def _read_file(file: Path, changed: int) -> Mapping[str, str | Mapping[str, str]]:  # noqa: ARG001  # when it was changed tells one version from the next
    table: dict[str, str | dict[str, str]] = json.loads(file.read_text("utf-8"))
    return table


def _broader(language: str) -> list[str]:
    """`cy-GB-x-north` -> itself, `cy-GB-x`, `cy-GB`, `cy` (RFC 4647 3.4, Lookup)."""
    parts = language.split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def speaks(language: str) -> bool:
    """Tell whether the player speaks a language, whatever the country."""
    return primary_of(find_sentences(language).language) == primary_of(language)


def say(language: str, name: str, **values: object) -> str:
    """Return one sentence with its `{values}` filled in, whatever braces those hold.

    Raises KeyError for a name that no file has: our fault, never an author's.
    """
    return _VALUE.sub(lambda match: str(values.get(match[1], match[0])), find_sentences(language).by_name[name])


def name_counted(language: str, name: str, number: int) -> str:
    """Return the name of the sentence for a number of things: that of the plural form which the player's language has for it, where there is one."""
    spoken = find_sentences(language)
    form = f"{name}-{_find_plural_form(spoken.language, number)}"
    return form if form in spoken.by_name else name


def _find_plural_form(language: str, number: int) -> str:
    forms = _read_plural_forms()
    own = next((forms[tag] for tag in _broader(language) if tag in forms), _AS_IN_ENGLISH)
    return next((form for form, numbers in own.items() if number in numbers), "other")


@cache
def _read_plural_forms() -> Mapping[str, Mapping[str, list[int]]]:
    """Return by language of a table, by form, the whole numbers below 1,000 that take it (`templates/assets/words.mjs`)."""
    forms: dict[str, dict[str, list[int]]] = json.loads(read_asset("plural_forms.json"))
    return forms


def say_on_page(language: str, name: str, **values: object) -> str:
    """Return one sentence for the HTML of a page, with marks for `mark_language` where it is in another language than the course."""
    if speaks(language):
        return say(language, name, **values)
    quoted = {key: f"{_VALUE_OF_COURSE}{value}{_OURS}" if isinstance(value, str) else value for key, value in values.items()}
    return f"{_OURS}{say(language, name, **quoted)}{_END}"


def quote_on_page(language: str, text: str) -> str:
    """Return words of the course that stand in a sentence of `say_on_page`, marked likewise."""
    return text if speaks(language) else f"{_VALUE_OF_COURSE}{text}{_OURS}"


def mark_language(html: str, language: str) -> str:
    """Return the HTML of a page with the language of each sentence of ours, and of what it quotes, where these are two (WCAG 2.2 3.1.2).

    What stands in an attribute of an element that holds others has no mark.
    """
    if _OURS not in html:
        return html
    spoken = find_sentences(language).language
    languages = {_OURS: spoken, _VALUE_OF_COURSE: language, _END: ""}
    now, inside = "", ""

    def replace(piece: re.Match[str]) -> str:
        nonlocal now, inside
        if piece["mark"]:
            now = languages[piece["mark"]]
            return ""
        if piece["text"]:
            return piece["text"] if not now or inside in _TEXT_ALONE or piece["text"].isspace() else f'<span lang="{now}">{piece["text"]}</span>'
        inside = piece["name"].lower()
        says_itself = inside in _TEXT_ALONE and (_OURS in piece["tag"] or html.startswith(_OURS, piece.end()))
        tag = piece["tag"].translate(_UNMARKED)
        return f'{tag[:-1]} lang="{spoken}">' if says_itself else tag

    return _PIECE.sub(replace, html)
