"""Query parameters: which are known, and what each must be (Data 2.2.s4.b4, Communication 3.2.s3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from urllib.parse import parse_qsl

from builder.iri import is_iri
from builder.lrs.fault import Edition, Json, show
from builder.lrs.json_text import read_json
from builder.lrs.resources.call import RefusalError
from builder.lrs.storage.identity import read_identity
from builder.lrs.validation import formats
from builder.lrs.validator import refusals, validate_agent

_DIGITS = 9


def read_parameters(query: str) -> dict[str, str]:
    """Decode a query string or form; a parameter given twice, or bytes that are no UTF-8, are refused."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, encoding="utf-8", errors="strict")
    except ValueError as error:
        raise RefusalError(400, f"the parameters cannot be decoded: {error}") from error
    parameters: dict[str, str] = {}
    for name, value in pairs:
        if name in parameters:
            raise RefusalError(400, f'the parameter "{name}" is given twice')
        parameters[name] = value
    return parameters


def check_names(parameters: Mapping[str, str], known: Collection[str], required: Collection[str] = ()) -> None:
    """Refuse parameters that are unknown here or written in another case, and the lack of required ones."""
    for name in parameters:
        if name not in known:
            meant = next((word for word in known if word.lower() == name.lower()), None)
            hint = f'; it is written "{meant}"' if meant else ""
            raise RefusalError(400, f'the parameter "{name}" is not known here{hint}')
    for name in required:
        if name not in parameters:
            raise RefusalError(400, f'the parameter "{name}" is missing')


def read_iri(parameters: Mapping[str, str], name: str) -> str | None:
    """Read an absolute IRI."""
    value = parameters.get(name)
    if value is not None and not is_iri(value):
        raise RefusalError(400, f'"{name}" is {show(value)}, which is not an absolute IRI')
    return value


def read_uuid(parameters: Mapping[str, str], name: str) -> str | None:
    """Read a UUID, as lower case."""
    value = parameters.get(name)
    if value is not None and not formats.is_uuid(value):
        raise RefusalError(400, f'"{name}" is {show(value)}, which is not a UUID')
    return None if value is None else value.lower()


def read_timestamp(parameters: Mapping[str, str], name: str) -> datetime | None:
    """Read a date and time with its zone."""
    value = parameters.get(name)
    if value is None:
        return None
    moment = formats.parse_timestamp(value)
    if moment is None:
        raise RefusalError(400, f'"{name}" is {show(value)}, which is not a date and time with its zone')
    return moment


def read_boolean(parameters: Mapping[str, str], name: str) -> bool:
    """Read `true` or `false`; false if it is not given."""
    value = parameters.get(name, "false")
    if value not in ("true", "false"):
        raise RefusalError(400, f'"{name}" is {show(value)}; write true or false')
    return value == "true"


def read_count(parameters: Mapping[str, str], name: str) -> int:
    """Read a whole number from 0; 0 if it is not given."""
    value = parameters.get(name, "0")
    if not (value.isascii() and value.isdigit() and len(value) <= _DIGITS):
        raise RefusalError(400, f'"{name}" is {show(value)}; write a whole number from 0')
    return int(value)


def read_choice(parameters: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """Read one of some words; the first if it is not given."""
    value = parameters.get(name, choices[0])
    if value not in choices:
        raise RefusalError(400, f'"{name}" is {show(value)}; write one of {", ".join(choices)}')
    return value


def read_agent(parameters: Mapping[str, str], name: str, edition: Edition, *, group: bool) -> dict[str, Json] | None:
    """Read an agent as JSON; with `group`, an identified group is taken too."""
    value = parameters.get(name)
    if value is None:
        return None
    reading = read_json(value)
    faults = reading.faults or refusals(validate_agent(reading.value, edition, group=group))
    if faults or not isinstance(reading.value, dict):
        raise RefusalError(400, f'"{name}" is not an agent: {show(value)}', faults)
    if read_identity(reading.value) is None:
        raise RefusalError(400, f'"{name}" is a group without an identifier, which cannot be looked up')
    return reading.value
