"""Templates that were compiled beforehand, by the build hook; taken only while they are what jinja2 would make of the sources now.

Compiling them takes as long as all other work on the pages of a middling course. The stamp beside them is checked at each start, so an
edited template, or another jinja2, costs that time again and nothing else.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

STAMP = "stamp"
_ENDING = "jinja"


def use_compiled(environment: Environment, folder: Path) -> Environment:
    """Return the environment, which loads its templates from `folder` if they were compiled from the same sources by the same jinja2."""
    from jinja2 import ModuleLoader

    if _read_stamp(folder) == make_stamp(environment):
        environment.loader = ModuleLoader(folder)
    return environment


def compile_templates(environment: Environment, folder: Path) -> bool:
    """Compile every template of an environment into `folder`, unless what is there is of the same stamp. Returns whether it did.

    Raises jinja2.TemplateSyntaxError for a template that cannot be compiled, and OSError; `folder` is then as it was.
    """
    stamp = make_stamp(environment)
    if _read_stamp(folder) == stamp:
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
        made = Path(name) / "made"
        environment.compile_templates(made, extensions=[_ENDING], zip=None, ignore_errors=False)
        (made / STAMP).write_text(stamp, "utf-8")
        # Moved aside, not deleted first: a `copack` that runs beside this finds the old templates or the new.
        if folder.exists():
            shutil.move(folder, Path(name) / "before")
        made.rename(folder)
    return True


def make_stamp(environment: Environment) -> str:
    """Return the SHA-256 in hex digits over all that compiled templates follow from: jinja2's version, settings, names and sources."""
    import jinja2

    assert environment.loader is not None
    settings = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks, environment.keep_trailing_newline)
    whole = hashlib.sha256(f"{jinja2.__version__} {settings} {sorted(environment.filters)}".encode())
    for name in environment.list_templates(extensions=[_ENDING]):
        source = environment.loader.get_source(environment, name)[0]
        whole.update(f"\n{name} {len(source)}\n{source}".encode())
    return whole.hexdigest()


def _read_stamp(folder: Path) -> str:
    """Return the stamp of compiled templates; empty where there are none."""
    try:
        return (folder / STAMP).read_text("utf-8")
    except OSError:
        return ""
