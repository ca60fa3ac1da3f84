"""Read JSON as strictly as a statement demands: no duplicate keys, no NaN, no broken Unicode."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from builder.lrs.fault import Fault, Json, JsonLocation

_SYNTAX = "Data 2.2"
_ENCODING = "Communication 1.4"
_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text held: its value (`None` too when it could not be read) and the faults found."""

    value: Json
    faults: tuple[Fault, ...] = ()


class _Repeated(dict[str, Json]):
    """An object in whose text some keys stand more than once."""

    repeated: tuple[str, ...] = ()


def read_json(raw: str | bytes) -> Reading:
    """Parse a JSON text.

    Args:
        raw: the text, or its UTF-8 bytes; a byte order mark is a fault (RFC 8259, 8.1).

    Returns:
        The value and the faults; after a fault of syntax there is one fault and no value.

    """
    root = JsonLocation()
    try:
        text = raw if isinstance(raw, str) else raw.decode("utf-8")
        value: Json = json.loads(text, object_pairs_hook=_collect, parse_constant=_refuse_constant, parse_float=_parse_float)
    except UnicodeDecodeError as error:
        return Reading(None, (root.fault(f"byte {error.start} is not UTF-8", _ENCODING),))
    except RecursionError:
        return Reading(None, (root.fault("objects or arrays are nested too deeply to be read", _SYNTAX),))
    except ValueError as error:
        return Reading(None, (root.fault(f"this is not JSON: {error}", _SYNTAX),))
    return Reading(value, tuple(_walk(value, root, 0)))


def _collect(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    marked = _Repeated(plain)
    marked.repeated = tuple(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return marked


def _refuse_constant(word: str) -> Json:
    raise ValueError(f"{word} is not a JSON number")


def _parse_float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large a number")
    return number


def _walk(value: Json, location: JsonLocation, depth: int) -> Iterator[Fault]:
    if depth > _DEPTH:
        yield location.fault(f"objects or arrays are nested deeper than {_DEPTH} levels", _SYNTAX)
    elif isinstance(value, str) and not _is_unicode(value):
        yield location.fault("the text holds half of a surrogate pair, which no UTF-8 can carry", _ENCODING)
    elif isinstance(value, dict):
        yield from _check_keys(value, location)
        for key, inner in value.items():
            yield from _walk(inner, location.key(key), depth + 1)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _walk(inner, location.item(index), depth + 1)


def _check_keys(value: dict[str, Json], location: JsonLocation) -> Iterator[Fault]:
    if isinstance(value, _Repeated):
        for key in value.repeated:
            yield location.fault(f"the property {json.dumps(key)} is here more than once", _SYNTAX)
    if not all(_is_unicode(key) for key in value):
        yield location.fault("a property name holds half of a surrogate pair", _ENCODING)


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)
