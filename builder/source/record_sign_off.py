"""A decision written into signoffs.yaml, behind those that are there; what an author typed in the file stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from builder.course.sign_offs import SignOff
from builder.diagnostics import Checked
from builder.editorial.digest import version_word
from builder.source.bind.sign_offs import read_sign_offs
from builder.source.files import SIGN_OFFS_FILE, Source, TextFile
from builder.source.reading import collect
from builder.source.tree.lines import split_lines
from builder.source.write.yaml_edits import add_item, write_edited, yaml_text
from builder.source.yaml.document import parse_document
from builder.source.yaml.nodes import Sequence

HEAD = """\
# Who read which text of the course, and what they decided. `copack sign-off` writes this file; you can type in it too.
# It is a record, not a proof. No package has it. A name is here only if that person agreed.
signoffs:
"""


def record_sign_off(source: Source, record: SignOff) -> Checked[str]:
    """Return the text of signoffs.yaml with one more record; the faults of the file as it is, where it cannot be read.

    Neither where the same decision is there already.

    Raises `NotEditableError` where its list is typed in a form that cannot be edited by its lines.
    """
    present = collect(read_sign_offs(source))
    if present.diagnostics:
        return Checked(None, tuple(present.diagnostics))
    if any(_same(record, other) for other in present.value.sign_offs):
        return Checked(None)
    item = "\n".join(_lines(record))
    file = source.sign_offs
    document = collect(parse_document(file, empty_is_fine=True)).value if file is not None else None
    records = document.root.get("signoffs") if document is not None and document.root is not None else None
    if isinstance(records, Sequence) and records.items and not records.in_brackets and document is not None:
        indent = "\n" + " " * (records.place.column - 1)
        text = write_edited(document, [add_item(document.lines, records, item.replace("\n", indent))])
    else:
        kept = "".join(line.raw + line.end for line in document.lines) if document is not None and document.root is None else ""
        head = f"{kept.rstrip()}\nsignoffs:\n" if kept else HEAD
        text = head + "".join(f"  {line}\n" for line in f"- {item}".split("\n"))
    written = collect(read_sign_offs(_with(source, text)))
    kept_all = len(written.value.corrections) == len(present.value.corrections)
    if written.diagnostics or not kept_all or len(written.value.sign_offs) != len(present.value.sign_offs) + 1:
        return Checked(None, tuple(written.diagnostics))
    return Checked(text)


def _same(record: SignOff, other: SignOff) -> bool:
    fields = ("texts", "role", "decision", "date", "name", "meeting", "disagreed")
    return all(getattr(record, field) == getattr(other, field) for field in fields)


def _with(source: Source, text: str) -> Source:
    return replace(source, sign_offs=TextFile(SIGN_OFFS_FILE, text, split_lines(text)))


def _lines(record: SignOff) -> Iterator[str]:
    """Yield the lines of a record as an item of a list; all but the first have the indent of its fields."""
    yield f"role: {yaml_text(record.role)}"
    yield f"  decision: {record.decision}"
    yield from _texts("texts", record.texts)
    yield f"  typed_in_by: {yaml_text(record.typed_in_by)}"
    yield f"  typed_in_on: {record.typed_in_on}"
    for word in ("date", "name", "meeting", "disagreed"):
        if getattr(record, word):
            yield f"  {word}: {yaml_text(getattr(record, word))}"
    if record.changed:
        yield from _texts("changed", record.changed)


def _texts(word: str, texts: Mapping[str, str]) -> Iterator[str]:
    yield f"  {word}:"
    yield from (f"    {session}: {version_word(digest)} {digest}" for session, digest in texts.items())
