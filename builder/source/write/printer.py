"""The author syntax of new pieces, each written in one way: questions, pages and labels, as the guide shows them.

Texts are Markdown, one paragraph each; `as_markdown` makes Markdown of words that mean nothing but themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from builder.source.tree import grammar
from builder.source.tree.answer_labels import list_label_colons
from builder.source.tree.lines import BLANK

_SIGNS = re.compile(
    r"[\\`*_\[\]<$~{}|@]|!(?=\[|!!)|&(?=[A-Za-z#])|=(?==)|(?<==)=|:(?=[a-z][a-z0-9_+-]*:)|\^|%(?=%)|(?<=%)%|!(?=\w)|:(?=:)"
    r"|(?<=answer is )['\"]|(?<=answers are )['\"]|\.(?=\. )|\'(?=\'\')|\"(?=\"\")|(?<= )[☐☑☒□▢◻⬜]"
)
"""Signs that Markdown reads, or that would look like left-over markup (`builder.source.markdown.leftovers`) or like the box of a further answer."""

_ARROW_OR_SIGN = re.compile(rf"(?:{grammar.ARROW.pattern.rpartition('(?:')[2]}|{_SIGNS.pattern}")
_STRUCTURE = re.compile(
    rf"[#>+|~={grammar.ESCAPABLE_SIGNS}{grammar.PICTURE_SIGNS}-]|[oØü](?={BLANK})|[0-9](?=\ufe0f?\u20e3)|:(?=[:\s])|/(?=//)|\?(?=\?\?|>)|!(?=>)"
    r"|\((?=[^()]{0,7}\))"
)
_ORDINAL = re.compile(r"((?:Q ?)?[0-9]{1,3}|[A-Za-z]|[ivx]{1,5}|h[1-6]|bq)([.):])", re.IGNORECASE)
_UNREAD_SCHEME = re.compile(r"(?<![a-z0-9+-])(?!https?:)[a-z][a-z0-9+-]*(?=://)", re.IGNORECASE)
"""What stands before `://` where no link is made of it: a leftover of an address."""
_MARK_AT_END = re.compile(r"(?<!(?<!\\)\\)[✅✓✔☑❌✗✘←⬅](?=\ufe0f?(?:[^\S\n]*(?:correct|right)(?: answer)?)?$)|\((?=[^()]{1,20}\)$)", re.IGNORECASE)


class NewLabel(Struct, frozen=True):
    """A label: its name in lower case, and Markdown of one paragraph."""

    name: str
    text: str


class NewItem(Struct, frozen=True):
    """An answer. `ticked` is `None` without a box; `side` is what an arrow points at, with its code; `labels` are its own."""

    text: str
    code: str = ""
    ticked: bool | None = None
    side: str | None = None
    side_code: str = ""
    labels: tuple[NewLabel, ...] = ()


class NewGroup(Struct, frozen=True):
    """A group or a scene with what stands under it."""

    heading: str
    code: str = ""
    text: tuple[str, ...] = ()
    items: tuple[NewItem, ...] = ()


class NewQuestion(Struct, frozen=True):
    """A question of a kind; without an `id` it gets one from `copack check --fix`. `prompt`: its paragraphs."""

    kind: str
    id: str = ""
    prompt: tuple[str, ...] = ()
    items: tuple[NewItem, ...] = ()
    groups: tuple[NewGroup, ...] = ()
    labels: tuple[NewLabel, ...] = ()


class NewPage(Struct, frozen=True):
    """A page. `labels` besides its id; `body`: paragraphs and questions."""

    heading: str
    id: str = ""
    labels: tuple[NewLabel, ...] = ()
    body: tuple[str | NewQuestion, ...] = ()


def as_markdown(words: str) -> str:
    """Return Markdown of one paragraph that shows these words, whatever signs they hold.

    Runs of white space become one space. Whatever is read as structure somewhere gets a backslash: arrows, labels, bullets and numbers at the
    start, ticks at the end.
    """
    escaped = _ARROW_OR_SIGN.sub(lambda part: "".join(f"\\{sign}" for sign in part[0]), " ".join(words.split()))
    escaped = _UNREAD_SCHEME.sub(lambda scheme: f"{scheme[0]}\\", escaped)
    escaped = _MARK_AT_END.sub(lambda mark: f"\\{mark[0]}", escaped)
    for colon in reversed(list_label_colons(escaped)):
        escaped = f"{escaped[:colon]}\\{escaped[colon:]}"
    if number := _ORDINAL.match(escaped):
        return f"{number[1]}\\{escaped[number.end(1) :]}"
    return f"\\{escaped}" if _STRUCTURE.match(escaped) else escaped


def print_label(label: NewLabel) -> str:
    """Return a label as its line: `If right: You may say no.`."""
    return f"{label.name.capitalize()}: {label.text}"


def print_question(question: NewQuestion) -> str:
    """Return a question as its lines, from three colons to three colons, with a line end after the last."""
    lines = [f"::: {question.kind} {question.id}".rstrip(), *_paragraphs(question.prompt)]
    for item in question.items:
        lines += _item(item)
    for group in question.groups:
        lines.append(f"## {_coded(group.code, group.heading)}")
        lines += _paragraphs(group.text)
        for item in group.items:
            lines += _item(item)
    lines += (print_label(label) for label in question.labels)
    return "\n".join([*lines, ":::"]) + "\n"


def print_page(page: NewPage) -> str:
    """Return a page as its lines, with a line end after the last."""
    labels = [*([f"Page: {page.id}"] if page.id else []), *(print_label(label) for label in page.labels)]
    head = "\n".join([f"# {page.heading}", *labels]) + "\n"
    pieces = [piece + "\n" if isinstance(piece, str) else print_question(piece) for piece in page.body]
    return "\n".join([head, *pieces])


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    """Yield paragraphs with an empty line between each two."""
    for index, text in enumerate(texts):
        if index:
            yield ""
        yield text


def _item(item: NewItem) -> Iterator[str]:
    box = {True: "[x] ", False: "[ ] ", None: ""}[item.ticked]
    side = f" -> {_coded(item.side_code, item.side)}" if item.side is not None else ""
    yield f"- {box}{_coded(item.code, item.text)}{side}"
    yield from (f"  {print_label(label)}" for label in item.labels)


def _coded(code: str, text: str) -> str:
    return f"({code}) {text}".rstrip() if code else text
