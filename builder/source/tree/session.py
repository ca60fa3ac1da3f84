"""A session file as a tree: its top block and its pages with their fences. Each line is a leaf, in one place of the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from builder.diagnostics import Place
from builder.interactions.registry import KINDS
from builder.source.tree.answer_key import AnswerKey
from builder.source.tree.answer_labels import AnswerLabel
from builder.source.tree.codes import Checkbox, CodedText
from builder.source.tree.labels import LabelNode
from builder.source.tree.lines import Line, Span, span
from builder.source.tree.prose import ProseNode

QUESTIONS = frozenset(kind.name for kind in KINDS)


Content: TypeAlias = "Sequence[Line | FenceNode]"


class Head(Struct, frozen=True):
    """Labels, and what stands besides them.

    Attributes:
        labels: known ones, in the order of reading.
        slips: lines among them whose word is a slip of a known one.
        content: the rest; nothing where that is blank.

    """

    labels: tuple[LabelNode, ...]
    slips: tuple[LabelNode, ...]
    content: Content


class ItemNode(Struct, frozen=True):
    """An answer as typed: `- [x] (a) text -> (x) other side`, with the labels that follow it.

    Attributes:
        line: where it begins; `bullet_at` is the index of its bullet there.
        box: its box, if it has one.
        body: its code and its text, up to an arrow if there is one.
        side: what the arrow points at; `None` without one, and in kinds that have no arrows.
        whole: the text as if there were no arrow.
        second_arrow: index of a second arrow in `whole`, and its length; `None` without one.
        needless_arrow: the same of the first arrow, in kinds that have none.
        labels: labels of this answer.
        marker: the letter or number that it begins with in place of a dash, `b` of `B)`; else empty.

    """

    line: Line
    bullet_at: int
    box: Checkbox | None
    body: CodedText
    side: CodedText | None
    whole: Span
    second_arrow: tuple[int, int] | None
    labels: tuple[LabelNode, ...]
    marker: str = ""
    needless_arrow: tuple[int, int] | None = None


class SectionNode(Struct, frozen=True):
    """What stands before the first `##`, or under one. `line` and `heading` are `None` before the first."""

    line: Line | None
    heading: CodedText | None
    prose: tuple[ProseNode, ...]
    items: tuple[ItemNode, ...]


class Misplaced(Struct, frozen=True):
    """A line or a fence that has no place where it stands.

    Attributes:
        reason: a fence in a question; a label of an answer before the first one; a label of something else; a label in the middle of an
            answer; text after the answers; a line in the format of another tool.
        line: of a fence, its opening line.
        start: index of the first letter of the name of a fence or a label.
        name: of a fence or a label.
        typed: a label as it stands there.
        escapable: it would be text if its colon had a backslash before it.
        answer_label: the label in the middle of an answer.

    """

    reason: Literal["fence", "before-answers", "strange-label", "label-in-answer", "after-answers", "other-format"]
    line: Line
    start: int = 0
    name: str = ""
    typed: str = ""
    escapable: bool = True
    answer_label: AnswerLabel | None = None


class QuestionNode(Struct, frozen=True):
    """The body of a question fence as typed. `labels` belong to the question itself, in order; `key` is the one that names the right answers."""

    sections: tuple[SectionNode, ...]
    labels: tuple[LabelNode, ...]
    misfits: tuple[Misplaced, ...]
    key: AnswerKey | None = None


class StrayClosing(Struct, frozen=True):
    """A closing line that closes nothing. `spare`: it belongs to a question that another one cut short."""

    line: Line
    spare: bool


class FenceNode(Struct, frozen=True):
    """A fence as typed.

    Attributes:
        name: in lower case; empty where the opening line is broken.
        id: in lower case; empty where it is left out.
        opening: its first line; `name_at` and `id_at` are indexes in it, `id_at` where an id would be written if there is none.
        closing: its last line; `None` where it has none.
        body: everything between the two.
        open: nothing ends it before the page or the file does.
        cut_by: the name of the question that stands inside this one, ends it, and follows it in the tree; else `None`.
        head: the labels of a block or a check, and what stands besides them.
        question: the body of a question.
        typed: the word of another tool that was typed in place of the name; else empty.

    """

    name: str
    id: str
    opening: Line
    name_at: int
    id_at: int
    closing: Line | None
    body: tuple[TreeNode, ...]
    open: bool
    cut_by: Place | None
    head: Head
    question: QuestionNode | None = None
    typed: str = ""

    @property
    def broken(self) -> bool:
        """Whether nobody knows what is inside: its first line is malformed or its last one missing."""
        return not self.name or self.open

    @property
    def content(self) -> Sequence[Line | FenceNode]:
        """What stands in it besides its labels."""
        return self.head.content


TreeNode = Line | FenceNode | StrayClosing


class PageNode(Struct, frozen=True):
    """A page as typed; `heading_at` is the index of the heading's first character in its line."""

    line: Line
    heading_at: int
    body: tuple[TreeNode, ...]
    head: Head

    @property
    def heading(self) -> Span:
        """Return the words of its heading, without closing # signs."""
        words = self.line.text.rstrip()
        without_signs = words.rstrip("#")
        if without_signs != words and without_signs[-1:].isspace():
            words = without_signs
        return span([(self.line, self.heading_at)]).part(0, max(0, len(words) - self.heading_at))


class TopBlock(Struct, frozen=True):
    """The lines between two rows of dashes at the top. `closing` is `None` where the second is missing."""

    opening: Line
    lines: tuple[Line, ...]
    closing: Line | None


class SessionTree(Struct, frozen=True):
    """A session file.

    Attributes:
        file: path relative to the course folder.
        mark: the byte order mark, or an empty text.
        lines: every line, in order: the leaves.
        above: blank lines above the top block.
        top: `None` where there is no top block.
        lead: what stands between the top block and the first page.
        pages: in order.
        open_notes: lines on which a note begins that never ends.
        sound: all fences open and close.

    """

    file: str
    mark: str
    lines: tuple[Line, ...]
    above: tuple[Line, ...]
    top: TopBlock | None
    lead: tuple[TreeNode, ...]
    pages: tuple[PageNode, ...]
    open_notes: tuple[Line, ...]
    sound: bool

    def nodes(self) -> Iterator[TreeNode]:
        """Yield every node in the lead and on the pages, outer ones before those inside them."""
        waiting = [*(node for page in reversed(self.pages) for node in reversed(page.body)), *reversed(self.lead)]
        while waiting:
            node = waiting.pop()
            yield node
            if isinstance(node, FenceNode):
                waiting += reversed(node.body)

    def fences(self) -> Iterator[FenceNode]:
        """Yield every fence, outer ones first."""
        return (node for node in self.nodes() if isinstance(node, FenceNode))
