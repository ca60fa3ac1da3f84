"""The facts of facts.yaml one by one, each with its place in the file, whatever faults the course or its other facts have."""

from __future__ import annotations

from collections.abc import Mapping as Values

from builder.course.records import Fact, PlacedFact
from builder.diagnostics import Place
from builder.source.files import Source
from builder.source.reading import collect
from builder.source.yaml.document import parse_document
from builder.source.yaml.fill import fill
from builder.source.yaml.nodes import Mapping, Sequence


def read_facts(source: Source) -> tuple[PlacedFact, ...]:
    """Return the facts that are sound, in order. What is wrong with the others is told where the course is compiled."""
    file = source.records.get("facts")
    document = collect(parse_document(file, empty_is_fine=True)).value if file is not None else None
    root = document.root if document is not None else None
    listed = next((value for key, value in root.fields if key.text == "facts"), None) if root is not None else None
    return tuple(_read_facts(listed)) if isinstance(listed, Sequence) else ()


def _read_facts(listed: Sequence) -> list[PlacedFact]:
    filled = [collect(fill(node, Fact)).value for node in listed.items if isinstance(node, Mapping)]
    return [PlacedFact(each.model, _places(each.places)) for each in filled if each.model is not None]


def _places(typed: Values[str, Place]) -> dict[str, Place]:
    return {name: typed.get(name, Place("facts.yaml")) for name in Fact.__struct_fields__}
