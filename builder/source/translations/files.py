"""The passages of all files of a course, in its first language and in another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from builder.source.files import COURSE_FILE, EVALUATION_FILE, GLOSSARY_FILE, Source, TextFile
from builder.source.reading import DiagnosticReading
from builder.source.translations.passage import Passage
from builder.source.translations.session_passages import passages_of_session
from builder.source.translations.settings_passages import passages_of_settings
from builder.source.tree.parse import parse
from builder.source.tree.session import SessionTree
from builder.source.yaml.document import YamlDocument, parse_document


class TranslatedFile(Struct, frozen=True):
    """A file whose words are translated, as it was read, with its passages in order.

    Attributes:
        path: relative to the course folder.
        name: what the ids of its passages begin with: `course`, `glossary`, `evaluation`, or the id of the session.
        content: its tree.
        passages: in the order of the text.

    """

    path: str
    name: str
    content: SessionTree | YamlDocument
    passages: tuple[Passage, ...]


def read_first(source: Source, trees: Sequence[SessionTree], sessions: Iterable[str]) -> DiagnosticReading[tuple[TranslatedFile, ...]]:
    """Return the files of the first language. `trees` are those of its sessions, `sessions` their ids."""
    files: list[TranslatedFile] = []
    for name, file in _settings(source):
        document = yield from parse_document(file, empty_is_fine=True)
        files += [TranslatedFile(file.path, name, document, passages_of_settings(document, name))] if document is not None else []
    files += (TranslatedFile(tree.file, session, tree, passages_of_session(tree, session)) for tree, session in zip(trees, sessions, strict=True))
    return tuple(files)


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
        if isinstance(origin.content, SessionTree):
            tree = parse(file.path, file.raw)
            files.append(TranslatedFile(file.path, origin.name, tree, passages_of_session(tree, origin.name)))
        else:
            document = yield from parse_document(file, empty_is_fine=True)
            files += [TranslatedFile(file.path, origin.name, document, passages_of_settings(document, origin.name))] if document is not None else []
    return tuple(files)
