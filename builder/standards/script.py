"""The scripts of a package that differ between standards: `standard.js` for the start, `standard-late.js` for what comes after the first page.

The first joins the shared parts that a driver needs, the driver, and the tables that the tracking plan decides (`tables.Tables`); the second the
late half of the player, the browser halves of kinds and blocks, the rest of the tables and the views beside the course.
Everything is ASCII, and nothing in it can close a script element.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec
from msgspec import Struct

from builder.language_tag import primary_of
from builder.package.content import address_of
from builder.pages.pages import Pages
from builder.resources import read_asset
from builder.standards.late_tables import LateTables, part_tables
from builder.standards.tables import make_tables
from builder.tracking.plan import TrackingPlan, Unit

SCRIPT_FILE = "standard.js"
LATE_FILE = "standard-late.js"
START_FILE = "index.html"


class UnitFiles(Struct, frozen=True):
    """How one unit of a course is opened.

    Attributes:
        page: path of its launch page.
        script: path of the script that holds its driver and tables, without the digest that its address has.
        late: likewise of the script with what comes after the first page.

    """

    unit: Unit
    page: str
    script: str
    late: str


class DriverParts(Struct, frozen=True):
    """Names of the shared parts that a driver asks for, `scorm`: to begin a visit, and for what comes of answers and of more than the first page."""

    start: tuple[str, ...] = ()
    late: tuple[str, ...] = ()


def unit_files(plan: TrackingPlan) -> tuple[UnitFiles, ...]:
    """Return the openings of a plan's units, in order. The first, mostly the only one, has the plain names."""
    first, *others = plan.units
    named = (UnitFiles(unit, f"unit-{unit.id}.html", f"unit-{unit.id}.js", f"late-{unit.id}.js") for unit in others)
    return (UnitFiles(first, START_FILE, SCRIPT_FILE, LATE_FILE), *named)


def opening_files(
    plan: TrackingPlan,
    pages: Pages,
    connect: str,
    driver: str,
    parts: DriverParts,
    state_limit: int,
    table: Callable[[TrackingPlan], Struct],
    device: Callable[[TrackingPlan], str] = lambda _: "",
) -> dict[str, bytes]:
    """Return address -> bytes of the page and the script of each unit.

    Args:
        plan: everything that may be tracked.
        pages: the shell, and each session's file.
        connect: origins that the page may reach, `'self'`.
        driver: as in `standard_script`.
        parts: names of the shared parts that the driver asks for.
        state_limit: the most characters of packed state that this standard carries.
        table: makes the driver's own table from the plan of one unit.
        device: as in `Pages.index`, from the same.

    """
    files: dict[str, bytes] = {}
    for opening in unit_files(plan):
        own = plan.only(opening.unit)
        whole = make_tables(own, pages, driver, state_limit, table(own))
        start, rest = part_tables(whole, pages.views.get(opening.unit.id, ""))
        watching = () if primary_of(plan.language) == primary_of(pages.spoken) else ("languages",)
        switch = ("translations",) if pages.languages else ()
        script, late = standard_script(driver, (*watching, *parts.start), start), late_script(pages, (*switch, *parts.late), rest)
        addresses = address_of(opening.script, script), address_of(opening.late, late)
        files[opening.page] = pages.index(connect, opening.unit.id, *addresses, device(own))
        files |= dict(zip(addresses, (script, late), strict=True))
    return files


def standard_script(driver: str, parts: Iterable[str], tables: object) -> bytes:
    """Return the content of `standard.js`.

    Args:
        driver: name of the standard's room, `scorm12`.
        parts: names of the shared parts that the driver asks for, `scorm`.
        tables: those of the start, as they travel.

    Raises:
        FileNotFoundError: the browser assets were never built.

    """
    scripts = [_read_part(part) for part in parts]
    scripts.append(read_asset(f"drivers/{driver}.js"))
    scripts.append(b"copack.tables(" + as_json(tables) + b");")
    return b"".join(script.rstrip() + b"\n" for script in scripts)


def late_script(pages: Pages, parts: Iterable[str], rest: LateTables) -> bytes:
    """Return the content of `standard-late.js`. The rest of the tables comes last: where it has arrived, all has.

    Args:
        pages: give the browser halves of blocks and kinds.
        parts: names of shared parts, as in `DriverParts.late`.
        rest: of the tables.

    """
    shared = b"".join(_read_part(part) for part in parts)
    return read_asset("runtime-late.js") + shared + pages.widgets + b"copack.rest(" + as_json(rest) + b");\n"


def _read_part(name: str) -> bytes:
    return read_asset(f"parts/{name}.js").rstrip() + b"\n"


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
