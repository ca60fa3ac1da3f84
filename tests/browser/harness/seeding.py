"""Plants a fault in the browser half of a standard and puts it into a finished package, to see that the proofs notice."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.resources import read_asset
from tests.browser.harness.server import read_files

ROOT: Final = Path(__file__).resolve().parents[3]
ESBUILD: Final = ROOT / "node_modules" / ".bin" / "esbuild"


@dataclass(frozen=True)
class Room:
    """Where a script comes from, and how it makes itself known."""

    folder: Path
    entry: str
    asset: str
    register: str


def driver(standard: str) -> Room:
    """The driver of a standard."""
    return Room(ROOT / "builder" / "standards" / standard, "driver", f"drivers/{standard}.js", f'driver("{standard}", made)')


def part(name: str) -> Room:
    """A part that drivers share, kept in a folder."""
    return Room(ROOT / "templates" / "runtime" / "parts" / name, "index", f"parts/{name}.js", f'part("{name}", made)')


def plant(package: Path, room: Room, file: str, seed: tuple[str, str], work: Path) -> dict[str, bytes]:
    """The files of a package whose `room` has `seed` (text as it is, text as it becomes) in one of its files.

    Fails when the text is not there any more: then the seed must be written anew, or it would prove nothing.
    """
    sources = work / room.folder.name
    shutil.copytree(room.folder, sources, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    before, after = seed
    source = (sources / file).read_text(encoding="utf-8")
    assert before in source, f"{file} no longer says {before!r}: write this seed anew"
    (sources / file).write_text(source.replace(before, after), encoding="utf-8")
    entry = sources / "planted-entry.ts"
    entry.write_text(f'import made from "./{room.entry}";\nwindow.copack.{room.register};\n', encoding="utf-8")
    command = [str(ESBUILD), str(entry), "--bundle", "--format=iife", "--target=es2018", "--charset=utf8", "--log-level=error"]
    planted = subprocess.run(command, capture_output=True, check=True).stdout
    files = read_files(package)
    healthy = read_asset(room.asset).rstrip()
    assert files["standard.js"].count(healthy) == 1, f"{room.asset} is not in the package"
    return files | {"standard.js": files["standard.js"].replace(healthy, planted.rstrip())}
