"""Ids and codes that the author left out: what `copack check --fix` writes, as edits computed from the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.changes import Replacement
from builder.diagnostics.fixes import Fix, diagnose
from builder.source.suggestions import is_close
from builder.source.tree import grammar
from builder.source.tree.lines import Line
from builder.source.tree.placement import list_questions
from builder.source.tree.session import FenceNode, PageNode, SessionTree
from builder.source.write.edits import Edit, insert, insert_line
from builder.source.write.identifiers import make_id
from builder.source.write.missing_codes import Missing, find_missing_codes
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


def _find_in_file(tree: SessionTree, made: _IdMaker, *, drafts: bool) -> MissingIds:
    edits: list[Edit] = []
    diagnostics: list[Diagnostic] = []
    for page in tree.pages:
        for lack in _page_id(page, made):
            edits.append(lack.edit)
            diagnostics.append(_diagnostic(MISSING_ID, lack.message, lack.place, (lack.edit,), drafts=drafts))
        for fence in list_questions(page):
            lacks = list(find_missing_codes(fence, tree))
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


def _page_id(page: PageNode, made: _IdMaker) -> Iterator[Missing]:
    if any(label.name == "page" for label in page.head.labels) or any(is_close(slip.name, ["page"]) for slip in page.head.slips):
        return  # a misspelt id is told as such: a second one beside it would be of no help
    words = words_of_heading(page)
    place = page.line.place(page.heading_at, max(1, len(page.heading.text)))
    yield Missing(place, f"The page “{words}” has no id.", insert_line(page.line, f"Page: {made.page(words)}"))


def _fence_id(fence: FenceNode, made: _IdMaker) -> Iterator[Missing]:
    if fence.id:
        return
    words = words_of_title(fence) if fence.name == "check" else words_of_question(fence)
    place = fence.opening.place(fence.id_at)
    name = fence.opening.place(fence.name_at, len(fence.name))
    yield Missing(name, f"This “{fence.name}” has no id.", insert(place, f" {made.question(words, fence.name)}"))
