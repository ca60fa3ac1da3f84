"""A planted fault as data, and a copy of the tree to plant it in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.rooms import ROOMS

BUILT_FROM: Final = ("templates/", "builder/interactions/", "builder/standards/")
"""Where files lie that the build hook makes assets of."""
MADE: Final = ("builder/_assets", "builder/_compiled_templates")


@dataclass(frozen=True)
class Mutant:
    """One fault.

    Attributes:
        fault: what goes wrong, in words.
        room: whose tests must notice it (a key of `tests.rooms.ROOMS`).
        file: the one file that is changed.
        text: stands in it exactly once.
        replacement: what stands there instead.
        tests: those of the room's tests that are run; all of them when empty.

    """

    fault: str
    room: str
    file: str
    text: str
    replacement: str
    tests: tuple[str, ...] = ()

    @property
    def selection(self) -> tuple[str, ...]:
        """The tests that must notice it."""
        return self.tests or ROOMS[self.room]

    @property
    def needs_assets(self) -> bool:
        """Whether what it changes reaches its tests as an asset of the build: Python tests never see a script's source."""
        in_python = not all(test.endswith(".ts") or test == "tests/runtime" for test in self.selection)
        return in_python and self.file.endswith((".ts", ".css", ".jinja")) and self.file.startswith(BUILT_FROM)

    def list_faults(self, root: Path) -> Iterator[str]:
        """Yield what keeps it from being planted: so the list cannot rot."""
        path = root / self.file
        if not path.is_file():
            yield f"{self.file} is not there"
            return
        count = path.read_text(encoding="utf-8").count(self.text)
        if count != 1:
            yield f"{self.file} holds {self.text!r} {count} times, not once"
        if self.text == self.replacement:
            yield f"{self.file}: the replacement is the text itself"
        if self.room not in ROOMS:
            yield f"there is no room {self.room!r} in tests/rooms.py"
            return
        yield from (f"{test} is not there" for test in self.selection if not (root / test).exists())
        yield from (f"{test} is none of the tests of {self.room}" for test in self.tests if not test.startswith(ROOMS[self.room]))

    @contextmanager
    def planted(self, root: Path) -> Iterator[None]:
        """Plant it in a tree for the length of a `with` block."""
        path = root / self.file
        before = path.read_text(encoding="utf-8")
        path.write_text(before.replace(self.text, self.replacement), encoding="utf-8")
        try:
            if self.needs_assets:
                make_assets(root)
            yield
        finally:
            path.write_text(before, encoding="utf-8")
            if self.needs_assets:
                make_assets(root)


def copy_tree(root: Path, folder: Path) -> Path:
    """Copy everything that is not ignored, and what the build made, into `folder/tree`; the packages of npm are linked."""
    tree = folder / "tree"
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        source = root / name
        if source.is_file() and not source.is_symlink():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, tree / name)
    for made in MADE:
        if (root / made).is_dir():
            shutil.copytree(root / made, tree / made, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    (tree / "node_modules").symlink_to(root / "node_modules")
    shared = root.parent / "shared"
    if shared.is_dir():
        (folder / "shared").symlink_to(shared.resolve())
    return tree


def make_assets(root: Path) -> None:
    """Make the front end of a tree anew, where it changed."""
    subprocess.run([sys.executable, "templates/assets/hook.py"], cwd=root, capture_output=True, check=True)
