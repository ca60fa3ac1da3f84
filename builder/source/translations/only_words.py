"""What a file of another language holds besides words. Ids, codes, keys, outcomes and marks stand in the first language alone."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.reading import collect
from builder.source.translations.files import TranslatedFile
from builder.source.translations.session_passages import split_labels
from builder.source.translations.settings_passages import others_of
from builder.source.tree.session import SessionTree
from builder.source.yaml.parse import read_yaml

MORE_THAN_WORDS = Rule(
    "SRC180",
    "more-than-words",
    Severity.ERROR,
    "A translation holds words. What is asked, marked and recorded is the same in every language, so it is written once, in the first language.",
)


def check_only_words(file: TranslatedFile, first: str) -> Iterator[Diagnostic]:
    """Tell of each setting, label and mark in a file of another language. `first`: the path of the file of the first language."""
    if not isinstance(file.content, SessionTree):
        root = file.content.root
        for value in others_of(root, file.content.lines, file.name) if root is not None else ():
            yield _report(f"“{value.path.rpartition('/')[2]}:”", value.node.place, first)
        return
    tree = file.content
    top = collect(read_yaml(tree.top.lines, tree.file)).value if tree.top is not None and tree.top.closing is not None else None
    for value in others_of(top, tree.top.lines, "session") if top is not None and tree.top is not None else ():
        yield _report(f"“{value.path.rpartition('/')[2]}:”", value.node.place, first)
    for label in split_labels(tree)[1]:
        yield _report(f"“{label.shown}:”", label.place, first)
    for question in (fence.question for fence in tree.fences() if fence.question is not None):
        for box in (item.box for section in question.sections for item in section.items if item.box is not None):
            yield _report(f"“{box.typed}”", box.place, first)


def _report(typed: str, place: Place, first: str) -> Diagnostic:
    return Diagnostic(MORE_THAN_WORDS, f"{typed} is not for translation.", place, f"Delete it here. What “{first}” says holds in every language.")
