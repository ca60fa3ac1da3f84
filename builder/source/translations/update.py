"""New translations written into the files of a language: checked by reading them back, so that what is written is what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder.source.files import TRANSLATION_FILE, Source, TextFile, in_language
from builder.source.reading import collect
from builder.source.translations.files import TranslatedFile, read_other
from builder.source.translations.passage import Passage, Sort, digest_words
from builder.source.translations.printing import print_files
from builder.source.translations.record import Entry, print_record
from builder.source.translations.translation import Translation
from builder.source.tree.lines import split_lines

IN_LINES: frozenset[Sort] = frozenset({"text", "list", "table", "quote", "gaps"})
"""Sorts of passages that may have several lines."""


class NewWords(Struct, frozen=True):
    """A translation of a passage.

    Attributes:
        words: as typed in the author syntax.
        origin: the digest of the words from which it was translated.
        reviewed: somebody has reviewed it.

    """

    words: str
    origin: str
    reviewed: bool = False


class Update(Struct, frozen=True):
    """What to write.

    Attributes:
        files: the text of each file that changes, by path.
        refused: ids of passages whose new words are read as something else; then nothing should be written.
        dropped: passages that stand in a file as it is, translate nothing, and are not in the new one.

    """

    files: Mapping[str, str]
    refused: tuple[str, ...]
    dropped: tuple[Passage, ...]


def update_translation(source: Source, translation: Translation, new: Mapping[str, NewWords]) -> Update:
    """Return the files of a language with new translations, by the ids of the passages in the first language."""
    passages = {each.origin.id: each.origin for each in translation.match.passages}
    words = {ident: shape_words(each.words, passages[ident]) for ident, each in new.items()}
    texts = print_files(translation, words)
    record_path = in_language(TRANSLATION_FILE, translation.language)
    texts[record_path] = print_record(_entries(translation, new, words))
    files = tuple(TextFile(path, text, split_lines(text)) for path, text in texts.items())
    written = replace(source, translations={translation.language: files})
    again = collect(read_other(written, translation.first, translation.language)).value
    read = {passage.id: passage for file in again for passage in file.passages}
    wanted = {ident: (digest_words(text), passages[ident].sort) for ident, text in words.items()}
    refused = [ident for ident, (digest, sort) in wanted.items() if ident not in read or read[ident].digest != digest or read[ident].sort != sort]
    if not refused:
        refused = _find_split(translation.first, again, words)
    before = {text.path: text.raw for text in source.translations.get(translation.language, ())}
    changed = {path: text for path, text in texts.items() if before.get(path) != text}
    dropped = tuple(extra for extra in translation.match.extra if extra.id not in read or read[extra.id].digest != extra.digest)
    return Update(changed, tuple(refused), dropped)


def _find_split(first: Iterable[TranslatedFile], again: Iterable[TranslatedFile], words: Mapping[str, str]) -> list[str]:
    """Return the ids of new words in files that have other passages than the first language: some of them are read as more than one."""
    ours = {file.name: [passage.id for passage in file.passages] for file in first}
    split = [file for file in again if not file.path.endswith(".yaml") and [passage.id for passage in file.passages] != ours[file.name]]
    return [ident for ident in words for file in split if ident in ours[file.name]]


def shape_words(words: str, origin: Passage) -> str:
    """Return words as they are typed in place of a passage: on one line where it has one; with the marks of a list, if a table has lost them."""
    if origin.sort not in IN_LINES:
        return " ".join(words.split())
    lines = [line.rstrip() for line in words.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")]
    marks = [_mark_of(line) for line in origin.words.split("\n")]
    if origin.sort == "list" and len(lines) == len(marks) and not any(_mark_of(line).strip() for line in lines):
        lines = [mark + line.lstrip() for mark, line in zip(marks, lines, strict=True)]
    return "\n".join(lines)


def _mark_of(line: str) -> str:
    """Return what begins a line of a list, with the blanks around it: `  - `, `1. `; of any other line its blanks."""
    bare = line.lstrip()
    mark, blank, _words = bare.partition(" ")
    is_mark = bool(blank) and (mark in {"-", "*", "+", "•"} or (mark[-1] in ".)" and mark[:-1].isdecimal()))
    return line[: len(line) - len(bare)] + (f"{mark} " if is_mark else "")


def _entries(translation: Translation, new: Mapping[str, NewWords], words: Mapping[str, str]) -> Iterable[tuple[str, Entry]]:
    for each in translation.match.passages:
        ident = each.origin.id
        old = translation.record.get(each.words.id) if each.words is not None else None
        if ident in new:
            digest = digest_words(words[ident])
            stays = old is not None and old.reviewed == digest and old.origin == new[ident].origin
            yield ident, Entry(new[ident].origin, digest if new[ident].reviewed or stays else "")
        elif old is not None:
            yield ident, old
