"""The files of a further language as text: those that are there keep all but the changed words, others are made from the first language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from builder.source.files import in_language
from builder.source.translations.files import TranslatedFile
from builder.source.translations.passage import Passage
from builder.source.translations.session_passages import split_labels
from builder.source.translations.translation import Translation
from builder.source.tree.labels import LabelNode
from builder.source.tree.parse import write
from builder.source.tree.session import SessionTree
from builder.source.write.edits import Edit, apply, remove_lines
from builder.source.write.yaml_edits import yaml_text

Words = Mapping[str, str]
"""Translated words by the id of the passage in the first language."""


def print_files(translation: Translation, words: Words) -> dict[str, str]:
    """Return the text of each file of the language, by path: with `words` where there are some, else as it is.

    A session file holds every passage of the first language, so that it can be read from top to bottom: where a translation is missing, the
    words of the first language stand there. A YAML file holds what is translated, and is not there where nothing is.
    """
    present = {file.path: file for file in translation.other}
    kept = {each.origin.id: each.words.words for each in translation.match.passages if each.words is not None}
    texts: dict[str, str] = {}
    for first in translation.first:
        path = in_language(first.path, translation.language)
        own = {passage.id: ({**kept, **words}).get(passage.id, "") for passage in first.passages}
        if not any(own.values()):
            continue
        if isinstance(first.content, SessionTree):
            texts[path] = _print_session(first, first.content, present.get(path), own)
        else:
            texts[path] = _print_settings(own)
    return texts


def _print_session(first: TranslatedFile, tree: SessionTree, present: TranslatedFile | None, words: Words) -> str:
    if present is not None and isinstance(present.content, SessionTree) and _ids(present) == _ids(first):
        return write(apply(present.content, _retyped(present.passages, words)))
    edits = [*_retyped((passage for passage in first.passages if not passage.quoted), words), *_without_settings(tree)]
    if tree.top is not None and tree.top.closing is not None:
        settings = (passage for passage in first.passages if passage.quoted)
        top = "".join(f"{passage.id.rpartition('/')[2]}: {_value(words[passage.id] or passage.words)}\n" for passage in settings)
        edits.append(Edit((tree.top.opening.number + 1, 1), (tree.top.closing.number, 1), top))
    return write(apply(tree, edits))


def _ids(file: TranslatedFile) -> list[str]:
    return [passage.id for passage in file.passages]


def _retyped(passages: Iterable[Passage], words: Words) -> list[Edit]:
    return [passage.retyped(words[passage.id]) for passage in passages if words.get(passage.id)]


def _value(words: str) -> str:
    return yaml_text(" ".join(words.split()))


def _without_settings(tree: SessionTree) -> Iterator[Edit]:
    """Yield the edits that take out what is no words: boxes, keys, outcomes, and all other labels of the first language but the ids of pages."""
    for question in (fence.question for fence in tree.fences() if fence.question is not None):
        for item in (item for section in question.sections for item in section.items):
            if item.box is not None:
                place, raw = item.box.place, item.line.raw
                end = place.column + place.length
                blanks = len(raw[end - 1 :]) - len(raw[end - 1 :].lstrip(" \t"))
                yield Edit((place.line, place.column), (place.line, end + (blanks if place.line == item.line.number else 0)), "")
    lines = {label.line.number: label for label in reversed(split_labels(tree)[1])}
    yield from (_without_label(label) for label in lines.values())


def _without_label(label: LabelNode) -> Edit:
    lines = [label.line, *(line for line in label.value.lines if line.number > label.line.number)]
    return remove_lines(label.line, lines[-1])


def _print_settings(words: Words) -> str:
    """Return YAML of one level after the other, as the ids of its passages lead there."""
    lines: list[str] = []
    above: list[str] = []
    for ident, text in words.items():
        if not text:
            continue
        path = ident.split("/")[1:]
        same = next((depth for depth, (old, new) in enumerate(zip(above, path[:-1], strict=False)) if old != new), min(len(above), len(path) - 1))
        lines += (f"{'  ' * depth}{yaml_text(path[depth])}:\n" for depth in range(same, len(path) - 1))
        lines.append(f"{'  ' * (len(path) - 1)}{yaml_text(path[-1])}: {_value(text)}\n")
        above = path[:-1]
    return "".join(lines)
