"""`standard.js`: the only file of a package, beside its manifest, that differs between standards.

It joins the shared parts that a driver needs, the driver, and the tables that the tracking plan decides (`tables.Tables`).
Everything is ASCII, and nothing in it can close a script element.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec
from msgspec import Struct

from builder.package.content import address_of
from builder.pages.pages import Pages
from builder.resources import read_asset
from builder.standards.tables import make_tables
from builder.tracking.plan import TrackingPlan, Unit

SCRIPT_FILE = "standard.js"
START_FILE = "index.html"


class UnitFiles(Struct, frozen=True):
    """How one unit of a course is opened.

    Attributes:
        page: path of its launch page.
        script: path of the script that holds its driver and tables, without the digest that its address has.

    """

    unit: Unit
    page: str
    script: str


def unit_files(plan: TrackingPlan) -> tuple[UnitFiles, ...]:
    """Return the openings of a plan's units, in order. The first, mostly the only one, has the plain names."""
    first, *others = plan.units
    return (UnitFiles(first, START_FILE, SCRIPT_FILE), *(UnitFiles(unit, f"unit-{unit.id}.html", f"unit-{unit.id}.js") for unit in others))


def opening_files(
    plan: TrackingPlan,
    pages: Pages,
    connect: str,
    driver: str,
    parts: tuple[str, ...],
    state_limit: int,
    table: Callable[[TrackingPlan], Struct],
) -> dict[str, bytes]:
    """Return address -> bytes of the page and the script of each unit.

    Args:
        plan: everything that may be tracked.
        pages: the shell, and each session's file.
        connect: origins that the page may reach, `'self'`.
        driver: as in `standard_script`.
        parts: likewise.
        state_limit: likewise.
        table: makes the driver's own table from the plan of one unit.

    """
    files: dict[str, bytes] = {}
    for opening in unit_files(plan):
        own = plan.only(opening.unit)
        script = standard_script(own, pages, driver, parts, state_limit, table(own))
        address = address_of(opening.script, script)
        files[opening.page] = pages.index(connect, opening.unit.id, address)
        files[address] = script
    return files


def standard_script(plan: TrackingPlan, pages: Pages, driver: str, parts: Iterable[str], state_limit: int, table: Struct) -> bytes:
    """Return the content of `standard.js`.

    Args:
        plan: everything that may be tracked.
        pages: gives the player's sentences.
        driver: name of the standard's room, `scorm12`.
        parts: names of the shared parts that the driver asks for, `scorm`.
        state_limit: the most characters of packed state that this standard carries.
        table: the driver's own table.

    Raises:
        FileNotFoundError: the browser assets were never built.

    """
    scripts = [read_asset(f"parts/{part}.js") for part in parts]
    scripts.append(read_asset(f"drivers/{driver}.js"))
    scripts.append(b"copack.tables(" + as_json(make_tables(plan, pages, driver, state_limit, table)) + b");\n")
    return b"".join(script.rstrip() + b"\n" for script in scripts)


_NOT_ASCII = re.compile("[^\x00-\x7f]")


def as_json(value: object) -> bytes:
    """Return compact ASCII JSON that is safe inside a script element and as a script.

    Raises:
        TypeError: the value holds what JSON has no form for.

    """
    written = msgspec.json.encode(value).replace(b"</", b"<\\/").replace(b"<!", b"<\\u0021")
    return written if written.isascii() else _NOT_ASCII.sub(_escape, written.decode()).encode("ascii")


def _escape(match: re.Match[str]) -> str:
    """Return a character as JSON escapes it: as one or two units of UTF-16 (RFC 8259, 7)."""
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
