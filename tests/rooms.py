"""Which tests belong to which room: `make test ROOM=source` runs them, `make mutants` plants faults before them.

    python -m tests.rooms            lists the rooms
    python -m tests.rooms source     runs the tests of one
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent

ROOMS: Final[dict[str, tuple[str, ...]]] = {
    "diagnostics": ("tests/unit/diagnostics", "tests/unit/docs/test_documented.py"),
    "source": ("tests/unit/source", "tests/properties/test_source.py", "tests/properties/test_tree.py", "tests/test_broken.py", "tests/test_hints.py", "tests/test_pasted.py"),
    "course": (
        *("tests/unit/source/test_blocks_of_text.py", "tests/unit/source/test_captions.py", "tests/unit/pages/test_media.py"),
        *("tests/unit/course", "tests/unit/interactions", "tests/unit/tracking"),
    ),
    "interactions": ("tests/unit/interactions", "tests/browser/test_every_kind.py", "tests/browser/test_every_state.py"),
    "tracking": ("tests/unit/tracking", "tests/properties/test_identifiers.py", "tests/spec/xapi/test_profile.py"),
    "editorial": ("tests/unit/editorial",),
    "pages": ("tests/unit/pages",),
    "package": ("tests/unit/package", "tests/spec/zip", "tests/build"),
    "output": ("tests/unit/output",),
    "standards": ("tests/unit/standards", "tests/test_broken_packages.py"),
    "standards/scorm12": ("tests/spec/scorm12", "tests/runtime/parts/scorm12_driver.test.ts", "tests/runtime/parts/scorm.test.ts"),
    "standards/scorm2004": ("tests/spec/scorm2004", "tests/runtime/parts/scorm2004_driver.test.ts", "tests/browser/test_units_scorm2004.py"),
    "standards/cmi5": ("tests/spec/cmi5", "tests/runtime/parts/cmi5_driver.test.ts"),
    "standards/xapi": ("tests/unit/standards/test_manifests.py", "tests/test_broken_packages.py", "tests/runtime/parts/xapi_driver.test.ts"),
    "standards/web": ("tests/runtime/parts/web_driver.test.ts", "tests/browser/test_walk_web.py"),
    "lrs": ("tests/unit/lrs", "tests/spec/xapi"),
    "platforms": ("tests/unit/platforms",),
    "reports": ("tests/unit/reports", "tests/unit/standards/test_handover.py", "tests/browser/test_reports.py"),
    "evidence": ("tests/unit/evidence",),
    "printing": ("tests/unit/printing", "tests/browser/test_slides.py", "tests/unit/cli/test_print.py"),
    "kit": ("tests/unit/kit", "tests/unit/kit/local_words.test.ts", "tests/browser/test_make_it_yours.py", "tests/browser/test_session_file.py", "tests/browser/test_one_session.py"),
    "templates/kit": ("tests/unit/kit",),
    "bilingual": ("tests/unit/bilingual", "tests/unit/cli/test_translate.py"),
    "pipeline": ("tests/unit/cli/test_commands.py", "tests/unit/source/test_inventory.py", "tests/build"),
    "preview": ("tests/unit/preview", "tests/browser/test_preview_is_private.py"),
    "cli": ("tests/unit/cli",),
    "templates/runtime": ("tests/runtime", "tests/unit/browsers"),
    "templates/print": ("tests/unit/printing", "tests/browser/test_reports.py"),
    "templates/file": ("tests/unit/kit", "tests/browser/test_session_file.py", "tests/browser/test_one_session.py"),
    "templates/pages": ("tests/unit/pages", "tests/browser/test_accessibility.py"),
    "templates/styles": ("tests/unit/assets/styles.test.ts", "tests/browser/test_every_state.py"),
    "templates/assets": ("tests/unit/assets", "tests/unit/browsers"),
}
"""Folder below `builder/` or `templates/` -> tests: files and folders of pytest, and TypeScript tests, which run in Node."""

_PYTEST_FAULT: Final = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)
_NODE_FAULT: Final = re.compile(r"^not ok \d+ - (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """What became of a selection of tests. `killed_by`: the first test that failed, "" when all passed."""

    killed_by: str
    seconds: float
    output: str


def run_tests(root: Path, selection: Sequence[str], *options: str) -> Run:
    """Run tests of a tree until one fails.

    Args:
        root: of the tree that is tested; its own `builder` is imported.
        selection: files and folders, of pytest and of Node.
        options: further ones for pytest.

    """
    start = perf_counter()
    scripts = [file for path in selection for file in list_scripts(root, path)]
    python = [path for path in selection if not path.endswith(".ts") and not _only_scripts(root / path)]
    output = ""
    for command, fault in ((_node(scripts), _NODE_FAULT), (_pytest(python, options), _PYTEST_FAULT)):
        if command is None:
            continue
        # Programs that tests start import the tree's own `builder`; byte code could outlive a fault that is planted and taken out within a second
        path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", "COPACK_EXAMPLES": "all"}
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        output += done.stdout + done.stderr
        if done.returncode:
            found = fault.search(done.stdout)
            return Run(found[1] if found else f"exit {done.returncode}", perf_counter() - start, output)
    return Run("", perf_counter() - start, output)


def list_scripts(root: Path, path: str) -> list[str]:
    """TypeScript tests at a path."""
    if path.endswith(".ts"):
        return [path]
    return sorted(file.relative_to(root).as_posix() for file in (root / path).rglob("*.test.ts")) if (root / path).is_dir() else []


def _only_scripts(path: Path) -> bool:
    return path.is_dir() and not any(path.rglob("test_*.py"))


def _node(scripts: Sequence[str]) -> list[str] | None:
    return ["node", "--import", "tsx", "--test-reporter=tap", "tests/node_tests.mjs", *scripts] if scripts else None


def _pytest(paths: Sequence[str], options: Sequence[str]) -> list[str] | None:
    return [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *options, *paths] if paths else None


def main(rooms: Sequence[str]) -> int:
    """Run the tests of rooms, or list the rooms."""
    unknown = [room for room in rooms if room not in ROOMS]
    if unknown or not rooms:
        print("\n".join(([f"There is no room {', '.join(unknown)}. Rooms are:"] if unknown else []) + sorted(ROOMS)))
        return 2 if unknown else 0
    run = run_tests(ROOT, list(dict.fromkeys(path for room in rooms for path in ROOMS[room])))
    print(run.output)
    print(f"{', '.join(rooms)}: {run.killed_by or 'green'}, {run.seconds:.0f} s")
    return 1 if run.killed_by else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
