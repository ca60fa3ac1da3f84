"""How a response is written, by interaction type (Data 2.4.4.1, "Response Patterns")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.lrs.fault import Fault, JsonLocation, show

_CLAUSE = "Data 2.4.4.1"
_PAIR = 2
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\Z", re.ASCII)
_PARAMETERS = re.compile(r"(?:\{(?:case_matters|order_matters)=(?:true|false)\})+")


def validate_response(response: str, kind: str, ids: Mapping[str, frozenset[str]], location: JsonLocation, *, pattern: bool) -> Iterator[Fault]:
    """Validate a response or a correct response pattern against its interaction type.

    Args:
        response: the string at fault or not.
        kind: the interaction type, `true-false` to `other`.
        ids: list name (`choices`, `scale`, `source`, `target`, `steps`) -> the ids that the activity defines there;
            a list that the activity leaves out is not in the mapping, and nothing is said about its ids.
        location: where the string stands.
        pattern: whether it is a pattern; a pattern is never empty, a response may be "nothing chosen".

    """
    if kind in ("fill-in", "long-fill-in", "other"):
        return
    if kind == "true-false":
        if response not in ("true", "false"):
            yield location.fault(f'a true-false response is "true" or "false", not {show(response)}', _CLAUSE)
    elif kind == "numeric":
        yield from _validate_numeric(response, location)
    elif kind == "likert":
        yield from _validate_likert(response, ids, location)
    elif response == "":
        if pattern:
            yield location.fault("a pattern cannot be empty", _CLAUSE)
    else:
        yield from _validate_list(response, kind, ids, location)


def _validate_list(response: str, kind: str, ids: Mapping[str, frozenset[str]], location: JsonLocation) -> Iterator[Fault]:
    if kind == "matching":
        yield from _validate_pairs(response, ids, location)
    elif kind == "performance":
        yield from _validate_steps(response, ids, location)
    else:
        yield from _validate_items(response, kind, ids, location)


def _validate_numeric(response: str, location: JsonLocation) -> Iterator[Fault]:
    ends = response.split("[:]")
    if len(ends) == 1 and _NUMBER.match(response):
        return
    if len(ends) != _PAIR or not all(end == "" or _NUMBER.match(end) for end in ends):
        yield location.fault(f"{show(response)} is neither a number nor a range such as 1[:]5", _CLAUSE)
    elif all(ends) and float(ends[0]) > float(ends[1]):
        yield location.fault(f"the range {show(response)} begins above its end", _CLAUSE)


def _validate_likert(response: str, ids: Mapping[str, frozenset[str]], location: JsonLocation) -> Iterator[Fault]:
    if response == "" or "[,]" in response:
        yield location.fault(f"a likert response is one id, not {show(response)}", _CLAUSE)
    else:
        yield from _validate_known(response, "scale", ids, location)


def _validate_items(response: str, kind: str, ids: Mapping[str, frozenset[str]], location: JsonLocation) -> Iterator[Fault]:
    items = response.split("[,]")
    if "" in items:
        yield location.fault(f"{show(response)} holds an empty id between delimiters", _CLAUSE)
    if kind == "choice" and len(set(items)) < len(items):
        yield location.fault(f"{show(response)} names an id twice", _CLAUSE)
    for item in dict.fromkeys(filter(None, items)):
        yield from _validate_known(item, "choices", ids, location)


def _validate_pairs(response: str, ids: Mapping[str, frozenset[str]], location: JsonLocation) -> Iterator[Fault]:
    for pair in response.split("[,]"):
        ends = pair.split("[.]")
        if len(ends) != _PAIR or not all(ends):
            yield location.fault(f"{show(pair)} is not a pair such as source[.]target", _CLAUSE)
            continue
        yield from _validate_known(ends[0], "source", ids, location)
        yield from _validate_known(ends[1], "target", ids, location)


def _validate_steps(response: str, ids: Mapping[str, frozenset[str]], location: JsonLocation) -> Iterator[Fault]:
    for step in _PARAMETERS.sub("", response, count=1).split("[,]"):
        name, delimiter, _ = step.partition("[.]")
        if not delimiter or not name:
            yield location.fault(f"{show(step)} is not a step such as step[.]response", _CLAUSE)
        else:
            yield from _validate_known(name, "steps", ids, location)


def _validate_known(item: str, name: str, ids: Mapping[str, frozenset[str]], location: JsonLocation) -> Iterator[Fault]:
    if name in ids and item not in ids[name]:
        yield location.advice(f'{show(item)} is not an id of the activity\'s "{name}"', _CLAUSE)
