"""What `copack check --fix` writes: ids and codes that the author left out, and a `Key:` where two ids share a key. Nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.source.compile import compile_course, parse_course
from builder.source.files import Source
from builder.source.tree.lines import split_lines
from builder.source.tree.parse import parse, write
from builder.source.tree.session import SessionTree
from builder.source.write.edits import Edit, apply, insert_line
from builder.tracking.keys import find_clashes


class FileChange(Struct, frozen=True):
    """A file before and after, both exact to the byte order mark and the line ends. `file` is relative to the course folder."""

    file: str
    old: str
    new: str


def fix(source: Source) -> tuple[FileChange, ...]:
    """Return the changed files. Files whose fences do not open and close are left alone: nobody knows what belongs together there."""
    parsed = parse_course(source)
    completed = [
        write(apply(tree, missing.edits)) if missing.edits and tree.sound else write(tree)
        for tree, missing in zip(parsed.trees, parsed.missing, strict=True)
    ]
    keyed = _with_keys(_with_texts(source, completed), _ids(parsed.trees))
    before = [write(tree) for tree in parsed.trees]
    return tuple(FileChange(tree.file, old, new) for tree, old, new in zip(parsed.trees, before, keyed, strict=True) if old != new)


def _with_texts(source: Source, texts: Sequence[str]) -> Source:
    """Return the folder with other texts of its sessions."""
    sessions = (
        replace(session, file=replace(session.file, raw=text, lines=split_lines(text)))
        for session, text in zip(source.sessions, texts, strict=True)
    )
    return replace(source, sessions=tuple(sessions))


def _with_keys(source: Source, known: frozenset[str]) -> tuple[str, ...]:
    """Return the texts of the sessions, with a `Key:` under each id that shares a key. A course with other errors is left as it is.

    `known` are ids that stood in the files before: of two that share a key they are the older ones.
    """
    texts = {session.file.path: session.file.raw for session in source.sessions}
    course = compile_course(source).value
    if course is not None:
        new = {ident for ident in _all_ids(source) if ident not in known}
        edits: dict[str, list[Edit]] = {}
        for clash in find_clashes(course, new):
            place = clash.later.place
            if clash.free and place.file in texts:
                tree = parse(place.file, texts[place.file])
                edits.setdefault(place.file, []).append(insert_line(tree.lines[place.line - 1], f"Key: {clash.free}"))
        for file, added in edits.items():
            texts[file] = write(apply(parse(file, texts[file]), added))
    return tuple(texts.values())


def _all_ids(source: Source) -> frozenset[str]:
    return _ids(tuple(parse(session.file.path, session.file.raw) for session in source.sessions))


def _ids(trees: Sequence[SessionTree]) -> frozenset[str]:
    """Return the ids of pages, checks and questions that stand in the files."""

    def stand_in(tree: SessionTree) -> Iterator[str]:
        yield from (fence.id for fence in tree.fences() if fence.id)
        yield from (label.value.text.strip().lower() for page in tree.pages for label in page.head.labels if label.name == "page")

    return frozenset(ident for tree in trees for ident in stand_in(tree))
