"""The templates of every page, and the sentences that they and the player say."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import builder.interactions.kinds
from builder.pages.compiled import use_compiled
from builder.resources import compiled_templates, find_templates

if TYPE_CHECKING:
    from jinja2 import Environment

SHELL_ONLY = "shell-"
"""Sentences whose name begins so are used by templates alone; they do not travel in the browser's tables."""


@cache
def sentences(language: str) -> dict[str, str]:
    """Return sentence by name in a language (RFC 5646), or in English where there is no translation.

    The file is `templates/pages/words.<language>.json`.
    """
    folder = find_templates() / "pages"
    file = next((path for tag in _broader(language) if (path := folder / f"words.{tag}.json").is_file()), folder / "words.en-GB.json")
    words: dict[str, str] = json.loads(file.read_text("utf-8"))
    return words


def _broader(language: str) -> list[str]:
    """`cy-GB-x-north` -> itself, `cy-GB-x`, `cy-GB`, `cy` (RFC 4647 3.4, Lookup)."""
    parts = language.split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def say(language: str, name: str, **values: object) -> str:
    """Return one sentence with its `{values}` filled in, whatever braces those hold.

    Raises KeyError for a name that no file has: our fault, never an author's.
    """
    return _VALUE.sub(lambda match: str(values.get(match[1], match[0])), sentences(language)[name])


_VALUE = re.compile(r"\{(\w+)\}")


@cache
def environment() -> Environment:
    """Return the templates of `source_environment()`, compiled beforehand where that was done."""
    return use_compiled(source_environment(), compiled_templates("pages"))


def source_environment() -> Environment:
    """Return the templates of `templates/pages/` and, as `kinds/<folder>/view.html.jinja`, those of the kinds.

    Text is escaped unless it is `Markup`; a misspelt name is an error.
    """
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

    kinds = FileSystemLoader(Path(builder.interactions.kinds.__path__[0]))
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(find_templates() / "pages"), PrefixLoader({"kinds": kinds})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: object) -> str:
    """Return what a template says with these values."""
    return environment().get_template(template).render(values)
