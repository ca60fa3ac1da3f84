"""The course in another language: the files of the first language with other words in their places, so that nothing but words can differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import Interaction
from builder.course.cmi import Definition, InteractionType
from builder.course.model import Course
from builder.source.files import COURSE_FILE, EVALUATION_FILE, GLOSSARY_FILE, Source, TextFile
from builder.source.translations.files import TranslatedFile, read_room_file
from builder.source.translations.matching import Translated
from builder.source.translations.passage import Passage, passage_of_span
from builder.source.translations.translation import Translation
from builder.source.tree.lines import split_lines
from builder.source.tree.parse import write
from builder.source.tree.session import SessionTree
from builder.source.write.edits import Edit, apply
from builder.source.write.yaml_edits import write_edited


class Merged(Struct, frozen=True):
    """The files of a course with the words of another language.

    Attributes:
        source: with other texts of its YAML, and of what is for the room.
        edits: by path of a session file, what is typed in place of what.
        used: by id, the passages that were put in.
        left: those of the first language that stay, where they stand now.
        rooms: the texts for the room as they read now.

    """

    source: Source
    edits: Mapping[str, tuple[Edit, ...]]
    used: Mapping[str, Passage]
    left: tuple[Passage, ...]
    rooms: tuple[TranslatedFile, ...] = ()


def merge(source: Source, translation: Translation, *, drafts: bool) -> Merged:
    """Return the files with the words that learners may get; `drafts`: with all others too, for somebody who reviews them."""
    chosen = {each.origin.id: each.words for each in translation.match.passages if each.words is not None and _may_be_shown(each, drafts=drafts)}
    edits = {
        file.path: (*_edits(file, chosen), *_name_answers_by_codes(file.content))
        for file in translation.first
        if isinstance(file.content, SessionTree) and not file.room
    }
    rooms = {file.path: _retype(file, chosen) for file in translation.first if file.room}
    moved = {passage.id: passage for path, file in rooms.items() for passage in file.passages}
    left = tuple(moved.get(each.origin.id, each.origin) for each in translation.match.passages if each.origin.id not in chosen)
    return Merged(_with_rooms(_with_settings(source, translation.first, chosen), rooms), edits, chosen, left, tuple(rooms.values()))


def _retype(file: TranslatedFile, words: Mapping[str, Passage]) -> TranslatedFile:
    """Return a text for the room with other words, as it reads then."""
    assert isinstance(file.content, SessionTree)
    raw = write(apply(file.content, tuple(_edits(file, words))))
    return read_room_file(file.name, TextFile(file.path, raw, split_lines(raw)))


def _with_rooms(source: Source, rooms: Mapping[str, TranslatedFile]) -> Source:
    """Return the folder with other texts for the room."""

    def find(file: TextFile) -> TextFile:
        content = rooms[file.path].content if file.path in rooms else None
        return TextFile(file.path, raw, split_lines(raw)) if isinstance(content, SessionTree) and (raw := write(content)) != file.raw else file

    sessions = (
        replace(folder, facilitator=find(folder.facilitator) if folder.facilitator else None, handouts=tuple(map(find, folder.handouts)))
        for folder in source.sessions
    )
    return replace(source, sessions=tuple(sessions))


def _may_be_shown(each: Translated, *, drafts: bool) -> bool:
    return drafts or each.state == "reviewed"


def _edits(file: TranslatedFile, words: Mapping[str, Passage]) -> Iterator[Edit]:
    return (passage.retyped(words[passage.id].words) for passage in file.passages if passage.id in words)


def _name_answers_by_codes(tree: SessionTree) -> Iterator[Edit]:
    """Yield edits of the lines that name right answers, `Answer: No`, so that they name them by their codes: the words are others now."""
    for fence in tree.fences():
        key = fence.question.key if fence.question is not None else None
        if fence.question is None or key is None or not key.chosen or not key.label.value.text:
            continue
        items = [item for section in fence.question.sections for item in section.items]
        names = ", ".join(items[at].body.code or items[at].marker or str(at + 1) for at in key.chosen)
        yield passage_of_span(fence.id, key.label.value, "label").retyped(names)


def _with_settings(source: Source, files: Iterable[TranslatedFile], words: Mapping[str, Passage]) -> Source:
    texts: dict[str, TextFile] = {}
    for file in files:
        if not isinstance(file.content, SessionTree):
            raw = write_edited(file.content, list(_edits(file, words)))
            texts[file.path] = TextFile(file.path, raw, split_lines(raw))
    return replace(
        source,
        course=texts.get(COURSE_FILE, source.course),
        glossary=texts.get(GLOSSARY_FILE, source.glossary),
        evaluation=texts.get(EVALUATION_FILE, source.evaluation),
    )


def find_different(first: Course, other: Course) -> tuple[str, ...]:
    """Return the ids of pages and questions that are in one of the courses alone, or whose codes or right answers differ."""
    ours, theirs = _shapes(first), _shapes(other)
    return tuple(ident for ident in (ours | theirs) if ours.get(ident) != theirs.get(ident))


def _shapes(course: Course) -> dict[str, tuple[object, ...]]:
    """Return by id what pages and questions are besides words, and their places in the order."""
    pages = {page.id: (session.id, page.id, page.key, page.core) for session, page in course.pages()}
    questions = {question.id: (page.id, _shape(question)) for _session, page, _check, question in course.interactions()}
    return {**pages, **questions}


def _shape(question: Interaction) -> tuple[object, ...]:
    return (question.kind, question.id, question.key, tuple((ident, _shape_of(definition)) for ident, definition in question.definitions()))


def _shape_of(definition: Definition) -> tuple[object, ...]:
    """Return what a definition has besides words: the accepted texts of a gap are words, all other right answers are codes or numbers."""
    typed = definition.type in {InteractionType.FILL_IN, InteractionType.LONG_FILL_IN}
    ids = tuple(tuple(each.code for each in some) for some in (definition.choices, definition.sources, definition.targets, definition.steps))
    return (definition.type, ids, len(definition.variants) if typed else definition.correct, definition.most_chosen, definition.tolerance)
