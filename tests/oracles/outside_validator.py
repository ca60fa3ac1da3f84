"""npm's @learninglocker/xapi-validation, run in Node over a list of statements."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
SCRIPT: Final = ROOT / "tests" / "spec" / "xapi" / "oracle.mjs"
PACKAGE: Final = ROOT / "node_modules" / "@learninglocker" / "xapi-validation" / "package.json"


def judge_statements(statements: list[dict[str, Any]]) -> list[str]:
    """Every warning of the outside validator; an empty list when it has none. Skips where it is not installed."""
    node = shutil.which("node")
    if node is None or not PACKAGE.is_file():
        pytest.skip("node and npm's @learninglocker/xapi-validation are not installed")
    # It knows 1.0.x only, and the version is the store's own stamp
    seen = [{name: value for name, value in statement.items() if name != "version"} for statement in statements]
    done = subprocess.run([node, str(SCRIPT), str(PACKAGE)], input=json.dumps(seen), capture_output=True, text=True, check=True, timeout=60)
    judged: list[list[str]] = json.loads(done.stdout)
    assert len(judged) == len(statements)
    return [warning for warnings in judged for warning in warnings]
