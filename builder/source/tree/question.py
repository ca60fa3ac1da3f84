"""The body of a question: what its sorted lines mean."""

from __future__ import annotations

from collections.abc import Sequence

from builder.interactions.kind import Kind
from builder.source.tree.answer_key import AnswerKey, find_named, is_truth_or_number, names_of
from builder.source.tree.items import read_items
from builder.source.tree.labels import LabelNode
from builder.source.tree.lines import Line, span
from builder.source.tree.prose import Gapped, parse_prose
from builder.source.tree.question_lines import Label, LineSorter
from builder.source.tree.session import Content, ItemNode, Misplaced, QuestionNode, SectionNode


def parse_question(body: Content, kind: Kind) -> QuestionNode:
    """Sort the lines of a question of a kind."""
    sorting = LineSorter(kind, [node for node in body if isinstance(node, Line)])
    for node in body:
        if isinstance(node, Line):
            sorting.take(node)
        else:
            sorting.misfit(Misplaced("fence", node.opening, node.name_at, node.name))
    _settle_explanations(sorting)
    sections = tuple(
        SectionNode(section.line, section.heading, parse_prose(section.prose, _gap_form(kind)), read_items(section.items, kind))
        for section in sorting.sections
    )
    items = [item for section in sections for item in section.items]
    labels, key = _settle_labels(sorting.labels, items, kind)
    return QuestionNode(sections, labels, tuple(sorting.misfits), key)


def _settle_explanations(sorting: LineSorter) -> None:
    """Decide what `Explanation:` under an answer is about: feedback of that answer, or under the last answer alone, of the whole question."""
    items = [item for section in sorting.sections for item in section.items]
    told = [item for item in items if any(label.name in {"feedback", "explanation"} for label in item.labels)]
    for item in told:
        for label in [label for label in item.labels if label.name == "explanation"]:
            deeper = label.line.indent > item.parts[0][0].indent + 1
            if told == items[-1:] and not deeper and sorting.kind.judged:
                item.labels.remove(label)
                sorting.labels.append(label)
            else:
                label.name = "feedback"


def _settle_labels(labels: Sequence[Label], items: Sequence[ItemNode], kind: Kind) -> tuple[tuple[LabelNode, ...], AnswerKey | None]:
    """Give each label of the question its name, now that its answers are known; return them, and the one that names the right answers."""
    texts = [item.whole.text for item in items]
    names = names_of([(item.marker, item.body.code) for item in items])
    key: AnswerKey | None = None
    for label in labels:
        value = span(label.parts).text
        chosen = find_named(value, texts, names) if kind.keyed and label.name in {"answer", "correct", "solution"} else None
        if chosen is not None or ("answer" in kind.labels and label.name in {"correct", "solution"} and is_truth_or_number(value)):
            label.name = "answer"
        elif label.name in {"correct", "solution"}:
            label.name = "if right" if label.name == "correct" else "explanation"
        if kind.keyed and label.name == "answer":
            key = key or AnswerKey(label.node(), chosen)
    said = {label.name for label in labels}
    whole = tuple(name for name in ("if right", "if wrong") if name not in said) or ("if right", "if wrong")
    nodes = (label.node(name) for label in labels for name in (whole if label.name == "explanation" else (label.name,)))
    return tuple(nodes), key


def _gap_form(kind: Kind) -> Gapped:
    return "picked" if "choices" in kind.coded else "typed" if "gaps" in kind.coded else "none"
