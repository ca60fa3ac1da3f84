"""From the files of a further language to the course in it: typed, with the ids, codes and marks of the first language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from builder.course.model import Course
from builder.diagnostics import Checked, Diagnostic, Place, Rule, Severity, has_errors
from builder.source.bind.glossary import read_glossary
from builder.source.compile import ParsedSessions, compile_trees, parse_course
from builder.source.files import COURSE_FILE, Source, in_language
from builder.source.reading import collect
from builder.source.translations.files import TranslatedFile
from builder.source.translations.left_words import mark_left_words
from builder.source.translations.merging import Merged, find_different, merge
from builder.source.translations.session_passages import passages_of_session
from builder.source.translations.translation import Translation, check_listed, check_translation, read_translation
from builder.source.tree.session import SessionTree
from builder.source.write.edits import apply

DIFFERENT_SHAPE = Rule(
    "SRC185",
    "translation-changes-more",
    Severity.ERROR,
    "A translation changes words alone. Other signs in it would change what learners are asked, or how their answers are marked.",
)


def find_translations(source: Source, course: Course, languages: Sequence[str], *, drafts: bool = False) -> Checked[tuple[Translation, ...]]:
    """Return the further languages of a course with their passages, and what is missing, out of date or wrong in them."""
    parsed = parse_course(source, drafts=drafts)
    diagnostics = list(check_listed(source, languages))
    translations: list[Translation] = []
    for language in languages:
        found = collect(read_translation(source, _complete(parsed), [session.id for session in course.sessions], language))
        diagnostics += found.diagnostics if has_errors(found.diagnostics) else (*found.diagnostics, *check_translation(found.value))
        translations.append(found.value)
    return Checked(tuple(translations), tuple(diagnostics))


def compile_translation(
    source: Source, course: Course, translation: Translation, told: Iterable[Diagnostic] = (), *, drafts: bool = False
) -> Checked[Course]:
    """Return the course in a further language: reviewed words alone, and those of the first language, marked as such, where there are none.

    `drafts`: with translations that nobody has reviewed, or that are out of date, for the preview. `told`: what is told of the first language,
    and is not told again. `None` where there is any error.
    """
    merged = merge(source, translation, drafts=drafts)
    parsed = parse_course(source, drafts=drafts)
    trees = tuple(
        apply(tree, (*missing.edits, *merged.edits.get(tree.file, ()))) for tree, missing in zip(parsed.trees, parsed.missing, strict=True)
    )
    broken = list(_check_passages(translation, trees, merged))
    if broken:
        return Checked(None, tuple(broken))
    compiled = compile_trees(merged.source, trees, (), collect(read_glossary(source)).value)
    known = {(one.rule.code, one.place) for one in told}
    diagnostics = tuple(_move(one, translation, merged) for one in compiled.diagnostics if not _is_known(one, known))
    if compiled.value is None or has_errors(diagnostics):
        return Checked(None, diagnostics)
    different = [_report_shape(ident, translation, merged) for ident in find_different(course, compiled.value)]
    other = replace(mark_left_words(compiled.value, merged.left, course.language), language=translation.language)
    return Checked(None if different else _with_first_titles(course, other), (*diagnostics, *different))


def _with_first_titles(course: Course, other: Course) -> Course:
    """Return the course in a further language, with what the parts for the person who runs a session are called in the first one."""
    sessions = (
        replace(theirs, guide=tuple(replace(text, first_title=ours.title.plain) for ours, text in zip(session.guide, theirs.guide, strict=True)))
        for session, theirs in zip(course.sessions, other.sessions, strict=True)
    )
    return replace(other, sessions=tuple(sessions))


def may_be_packed(translation: Translation) -> bool:
    """Tell whether packages may hold a language: all that carries no mark of its language is reviewed, such as titles and words for pictures."""
    rooms = {passage.id for file in translation.first if file.room for passage in file.passages}
    unmarked = (each for each in translation.match.passages if each.origin.quoted or each.origin.sort == "alternative")
    return all(each.state == "reviewed" or each.origin.id in rooms for each in unmarked)


def _complete(parsed: ParsedSessions) -> tuple[SessionTree, ...]:
    return tuple(apply(tree, missing.edits) for tree, missing in zip(parsed.trees, parsed.missing, strict=True))


def _check_passages(translation: Translation, trees: Iterable[SessionTree], merged: Merged) -> Iterator[Diagnostic]:
    """Tell of words that are read as something else than words once they stand in place of those of the first language."""
    sessions = [file for file in translation.first if isinstance(file.content, SessionTree) and not file.room]
    read = [(file, passages_of_session(tree, file.name)) for file, tree in zip(sessions, trees, strict=True)]
    rooms = [file for file in translation.first if file.room]
    read += [(file, now.passages) for file, now in zip(rooms, merged.rooms, strict=True)]
    for file, passages in read:
        found = {passage.id: passage.digest for passage in passages}
        wanted = {origin.id: merged.used.get(origin.id, origin) for origin in file.passages}
        broken = [ident for ident, passage in wanted.items() if found.pop(ident, "") != passage.digest]
        suspects = [ident for ident in (*broken, *(wanted if found or broken else ())) if ident in merged.used]
        yield from (_report_passage(merged, ident) for ident in suspects[:1])


def _report_passage(merged: Merged, ident: str) -> Diagnostic:
    passage = merged.used[ident]
    hint = "Compare it with the same place of the first language: type the same signs around the words, and no more of them."
    return Diagnostic(DIFFERENT_SHAPE, "These words, or those beside them, are read as more than words.", passage.place, hint)


def _report_shape(ident: str, translation: Translation, merged: Merged) -> Diagnostic:
    inside = (passage for key, passage in merged.used.items() if ident and f"/{ident}/" in f"{key}/")
    place = next((passage.place for passage in inside), Place(in_language(COURSE_FILE, translation.language)))
    hint = "Keep codes, boxes and the number of gaps as they are in the first language. Change the words alone."
    return Diagnostic(DIFFERENT_SHAPE, f"“{ident}” is not asked or marked as in the first language.", place, hint)


def _is_known(one: Diagnostic, known: set[tuple[str, Place | None]]) -> bool:
    """Tell whether the same was told of the first language: at the same place, or of the same YAML, whose lines may have moved."""
    if one.place is not None and one.place.file.endswith(".yaml"):
        return any(code == one.rule.code and place is not None and place.file == one.place.file for code, place in known)
    return (one.rule.code, one.place) in known


def _move(one: Diagnostic, translation: Translation, merged: Merged) -> Diagnostic:
    """Return a fault at the place of the words in the file of the other language."""
    if one.place is None:
        return one
    if one.place.file.endswith(".yaml"):
        return replace(one, place=Place(in_language(one.place.file, translation.language)), changes=())
    starts = _starts(translation.first, merged)
    place = starts.get((one.place.file, one.place.line, one.place.column)) or starts.get((one.place.file, one.place.line, 0))
    return replace(one, place=place or Place(in_language(one.place.file, translation.language)), changes=())


def _starts(files: Iterable[TranslatedFile], merged: Merged) -> Mapping[tuple[str, int, int], Place]:
    """Return where each translation stands, by file, line and column of the words in whose place it is; column 0: the first of the line."""
    starts: dict[tuple[str, int, int], Place] = {}
    for file in files:
        for passage in file.passages:
            if passage.id in merged.used:
                place = merged.used[passage.id].place
                starts[file.path, *passage.start] = place
                starts.setdefault((file.path, passage.start[0], 0), place)
    return starts
