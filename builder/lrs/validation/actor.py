"""Who did it: agents, groups and how each is identified (Data 2.4.2), and the authority (Data 2.4.9)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.lrs.fault import Fault, Json, JsonLocation, show
from builder.lrs.validation import formats
from builder.lrs.validation.shape import Shape, Validator, constant, text, validate_array, validate_iri, validate_shape

IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")

_IDENTIFIER = "Data 2.4.2.3"
_GROUP = "Data 2.4.2.2"
_AGENT = "Data 2.4.2.1"
_PAIR = 2

_ACCOUNT = Shape(
    "an account",
    "Data 2.4.2.4",
    {"homePage": validate_iri("Data 2.4.2.4"), "name": text("Data 2.4.2.4")},
    ("homePage", "name"),
)


def _validate_account(value: Json, location: JsonLocation) -> Iterator[Fault]:
    yield from validate_shape(value, location, _ACCOUNT)
    if isinstance(value, dict) and value.get("name") == "":
        yield location.key("name").advice("an empty account name does not identify anyone", "Data 2.4.2.4")


def _validate_members(value: Json, location: JsonLocation) -> Iterator[Fault]:
    yield from validate_array(value, location, _validate_member, _GROUP)


def _validate_member(value: Json, location: JsonLocation) -> Iterator[Fault]:
    if isinstance(value, dict) and value.get("objectType") == "Group":
        yield location.fault("a group cannot be a member of a group", _GROUP)
    else:
        yield from validate_agent_at(value, location)


_IDENTIFIER_VALIDATORS: dict[str, Validator] = {
    "mbox": text(_IDENTIFIER, formats.is_mailto, "a mailto IRI such as mailto:someone@example.org"),
    "mbox_sha1sum": text(_IDENTIFIER, formats.is_sha1, "a SHA-1 digest of 40 hexadecimal digits"),
    "openid": text(_IDENTIFIER, formats.is_uri, "a URI"),
    "account": _validate_account,
}
_AGENT_SHAPE = Shape(
    "an agent",
    _AGENT,
    {"objectType": constant("Agent", _AGENT), "name": text(_AGENT), **_IDENTIFIER_VALIDATORS},
)
_GROUP_SHAPE = Shape(
    "a group",
    _GROUP,
    {
        "objectType": constant("Group", _GROUP),
        "name": text(_GROUP),
        "member": _validate_members,
        **_IDENTIFIER_VALIDATORS,
    },
    ("objectType",),
)


def validate_agent_at(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate an agent: exactly one identifier (Data 2.4.2.1)."""
    yield from validate_shape(value, location, _AGENT_SHAPE)
    if isinstance(value, dict):
        yield from _validate_identifiers(value, location, least=1)


def validate_group(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate a group: one identifier, or none and a list of members (Data 2.4.2.2)."""
    yield from validate_shape(value, location, _GROUP_SHAPE)
    if not isinstance(value, dict):
        return
    yield from _validate_identifiers(value, location, least=0)
    if not any(name in value for name in IDENTIFIERS) and not value.get("member"):
        yield location.fault("a group without an identifier must list its members", _GROUP)


def validate_actor(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate an agent or a group, whichever `objectType` says; without it, an agent."""
    is_group = isinstance(value, dict) and value.get("objectType") == "Group"
    yield from validate_group(value, location) if is_group else validate_agent_at(value, location)


def validate_authority(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate an agent, or the nameless pair of application and user of OAuth (Data 2.4.9)."""
    yield from validate_actor(value, location)
    if not isinstance(value, dict) or value.get("objectType") != "Group":
        return
    members = value.get("member")
    if any(name in value for name in IDENTIFIERS) or not isinstance(members, list) or len(members) != _PAIR:
        yield location.fault("a group as authority must be two agents without an identifier of the group", "Data 2.4.9")


def _validate_identifiers(value: dict[str, Json], location: JsonLocation, *, least: int) -> Iterator[Fault]:
    present = [name for name in IDENTIFIERS if name in value]
    if len(present) > 1:
        yield location.fault(f"there are {len(present)} identifiers ({', '.join(present)}) where one is allowed", _IDENTIFIER)
    elif len(present) < least:
        yield location.fault(f"there is no identifier (one of {', '.join(IDENTIFIERS)}) in {show(value)}", _IDENTIFIER)
