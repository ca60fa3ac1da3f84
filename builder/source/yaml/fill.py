"""Fills a settings model from a YAML tree. Scalars take the type of their field, and all faults of a run are found together."""

from __future__ import annotations

from collections.abc import Mapping as Values, Sequence as Nodes
from functools import cache
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct, inspect

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.fixes import Fix, diagnose
from builder.source.reading import DiagnosticReading
from builder.source.yaml.field_fixes import fix_unknown_field, indent_fields, keep_after_hash, read_percentage, retype_value, take_out_of_brackets
from builder.source.yaml.nodes import Mapping, Node, Scalar, Sequence
from builder.source.yaml.scalars import AT_FAULT, CUT_OFF, WRONG_VALUE, is_one_word, is_text, plain_type, read_scalar, refuse, report
from builder.source.yaml.settings import Id
from builder.source.yaml.word_lists import BETWEEN_NUMBERS, BETWEEN_WORDS, split_words

UNKNOWN_FIELD = Rule("SRC015", "unknown-field", Severity.ERROR, "A word that Copack does not know has no effect, so it is probably a typing mistake.")
MISSING_FIELD = Rule("SRC016", "missing-field", Severity.ERROR, "Without this, Copack cannot make the course.")
WRONG_FORM = Rule("SRC017", "wrong-form", Severity.ERROR, "This word needs a value of another form: a list, a text, a number, yes or no.")

Model = TypeVar("Model", bound=msgspec.Struct)


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
    walker = _Walker({}, {})
    values = yield from walker.fields(node, _inspect_model(model), "")
    sound = {name: value for name, value in values.items() if value is not AT_FAULT}
    return Filled(model(**sound) if len(sound) == len(values) else None, {**_defaults(model), **sound}, walker.places)


def _defaults(model: type[msgspec.Struct]) -> dict[str, object]:
    return {field.name: _default(field) for field in _inspect_model(model).fields if not field.required}


def _default(field: inspect.Field) -> object:
    """Return what an optional field has when nothing is typed; msgspec keeps mutable defaults as functions that make them."""
    return field.default if field.default is not msgspec.NODEFAULT else field.default_factory()


def fill_entries(node: Mapping, model: type[Model]) -> DiagnosticReading[tuple[dict[str, Model] | None, Values[str, Place]]]:
    """Return models by id, or `None` when anything is wrong (then reported), and the places as `fill` does: `id` and `id.field`."""
    walker = _Walker({}, {})
    value = yield from walker.dictionary(node, _entries(model), "")
    return (value if isinstance(value, dict) else None), walker.places


@cache
def _entries(model: type[msgspec.Struct]) -> inspect.DictType:
    described = inspect.type_info(dict[Id, model])  # type: ignore[valid-type]
    assert isinstance(described, inspect.DictType)
    return described


class _Walker(Struct):
    """Walks over a tree and the description of a model together; notes the place of each value, and the ids that stand in paths."""

    places: dict[str, Place]
    ids: dict[str, str]

    def struct(self, node: Node, wanted: inspect.StructType, path: str) -> DiagnosticReading[object]:
        if not isinstance(node, Mapping):
            names = ", ".join(field.encode_name for field in wanted.fields)
            hint = f"Type each on its own line, indented: `{wanted.fields[0].encode_name}: ...`."
            return (yield from self.wrong_form(node, path, f"words with values ({names})", hint))
        values = yield from self.fields(node, wanted, path)
        return AT_FAULT if AT_FAULT in values.values() else wanted.cls(**values)

    def fields(self, node: Mapping, wanted: inspect.StructType, path: str) -> DiagnosticReading[dict[str, object]]:
        """Return the values of a mapping by the names of a model's fields; `AT_FAULT` for those at fault."""
        known = {field.encode_name: field for field in wanted.fields}
        present = {key.text: key for key, _value in node.fields if key.text in known}
        values: dict[str, object] = {}
        meant: set[str] = set()
        unindented = _fields_under(node, known)
        belonging = {key.text for fields in unindented.values() for key, _value in fields}
        for key, value in node.fields:
            field = known.get(key.text)
            if key.text in unindented:
                fields = unindented[key.text]
                message = f"“{fields[0][0].text}” belongs to “{key.text}”, but is not indented under it."
                yield diagnose(UNKNOWN_FIELD, message, fields[0][0].place, indent_fields(fields))
                values[known[key.text].name] = AT_FAULT
            elif field is not None:
                self.places[_join(path, key.text)] = value.place
                values[field.name] = yield from self.field(key, value, field, _join(path, key.text))
            elif key.text not in belonging:
                name, fix = fix_unknown_field(key, value, tuple(known), present)
                meant.add(name)
                yield report(UNKNOWN_FIELD, f"“{key.text}” is not known here.", key.place, fix)
        for field in wanted.fields:
            if field.required and field.name not in values:
                if field.encode_name not in meant:
                    message = f"“{field.encode_name}” is missing."
                    yield Diagnostic(MISSING_FIELD, message, node.place, f"Add a line `{field.encode_name}: ...`.")
                values[field.name] = AT_FAULT
        return values

    def field(self, key: Scalar, value: Node, field: inspect.Field, path: str) -> DiagnosticReading[object]:
        """Return the value of a field that has one, its default where it is empty and may be."""
        if not isinstance(value, Scalar) or value.text or value.quoted:
            return (yield from self.value(value, field.type, path))
        if value.extent.comment and is_text(field.type):
            message = f"“{key.text}” has no value: a # sign after a space begins a note."
            return (yield from refuse(CUT_OFF, message, key, keep_after_hash(value)))
        if field.required:
            return (yield from refuse(MISSING_FIELD, f"“{key.text}” has no value.", key, f"Type it after the colon: `{key.text}: ...`."))
        return _default(field)

    def value(self, node: Node, wanted: inspect.Type, path: str) -> DiagnosticReading[object]:
        typed, wanted = wanted, plain_type(wanted)
        if isinstance(wanted, inspect.UnionType):
            return (yield from self.union(node, wanted, path))
        if isinstance(wanted, inspect.StructType):
            return (yield from self.struct(node, wanted, path))
        if isinstance(wanted, inspect.VarTupleType):
            return (yield from self.sequence(node, wanted, path))
        if isinstance(wanted, inspect.DictType):
            return (yield from self.dictionary(node, wanted, path))
        if not isinstance(node, Scalar):
            hint = take_out_of_brackets(node, is_text=is_text(typed)) or f"Type it on the same line: `{self.last(path)}: ...`."
            return (yield from self.wrong_form(node, path, "one value", hint))
        return (yield from read_scalar(node, typed, f"“{self.last(path)}”"))

    def union(self, node: Node, wanted: inspect.UnionType, path: str) -> DiagnosticReading[object]:
        """Choose the member by the form of the node: a mapping for a struct, anything else for the rest."""
        members = [member for member in wanted.types if not isinstance(member, inspect.NoneType)]
        structs = [member for member in members if isinstance(member, inspect.StructType)]
        others = [member for member in members if member not in structs]
        literals = [str(value) for member in others if isinstance(member, inspect.LiteralType) for value in member.values]
        if structs and literals and isinstance(node, Scalar) and node.text.lower() not in literals:
            return (yield from self.neither(node, self.last(path), literals[0], structs[0].fields[0].encode_name))
        fitting = structs if isinstance(node, Mapping) else others
        return (yield from self.value(node, (fitting or members)[0], path))

    def neither(self, node: Scalar, word: str, literal: str, inner: str) -> DiagnosticReading[object]:
        """Tell of `pass: 70`, which is neither `complete` nor a mark in its own field."""
        number = read_percentage(node.text)
        form = f"{{{inner}: {number or 70}}}"
        words = f"Type this line instead: `{{}}`. Without a {inner}, type `{word}: {literal}`."
        if number is None:
            words = f"Type this line instead: `{{}}`. With a {inner}, type `{word}: {form}`."
        fix = retype_value(node, literal if number is None else form, words)
        return (yield from refuse(WRONG_VALUE, f"“{word}” cannot be “{node.text}”.", node, fix))

    def sequence(self, node: Node, wanted: inspect.VarTupleType, path: str) -> DiagnosticReading[object]:
        one_word = is_one_word(wanted.item_type)
        if isinstance(node, Scalar) and one_word:
            return (yield from self.items(tuple(split_words(node, BETWEEN_WORDS)), wanted, path))
        if not isinstance(node, Sequence):
            return (yield from self.wrong_form(node, path, "a list", _fix_list(node, wanted)))
        return (yield from self.items(node.items, wanted, path))

    def items(self, nodes: Nodes[Node], wanted: inspect.VarTupleType, path: str) -> DiagnosticReading[object]:
        values: list[object] = []
        numbers = is_one_word(wanted.item_type)
        split = [part for node in nodes for part in (split_words(node, BETWEEN_NUMBERS) if numbers and isinstance(node, Scalar) else (node,))]
        for index, item in enumerate(split):
            self.places[_join(path, str(index))] = item.place
            values.append((yield from self.value(item, wanted.item_type, _join(path, str(index)))))
        return AT_FAULT if any(value is AT_FAULT for value in values) else tuple(values)

    def dictionary(self, node: Node, wanted: inspect.DictType, path: str) -> DiagnosticReading[object]:
        if not isinstance(node, Mapping):
            hint = "Type each on its own line, indented, with an id and a colon before it and no dash: `  1.1: Say what research is.`"
            return (yield from self.wrong_form(node, path, "ids with a text each", hint))
        values: dict[object, object] = {}
        for key, value in node.fields:
            inner = _join(path, key.text)
            self.places[inner] = key.place
            self.ids[inner] = key.text
            ident = yield from read_scalar(key, wanted.key_type, "An id")
            values[ident] = yield from self.value(value, wanted.value_type, inner)
        return AT_FAULT if any(part is AT_FAULT for pair in values.items() for part in pair) else values

    def last(self, path: str) -> str:
        """Return the word that a path ends with; the id of an outcome may have points of its own."""
        return self.ids.get(path) or path.rpartition(".")[2] or path

    def wrong_form(self, node: Node, path: str, wanted: str, fix: Fix | str) -> DiagnosticReading[object]:
        return (yield from refuse(WRONG_FORM, f"“{self.last(path)}” must be {wanted}.", node, fix))


def _fix_list(node: Node, wanted: inspect.VarTupleType) -> Fix | str:
    if isinstance(wanted.item_type, inspect.StructType):
        first = next(field.encode_name for field in wanted.item_type.fields)
        return f"Type each on its own lines, indented, with a dash before the first word: `  - {first}: ...`. If there is none, type `[]`."
    fix = retype_value(node, f"[{node.text}]", "Put it in square brackets: `{}`.") if isinstance(node, Scalar) and is_text(wanted.item_type) else None
    return fix or "Type each on its own line that begins with `- `."


def _fields_under(node: Mapping, known: Values[str, inspect.Field]) -> dict[str, list[tuple[Scalar, Node]]]:
    """Return the fields that follow an empty one and can only belong to it: `outcomes:`, and `1.1: ...` with the same indent."""
    under: dict[str, list[tuple[Scalar, Node]]] = {}
    holder = ""
    for key, value in node.fields if not node.in_brackets else ():
        field = known.get(key.text)
        if field is not None:
            empty = isinstance(value, Scalar) and not value.text and not value.quoted
            holder = key.text if empty and not isinstance(field.type, inspect.VarTupleType) else ""
        elif holder and _can_hold(known[holder].type, key.text):
            under.setdefault(holder, []).append((key, value))
        else:
            holder = ""
    return under


def _can_hold(wanted: inspect.Type, word: str) -> bool:
    """Tell whether a value of a type may have a field of this name."""
    if isinstance(wanted, inspect.UnionType):
        return any(_can_hold(member, word) for member in wanted.types)
    if isinstance(wanted, inspect.StructType):
        return word in {field.encode_name for field in wanted.fields}
    return isinstance(wanted, inspect.DictType) and any(character.isdigit() for character in word)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
