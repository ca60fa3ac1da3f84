"""A fault of Copack itself, as authors read it: never a traceback, and where to look for it in one line."""

from __future__ import annotations

import traceback
from pathlib import Path

from builder import __version__


def describe_own_fault(fault: BaseException) -> str:
    """Return one sentence: that it is ours, what it is, and its module and line."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = f"{'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno}" if frames else "an unknown place"
    return f"This is a fault in Copack {__version__}, not in your course: {type(fault).__name__} at {where}."
