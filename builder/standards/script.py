"""`standard.js`: the only file of a package, beside its manifest, that differs between standards.

It joins the shared parts that a driver needs, the driver, and the tables that the tracking plan decides (`Tables` in
`templates/runtime/contract.ts`). Everything is ASCII, and nothing in it can close a script element.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from builder.course.cmi import SHORT_ANSWER_LENGTH, Definition, InteractionType
from builder.pages.pages import Pages
from builder.resources import read_asset
from builder.tracking.plan import PlannedInteraction, TrackingPlan, Unit
from builder.tracking.responses import response_json

SCRIPT_FILE = "standard.js"
START_FILE = "index.html"


class Opening(Struct, frozen=True):
    """How one unit of a course is opened: its page and the script that holds its driver and tables."""

    unit: Unit
    page: str
    script: str


def openings(plan: TrackingPlan) -> tuple[Opening, ...]:
    """Return the openings of a plan's units, in order. The first, mostly the only one, has the plain names."""
    first, *others = plan.units
    return (Opening(first, START_FILE, SCRIPT_FILE), *(Opening(unit, f"unit-{unit.id}.html", f"unit-{unit.id}.js") for unit in others))


def opening_files(
    plan: TrackingPlan,
    pages: Pages,
    connect: str,
    driver: str,
    parts: tuple[str, ...],
    state_limit: int,
    table: Callable[[TrackingPlan], Mapping[str, object]],
) -> dict[str, bytes]:
    """Return path -> bytes of the page and the script of each unit.

    Args:
        plan: everything that may be tracked.
        pages: the shell, and each session's file.
        connect: origins that the page may reach, `'self'`.
        driver: as in `standard_script`.
        parts: likewise.
        state_limit: likewise.
        table: makes the driver's own table from the plan of one unit.

    """
    found: dict[str, bytes] = {}
    for opening in openings(plan):
        own = plan.only(opening.unit)
        found[opening.page] = pages.index(connect, opening.unit.id, opening.script)
        found[opening.script] = standard_script(own, pages, driver, parts, state_limit, table(own))
    return found


def standard_script(plan: TrackingPlan, pages: Pages, driver: str, parts: Iterable[str], state_limit: int, table: Mapping[str, object]) -> bytes:
    """Return the content of `standard.js`.

    Args:
        plan: everything that may be tracked.
        pages: gives each session's file and digest, and the player's sentences.
        driver: name of the standard's room, `scorm12`.
        parts: names of the shared parts that the driver asks for, `scorm`.
        state_limit: the most characters of packed state that this standard carries.
        table: the driver's own table.

    Raises:
        FileNotFoundError: the browser assets were never built.

    """
    scripts = [read_asset(f"parts/{part}.js") for part in parts]
    scripts.append(read_asset(f"drivers/{driver}.js"))
    scripts.append(b"copack.tables(" + as_json(tables(plan, pages, driver, state_limit, table)) + b");\n")
    return b"".join(script.rstrip() + b"\n" for script in scripts)


def as_json(value: object) -> bytes:
    """Return compact ASCII JSON that is safe inside a script element and as a script."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False).replace("</", "<\\/").replace("<!", "<\\u0021").encode()


def tables(plan: TrackingPlan, pages: Pages, driver: str, state_limit: int, table: Mapping[str, object]) -> dict[str, object]:
    """Return what the browser knows of the course: `Tables` of `contract.ts`."""
    return {
        "course": {"id": plan.course, "unit": plan.units[0].id, "title": plan.title, "version": plan.version, "language": plan.language},
        "outcomes": [{"id": one.id, "text": one.text} for one in plan.objectives],
        "sessions": _sessions(plan, pages),
        "checks": [
            {
                "id": check.id,
                "key": check.key,
                "title": check.title,
                "final": check.final,
                "page": check.page,
                "interactions": list(check.interactions),
                **({"draw": [[one.count, one.outcome] for one in check.draw]} if check.draw else {}),
                **({"tries": check.tries} if check.tries is not None else {}),
                **({"feedback": check.feedback.split(" ")[0]} if check.feedback != "each try" else {}),
            }
            for check in plan.checks
        ],
        "interactions": [_interaction(one) for one in plan.interactions],
        "pass": {"mark": plan.pass_rule.mark, "tries": plan.pass_rule.tries},
        "limits": {"state": state_limit, "answer": SHORT_ANSWER_LENGTH},
        "words": unit_words(pages.words, whole=plan.units[0].activity.role == "course"),
        "driver": {"name": driver, "table": dict(table)},
    }


UNIT_WORDS = "unit-"
"""Begins the name of a sentence that stands in for another where a unit is not the whole course."""


def unit_words(words: Mapping[str, str], *, whole: bool) -> dict[str, str]:
    """Return the sentences of a unit's player: in a part of a course nobody is told that the course is finished."""
    own = {name: text for name, text in words.items() if not name.startswith(UNIT_WORDS)}
    return own if whole else {**own, **{name.removeprefix(UNIT_WORDS): text for name, text in words.items() if name.startswith(UNIT_WORDS)}}


def _sessions(plan: TrackingPlan, pages: Pages) -> list[dict[str, object]]:
    rendered = {session.id: session for session in pages.sessions}
    return [
        {
            "id": session.id,
            "title": session.title,
            "file": rendered[session.id].file,
            "digest": rendered[session.id].digest,
            "outcomes": list(session.outcomes),
            "pages": [{"id": page.id, "key": page.key, "title": page.title, "core": page.core, "minutes": page.minutes} for page in session.pages],
        }
        for session in plan.sessions()
    ]


def _interaction(one: PlannedInteraction) -> dict[str, object]:
    definition = one.definition
    found: dict[str, object] = {
        "id": one.id,
        "key": one.key,
        "kind": one.kind,
        "page": one.page,
        "check": one.check,
        "type": definition.type.value,
        "correct": [response_json(response) for response in definition.correct],
        "codes": _codes(definition),
        "points": one.points,
        "recorded": one.recorded,
        "outcomes": list(one.outcomes),
    }
    if definition.variants:
        found["variants"] = [list(gap) for gap in definition.variants]
    if definition.tolerance:
        found["tolerance"] = definition.tolerance
    for name in ("shuffle", "partial"):
        if getattr(one, name):
            found[name] = True
    if one.kept == "window":
        found |= {"own": True, "prompt": definition.description}
    return found


def _codes(definition: Definition) -> list[str]:
    """Return the codes that a marking is given by: options, sources, steps or gaps."""
    match definition.type:
        case InteractionType.MATCHING:
            parts = definition.sources
        case InteractionType.PERFORMANCE:
            parts = definition.steps
        case _:
            parts = definition.choices
    return [part.code for part in parts]
