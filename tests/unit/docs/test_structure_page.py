"""`docs/developers/structure.md` is drawn from the imports of the code: `COPACK_UPDATE=1 python -m pytest tests/unit/docs` renews it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import grimp

from tests.oracles.expectation import assert_expected

ROOT: Final = Path(__file__).parents[3]

HEAD = """\
# The structure, drawn from the imports

A test writes this page from the code. [The map](../../builder/README.md) says what each room is for. Imports inside functions count too, and those
for types alone.

"""
STAGED: Final = ("builder.source", "builder.standards")
"""Rooms that are drawn once more from inside."""


@cache
def graph() -> grimp.ImportGraph:
    """Every import between modules of `builder`."""
    return grimp.build_graph("builder", cache_dir=None)


def parts(container: str) -> list[str]:
    """Rooms and modules right below a package."""
    return sorted(graph().find_children(container))


def layers() -> list[list[str]]:
    """Layers of the import contract from top to bottom; rooms that are not built yet stand in brackets there and are left out here."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    contract = next(contract for contract in contracts if contract.get("containers") == ["builder"])
    rows = ([part.strip() for part in layer.replace(":", "|").split("|")] for layer in contract["layers"])
    return [[part for part in row if not part.startswith("(")] for row in rows]


def imports(part: str, container: str) -> list[str]:
    """Names of the other parts of a container that this one imports from."""
    depth = container.count(".") + 2
    modules = {part, *graph().find_descendants(part)}
    targets = {".".join(target.split(".")[:depth]) for module in modules for target in graph().find_modules_directly_imported_by(module)}
    return sorted(target.rpartition(".")[2] for target in targets - {part, container} if target.startswith(f"{container}."))


def table(container: str, order: Iterable[str]) -> Iterator[str]:
    """What each part of a container imports from the others, and which import from it."""
    arrows = {part: imports(part, container) for part in parts(container)}
    yield "| | imports from | imported by |\n| --- | --- | --- |\n"
    for name in order:
        users = ", ".join(part.rpartition(".")[2] for part, targets in arrows.items() if name in targets)
        yield f"| `{name}` | {', '.join(arrows[f'{container}.{name}']) or 'nothing'} | {users or 'nothing'} |\n"


def page() -> Iterator[str]:
    """The page, piece by piece."""
    yield HEAD
    yield "## Layers\n\nA room imports from the layers below its own and from none above (`make lint`).\n\n```\n"
    yield from (f"{'   |   '.join(row)}\n" for row in layers())
    yield "```\n\n## Rooms\n\n"
    yield from table("builder", (name for row in layers() for name in row))
    for container in STAGED:
        yield f"\n## Inside `{container.partition('.')[2]}`\n\n"
        yield from table(container, (part.rpartition(".")[2] for part in parts(container)))


def test_the_page_of_the_structure_is_the_import_graph() -> None:
    assert_expected(ROOT / "docs" / "developers" / "structure.md", "".join(page()))


def test_each_room_has_a_layer() -> None:
    assert sorted(f"builder.{name}" for row in layers() for name in row) == parts("builder")
