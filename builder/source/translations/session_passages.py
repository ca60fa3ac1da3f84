"""The passages of a session file, found in its tree: the same way through the file of the first language and through that of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from builder.interactions.reading import CODED_LABELS
from builder.source.reading import collect
from builder.source.translations.passage import Passage, Sort, passage_of_span
from builder.source.translations.settings_passages import passages_of_top
from builder.source.tree import grammar
from builder.source.tree.block_schemas import BLOCKS
from builder.source.tree.codes import read_coded
from builder.source.tree.labels import LabelNode
from builder.source.tree.lines import Line, Span
from builder.source.tree.prose import ProseNode, parse_prose
from builder.source.tree.session import QUESTIONS, Content, FenceNode, ItemNode, PageNode, SectionNode, SessionTree
from builder.source.yaml.parse import read_yaml

BLOCK_WORDS = frozenset({"title", "help"})
QUESTION_WORDS = frozenset({"hint", "if right", "if wrong", "scale", "unit", "picture", *CODED_LABELS})
ANSWER_WORDS = frozenset({"feedback", "picture"})
PICTURE_WORDS = frozenset({"caption", "description"})
"""Labels of a block, a question, an answer and a picture whose values learners read. All others say what holds in every language."""
PICTURE_LABEL = "picture"
DECORATIVE = "decorative"
_SORTS: dict[str, Sort] = {"paragraph": "text", "list": "list", "table": "table", "quote": "quote"}


def split_labels(tree: SessionTree) -> tuple[list[LabelNode], list[LabelNode]]:
    """Return the labels of a session file that hold words, and those that do not; without those of pictures in a text, which all do."""
    owned: list[tuple[LabelNode, frozenset[str]]] = [(label, frozenset({"page"})) for page in tree.pages for label in page.head.labels]
    for fence in tree.fences():
        owned += ((label, BLOCK_WORDS) for label in fence.head.labels)
        if fence.question is None:
            continue
        key = (fence.question.key.label,) if fence.question.key is not None and fence.question.key.label not in fence.question.labels else ()
        for section in fence.question.sections:
            owned += ((label, ANSWER_WORDS) for item in section.items for label in item.labels)
        owned += ((label, QUESTION_WORDS) for label in (*fence.question.labels, *key))
    return [label for label, words in owned if label.name in words], [label for label, words in owned if label.name not in words]


def passages_of_session(tree: SessionTree, session: str) -> tuple[Passage, ...]:
    """Return the passages of a session file in the order of the text. `session`: its id, which begins their ids."""
    collector = _Collector()
    if tree.top is not None and tree.top.closing is not None:
        root = collect(read_yaml(tree.top.lines, tree.file)).value
        collector.found += passages_of_top(root, tree.top.lines, session) if root is not None else ()
    for number, page in enumerate(tree.pages, 1):
        collector.page(page, f"{session}/{_page_id(page) or f'page.{number}'}")
    return tuple(collector.found)


def passages_of_room_text(tree: SessionTree, name: str) -> tuple[Passage, ...]:
    """Return the passages of `facilitator.md` or of a handout. Its parts have no ids: all count together, so that words of a moved part are found."""
    collector = _Collector()
    for page in tree.pages:
        collector.page(page, name)
    return tuple(collector.found)


def _page_id(page: PageNode) -> str:
    return next((label.value.text.strip().lower() for label in page.head.labels if label.name == "page"), "")


class _Collector(Struct):
    """What is found on the way. `numbers` count what has no id, `taken` holds the ids that were given."""

    found: list[Passage] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)
    taken: set[str] = field(default_factory=set)

    def number(self, ident: str) -> str:
        self.numbers[ident] += 1
        return f"{ident}.{self.numbers[ident]}"

    def add(self, ident: str, span: Span, sort: Sort) -> None:
        if not span.text.strip():
            return
        while ident in self.taken:
            ident = self.number(ident)
        self.taken.add(ident)
        self.found.append(passage_of_span(ident, span, sort))

    def page(self, page: PageNode, ident: str) -> None:
        self.add(f"{ident}/heading", page.heading, "heading")
        self.content(page.head.content, ident)

    def content(self, content: Content, ident: str) -> None:
        for part in _runs(content):
            if isinstance(part, FenceNode):
                self.fence(part, ident)
            else:
                self.prose(parse_prose(part), ident)

    def prose(self, nodes: Iterable[ProseNode], ident: str) -> None:
        for node in nodes:
            if node.kind in {"rule", "code"}:
                continue
            name = self.number(f"{ident}/{node.kind if node.kind in {'heading', 'picture'} else 'text'}")
            if node.kind == "picture":
                self.alternative(node.span, name)
            else:
                self.add(name, node.span, "gaps" if node.gaps else _SORTS.get(node.kind, "heading"))
            self.labels(node.labels, name, PICTURE_WORDS)

    def alternative(self, span: Span, ident: str) -> None:
        """Take the words that stand for a picture: `![two people](media/people.jpg)`."""
        picture = grammar.PICTURE.match(span.text)
        if picture is not None and picture["alt"].strip().lower() != DECORATIVE:
            self.add(ident, span.part(picture.start("alt"), picture.end("alt")), "alternative")

    def labels(self, labels: Iterable[LabelNode], ident: str, words: frozenset[str]) -> None:
        before: LabelNode | None = None
        for label in labels:
            again = before is not None and before.value.lines == label.value.lines and before.value.begin == label.value.begin
            if label.name not in words:
                continue
            if label.name == PICTURE_LABEL:
                self.alternative(label.value, f"{ident}/picture")
            elif label.name in CODED_LABELS and label.value.text:
                coded = read_coded(label.value)
                self.add(f"{ident}/{label.name}.{coded.code}", coded.text, "answer")
            elif label.name not in CODED_LABELS and not again:  # an explanation is one text under two names
                self.add(f"{ident}/{label.name.replace(' ', '-')}", label.value, "label")
            before = label

    def fence(self, fence: FenceNode, ident: str) -> None:
        if fence.broken:
            return
        if fence.name in QUESTIONS and fence.question is not None:
            self.question(fence, f"{ident}/{fence.id or self.number(fence.name)}")
        elif fence.name in BLOCKS:
            own = f"{ident}/{fence.id}" if fence.name == "check" and fence.id else self.number(f"{ident}/{fence.name}")
            self.labels(fence.head.labels, own, BLOCK_WORDS)
            self.content(fence.content, own)

    def question(self, fence: FenceNode, ident: str) -> None:
        assert fence.question is not None
        for section in fence.question.sections:
            self.section(section, ident)
        self.labels(fence.question.labels, ident, QUESTION_WORDS)

    def section(self, section: SectionNode, ident: str) -> None:
        if section.heading is not None:
            ident = f"{ident}/{f'group.{section.heading.code}' if section.heading.code else self.number(f'{ident}/group')}"
            self.add(f"{ident}/heading", section.heading.text, "heading")
        self.prose(section.prose, ident)
        for item in section.items:
            self.item(item, f"{ident}/{item.body.code or self.number(f'{ident}/item').rpartition('/')[2]}")

    def item(self, item: ItemNode, ident: str) -> None:
        self.add(ident, item.body.text, "answer")
        if item.side is not None:
            self.add(f"{ident}/side", item.side.text, "answer")
        self.labels(item.labels, ident, ANSWER_WORDS)


def _runs(content: Content) -> Iterator[list[Line] | FenceNode]:
    """Yield fences one by one, and the lines between them together."""
    lines: list[Line] = []
    for node in content:
        if isinstance(node, Line):
            lines.append(node)
            continue
        if lines:
            yield lines
        lines = []
        yield node
    if lines:
        yield lines
