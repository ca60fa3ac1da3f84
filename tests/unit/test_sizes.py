"""What is read in one sitting: modules of 250 lines, functions of 40 (TypeScript's limits stand in eslint.config.mjs)."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
MODULE: Final = 250
LARGEST: Final = 300
FUNCTION: Final = 40
LARGE: Final = {
    "builder/interactions/reading.py": "every rule that kinds share, each beside its check",
    "builder/pages/blocks.py": "one function for each block that a page may hold",
    "builder/source/inventory.py": "one walk over the author's folder, which accounts for every file",
    "builder/tracking/plan.py": "the values of the plan and what each field means; hardly any code",
    "builder/tracking/profile.py": "the xAPI Profile from the plan to JSON-LD, by one specification",
}
"""Modules over 250 lines, and what would be torn apart."""
SOURCES: Final = [
    path
    for part in ("builder", "templates/assets", ".ci")
    for path in sorted((ROOT / part).rglob("*.py"))
    if not {"_assets", "_compiled_templates", "_templates"} & set(path.relative_to(ROOT).parts)
]


def test_a_module_has_at_most_250_lines_or_a_reason() -> None:
    lines = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").count("\n") for path in SOURCES}
    assert {name for name, count in lines.items() if count > MODULE} == set(LARGE)
    assert not [name for name, count in lines.items() if count > LARGEST]


def test_a_function_has_at_most_40_lines() -> None:
    long = [
        f"{path.relative_to(ROOT).as_posix()}: {node.name} has {length} lines"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION
    ]
    assert long == []
