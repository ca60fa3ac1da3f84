"""Boxes of text: their labels and what each must hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from builder.course.blocks import Block, Box
from builder.course.document import Label, Prose, Text
from builder.diagnostics import Place
from builder.source import grammar, rules
from builder.source.findings import Findings, nearest
from builder.source.forms import Form
from builder.source.labels import check_double, read_label, split_head
from builder.source.lines import Line, stretch
from builder.source.outline import RawFence

Body = Sequence[Line | RawFence]
Read = Callable[[Body, Form], tuple[Block, ...]]

_COMMA = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)


def read_box(raw: RawFence, form: Form, read: Read, findings: Findings) -> Box | None:
    """Read a box of text; `None` where a label that it needs is missing, which is then reported."""
    place = check_id(raw, findings)
    labels, rest = _split_labels(raw.body, form, findings)
    body = read(rest, form)
    if not rest:
        swallowed = "".join(f", and a blank line after “{label.name.capitalize()}:”" for label in labels if label.name not in grammar.SHORT_LABELS)
        hint = f"Type its text before the closing `:::`{swallowed}."
        findings.report(rules.EMPTY_BLOCK, f"This “{raw.name}” holds no text.", place, hint)
    else:
        check_lists(body, form, raw.name, place, findings)
    missing = [name for name in form.needed if not any(label.name == name for label in labels)]
    for name in missing:
        _report_missing(raw.name, name, form.needed[name], place, findings)
    listed = tuple(one for label in labels for one in _values(label, form, findings))
    title = first_text(labels, "title")
    return None if missing else Box(raw.name, title, body, place, tuple(label for label in listed if label.name != "title"))


def check_id(raw: RawFence, findings: Findings) -> Place:
    """Report an id, which no block of text needs; return the place of the fence's name."""
    if raw.id:
        at = raw.opening.place(raw.id_at, len(raw.id))
        findings.report(rules.NEEDLESS_ID, f"“{raw.name}” needs no id, but “{raw.id}” stands here.", at, "Take it away.")
    return raw.opening.place(raw.name_at, len(raw.name))


def report_late(body: Body, known: frozenset[str], findings: Findings) -> None:
    """Report labels that stand after the text of their block."""
    for node in body:
        label = grammar.label_of(node.text) if isinstance(node, Line) else None
        if isinstance(node, Line) and label is not None and label[0] in known:
            message = f"“{label[0].capitalize()}:” stands after the text."
            place = node.place(label[1], len(label[0]))
            findings.report(rules.LATE_LABEL, message, place, "Put it right under the line with the three colons.")


def first_text(labels: Sequence[Label], name: str) -> Text | None:
    """Return the text of the first label of a name that has one."""
    return next((label.text for label in labels if label.name == name and label.text.plain), None)


def check_lists(body: Sequence[Block], form: Form, block: str, place: Place, findings: Findings) -> None:
    """Report a block, or one of its sections, that does not hold as many lists as it needs."""
    found = sum(isinstance(one, Prose) and one.kind == "list" for one in body)
    if form.lists is not None and found != form.lists:
        has = f"There are {found} lists here" if found else "There is no list here"
        where = "each section" if form.parts else "it"
        hint = "Type each point on a line of its own that begins with `- `" + (", without other text between them." if found else ".")
        findings.report(rules.ONE_LIST, f"{has}. A “{block}” has one in {where}.", place, hint)


# ---------------------------------------------------------------- labels


def _split_labels(body: Body, form: Form, findings: Findings) -> tuple[tuple[Label, ...], Body]:
    """Take a block's labels: short ones from its start, those whose text may go on over lines from anywhere."""
    long, rest = _take_long(body, form.labels, findings)
    head, rest = split_head(rest, form.labels, findings)
    report_late(rest, form.labels, findings)
    return (*head, *long), rest


def _take_long(body: Body, known: frozenset[str], findings: Findings) -> tuple[list[Label], Body]:
    names = known - grammar.SHORT_LABELS
    if not names:
        return [], body
    labels: list[Label] = []
    rest: list[Line | RawFence] = []
    going_on: list[tuple[Line, int]] | None = None
    raw: list[tuple[str, int, list[tuple[Line, int]]]] = []
    for node in body:
        label = grammar.label_of(node.text) if isinstance(node, Line) else None
        if isinstance(node, Line) and label is not None and label[0] in names:
            going_on = [(node, label[2])]
            raw.append((label[0], label[1], going_on))
        elif isinstance(node, RawFence) or going_on is None or node.blank or _starts_anew(node) or (label and label[0] in known):
            going_on = None
            rest.append(node)
        else:
            going_on.append((node, 0))
    for name, start, parts in raw:
        check_double(name, labels, parts[0][0], start, findings)
        labels.append(read_label(name, stretch(parts), parts[0][0], start, findings))
    return labels, rest if any(isinstance(node, RawFence) or not node.blank for node in rest) else ()


def _starts_anew(line: Line) -> bool:
    """Tell whether a line ends the text of the label above it."""
    starts = (grammar.PICTURE_START, grammar.HEADING, grammar.QUOTE, grammar.DASHES)
    return any(pattern.match(line.text) for pattern in starts) or bool(grammar.list_start(line.text))


def _report_missing(block: str, name: str, example: str, place: Place, findings: Findings) -> None:
    if name == "title":
        message = f"This {block} has no title."
        findings.report(rules.NO_TITLE, message, place, "Type `Title: ` and a few words in the line under it.")
        return
    where = "in the line under this one" if name in grammar.SHORT_LABELS else "on a line above its closing `:::`"
    hint = f"Type it {where}, such as `{name.capitalize()}: {example}`"
    findings.report(rules.MISSING_LABEL, f"This “{block}” has no “{name.capitalize()}:”.", place, hint)


def _values(label: Label, form: Form, findings: Findings) -> tuple[Label, ...]:
    """Part a label whose values stand between commas, each as it is written; report what means nothing."""
    if label.name not in form.listed:
        return (label,)
    known = form.listed[label.name]
    by_words = {word.lower(): word for word in known}
    found: list[str] = []
    typed_values = [typed for typed in _COMMA.split(label.text.plain.strip(" .")) if typed] or [label.text.plain]
    for typed in typed_values if label.text.plain else ():
        word = by_words.get(typed.lower(), "")
        if not word or word in found:
            near = nearest(typed.lower(), tuple(by_words))
            names = ", ".join(known)
            message = f"“{typed}” stands here twice." if word else f"“{label.name.capitalize()}:” cannot be “{typed}”."
            hint = "Type it once." if word else f"Did you mean “{by_words[near]}”?" if near else f"Type one or more of these, with commas: {names}."
            at = max(0, label.text.plain.rfind(typed))
            place = replace(label.text.place, column=label.text.place.column + at, length=max(1, len(typed)))
            findings.report(rules.BAD_LABEL_VALUE, message, place, hint)
        else:
            found.append(word)
    return tuple(Label(label.name, Text(word, word, label.text.place), label.place) for word in found)
