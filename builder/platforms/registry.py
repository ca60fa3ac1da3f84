"""Every platform that Copack knows something about, read from its data file when somebody asks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from builder.platforms.platform import Platform

DATA = Path(__file__).parent / "data"

NAMES = (
    "learning-hub",
    "esr",
    "moodle",
    "totara",
    "open-edx",
    "open-olat",
    "ilias",
    "chamilo",
    "wagtail-lms",
    "kolibri",
    "scorm-cloud",
    "aicc-relay",
    "scorm-again",
)
"""In the order of handover sheets: what NHS organisations use first, then others, then what works inside them."""


def read_platform(path: Path) -> Platform:
    """Return the platform of a TOML file; its name is the file's.

    Raises:
        OSError: it cannot be read.
        tomllib.TOMLDecodeError: it is no TOML.
        msgspec.ValidationError: a field is missing, unknown or of another type; the message names it.

    """
    import tomllib

    from msgspec import convert

    return convert({**tomllib.loads(path.read_text("utf-8")), "name": path.stem}, Platform)


@cache
def platforms() -> tuple[Platform, ...]:
    """Return all of them, in the order of `NAMES`. Takes some milliseconds the first time."""
    return tuple(read_platform(DATA / f"{name}.toml") for name in NAMES)
