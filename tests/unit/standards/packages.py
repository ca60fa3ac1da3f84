"""Packages of the small hand-made course, and pages for it that no renderer made: what standards do, and nothing else."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from builder.package.content import address_of
from builder.package.package import Package
from builder.pages.pages import CONNECT_MARK, DEVICE_MARK, LATE_MARK, SCRIPT_MARK, START_SCRIPT, Pages, RenderedPage, RenderedSession, path_to
from builder.standards.late_tables import LATE_ROWS
from builder.standards.registry import STANDARDS
from builder.standards.standard import Options, Standard
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import TrackingPlan
from tests.addresses import address_in
from tests.unit.tracking.example import example_course

PLAYER, STYLE, DRAWING = b"// the player", b"body{margin:0}", b"<svg xmlns='http://www.w3.org/2000/svg'/>"

SHELL = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>A small course</title>'
    f'<meta http-equiv="Content-Security-Policy" content="connect-src {CONNECT_MARK}">'
    f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{path_to("style.css", STYLE)}">'
    f'<link rel="copack-script" href="{path_to("runtime.js", PLAYER)}"><link rel="copack-script" href="{SCRIPT_MARK}"><link rel="copack-late" href="{LATE_MARK}">'
    f'<script src="{START_SCRIPT}" defer></script></head><body data-progress="{DEVICE_MARK}"><main id="main"></main></body></html>'
)


def example_plan(**changes: object) -> TrackingPlan:
    plan = plan_tracking(example_course(**changes)).value  # type: ignore[arg-type]  # a test names the fields it changes
    assert plan is not None
    return plan


def example_pages(plan: TrackingPlan) -> Pages:
    sessions = tuple(
        RenderedSession(
            session.id,
            address_of(f"sessions/{session.id}.js", b"copack.session();"),
            "0123456789ab",
            b"copack.session();",
            tuple(RenderedPage(page.id, page.title, "<h1>Page</h1>") for page in session.pages),
        )
        for session in plan.sessions()
    )
    files = {START_SCRIPT: b"// asks for the player", "runtime.js": PLAYER, "style.css": STYLE}
    return Pages(
        {plan.units[0].id: SHELL}, sessions, files, frozenset({"choose-one"}), frozenset(), {"next": "Next", "odd": "</script><!-- é \u2028"},
        {address_of("media/plan.svg", DRAWING): DRAWING},
        {plan.units[0].id: "<section></section>"},
        b"// widgets\n",
    )


def standard(name: str) -> Standard:
    return next(one for one in STANDARDS if one.name == name)


@cache
def example_package(name: str, *, schemas: bool = True) -> Package:
    course, plan = example_course(), example_plan()
    return standard(name).package(course, plan, example_pages(plan), Options(schemas=schemas))


def read_script(name: str, path: str = "standard.js") -> bytes:
    """The script with driver and tables, or another."""
    package = example_package(name)
    return package.read(address_in(package.files, path))


def read_call(script: bytes, function: str) -> Any:
    """What a script hands to a function of the player."""
    start = f"copack.{function}(".encode()
    return json.loads(script[script.index(start) + len(start) : script.rindex(b");")])


def unpack_rows(packed: Any) -> list[dict[str, Any]]:
    """Rows as the browser reads them (templates/runtime/table_rows.ts)."""
    names, *rows = packed
    return [dict(zip(names, row, strict=False)) | (row[len(names)] if len(row) > len(names) else {}) for row in rows]


def read_start(name: str) -> Any:
    """The tables of `standard.js`."""
    tables = read_call(read_script(name), "tables")
    tables["sessions"] = unpack_rows(tables["sessions"])
    for session in tables["sessions"]:
        session["pages"] = unpack_rows(session["pages"])
    return tables


def read_tables(name: str) -> Any:
    """The tables of a package, whole again as the browser makes them (templates/runtime/late_tables.ts)."""
    tables, rest = read_start(name), read_call(read_script(name, "standard-late.js"), "rest")
    for rows in LATE_ROWS:
        tables[rows] = unpack_rows(rest[rows])
    table = tables["driver"]["table"]
    for field, entries in rest["driver"].items():
        table[field] = table[field] | entries if isinstance(entries, dict) else table[field] + entries
    tables["words"].update(rest["words"])
    return tables
