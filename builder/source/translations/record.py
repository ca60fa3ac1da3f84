"""translation.<language>.yaml: from which words each passage was translated, and which translations somebody has reviewed.

`copack translate` writes it. A digest of the words stands there, not the words: when either side changes, the digest no longer fits, and the
passage is told as changed or as not reviewed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.files import TextFile
from builder.source.reading import DiagnosticReading
from builder.source.translations.passage import DIGITS
from builder.source.write.yaml_edits import yaml_text
from builder.source.yaml.document import parse_document
from builder.source.yaml.nodes import Mapping as YamlMapping, Scalar

DAMAGED_RECORD = Rule(
    "SRC187",
    "damaged-record",
    Severity.ERROR,
    "This file tells which translations are up to date. If a line of it cannot be read, Copack could show learners words that no longer fit.",
)
HEAD = (
    "# Written by `copack translate`. Do not change it by hand.\n"
    "# For each passage: the digest of the words it was translated from and, once somebody has reviewed it, that of the translation.\n"
)
PASSAGES = "passages"
_ENTRY = re.compile(rf"([0-9a-f]{{{DIGITS}}})(?: reviewed ([0-9a-f]{{{DIGITS}}}))?")


class Entry(Struct, frozen=True):
    """What is known of a translated passage: the digest of the words it was translated from, and of the translation that was reviewed, or nothing."""

    origin: str
    reviewed: str = ""


def read_record(file: TextFile | None) -> DiagnosticReading[Mapping[str, Entry]]:
    """Return the entries by the ids of the passages; none where there is no file."""
    document = (yield from parse_document(file, empty_is_fine=True)) if file is not None else None
    node = document.root.get(PASSAGES) if document is not None and document.root is not None else None
    entries: dict[str, Entry] = {}
    for key, value in node.fields if isinstance(node, YamlMapping) else ():
        match = _ENTRY.fullmatch(value.text) if isinstance(value, Scalar) else None
        if match is not None:
            entries[key.text] = Entry(match[1], match[2] or "")
        else:
            hint = "Delete the line. Then type `copack translate` with the table again, so that it is written again."
            yield Diagnostic(DAMAGED_RECORD, f"The line of “{key.text}” cannot be read.", key.place, hint)
    return entries


def print_record(entries: Iterable[tuple[str, Entry]]) -> str:
    """Return the text of the file, in the order given."""
    lines = [f"  {yaml_text(ident)}: {entry.origin}{f' reviewed {entry.reviewed}' if entry.reviewed else ''}\n" for ident, entry in entries]
    return "".join((HEAD, f"{PASSAGES}:\n" if lines else "", *lines))
