"""Words that a reviewer suggested, put into the course: only if the passage still reads as it did, and only if nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.course.model import Course
from builder.editorial.digest import digest_words
from builder.editorial.passages import Passage, list_passages
from builder.source.compile import compile_course
from builder.source.files import Source
from builder.source.tree.lines import split_lines
from builder.source.tree.parse import parse, write
from builder.source.write.edits import OverlappingEditsError, apply
from builder.source.write.suggested_words import NotSuggestableError, suggest_words


class Suggestion(Struct, frozen=True):
    """Other words for a passage. `was`: twelve hex digits of the words that the reviewer read."""

    number: int
    was: str
    better: str


class Accepted(Struct, frozen=True):
    """What became of suggestions.

    Attributes:
        source: the folder with the new words.
        made: numbers of the passages that changed.
        refused: by number of the passage, why its words are as they were, in plain words.

    """

    source: Source
    made: tuple[int, ...]
    refused: dict[int, str]


def find_passage(passages: Sequence[Passage], number: int, was: str) -> Passage | None:
    """Return the passage that a reviewer meant, if it reads as it did: by its number, else the only one with these words."""
    if number <= len(passages) and digest_words(passages[number - 1].words) == was:
        return passages[number - 1]
    same = [passage for passage in passages if digest_words(passage.words) == was]
    return same[0] if len(same) == 1 else None


def number_passages(course: Course, session: str) -> list[Passage]:
    """Return the passages of a session in the order of their numbers. Raises StopIteration for a session that is not there."""
    chosen = next(each for each in course.sessions if each.id == session)
    return [passage for group in list_passages(course, chosen) for passage in group.passages]


def accept(source: Source, course: Course, session: str, suggestions: Sequence[Suggestion]) -> Accepted:
    """Put suggested words into a course that compiles, one by one; one that is refused leaves all others possible."""
    made: list[int] = []
    refused: dict[int, str] = {}
    for suggestion in suggestions:
        try:
            source, course = _put(source, course, session, suggestion)
            made.append(suggestion.number)
        except NotSuggestableError as reason:
            refused[suggestion.number] = str(reason)
    return Accepted(source, tuple(made), refused)


def _put(source: Source, course: Course, session: str, suggestion: Suggestion) -> tuple[Source, Course]:
    before = number_passages(course, session)
    passage = find_passage(before, suggestion.number, suggestion.was)
    if passage is None:
        raise NotSuggestableError("The passage has other words now")
    folder = next((each for each in source.sessions if each.file.path == passage.place.file), None)
    if folder is None:
        raise NotSuggestableError(f"The words are in {passage.place.file}, which is changed by hand")
    tree = parse(folder.file.path, folder.file.raw)
    try:
        text = write(apply(tree, suggest_words(tree, passage.place, passage.words, suggestion.better)))
    except OverlappingEditsError as fault:
        raise NotSuggestableError("The words that would change overlap") from fault
    file = replace(folder.file, raw=text, lines=split_lines(text))
    changed = replace(source, sessions=tuple(replace(each, file=file) if each is folder else each for each in source.sessions))
    compiled = compile_course(changed, unproven=True).value
    if compiled is None or not _only_this_changed(before, number_passages(compiled, session), passage, suggestion.better):
        raise NotSuggestableError("Something else would change with these words")
    return changed, compiled


def _only_this_changed(before: Sequence[Passage], after: Sequence[Passage], passage: Passage, better: str) -> bool:
    """Tell whether the passage reads as suggested, and all others as they did; what is asked again has the same place."""
    if len(before) != len(after):
        return False
    for old, new in zip(before, after, strict=True):
        changes = old.place == passage.place and old.words == passage.words
        wanted = " ".join(better.split()) if changes else old.words
        if (new.role, new.words, new.remarks, new.links, new.facts) != (old.role, wanted, old.remarks, old.links, old.facts):
            return False
    return True
