"""A YAML file as a tree: lossless lines, and the nodes that they hold."""

from __future__ import annotations

from msgspec import Struct

from builder.source.files import TextFile
from builder.source.reading import DiagnosticReading
from builder.source.tree.lines import BYTE_ORDER_MARK, Line, read_lines
from builder.source.yaml.nodes import Mapping
from builder.source.yaml.parse import read_yaml


class YamlDocument(Struct, frozen=True):
    """A YAML file. `mark` is the byte order mark or empty; `root` is `None` where the file is empty and may be."""

    file: str
    mark: str
    lines: tuple[Line, ...]
    root: Mapping | None


def parse_document(file: TextFile, *, empty_is_fine: bool = False) -> DiagnosticReading[YamlDocument | None]:
    """Read a file as YAML; `None` where it is none, which is then reported."""
    mark = BYTE_ORDER_MARK if file.raw.startswith(BYTE_ORDER_MARK) else ""
    lines = read_lines(file.path, file.raw.removeprefix(BYTE_ORDER_MARK))
    if empty_is_fine and all(line.blank or line.text.lstrip().startswith("#") for line in lines):
        return YamlDocument(file.path, mark, lines, None)
    root = yield from read_yaml(lines, file.path)
    return YamlDocument(file.path, mark, lines, root) if root is not None else None


def write_document(document: YamlDocument) -> str:
    """Return the text of a file: the very one that it was parsed from."""
    return document.mark + "".join(line.raw + line.end for line in document.lines)
