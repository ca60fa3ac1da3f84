"""The frame of every report: one HTML file that needs nothing else and prints well."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from builder.pages.compiled import use_compiled
from builder.resources import compiled_templates

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """Return the templates of `source_environment()`, compiled beforehand where that was done."""
    return use_compiled(source_environment(), compiled_templates("sheets"))


def source_environment() -> Environment:
    """Return the templates of this room. Text is escaped; a misspelt name is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "sheets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["as_json"] = _as_json
    return environment


def _as_json(value: object) -> str:
    """Return indented JSON. msgspec, since the indenting encoder of the standard library is slow and pages hold many examples."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def render_sheet(template: str, **values: object) -> bytes:
    """Return a report as UTF-8 HTML. `template` is a file of `sheets/`."""
    return environment().get_template(template).render(**values).encode()
