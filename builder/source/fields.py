"""Fills a settings model from a YAML tree. Scalars take the type of their field, and all faults of a run are found together."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeVar

import msgspec
from msgspec import Struct, inspect

from builder.diagnostics import Place
from builder.source import rules
from builder.source.files import TextFile
from builder.source.findings import Findings, did_you_mean, nearest
from builder.source.lines import clean_all
from builder.source.settings import Id
from builder.source.yaml import Listed, Node, Scalar, Worded, read_yaml

Model = TypeVar("Model", bound=msgspec.Struct)

TRUTHS = {"yes": True, "true": True, "no": False, "false": False}

_MISSING = object()
"""Stands for a value that is at fault and reported."""


@cache
def _described(model: type[msgspec.Struct]) -> inspect.StructType:
    described = inspect.type_info(model)
    assert isinstance(described, inspect.StructType)
    return described


def fill(node: Worded, model: type[Model], findings: Findings) -> tuple[Model | None, dict[str, Place]]:
    """Return the model, or `None` when anything is wrong (then reported), and the place of each value by its path.

    Paths are like `base`, `record_also.0`; `outcomes.1.2` is the place of the id.
    """
    walker = _Walker(findings, {})
    value = walker.struct(node, _described(model), "")
    return (value if isinstance(value, model) else None), walker.places


def fill_file(file: TextFile | None, model: type[Model], findings: Findings) -> tuple[Model | None, dict[str, Place]]:
    """Read a YAML file as a model, as `fill` does; `None` also where there is no such file, or no YAML in it."""
    node = read_yaml(clean_all(file.path, file.lines), findings, file.path) if file is not None else None
    return fill(node, model, findings) if node is not None else (None, {})


def fill_entries(node: Worded, model: type[Model], findings: Findings) -> tuple[dict[str, Model] | None, dict[str, Place]]:
    """Return models by id, or `None` when anything is wrong (then reported), and the places as `fill` does: `id` and `id.field`."""
    walker = _Walker(findings, {})
    value = walker.dictionary(node, _entries(model), "")
    return (value if isinstance(value, dict) else None), walker.places


@cache
def _entries(model: type[msgspec.Struct]) -> inspect.DictType:
    described = inspect.type_info(dict[Id, model])  # type: ignore[valid-type]
    assert isinstance(described, inspect.DictType)
    return described


class _Walker(Struct):
    findings: Findings
    places: dict[str, Place]

    def struct(self, node: Node, wanted: inspect.StructType, path: str) -> object:
        if not isinstance(node, Worded):
            names = ", ".join(one.encode_name for one in wanted.fields)
            return self.wrong_form(
                node, path, f"words with values ({names})", f"Type each on a line of its own, indented: `{wanted.fields[0].encode_name}: ...`."
            )
        known = {one.encode_name: one for one in wanted.fields}
        values: dict[str, object] = {}
        slips: set[str] = set()
        for key, value in node.fields:
            if key.text not in known:
                slips.add(nearest(key.text.lower(), tuple(known)))
                message = f"“{key.text}” is not known here."
                self.findings.report(rules.UNKNOWN_FIELD, message, key.place, did_you_mean(key.text, tuple(known)))
                continue
            self.places[_join(path, key.text)] = value.place
            if isinstance(value, Scalar) and not value.text and not value.quoted:
                if known[key.text].required:
                    self.findings.report(
                        rules.MISSING_FIELD, f"“{key.text}” has no value.", key.place, f"Type it after the colon: `{key.text}: ...`."
                    )
                    values[known[key.text].name] = _MISSING
                continue
            values[known[key.text].name] = self.value(value, known[key.text].type, _join(path, key.text))
        for one in wanted.fields:
            if one.required and one.name not in values:
                if one.encode_name not in slips:
                    message = f"“{one.encode_name}” is missing."
                    self.findings.report(rules.MISSING_FIELD, message, node.place, f"Add a line `{one.encode_name}: ...`.")
                values[one.name] = _MISSING
        return _MISSING if _MISSING in values.values() else wanted.cls(**values)

    def value(self, node: Node, wanted: inspect.Type, path: str) -> object:
        if isinstance(wanted, inspect.Metadata):  # a description, for the schema only
            return self.value(node, wanted.type, path)
        if isinstance(wanted, inspect.UnionType):
            return self.union(node, wanted, path)
        if isinstance(wanted, inspect.StructType):
            return self.struct(node, wanted, path)
        if isinstance(wanted, inspect.VarTupleType):
            return self.sequence(node, wanted, path)
        if isinstance(wanted, inspect.DictType):
            return self.dictionary(node, wanted, path)
        if not isinstance(node, Scalar):
            return self.wrong_form(node, path, "one value", f"Type it on the same line: `{_last(path)}: ...`.")
        return self.scalar(node, wanted, path)

    def union(self, node: Node, wanted: inspect.UnionType, path: str) -> object:
        """Choose the member by the form of the node: a mapping for a struct, anything else for the rest."""
        members = [one for one in wanted.types if not isinstance(one, inspect.NoneType)]
        fitting = [one for one in members if isinstance(one, inspect.StructType) == isinstance(node, Worded)]
        return self.value(node, (fitting or members)[0], path)

    def sequence(self, node: Node, wanted: inspect.VarTupleType, path: str) -> object:
        if not isinstance(node, Listed):
            typed = node.text if isinstance(node, Scalar) else "..."
            return self.wrong_form(node, path, "a list", f"Put it in square brackets: `{_last(path)}: [{typed}]`.")
        values: list[object] = []
        for index, item in enumerate(node.items):
            self.places[_join(path, str(index))] = item.place
            values.append(self.value(item, wanted.item_type, _join(path, str(index))))
        return _MISSING if any(value is _MISSING for value in values) else tuple(values)

    def dictionary(self, node: Node, wanted: inspect.DictType, path: str) -> object:
        if not isinstance(node, Worded):
            return self.wrong_form(node, path, "ids with a text each", "Type each on a line of its own, indented: `  1.1: Say what research is.`")
        values: dict[object, object] = {}
        for key, value in node.fields:
            inner = _join(path, key.text)
            self.places[inner] = key.place
            values[self.scalar(key, wanted.key_type, _join(path, key.text), called="An id")] = self.value(value, wanted.value_type, inner)
        return _MISSING if any(one is _MISSING for pair in values.items() for one in pair) else values

    def scalar(self, node: Scalar, wanted: inspect.Type, path: str, called: str = "") -> object:
        called = called or f"“{_last(path)}”"
        if isinstance(wanted, inspect.LiteralType):
            return self.literal(node, wanted, called)
        if isinstance(wanted, inspect.BoolType):
            if node.text.lower() in TRUTHS:
                return TRUTHS[node.text.lower()]
            return self.wrong_value(node, f"{called} is yes or no, not “{node.text}”.", "Type `yes` or `no`.")
        if isinstance(wanted, inspect.IntType):
            low, high = wanted.ge or 0, wanted.le or 0
            if re.fullmatch(r"[0-9]{1,6}", node.text) and low <= int(node.text) <= high:
                return int(node.text)
            return self.wrong_value(node, f"{called} cannot be “{node.text}”.", f"Type a whole number from {low} to {high}.")
        assert isinstance(wanted, inspect.StrType)
        return self.text(node, wanted, called)

    def literal(self, node: Scalar, wanted: inspect.LiteralType, called: str) -> object:
        known = tuple(str(value) for value in wanted.values)
        if node.text.lower() in known:
            return node.text.lower()
        return self.wrong_value(node, f"{called} cannot be “{node.text}”.", did_you_mean(node.text, known))

    def text(self, node: Scalar, wanted: inspect.StrType, called: str) -> object:
        typed = " ".join(node.text.split())
        if wanted.pattern and not re.fullmatch(wanted.pattern, typed):
            points = ", points" if "." in wanted.pattern else ""
            message = f"“{typed}” cannot be an id."
            hint = f"Use small letters a to z, digits{points} and dashes, 40 at most, with a letter or digit at both ends."
            self.findings.report(rules.BAD_ID, message, node.place, hint)
            return _MISSING
        if wanted.max_length and len(typed) > wanted.max_length:
            return self.wrong_value(node, f"{called} has {len(typed)} characters.", f"Make it shorter: {wanted.max_length} characters at most.")
        if wanted.min_length and len(typed) < wanted.min_length:
            return self.wrong_value(node, f"{called} is empty.", "Type a text between the quotes.")
        return typed

    def wrong_value(self, node: Scalar, message: str, hint: str) -> object:
        self.findings.report(rules.WRONG_VALUE, message, node.place, hint)
        return _MISSING

    def wrong_form(self, node: Node, path: str, wanted: str, hint: str) -> object:
        self.findings.report(rules.WRONG_FORM, f"“{_last(path)}” must be {wanted}.", node.place, hint)
        return _MISSING


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _last(path: str) -> str:
    return path.rpartition(".")[2] or path
