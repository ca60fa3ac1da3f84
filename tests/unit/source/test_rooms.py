"""A kind costs one folder and one entry of the registry: without either, the others still read their questions."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.interactions.registry import KINDS
from tests.unit.source.author import COURSE, PAGE, TOP

ROOT = Path(__file__).parents[3]
CHECK = """
import sys
from pathlib import Path
from builder.source.compile import compile_course
from builder.source.files import load
loaded = load(Path(sys.argv[1]))
print(*sorted(f"{one.rule.code} {one.place.line}" for one in compile_course(loaded.value).diagnostics), sep="\\n")
"""


def without_room(folder: Path, kind: str) -> None:
    """Copy what compiling needs, less one kind."""
    for room in ("diagnostics", "course", "interactions", "package", "source"):
        shutil.copytree(ROOT / "builder" / room, folder / "builder" / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "builder" / "__init__.py", folder / "builder" / "__init__.py")
    shutil.rmtree(folder / "builder" / "interactions" / kind)
    registry = folder / "builder" / "interactions" / "registry.py"
    text = registry.read_text(encoding="utf-8")
    shorter = re.sub(rf"^(?:from builder\.interactions\.{kind} import .*|    {kind.upper()},)\n", "", text, flags=re.MULTILINE)
    assert text.count("\n") - shorter.count("\n") == 2
    registry.write_text(shorter, encoding="utf-8")


@pytest.mark.parametrize("kind", [kind.folder for kind in KINDS])
def test_the_other_kinds_do_without_a_room(kind: str, tmp_path: Path) -> None:
    without_room(tmp_path, kind)
    session = tmp_path / "course" / "sessions" / "01-any"
    session.mkdir(parents=True)
    (tmp_path / "course" / "course.yaml").write_text(COURSE, encoding="utf-8")
    lines = (TOP + PAGE).splitlines()
    expected = []
    for folder in (one.folder for one in KINDS):
        if folder == kind:
            expected = [f"SRC033 {len(lines) + 1}"]
        lines += (ROOT / "builder" / "interactions" / folder / "example.md").read_text(encoding="utf-8").splitlines()
    (session / "media").mkdir()
    (session / "media" / "meeting.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>', encoding="utf-8")
    (session / "session.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", CHECK, str(tmp_path / "course")], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:-1] == expected
