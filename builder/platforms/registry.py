"""Every platform that Copack knows something about, read from its data file when somebody asks."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from builder.platforms.platform import Platform
from builder.resources import compiled_templates

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
    """Return all of them, in the order of `NAMES`: as the build hook compiled them, or, where a file has changed since, read anew."""
    compiled = read_compiled(compiled_templates(COMPILED))
    return compiled if compiled is not None else tuple(read_platform(DATA / f"{name}.toml") for name in NAMES)


# ---------------------------------------------------------------- compiled by the build hook

COMPILED = "platforms.json"
"""Beside the compiled templates: reading so much TOML takes a build ten milliseconds, this one."""


def read_compiled(path: Path) -> tuple[Platform, ...] | None:
    """Return what `compile_platforms` wrote; `None` where there is nothing, or something that was made from other files than these."""
    from msgspec.json import decode

    try:
        stamp, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return decode(content, type=tuple[Platform, ...]) if stamp == make_stamp() else None


def compile_platforms(path: Path) -> bool:
    """Write all platforms as JSON behind a line with their stamp, unless that is there already. Returns whether it did; raises as `read_platform`."""
    from msgspec.json import encode

    if read_compiled(path) is not None:
        return False
    content = encode(tuple(read_platform(DATA / f"{name}.toml") for name in NAMES))
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_suffix(".new")
    made.write_bytes(make_stamp() + b"\n" + content)
    made.replace(path)  # a `copack` that runs beside this finds the old file or the new
    return True


def make_stamp() -> bytes:
    """Return the SHA-256 in hex digits over all that the compiled platforms follow from: their order, their files, and the types that these fill."""
    whole = sha256()
    for path in (Path(__file__).with_name("platform.py"), *(DATA / f"{name}.toml" for name in NAMES)):
        content = path.read_bytes()
        whole.update(f"{path.name} {len(content)}\n".encode() + content)
    return whole.hexdigest().encode()
