"""Codes that the author left out of a question: of answers, partners, groups, gaps and what may be picked for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from builder.diagnostics import Place
from builder.interactions.kind import Kind
from builder.interactions.reading import CODED_LABELS
from builder.interactions.registry import find
from builder.source.tree.codes import CodedText, read_coded
from builder.source.tree.gaps import GapNode
from builder.source.tree.own_marks import OwnMark, all_have_marks_in_brackets, read_mark_in_brackets, read_touching_code
from builder.source.tree.session import FenceNode, QuestionNode, SectionNode, SessionTree
from builder.source.write.edits import Edit, insert, replace_span
from builder.source.write.identifiers import ITEM_CODES, SIDE_CODES, free_code


class Missing(Struct, frozen=True):
    """One thing that is missing, what to say of it, and the edit that writes it."""

    place: Place
    message: str
    edit: Edit


def find_missing_codes(fence: FenceNode, tree: SessionTree) -> Iterator[Missing]:
    """Yield the codes that a question lacks, everywhere where its kind has codes."""
    kind = find(fence.name)
    question = fence.question
    if kind is None or question is None:
        return
    yield from _codes_of_lists(question, kind, tree)
    if "gaps" in kind.coded:
        for section in question.sections:
            yield from _codes_of_gaps(section, tree)


def _codes_of_lists(question: QuestionNode, kind: Kind, tree: SessionTree) -> Iterator[Missing]:
    extras = [read_coded(label.value) for label in question.labels if label.name in CODED_LABELS and label.value.text]
    items = [[item.body for item in section.items] for section in question.sections]
    if "items" in kind.coded:
        for scope in items if kind.own_codes else [[body for bodies in items for body in bodies]]:
            yield from _fill(scope, "answer", tree)
    if "sides" in kind.coded:
        sides = [item.side for section in question.sections for item in section.items if item.side is not None]
        yield from _fill_sides(sides, extras, tree)
    elif "groups" in kind.coded:
        yield from _fill([*(section.heading for section in question.sections if section.heading), *extras], "group", tree)


def _fill(all_coded: Sequence[CodedText], called: str, tree: SessionTree) -> Iterator[Missing]:
    """Give a code to each thing of a list that has none."""
    taken = {coded.code for coded in all_coded}
    alone = not all_have_marks_in_brackets([coded.text.text for coded in all_coded if coded.lacks_code])
    for coded in all_coded:
        mark = read_mark_in_brackets(coded.text.text, alone=alone)
        code = _wanted_code(mark, taken) or free_code(taken, ITEM_CODES)
        if coded.lacks_code and code:
            taken.add(code)
            yield _missing_code(coded, called, code, tree, mark)


def _fill_sides(sides: Sequence[CodedText], extras: Sequence[CodedText], tree: SessionTree) -> Iterator[Missing]:
    """Give a code to each partner and extra that has none. Partners with the same words get the same code."""
    taken = {side.code for side in (*sides, *extras)}
    known = {_folded(side): side.code for side in reversed(sides) if side.code and side.text.text}
    for side in sides:
        code = known.get(_folded(side)) or _wanted_code(read_mark_in_brackets(side.text.text), taken) or free_code(taken, SIDE_CODES)
        if side.lacks_code and code:
            known.setdefault(_folded(side), code)
            taken.add(code)
            yield _missing_code(side, "partner", code, tree)
    for extra in extras:
        code = _wanted_code(read_mark_in_brackets(extra.text.text), taken) or free_code(taken, SIDE_CODES)
        if extra.lacks_code and code:
            taken.add(code)
            yield _missing_code(extra, "extra", code, tree)


def _folded(coded: CodedText) -> str:
    return " ".join(coded.text.text.split()).lower()


def _codes_of_gaps(section: SectionNode, tree: SessionTree) -> Iterator[Missing]:
    """Yield the codes that gaps lack, and those of what may be picked for them."""
    gaps = [gap for node in section.prose for gap in node.gaps if gap.end is not None]
    everything = [gap for node in section.prose for gap in node.gaps]
    taken = {gap.code for gap in everything}
    choices = {choice.coded.code for gap in everything for choice in gap.choices}
    for gap in gaps:
        code = free_code(taken)
        if not gap.code and code and any(gap.answers):
            taken.add(code)
            yield _gap_without_code(gap, code, tree)
        yield from _codes_of_choices(gap, choices, tree)


def _gap_without_code(gap: GapNode, code: str, tree: SessionTree) -> Missing:
    """Return the code that a gap lacks; it takes the place of one that the first word touches, `[[(a)ethics]]`."""
    mark = read_touching_code(gap.typed.text.text, code) if gap.typed is not None else None
    if gap.typed is not None and mark is not None:
        return _missing_code(gap.typed, "gap", code, tree, mark)
    return Missing(gap.code_place, f"The gap “{' | '.join(gap.answers)}” has no code.", _insert_code(gap.code_place, code, tree))


def _codes_of_choices(gap: GapNode, taken: set[str], tree: SessionTree) -> Iterator[Missing]:
    for choice in gap.choices:
        code = _wanted_code(read_mark_in_brackets(choice.coded.text.text), taken) or free_code(taken)
        if choice.coded.lacks_code and code:
            taken.add(code)
            yield _missing_code(choice.coded, "choice", code, tree)


def _wanted_code(mark: OwnMark | None, taken: Collection[str]) -> str:
    """Return the code that a mark in brackets stands for, if it is free; else nothing."""
    return mark.meant if mark is not None and mark.meant not in taken else ""


def _missing_code(coded: CodedText, called: str, code: str, tree: SessionTree, mark: OwnMark | None = None) -> Missing:
    """Return the code that a text lacks; it takes the place of a mark that was meant as one."""
    mark = mark or read_mark_in_brackets(coded.text.text)
    if mark is not None:
        words = " ".join(coded.text.text[mark.length :].split())
        message = f"The {called} “{words}” has no code, only “{mark.typed}”."
        return Missing(coded.code_place, message, replace_span(coded.text.place_at(0, mark.length), f"({code}) "))
    message = f"The {called} “{' '.join(coded.text.text.split())}” has no code."
    return Missing(coded.code_place, message, _insert_code(coded.code_place, code, tree))


def _insert_code(place: Place, code: str, tree: SessionTree) -> Edit:
    """Return the edit that writes a code, with one blank on either side where a word would touch it."""
    raw = tree.lines[place.line - 1].raw
    before, after = raw[: place.column - 1], raw[place.column - 1 :]
    touches = bool(before) and not before[-1].isspace() and before[-2:] != "[["
    return insert(place, f"{' ' if touches else ''}({code}){' ' if after else ''}")
