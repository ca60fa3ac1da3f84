"""Says what is wrong with a statement: the way in to `validation`.

The clauses are those of xAPI 1.0.3 ("Data", "Communication"), which 2.0 keeps, and of IEEE 9274.1.1 for what
2.0 adds: `contextAgents` and `contextGroups`, RFC 3339's looser way to write a time, version 2.0.0. Under 2.0 a
statement that calls itself 1.0.x is taken too, as one LRS forwards it to another.

Not judged: signatures (Data 2.6), whose proof is in the attached file, and anything about meaning
(Communication 3.0), such as personal data in ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.lrs.fault import Edition, Fault, Json, JsonLocation, RequirementLevel
from builder.lrs.json_text import read_json
from builder.lrs.validation.actor import validate_actor, validate_agent_at
from builder.lrs.validation.statement import validate_statement_at


def validate_statement(statement: Json, edition: Edition = Edition.V1) -> tuple[Fault, ...]:
    """List the faults of one statement, advice included, in the order of its properties."""
    return tuple(validate_statement_at(statement, JsonLocation(edition=edition)))


def validate_statements(value: Json, edition: Edition = Edition.V1) -> tuple[Fault, ...]:
    """List the faults of one statement or of an array of them."""
    return tuple(_validate_batch(value, JsonLocation(edition=edition)))


def validate_text(raw: str | bytes, edition: Edition = Edition.V1) -> tuple[Fault, ...]:
    """List the faults of a JSON text that holds a statement or an array, duplicate keys and encoding included."""
    reading = read_json(raw)
    if reading.value is None and reading.faults:
        return reading.faults
    return reading.faults + validate_statements(reading.value, edition)


def validate_agent(value: Json, edition: Edition = Edition.V1, *, group: bool = False) -> tuple[Fault, ...]:
    """List the faults of an agent in a request's parameter; with `group`, a group is taken as well."""
    validate = validate_actor if group else validate_agent_at
    return tuple(validate(value, JsonLocation(edition=edition)))


def refusals(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Keep the faults for which an LRS refuses a statement; advice is left out."""
    return tuple(fault for fault in faults if fault.grade is RequirementLevel.MUST)


def _validate_batch(value: Json, location: JsonLocation) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield from validate_statement_at(value, location)
        return
    seen: set[str] = set()
    for index, statement in enumerate(value):
        place = location.item(index)
        yield from validate_statement_at(statement, place)
        name = statement.get("id") if isinstance(statement, dict) else None
        if isinstance(name, str):
            if name.lower() in seen:
                yield place.key("id").fault(f"two statements of this batch have the id {name}", "Communication 2.1.2")
            seen.add(name.lower())
