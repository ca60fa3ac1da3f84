"""Fills a settings model from a YAML tree. Scalars take the type of their field, and all faults of a run are found together."""

from __future__ import annotations

import re
from collections.abc import Mapping as Values
from functools import cache
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct, inspect

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source import rules
from builder.source.reading import DiagnosticReading
from builder.source.suggestions import did_you_mean, suggest_similar
from builder.source.yaml.nodes import Mapping, Node, Scalar, Sequence
from builder.source.yaml.settings import Id

UNKNOWN_FIELD = Rule("SRC015", "unknown-field", Severity.ERROR, "A word that Copack does not know has no effect, so it is probably a typing mistake.")
MISSING_FIELD = Rule("SRC016", "missing-field", Severity.ERROR, "Without this, Copack cannot make the course.")
WRONG_FORM = Rule("SRC017", "wrong-form", Severity.ERROR, "This word needs a value of another form: a list, a text, a number, yes or no.")
WRONG_VALUE = Rule("SRC018", "wrong-value", Severity.ERROR, "Only certain values mean something here.")

Model = TypeVar("Model", bound=msgspec.Struct)

TRUTHS = {"yes": True, "true": True, "no": False, "false": False}

_MISSING = object()
"""Stands for a value that is at fault and reported."""


class Filled(Struct, Generic[Model], frozen=True):
    """A model as far as it could be filled.

    Attributes:
        model: `None` when anything is wrong, which is then reported.
        values: by the names of the model's fields, those that are sound, defaults included.
        places: of each value by its path, like `base`, `record_also.0`; `outcomes.1.2` is the place of the id.

    """

    model: Model | None
    values: Values[str, object]
    places: Values[str, Place]


@cache
def _inspect_model(model: type[msgspec.Struct]) -> inspect.StructType:
    described = inspect.type_info(model)
    assert isinstance(described, inspect.StructType)
    return described


def fill(node: Mapping, model: type[Model]) -> DiagnosticReading[Filled[Model]]:
    """Return the model, and its sound values where it has others."""
    walker = _Walker({})
    values = yield from walker.fields(node, _inspect_model(model), "")
    sound = {name: value for name, value in values.items() if value is not _MISSING}
    return Filled(model(**sound) if len(sound) == len(values) else None, {**_defaults(model), **sound}, walker.places)


def _defaults(model: type[msgspec.Struct]) -> dict[str, object]:
    return {field.name: field.default for field in _inspect_model(model).fields if field.default is not msgspec.NODEFAULT}


def fill_entries(node: Mapping, model: type[Model]) -> DiagnosticReading[tuple[dict[str, Model] | None, Values[str, Place]]]:
    """Return models by id, or `None` when anything is wrong (then reported), and the places as `fill` does: `id` and `id.field`."""
    walker = _Walker({})
    value = yield from walker.dictionary(node, _entries(model), "")
    return (value if isinstance(value, dict) else None), walker.places


@cache
def _entries(model: type[msgspec.Struct]) -> inspect.DictType:
    described = inspect.type_info(dict[Id, model])  # type: ignore[valid-type]
    assert isinstance(described, inspect.DictType)
    return described


class _Walker(Struct):
    """Walks over a tree and the description of a model together; notes the place of each value."""

    places: dict[str, Place]

    def struct(self, node: Node, wanted: inspect.StructType, path: str) -> DiagnosticReading[object]:
        if not isinstance(node, Mapping):
            names = ", ".join(field.encode_name for field in wanted.fields)
            hint = f"Type each on its own line, indented: `{wanted.fields[0].encode_name}: ...`."
            return (yield from self.wrong_form(node, path, f"words with values ({names})", hint))
        values = yield from self.fields(node, wanted, path)
        return _MISSING if _MISSING in values.values() else wanted.cls(**values)

    def fields(self, node: Mapping, wanted: inspect.StructType, path: str) -> DiagnosticReading[dict[str, object]]:
        """Return the values of a mapping by the names of a model's fields; `_MISSING` for those at fault."""
        known = {field.encode_name: field for field in wanted.fields}
        values: dict[str, object] = {}
        slips: set[str] = set()
        for key, value in node.fields:
            field = known.get(key.text)
            if field is None:
                slips.add(suggest_similar(key.text.lower(), tuple(known)))
                yield Diagnostic(UNKNOWN_FIELD, f"“{key.text}” is not known here.", key.place, did_you_mean(key.text, tuple(known)))
                continue
            self.places[_join(path, key.text)] = value.place
            if not isinstance(value, Scalar) or value.text or value.quoted:
                values[field.name] = yield from self.value(value, field.type, _join(path, key.text))
            elif field.required:
                hint = f"Type it after the colon: `{key.text}: ...`."
                yield Diagnostic(MISSING_FIELD, f"“{key.text}” has no value.", key.place, hint)
                values[field.name] = _MISSING
        for field in wanted.fields:
            if field.required and field.name not in values:
                if field.encode_name not in slips:
                    message = f"“{field.encode_name}” is missing."
                    yield Diagnostic(MISSING_FIELD, message, node.place, f"Add a line `{field.encode_name}: ...`.")
                values[field.name] = _MISSING
        return values

    def value(self, node: Node, wanted: inspect.Type, path: str) -> DiagnosticReading[object]:
        if isinstance(wanted, inspect.Metadata):  # a description, for the schema only
            return (yield from self.value(node, wanted.type, path))
        if isinstance(wanted, inspect.UnionType):
            return (yield from self.union(node, wanted, path))
        if isinstance(wanted, inspect.StructType):
            return (yield from self.struct(node, wanted, path))
        if isinstance(wanted, inspect.VarTupleType):
            return (yield from self.sequence(node, wanted, path))
        if isinstance(wanted, inspect.DictType):
            return (yield from self.dictionary(node, wanted, path))
        if not isinstance(node, Scalar):
            return (yield from self.wrong_form(node, path, "one value", f"Type it on the same line: `{_last(path)}: ...`."))
        return (yield from self.scalar(node, wanted, path))

    def union(self, node: Node, wanted: inspect.UnionType, path: str) -> DiagnosticReading[object]:
        """Choose the member by the form of the node: a mapping for a struct, anything else for the rest."""
        members = [member for member in wanted.types if not isinstance(member, inspect.NoneType)]
        fitting = [member for member in members if isinstance(member, inspect.StructType) == isinstance(node, Mapping)]
        return (yield from self.value(node, (fitting or members)[0], path))

    def sequence(self, node: Node, wanted: inspect.VarTupleType, path: str) -> DiagnosticReading[object]:
        if not isinstance(node, Sequence):
            typed = node.text if isinstance(node, Scalar) else "..."
            return (yield from self.wrong_form(node, path, "a list", f"Put it in square brackets: `{_last(path)}: [{typed}]`."))
        values: list[object] = []
        for index, item in enumerate(node.items):
            self.places[_join(path, str(index))] = item.place
            values.append((yield from self.value(item, wanted.item_type, _join(path, str(index)))))
        return _MISSING if any(value is _MISSING for value in values) else tuple(values)

    def dictionary(self, node: Node, wanted: inspect.DictType, path: str) -> DiagnosticReading[object]:
        if not isinstance(node, Mapping):
            hint = "Type each on its own line, indented: `  1.1: Say what research is.`"
            return (yield from self.wrong_form(node, path, "ids with a text each", hint))
        values: dict[object, object] = {}
        for key, value in node.fields:
            inner = _join(path, key.text)
            self.places[inner] = key.place
            ident = yield from self.scalar(key, wanted.key_type, _join(path, key.text), called="An id")
            values[ident] = yield from self.value(value, wanted.value_type, inner)
        return _MISSING if any(part is _MISSING for pair in values.items() for part in pair) else values

    def scalar(self, node: Scalar, wanted: inspect.Type, path: str, called: str = "") -> DiagnosticReading[object]:
        called = called or f"“{_last(path)}”"
        if isinstance(wanted, inspect.LiteralType):
            return (yield from self.literal(node, wanted, called))
        if isinstance(wanted, inspect.BoolType):
            if node.text.lower() in TRUTHS:
                return TRUTHS[node.text.lower()]
            return (yield from self.wrong_value(node, f"{called} is yes or no, not “{node.text}”.", "Type `yes` or `no`."))
        if isinstance(wanted, inspect.IntType):
            low, high = wanted.ge or 0, wanted.le or 0
            if re.fullmatch(r"[0-9]{1,6}", node.text) and low <= int(node.text) <= high:
                return int(node.text)
            return (yield from self.wrong_value(node, f"{called} cannot be “{node.text}”.", f"Type a whole number from {low} to {high}."))
        assert isinstance(wanted, inspect.StrType)
        return (yield from self.text(node, wanted, called))

    def literal(self, node: Scalar, wanted: inspect.LiteralType, called: str) -> DiagnosticReading[object]:
        known = tuple(str(value) for value in wanted.values)
        if node.text.lower() in known:
            return node.text.lower()
        return (yield from self.wrong_value(node, f"{called} cannot be “{node.text}”.", did_you_mean(node.text, known)))

    def text(self, node: Scalar, wanted: inspect.StrType, called: str) -> DiagnosticReading[object]:
        typed = " ".join(node.text.split())
        if wanted.pattern and not re.fullmatch(wanted.pattern, typed):
            points = ", points" if "." in wanted.pattern else ""
            message = f"“{typed}” cannot be an id."
            hint = f"Use small letters a to z, digits{points} and dashes, 40 at most, with a letter or digit at both ends."
            yield Diagnostic(rules.BAD_ID, message, node.place, hint)
            return _MISSING
        if wanted.max_length and len(typed) > wanted.max_length:
            hint = f"Make it shorter: {wanted.max_length} characters at most."
            return (yield from self.wrong_value(node, f"{called} has {len(typed)} characters.", hint))
        if wanted.min_length and len(typed) < wanted.min_length:
            return (yield from self.wrong_value(node, f"{called} is empty.", "Type a text between the quotes."))
        return typed

    def wrong_value(self, node: Scalar, message: str, hint: str) -> DiagnosticReading[object]:
        return (yield from self.refuse(WRONG_VALUE, message, node, hint))

    def wrong_form(self, node: Node, path: str, wanted: str, hint: str) -> DiagnosticReading[object]:
        return (yield from self.refuse(WRONG_FORM, f"“{_last(path)}” must be {wanted}.", node, hint))

    def refuse(self, rule: Rule, message: str, node: Node, hint: str) -> DiagnosticReading[object]:
        yield Diagnostic(rule, message, node.place, hint)
        return _MISSING


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _last(path: str) -> str:
    return path.rpartition(".")[2] or path
