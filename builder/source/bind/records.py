"""Records of a course: accreditation.yaml, involvement.yaml, register.yaml, pilots.yaml, facts.yaml (`builder.course.records`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from builder.course.named_builds import NamedBuilds
from builder.course.records import RECORDS, Records
from builder.source.files import Source
from builder.source.reading import Reading
from builder.source.yaml.document import parse_document
from builder.source.yaml.fill import Filled, fill

BoundRecords = Mapping[str, Filled[Any]]
"""By name of a record, its file as far as it could be read."""


def read_records(source: Source) -> Reading[BoundRecords]:
    """Return the records that are there and are YAML; a file with nothing in it is an empty record."""
    bound: dict[str, Filled[Any]] = {}
    for name, file in source.records.items():
        document = yield from parse_document(file, empty_is_fine=True)
        if document is not None:
            model: type[Struct] = RECORDS[name]
            bound[name] = (yield from fill(document.root, model)) if document.root is not None else Filled(model(), {}, {})
    return bound


def assemble_records(bound: BoundRecords, offered: str, builds: NamedBuilds) -> Records:
    """Return the records of files that have no faults."""
    return Records(offered=offered, builds=builds, **{name: filled.model for name, filled in bound.items()})
