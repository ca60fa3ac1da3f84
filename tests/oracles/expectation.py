"""Expectations kept in files: a person reads the difference when one changes."""

from __future__ import annotations

import os
from pathlib import Path


def assert_expected(path: Path, text: str) -> None:
    """Compare with the reviewed file; `COPACK_UPDATE=1` writes the file anew, for a person to read the difference."""
    if "COPACK_UPDATE" in os.environ:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"read the difference; COPACK_UPDATE=1 renews {path.name}"
