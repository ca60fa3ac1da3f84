"""Write what TypeScript must know of Python's values, from the values themselves.

    tables.d.ts   types of the tables that packages carry (`builder/standards/tables.py` and each standard's `table.py`)
    layout.ts     constants of the packed state (`builder/tracking/layout.py`) and of typed answers (`builder/course/typed_answer.py`)

    python templates/assets/browser_types.py OUT

The build hook runs it before the scripts are bundled. It needs msgspec and the standard library, nothing else.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import starmap
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import msgspec
from msgspec import Struct, inspect as types

ROOT = Path(__file__).resolve().parents[2]

HEADER = "/** Made by templates/assets/browser_types.py from the Python values; never edited, never committed. */\n"

# ---------------------------------------------------------------- types

Aliases = dict[str, types.Type]
"""Unions that have a name of their own in TypeScript. Structs and enumerations have that of their class."""


def write_types(aliases: Aliases, structs: Iterable[type[Struct]]) -> str:
    """Return the declarations of named unions, of structs, and of all structs and enumerations that they use, in the order of their names."""
    used = [inner for of in (*aliases.values(), *map(types.type_info, structs)) for inner in list_types(of)]
    named = {inner.cls.__name__: inner for inner in used if isinstance(inner, types.StructType | types.EnumType)}
    unions = [f"export type {name} = {write_union(of, {})};\n" for name, of in aliases.items() if isinstance(of, types.UnionType)]
    return HEADER + "\n" + "\n".join([*unions, *(write_declaration(of, aliases) for _, of in sorted(named.items()))])


def list_types(of: types.Type) -> Iterator[types.Type]:
    """Yield a type and all that it is made of."""
    yield of
    match of:
        case types.StructType(fields=fields):
            for field in fields:
                yield from list_types(field.type)
        case types.UnionType(types=members) | types.TupleType(item_types=members):
            for member in members:
                yield from list_types(member)
        case types.VarTupleType(item_type=item) | types.ListType(item_type=item) | types.DictType(value_type=item):
            yield from list_types(item)


def write_declaration(of: types.Type, aliases: Aliases) -> str:
    """Return the declaration of a struct or an enumeration."""
    if isinstance(of, types.EnumType):
        return f"export type {of.cls.__name__} = {' | '.join(json.dumps(member.value) for member in of.cls)};\n"
    assert isinstance(of, types.StructType)
    text, attributes = read_docstring(of.cls)
    lines = [f"  {of.tag_field}: {json.dumps(of.tag)};"] if of.tag_field else []
    for field in of.fields:
        if field.name in attributes:
            lines.append(f"  /** {attributes[field.name]} */")
        lines.append(f"  {field.encode_name}{write_field(of, field, aliases)};")
    return f"/** {text} */\nexport interface {of.cls.__name__} {{\n" + "\n".join(lines) + "\n}\n"


def write_field(of: types.StructType, field: types.Field, aliases: Aliases) -> str:
    """Return `: type`, or `?: type` where a struct leaves a field out that has its default. A default of null is never written then."""
    if field.required or not of.cls.__struct_config__.omit_defaults:
        return f": {write_type(field.type, aliases)}"
    written = field.type
    if isinstance(written, types.UnionType) and field.default is None:
        members = tuple(member for member in written.types if not isinstance(member, types.NoneType))
        written = members[0] if len(members) == 1 else types.UnionType(members)
    return f"?: {write_type(written, aliases)}"


PLAIN: dict[type[types.Type], str] = {
    types.AnyType: "unknown",
    types.NoneType: "null",
    types.BoolType: "boolean",
    types.IntType: "number",
    types.FloatType: "number",
    types.StrType: "string",
}


def write_type(of: types.Type, aliases: Aliases) -> str:
    """Return a type as TypeScript writes it.

    Raises:
        TypeError: JSON tables have no use for such a type, so nobody has said what it is there.

    """
    match of:
        case types.StructType(cls=made) | types.EnumType(cls=made):
            return made.__name__
        case types.LiteralType(values=values):
            return " | ".join(json.dumps(value) for value in values)
        case types.UnionType():
            return next((name for name, union in aliases.items() if union == of), None) or write_union(of, aliases)
        case types.VarTupleType(item_type=item) | types.ListType(item_type=item):
            written = write_type(item, aliases)
            return f"({written})[]" if " | " in written else f"{written}[]"
        case types.TupleType(item_types=items):
            return f"[{', '.join(write_type(item, aliases) for item in items)}]"
        case types.DictType(value_type=value):
            return f"Record<string, {write_type(value, aliases)}>"
        case _ if type(of) in PLAIN:
            return PLAIN[type(of)]
        case _:
            raise TypeError(f"no TypeScript for {of}")


def write_union(of: types.UnionType, aliases: Aliases) -> str:
    """Return the members of a union."""
    return " | ".join(write_type(member, aliases) for member in of.types)


def read_docstring(of: type) -> tuple[str, dict[str, str]]:
    """Return the text of a class, and of each of its attributes, each on one line."""
    whole, _, listed = inspect.cleandoc(of.__doc__ or "").partition("Attributes:\n")
    entries = re.split(r"^ {4}(\w+): ", listed, flags=re.MULTILINE)[1:]
    return " ".join(whole.split()), {name: _sentence(text) for name, text in zip(entries[::2], entries[1::2], strict=True)}


def _sentence(text: str) -> str:
    words = " ".join(text.split())
    return words[:1].upper() + words[1:]


# ---------------------------------------------------------------- constants


def write_constants(constants: dict[str, Any]) -> str:
    """Return each constant as TypeScript, with the narrowest type."""
    return HEADER + "\n" + "".join(f"export const {name} = {json.dumps(value, ensure_ascii=False)} as const;\n" for name, value in constants.items())


def write_replacements(tables: dict[str, Iterable[tuple[str, str]]]) -> str:
    """Return tables of patterns and what stands in place of their matches; patterns as literals, which are compiled once."""

    def write_row(pattern: str, put: str) -> str:
        literal = pattern.replace("/", r"\/")
        return f"[/{literal}/g, {json.dumps(put)}]"

    rows = {name: ", ".join(starmap(write_row, table)) for name, table in tables.items()}
    return "".join(f"export const {name}: readonly (readonly [RegExp, string])[] = [{written}];\n" for name, written in rows.items())


def list_constants(layout: ModuleType, typed_answer: ModuleType, number_range: str, short_answer: int) -> dict[str, Any]:
    """Return the constants that the browser needs. A field is [name, coding, width]."""

    def rows(fields: Iterable[Any]) -> list[list[Any]]:
        return [[field.name, field.coding, field.width] for field in fields]

    plain = ("DIGITS", "SECTION_END", "ANSWER_END", "VERSION", "SEEDS", "FLAGS", "OUTCOMES")
    text = ("PACKED_TEXT", "EMPTY_GAP", "OWN_WORDS")
    return {
        **{name: getattr(layout, name) for name in (*plain, *text)},
        "HEADS": {version: rows(fields) for version, fields in layout.HEADS.items()},
        **{name: rows(getattr(layout, name)) for name in ("PAGE", "CHECK", "ANSWER", "DRAFT")},
        "SECTION_COUNTS": {version: len(sections) for version, sections in layout.SECTIONS.items()},
        "SHORT_ANSWER": short_answer,
        "RANGE": number_range,
        "ZEROS": typed_answer.ZEROS,
    }


# ---------------------------------------------------------------- what there is


def list_tables(root: Path) -> list[type[Struct]]:
    """Return the tables of all packages, and what `driver_table` of each standard's `table.py` gives."""
    rooms = sorted(path.parent.name for path in root.glob("builder/standards/*/table.py"))
    made = [importlib.import_module(f"builder.standards.{room}.table").driver_table for room in rooms]
    tables, late = (importlib.import_module(f"builder.standards.{name}") for name in ("tables", "late_tables"))
    local = importlib.import_module("builder.course.slots")
    pack = importlib.import_module("builder.pages.language_pack").LanguagePack
    return [tables.Tables, late.LateTables, pack, local.LocalTable, *(get_type_hints(function)["return"] for function in made)]


def main(out: Path) -> None:
    """Write both files into a folder."""
    sys.path.insert(0, str(ROOT))
    modules = ("course.cmi", "course.typed_answer", "tracking.layout", "tracking.response_types", "tracking.responses", "standards.statement_table")
    cmi, typed_answer, layout, response_types, responses, statements = (importlib.import_module(f"builder.{name}") for name in modules)
    out.mkdir(parents=True, exist_ok=True)
    tables = write_types({"Response": types.type_info(responses.TableResponse)}, [*list_tables(ROOT), statements.RecordTable])
    (out / "tables.d.ts").write_text(tables, "utf-8")
    constants = list_constants(layout, typed_answer, response_types.RANGE, cmi.SHORT_ANSWER_LENGTH)
    replacements = write_replacements({name: getattr(typed_answer, name) for name in ("AS_TYPED", "AS_FOLDED")})
    (out / "layout.ts").write_text(write_constants(msgspec.to_builtins(constants, str_keys=True)) + replacements, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
