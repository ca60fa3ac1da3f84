"""A small course with slots on its pages, for the tests of kits."""

from __future__ import annotations

import shutil
from pathlib import Path

SMALL = Path(__file__).parents[2] / "courses" / "small"

ALL_STANDARDS = ("scorm12", "scorm2004-3rd", "scorm2004-4th", "cmi5", "xapi", "web")

SLOTS = """slots:
  contact: whoever offered you this course
  help: You could talk to someone you trust.
  complaints: Ask the person who leads the group.
  dates: Ask when the next session is.
"""
TEXT = "Ask [contact](local:), or look here.\n\n- [dates](local:)\n\n::: local help\n:::\n\n"


def write_slot_course(folder: Path, standards: tuple[str, ...]) -> Path:
    """Write the course with these standards, and return its folder."""
    shutil.copytree(SMALL, folder)
    for path, old, new in (
        ("course.yaml", "outcomes:\n", f"{SLOTS}outcomes:\n"),
        ("course.yaml", "standards: [scorm12, xapi, web]", f"standards: [{', '.join(standards)}]"),
        ("sessions/01-start/session.md", "## What you will do\n", f"{TEXT}## What you will do\n"),
        ("sessions/09-words/session.md", "Involvement, participation and engagement are three things.\n", f"Three things.\n\n{TEXT}"),
    ):
        file = folder / path
        typed = file.read_text("utf-8")
        assert old in typed
        file.write_text(typed.replace(old, new, 1), "utf-8")
    return folder
