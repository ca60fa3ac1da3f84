"""A standard costs one folder and one entry of the registry: without either, the others still make their packages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.standards.registry import STANDARDS
from builder.standards.standard import Standard
from tests.unit.standards.packages import example_package

ROOT = Path(__file__).parents[3]
CHECK = """
import sys
sys.path.append(sys.argv[1])
from tests.unit.standards.packages import STANDARDS, example_package
from builder.lint import lint
for standard in STANDARDS:
    package = example_package(standard.name)
    print(package.name, len(lint(package, STANDARDS)))
"""


def without_room(folder: Path, name: str) -> None:
    """Copy the builder, less one standard."""
    shutil.copytree(ROOT / "builder", folder / "builder", ignore=shutil.ignore_patterns("__pycache__", "_templates"))
    shutil.rmtree(folder / "builder" / "standards" / name)
    registry = folder / "builder" / "standards" / "registry.py"
    text = registry.read_text(encoding="utf-8")
    shorter = re.sub(rf'^ +"[\w-]+": Entry\("[^"]+", "{name}"\),\n', "", text, flags=re.MULTILINE)
    assert text.count("\n") - shorter.count("\n") == sum(room_of(standard) == name for standard in STANDARDS)
    registry.write_text(shorter, encoding="utf-8")


def room_of(standard: Standard) -> str:
    """The folder of a standard; the editions of one share it."""
    return standard.name.split("-")[0]


def test_each_standard_is_the_first_to_recognise_its_own_package() -> None:
    """So a build asks only the standard that made a package, and imports no other."""
    for standard in STANDARDS:
        package = example_package(standard.name)
        assert next(known.name for known in STANDARDS if known.recognises(package)) == standard.name


def test_the_registry_gives_a_standard_by_its_name() -> None:
    assert [STANDARDS.find(name).name for name in STANDARDS.names] == list(STANDARDS.names)
    assert len({standard.name for standard in STANDARDS}) == len(STANDARDS)
    assert all(standard in STANDARDS for standard in STANDARDS)
    with pytest.raises(KeyError):
        STANDARDS.find("scorm13")


@pytest.mark.parametrize("name", sorted({room_of(standard) for standard in STANDARDS}))
def test_the_other_standards_do_without_a_room(name: str, tmp_path: Path) -> None:
    without_room(tmp_path, name)
    done = subprocess.run([sys.executable, "-c", CHECK, str(ROOT)], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:-1] == [f"small-{standard.name}.zip 0" for standard in STANDARDS if room_of(standard) != name]


def test_the_registry_calls_each_standard_what_its_room_calls_it() -> None:
    assert {name: STANDARDS.title(name) for name in STANDARDS.names} == {standard.name: standard.title for standard in STANDARDS}
