"""The passages of all files of a course, in its first language and in another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from builder.source.files import COURSE_FILE, EVALUATION_FILE, GLOSSARY_FILE, SessionFolder, Source, TextFile
from builder.source.reading import DiagnosticReading
from builder.source.translations.passage import Passage
from builder.source.translations.session_passages import passages_of_room_text, passages_of_session
from builder.source.translations.settings_passages import passages_of_settings
from builder.source.tree.parse import parse
from builder.source.tree.session import SessionTree
from builder.source.yaml.document import YamlDocument, parse_document


class TranslatedFile(Struct, frozen=True):
    """A file whose words are translated, as it was read, with its passages in order.

    Attributes:
        path: relative to the course folder.
        name: what the ids of its passages begin with: `course`, `glossary`, `evaluation`, the id of the session, or that with `.facilitator` or with
            `.handout.` and the name of a handout.
        content: its tree.
        passages: in the order of the text.
        room: it is for the room, `facilitator.md` or a handout, so books hold it and packages do not.

    """

    path: str
    name: str
    content: SessionTree | YamlDocument
    passages: tuple[Passage, ...]
    room: bool = False


def read_first(source: Source, trees: Sequence[SessionTree], sessions: Iterable[str]) -> DiagnosticReading[tuple[TranslatedFile, ...]]:
    """Return the files of the first language. `trees` are those of its sessions, `sessions` their ids."""
    files: list[TranslatedFile] = []
    for name, file in _settings(source):
        document = yield from parse_document(file, empty_is_fine=True)
        files += [TranslatedFile(file.path, name, document, passages_of_settings(document, name))] if document is not None else []
    for folder, tree, session in zip(source.sessions, trees, sessions, strict=True):
        files.append(TranslatedFile(tree.file, session, tree, passages_of_session(tree, session)))
        files += (read_room_file(name, file) for name, file in _room_files(folder, session))
    return tuple(files)


def _room_files(folder: SessionFolder, session: str) -> Iterator[tuple[str, TextFile]]:
    """Yield what a session has for the room, with what the ids of its passages begin with: no page's id holds a point."""
    if folder.facilitator is not None:
        yield f"{session}.facilitator", folder.facilitator
    yield from ((f"{session}.handout.{PurePosixPath(file.path).stem}", file) for file in folder.handouts)


def read_room_file(name: str, file: TextFile) -> TranslatedFile:
    """Return a text for the room with its passages."""
    tree = parse(file.path, file.raw)
    return TranslatedFile(file.path, name, tree, passages_of_room_text(tree, name), room=True)


def _settings(source: Source) -> Iterator[tuple[str, TextFile]]:
    named = {COURSE_FILE: source.course, GLOSSARY_FILE: source.glossary, EVALUATION_FILE: source.evaluation}
    return ((path.partition(".")[0], file) for path, file in named.items() if file is not None)


def read_other(source: Source, first: Iterable[TranslatedFile], language: str) -> DiagnosticReading[tuple[TranslatedFile, ...]]:
    """Return those of the files that are there in another language."""
    files: list[TranslatedFile] = []
    for origin in first:
        file = source.find_translation(origin.path, language)
        if file is None:
            continue
        if origin.room:
            files.append(read_room_file(origin.name, file))
        elif isinstance(origin.content, SessionTree):
            tree = parse(file.path, file.raw)
            files.append(TranslatedFile(file.path, origin.name, tree, passages_of_session(tree, origin.name)))
        else:
            document = yield from parse_document(file, empty_is_fine=True)
            files += [TranslatedFile(file.path, origin.name, document, passages_of_settings(document, origin.name))] if document is not None else []
    return tuple(files)
