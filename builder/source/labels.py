"""`Label: text` lines: which words are known where, and what to say of the others."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence

from builder.course.document import Label, Picture, Text
from builder.interactions.kind import QUESTION_LABELS
from builder.interactions.registry import KINDS
from builder.source import grammar, rules
from builder.source.findings import Findings
from builder.source.lines import Line, Stretch, stretch
from builder.source.markdown import read_inline
from builder.source.outline import RawFence
from builder.source.prose import Setting, read_prose

_CLOSE = 0.8
"""Similarity from which a word counts as a slip (author syntax, Part 3)."""


def read_label(name: str, text: Stretch, line: Line, start: int, findings: Findings, _setting: Setting | None = None) -> Label:
    """Return a label whose text is `text`; a label without a text is reported."""
    place = line.place(start, len(name))
    read = read_inline(text, findings)
    if not text.text.strip():
        findings.report(rules.EMPTY_LABEL, f"“{name.capitalize()}:” has no text.", place, "Type it after the colon, or take the line away.")
    return Label(name, read, place)


def read_picture_label(name: str, text: Stretch, line: Line, start: int, findings: Findings, setting: Setting) -> Label:
    """Return a label whose text is a picture, `Picture: ![what it shows](media/ramp.svg)`."""
    place = line.place(start, len(name))
    if not grammar.PICTURE_START.match(text.text):
        hint = "Type it like any picture: `Picture: ![what it shows](media/ramp.svg)`."
        findings.report(rules.PICTURE_IN_TEXT, f"“{name.capitalize()}:” has no picture after it.", place, hint)
        return Label(name, Text("", "", place), place)
    at = next(index for index in range(len(line.text)) if line.text[index] == "!")
    pictures = [one for one in read_prose([line.blanked(at)], setting, findings) if isinstance(one, Picture)]
    return Label(name, Text("", "", place), place, pictures[0] if pictures else None)


def check_double(name: str, earlier: Sequence[Label], line: Line, start: int, findings: Findings) -> None:
    """Report a label that stands a second time."""
    first = next((label for label in earlier if label.name == name), None)
    if first is not None:
        message = f"“{name.capitalize()}:” stands here a second time; first in line {first.place.line}."
        findings.report(rules.LABEL_TWICE, message, line.place(start, len(name)), "Take one of them away.")


def split_head(body: Sequence[Line | RawFence], known: Collection[str], findings: Findings) -> tuple[tuple[Label, ...], Sequence[Line | RawFence]]:
    """Take the label lines at the start of a page or block; return them and the rest of its body."""
    labels: list[Label] = []
    for index, node in enumerate(body):
        if isinstance(node, RawFence):
            return tuple(labels), body[index:]
        if node.blank:
            continue
        found = grammar.label_of(node.text)
        if found is None or found[0] not in known:
            if found is not None and _is_slip(found[0], known, node.text[found[2] :], one_word="page" in known):
                report_slip(found[0], known, node, found[1], findings)
                continue
            return tuple(labels), body[index:]
        name, start, value = found
        check_double(name, labels, node, start, findings)
        labels.append(read_label(name, stretch([(node, value)]), node, start, findings))
    return tuple(labels), ()


def _is_slip(name: str, known: Collection[str], value: str, *, one_word: bool) -> bool:
    """Tell whether a word is a slip of a known label. Under a page's heading its value is one word, which text rarely is."""
    return is_close(name, known) and (not one_word or len(value.split()) == 1)


def is_close(name: str, known: Collection[str]) -> bool:
    """Tell whether a word is one slip of the finger away from a known label."""
    return any(difflib.SequenceMatcher(None, name, one).ratio() >= _CLOSE or _one_edit(name, one) for one in known)


def _one_edit(left: str, right: str) -> bool:
    """Tell whether one letter more, less or other makes `right` of `left`."""
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((index for index, (one, other) in enumerate(zip(short, long, strict=False)) if one != other), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]


def report_slip(name: str, known: Collection[str], line: Line, start: int, findings: Findings) -> None:
    """Report a label that is close to a known one."""
    best = max(sorted(known), key=lambda one: difflib.SequenceMatcher(None, name, one).ratio())
    message = f"The label “{line.text[start : start + len(name)]}:” is not known."
    hint = f"Did you mean “{best.capitalize()}:”? If it is ordinary text, type a backslash before the colon."
    findings.report(rules.UNKNOWN_LABEL, message, line.place(start, len(name)), hint)


def check_stranger(name: str, known: Collection[str], line: Line, start: int, findings: Findings) -> bool:
    """Report a line of a question that is a label of something else, or a slip; tell whether it was one."""
    owners = _owners(name)
    if name in known or not (owners or is_close(name, known)):
        return False
    if not owners:
        report_slip(name, known, line, start, findings)
        return True
    message = f"“{name.capitalize()}:” means nothing in this question. It belongs to: {', '.join(owners)}."
    hint = "Take it away. If it is ordinary text, type a backslash before the colon."
    if name == "feedback" and "if right" in known:
        hint = "Type “If right:” or “If wrong:” in its place: feedback here is about the whole question."
    findings.report(rules.UNKNOWN_LABEL, message, line.place(start, len(name)), hint)
    return True


def _owners(name: str) -> list[str]:
    """Return what knows a label: kinds, blocks, pages, pictures."""
    if name in QUESTION_LABELS:
        return ["questions with a right answer"]
    owners = [kind.name for kind in KINDS if name in kind.labels | kind.item_labels]
    owners += [block for block, labels in grammar.BLOCK_LABELS.items() if name in labels]
    owners += ["a page, right under its heading"] * (name in grammar.PAGE_LABELS)
    owners += ["a picture or table, right under it"] * (name in grammar.PICTURE_LABELS)
    return owners
