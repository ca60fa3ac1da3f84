"""Compiles the templates of pages and reports, and the platforms' files, into `builder/_compiled_templates`, each set unless it is the same already.

A command of its own, since it needs `builder` and jinja2, and the build hook must not import what it builds.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Compile all. Raises jinja2.TemplateSyntaxError with the template's name and line, and as `platforms.registry.read_platform` does."""
    sys.path.insert(0, str(ROOT))
    from builder.pages.compiled import compile_templates
    from builder.pages.environment import source_environment
    from builder.platforms.registry import COMPILED, compile_platforms
    from builder.reports.sheet import source_environment as sheet_environment
    from builder.resources import compiled_templates

    compile_templates(source_environment(), compiled_templates("pages"))
    compile_templates(sheet_environment(), compiled_templates("sheets"))
    compile_platforms(compiled_templates(COMPILED))


if __name__ == "__main__":
    main()
