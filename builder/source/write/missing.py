"""Ids and codes that the author left out: what `copack check --fix` writes, as edits computed from the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.changes import Replacement
from builder.diagnostics.fixes import Fix, diagnose
from builder.interactions.kind import Kind
from builder.interactions.reading import CODED_LABELS
from builder.interactions.registry import find
from builder.source.suggestions import is_close
from builder.source.tree import grammar
from builder.source.tree.codes import CodedText, read_coded
from builder.source.tree.gaps import GapNode
from builder.source.tree.lines import Line
from builder.source.tree.own_marks import OwnMark, all_have_marks_in_brackets, read_mark_in_brackets
from builder.source.tree.placement import list_questions
from builder.source.tree.session import FenceNode, PageNode, QuestionNode, SectionNode, SessionTree
from builder.source.write.edits import Edit, insert, insert_line, replace_span
from builder.source.write.identifiers import ITEM_CODES, SIDE_CODES, free_code, make_id
from builder.source.write.words import words_of_heading, words_of_question, words_of_title

TOGETHER = "Ids or codes are missing"

MISSING_ID = Rule(
    "SRC037",
    "missing-id",
    Severity.ERROR,
    "Learners' records are linked to the id. It must be in the file, or records would break when words change.",
    together=TOGETHER,
)
MISSING_CODE = Rule(
    "SRC038",
    "missing-code",
    Severity.ERROR,
    "Learners' records name answers by their codes. They must be in the file, or records would break when the order changes.",
    together=TOGETHER,
)

FIX = "Type `copack check --fix`. It types what is missing."


class MissingIds(Struct, frozen=True):
    """What one file lacks: the edits that write it, and what is said of it."""

    edits: tuple[Edit, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_missing(trees: Sequence[SessionTree], *, drafts: bool = False) -> tuple[MissingIds, ...]:
    """Return what each of the files of a course lacks. `drafts`: it is warned of only, for an author who is still writing."""
    made = _IdMaker({ident for tree in trees for ident in _page_ids(tree)}, {fence.id for tree in trees for fence in tree.fences() if fence.id})
    return tuple(_find_in_file(tree, made, drafts=drafts) for tree in trees)


def _page_ids(tree: SessionTree) -> Iterator[str]:
    """Yield what looks like the id of a page, well formed or not, so that none is given twice."""
    for page in tree.pages:
        for node in page.body:
            if isinstance(node, FenceNode):
                break
            label = grammar.label_of(node.text) if isinstance(node, Line) else None
            if isinstance(node, Line) and label is not None and label[0] == "page":
                yield node.text[label[2] :].strip().lower()


class _IdMaker(Struct):
    """Ids that stand in the files or were made for them; `numbers` remember how often each stem was asked for."""

    pages: set[str]
    questions: set[str]
    page_numbers: dict[str, int] = field(default_factory=dict)
    question_numbers: dict[str, int] = field(default_factory=dict)

    def page(self, heading: str) -> str:
        made = make_id(heading, "page", self.pages, self.page_numbers)
        self.pages.add(made)
        return made

    def question(self, words: str, fallback: str) -> str:
        made = make_id(words, fallback, self.questions, self.question_numbers)
        self.questions.add(made)
        return made


class _MissingId(Struct, frozen=True):
    """One thing that is missing, what to say of it, and the edit that writes it."""

    place: Place
    message: str
    edit: Edit


def _find_in_file(tree: SessionTree, made: _IdMaker, *, drafts: bool) -> MissingIds:
    edits: list[Edit] = []
    diagnostics: list[Diagnostic] = []
    for page in tree.pages:
        for lack in _page_id(page, made):
            edits.append(lack.edit)
            diagnostics.append(_diagnostic(MISSING_ID, lack.message, lack.place, (lack.edit,), drafts=drafts))
        for fence in list_questions(page):
            lacks = list(_codes(fence, tree))
            edits += (lack.edit for lack in lacks)
            if lacks:
                first = min(lacks, key=lambda lack: (lack.place, lack.message))
                more = f", and {len(lacks) - 1} more in this question." if len(lacks) > 1 else "."
                diagnostics.append(_diagnostic(MISSING_CODE, first.message[:-1] + more, first.place, [lack.edit for lack in lacks], drafts=drafts))
            for lack in _fence_id(fence, made):
                edits.append(lack.edit)
                diagnostics.append(_diagnostic(MISSING_ID, lack.message, lack.place, (lack.edit,), drafts=drafts))
    return MissingIds(tuple(edits), tuple(diagnostics))


def _diagnostic(rule: Rule, message: str, place: Place, edits: Iterable[Edit], *, drafts: bool) -> Diagnostic:
    """Return a diagnostic whose fix is what `copack check --fix` writes."""
    changes = tuple(Replacement(place.file, edit.start, edit.end, edit.text) for edit in edits)
    return diagnose(replace(rule, severity=Severity.WARNING) if drafts else rule, message, place, Fix(FIX, changes))


# ---------------------------------------------------------------- ids


def _page_id(page: PageNode, made: _IdMaker) -> Iterator[_MissingId]:
    if any(label.name == "page" for label in page.head.labels) or any(is_close(slip.name, ["page"]) for slip in page.head.slips):
        return  # a misspelt id is told as such: a second one beside it would be of no help
    words = words_of_heading(page)
    place = page.line.place(page.heading_at, max(1, len(page.heading.text)))
    yield _MissingId(place, f"The page “{words}” has no id.", insert_line(page.line, f"Page: {made.page(words)}"))


def _fence_id(fence: FenceNode, made: _IdMaker) -> Iterator[_MissingId]:
    if fence.id:
        return
    words = words_of_title(fence) if fence.name == "check" else words_of_question(fence)
    place = fence.opening.place(fence.id_at)
    name = fence.opening.place(fence.name_at, len(fence.name))
    yield _MissingId(name, f"This “{fence.name}” has no id.", insert(place, f" {made.question(words, fence.name)}"))


# ---------------------------------------------------------------- codes


def _codes(fence: FenceNode, tree: SessionTree) -> Iterator[_MissingId]:
    """Yield the codes that a question lacks, everywhere where its kind has codes."""
    kind = find(fence.name)
    question = fence.question
    if kind is None or question is None:
        return
    yield from _codes_of_lists(question, kind, tree)
    if "gaps" in kind.coded:
        for section in question.sections:
            yield from _codes_of_gaps(section, tree)


def _codes_of_lists(question: QuestionNode, kind: Kind, tree: SessionTree) -> Iterator[_MissingId]:
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


def _fill(all_coded: Sequence[CodedText], called: str, tree: SessionTree) -> Iterator[_MissingId]:
    """Give a code to each thing of a list that has none."""
    taken = {coded.code for coded in all_coded}
    alone = not all_have_marks_in_brackets([coded.text.text for coded in all_coded if coded.lacks_code])
    for coded in all_coded:
        mark = read_mark_in_brackets(coded.text.text, alone=alone)
        code = _wanted_code(mark, taken) or free_code(taken, ITEM_CODES)
        if coded.lacks_code and code:
            taken.add(code)
            yield _missing_code(coded, called, code, tree, mark)


def _fill_sides(sides: Sequence[CodedText], extras: Sequence[CodedText], tree: SessionTree) -> Iterator[_MissingId]:
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


def _codes_of_gaps(section: SectionNode, tree: SessionTree) -> Iterator[_MissingId]:
    """Yield the codes that gaps lack, and those of what may be picked for them."""
    gaps = [gap for node in section.prose for gap in node.gaps if gap.end is not None]
    everything = [gap for node in section.prose for gap in node.gaps]
    taken = {gap.code for gap in everything}
    choices = {choice.coded.code for gap in everything for choice in gap.choices}
    for gap in gaps:
        code = free_code(taken)
        if not gap.code and code and any(gap.answers):
            taken.add(code)
            yield _MissingId(gap.code_place, f"The gap “{' | '.join(gap.answers)}” has no code.", _insert_code(gap.code_place, code, tree))
        yield from _codes_of_choices(gap, choices, tree)


def _codes_of_choices(gap: GapNode, taken: set[str], tree: SessionTree) -> Iterator[_MissingId]:
    for choice in gap.choices:
        code = _wanted_code(read_mark_in_brackets(choice.coded.text.text), taken) or free_code(taken)
        if choice.coded.lacks_code and code:
            taken.add(code)
            yield _missing_code(choice.coded, "choice", code, tree)


def _wanted_code(mark: OwnMark | None, taken: Collection[str]) -> str:
    """Return the code that a mark in brackets stands for, if it is free; else nothing."""
    return mark.meant if mark is not None and mark.meant not in taken else ""


def _missing_code(coded: CodedText, called: str, code: str, tree: SessionTree, mark: OwnMark | None = None) -> _MissingId:
    """Return the code that a text lacks; it takes the place of a mark that was meant as one."""
    mark = mark or read_mark_in_brackets(coded.text.text)
    if mark is not None:
        words = " ".join(coded.text.text[mark.length :].split())
        message = f"The {called} “{words}” has no code, only “{mark.typed}”."
        return _MissingId(coded.code_place, message, replace_span(coded.text.place_at(0, mark.length), f"({code}) "))
    message = f"The {called} “{' '.join(coded.text.text.split())}” has no code."
    return _MissingId(coded.code_place, message, _insert_code(coded.code_place, code, tree))


def _insert_code(place: Place, code: str, tree: SessionTree) -> Edit:
    """Return the edit that writes a code, with one blank on either side where a word would touch it."""
    raw = tree.lines[place.line - 1].raw
    before, after = raw[: place.column - 1], raw[place.column - 1 :]
    touches = bool(before) and not before[-1].isspace() and before[-2:] != "[["
    return insert(place, f"{' ' if touches else ''}({code}){' ' if after else ''}")
