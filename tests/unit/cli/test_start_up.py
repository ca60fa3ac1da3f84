"""What a command imports before it can begin: counted, since a clock in a test proves nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from builder.standards.registry import STANDARDS
from builder.standards.standard import Standard

TRACE = """
import json, sys
before = set(sys.modules)
from builder.__main__ import main
sys.argv = ["copack", *sys.argv[1:]]
try:
    main()
finally:
    print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
"""


def imported(*arguments: str, folder: Path) -> set[str]:
    """The modules that a command imports in a new process; the command must succeed."""
    ended = subprocess.run([sys.executable, "-c", TRACE, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return set(json.loads(ended.stderr.splitlines()[-1]))


AT_THE_END = """
import atexit, gc, sys
from builder.__main__ import main
atexit.register(lambda: print(gc.get_freeze_count(), len(gc.get_objects()), file=sys.stderr))
main()
"""


def rooms_of_standards(modules: set[str]) -> set[str]:
    rooms = {standard.name.partition("-")[0] for standard in STANDARDS}
    return {parts[2] for parts in (name.split(".") for name in modules) if parts[:2] == ["builder", "standards"] and len(parts) > 2} & rooms


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the course of `copack new` in it."""
    folder = tmp_path_factory.mktemp("house")
    imported("new", "course", folder=folder)
    return folder


def test_help_imports_click_and_the_list_of_commands(house: Path) -> None:
    foreign = {name for name in imported("--help", folder=house) if name.split(".")[0] not in {*sys.stdlib_module_names, "click"}}
    assert foreign == {"builder", "builder.__main__", "builder.cli", "builder.cli.streams"}


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: str(standard.name))
def test_a_build_imports_its_standard_alone_and_tincan_for_statements(standard: Standard, house: Path) -> None:
    modules = imported("build", "course", "--standard", standard.name, "-o", standard.name, folder=house)
    assert rooms_of_standards(modules) == {standard.name.partition("-")[0]}
    assert ("tincan" in modules) is standard.sends_statements


def test_a_build_imports_no_server_and_no_terminal(house: Path) -> None:
    modules = imported("build", "course", folder=house)
    assert not modules & {"starlette", "uvicorn", "watchfiles", "rich", "builder.preview", "builder.lrs"}


def test_a_build_without_drawings_captions_and_recordings_imports_nothing_that_reads_them(house: Path) -> None:
    modules = imported("build", "course", folder=house)
    assert not modules & {"builder.source.drawings.clean", "builder.source.caption_files", "builder.course.recordings.recording"}


def test_at_its_end_a_command_leaves_nothing_for_python_to_search_for_cycles(house: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", AT_THE_END, "--version"], cwd=house, capture_output=True, text=True, check=True)
    frozen, searched = map(int, ended.stderr.splitlines()[-1].split())
    assert frozen > 10 * searched


UNUSED_PATTERNS = """
import json, sys
from builder.__main__ import main
from builder.lazy_pattern import LazyPattern
sys.argv = ["copack", *sys.argv[1:]]
try:
    main()
finally:
    lazy = {f"{module}.{name}": pattern for module, held in sorted(sys.modules.items()) for name, pattern in list(vars(held).items()) if isinstance(pattern, LazyPattern)}
    print(json.dumps([name for name, pattern in lazy.items() if len(vars(pattern)) == len(vars(LazyPattern("", 0)))]), file=sys.stderr)
"""


def test_a_build_compiles_no_pattern_for_what_its_course_does_not_hold(house: Path) -> None:
    arguments = [sys.executable, "-c", UNUSED_PATTERNS, "build", "course", "-o", "patterns"]
    ended = subprocess.run(arguments, cwd=house, capture_output=True, text=True, check=True)
    unused = set(json.loads(ended.stderr.splitlines()[-1]))
    assert len(unused) > 40
    assert {"builder.course.captions._TIMING", "builder.source.markdown.html_tags._TAG", "builder.source.yaml.escapes._NOT_TEXT"} <= unused
