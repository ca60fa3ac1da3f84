"""The templates of every page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import builder.interactions.kinds
from builder.pages.compiled import use_compiled
from builder.resources import compiled_templates, find_templates

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """Return the templates of `source_environment()`, compiled beforehand where that was done."""
    return use_compiled(source_environment(), compiled_templates("pages"))


def source_environment() -> Environment:
    """Return the templates of `templates/pages/` and, as `kinds/<folder>/view.html.jinja`, those of the kinds.

    Text is escaped unless it is `Markup`; a misspelt name is an error.
    """
    return _make_environment(find_templates() / "pages")


@cache
def layered_environment(*names: str) -> Environment:
    """Return the templates of `templates/<name>/`, for what it has none for those of the next name, and in the end those of pages."""
    return _make_environment(*(find_templates() / name for name in (*names, "pages")))


def _make_environment(*folders: Path) -> Environment:
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

    kinds = FileSystemLoader(Path(builder.interactions.kinds.__path__[0]))
    return Environment(
        loader=ChoiceLoader([*map(FileSystemLoader, folders), PrefixLoader({"kinds": kinds})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: object) -> str:
    """Return what a template says with these values."""
    return environment().get_template(template).render(values)
