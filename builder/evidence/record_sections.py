"""What the authors recorded, as JSON: people, decisions, facts, pilots and the other records, as far as the page of the pack shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import to_builtins
from msgspec.structs import asdict

from builder.editorial.sign_off import RoleState, SessionState

Values = Mapping[str, Any]
"""What the page of the pack is drawn from, by name."""


def _people(values: Values) -> object:
    people = values["credits"]
    shown = ("name", "roles", "competence", "interests")
    return {
        "sign_offs": [_session(state) for state in values["signed"]],
        "named": [{name: getattr(person, name) for name in shown} for person in people.named],
        "counted": dict(people.counted),
        "offered": values["records"].offered,
    }


def _session(state: SessionState) -> dict[str, object]:
    shown = ("before", "after", "reason", "typed_in_by", "typed_in_on")
    return {
        "session": state.session,
        "version_word": state.word,
        "digest": state.digest,
        "roles": [_role(role) for role in state.roles],
        "corrections": [
            {**{name: getattr(each, name) for name in shown}, "passages": to_builtins(each.passages)} for each in state.corrections
        ],
    }


def _role(role: RoleState) -> dict[str, object]:
    shown = ("typed_in_by", "typed_in_on", "date", "meeting", "disagreed")
    record = {name: getattr(role.record, name) for name in shown} if role.record is not None else None
    return {"role": role.role, "state": role.state, "record": record, "earlier": role.earlier.decision if role.earlier is not None else None}


def _facts(values: Values) -> object:
    uses, facts = values["fact_uses"], values["records"].facts
    return [{**asdict(fact), "pages": [page.id for page in uses.pages.get(fact.id, ())]} for fact in (facts.facts if facts is not None else ())]


def _pilots(values: Values) -> object:
    """Totals alone have numbers: those of one site would tell of few people."""
    pilots = values["records"].pilots
    shown = ("site", "first", "last", "manner", "changed")
    return {
        "rule": pilots.rule if pilots is not None else "",
        "rule_written": pilots.rule_written if pilots is not None else "",
        "hidden_under": values["least_shown"],
        "totals": to_builtins(values["totals"]) if pilots is not None and pilots.pilots else None,
        "pilots": [{name: getattr(pilot, name) for name in shown} for pilot in (pilots.pilots if pilots is not None else ())],
    }


def _involvement(values: Values) -> object:
    record = values["records"].involvement
    return {
        "offered": record.offered if record is not None else "",
        "gripp2": {name: getattr(record.gripp2, name) if record is not None else "" for name in values["gripp2"]},
        "uk_standards": {name: getattr(record.standards, name) if record is not None else "" for name in values["uk_standards"]},
    }


def _record(name: str) -> Callable[[Values], object]:
    """Return what writes a record as it is: the page shows all of it."""
    return lambda values: to_builtins(getattr(values["records"], name))


RECORD_SECTIONS: Final[Mapping[str, Callable[[Values], object]]] = {
    "people": _people,
    "facts": _facts,
    "pilots": _pilots,
    "involvement": _involvement,
    "costs": lambda values: to_builtins(values["costs"]),
    "terms": _record("terms"),
    "register": _record("register"),
    "changes": lambda values: to_builtins(values["records"].changes.changes) if values["records"].changes is not None else None,
    "bodies": lambda values: to_builtins(values["records"].accreditation.bodies) if values["records"].accreditation is not None else [],
}
"""By id of a section, what writes it."""
