"""Questions: their fences in the neutral form that kinds read, and what a kind makes of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.course.blocks import Interaction
from builder.course.document import Fence, Group, Item, Label, Node, Side, Text
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.diagnostics.fixes import Fix, diagnose, insert_text
from builder.interactions.keeping import refuse_keep
from builder.interactions.kind import MARKED_LABELS, Kind
from builder.interactions.reading import CODED_LABELS
from builder.interactions.registry import KINDS
from builder.source import rules
from builder.source.bind.answer_key import RightAnswers, read_right_answers
from builder.source.bind.labels import check_doubles, read_label, read_picture_label, refer_to_outcomes, report_unknown_label
from builder.source.markdown.gaps import check_box
from builder.source.markdown.prose import Context, read_prose
from builder.source.markdown.render import read_inline
from builder.source.reading import DiagnosticReading, Reading, collect, pass_on_findings, read_all
from builder.source.retyping import retype_line
from builder.source.tree import grammar
from builder.source.tree.answer_labels import AnswerLabel
from builder.source.tree.codes import CodedText, read_coded
from builder.source.tree.labels import LabelNode
from builder.source.tree.lines import Line, span
from builder.source.tree.other_formats import answers_of
from builder.source.tree.session import FenceNode, ItemNode, Misplaced, SectionNode

USELESS_POINTS = Rule("CRS034", "useless-points", Severity.WARNING, "Only questions inside a check are marked.")

FEEDBACK_WITHOUT_ANSWER = Rule(
    "SRC053", "feedback-without-answer", Severity.ERROR, "Feedback belongs to the answer above it. There is no answer above it."
)
TEXT_AFTER_ANSWERS = Rule(
    "SRC060",
    "text-after-answers",
    Severity.ERROR,
    "After the first answer, a question can have only answers and labels. Learners would not see this text.",
)
LABEL_IN_ANSWER = Rule(
    "SRC126", "label-in-answer", Severity.ERROR, "Learners would read it as a part of the answer: it begins a line of its own, below its answer."
)
OTHER_FORMAT = Rule("SRC122", "other-format", Severity.ERROR, "Learners would see signs that only another tool reads.")
NUMBERS_AGAINST_ORDER = Rule(
    "SRC130", "numbers-against-order", Severity.ERROR, "The order of the lines is the right answer. Learners do not see the numbers before them."
)
NEEDLESS_ARROW = Rule(
    "SRC127", "needless-arrow", Severity.WARNING, "An arrow parts the two sides of a pair. In a question without pairs, learners see a sign."
)
TWO_ARROWS = Rule("SRC063", "two-arrows", Severity.ERROR, "A pair has two sides and one arrow between them.")

_PAIRED = " or ".join(f"`{kind.name}`" for kind in KINDS if "sides" in kind.coded)
"""The kinds whose answers have two sides."""

PICTURE_LABEL = "picture"
"""The label of an answer whose text is a picture."""


def read_question(node: FenceNode, kind: Kind, context: Context, *, marked: bool) -> Reading[Interaction | None]:
    """Read a question and hand it to its kind, if its form is right. `marked`: it stands in a check."""
    fence = collect(_read_fence(node, kind, context))
    yield from pass_on_findings(fence)
    for label in fence.value.labels:
        if label.name in MARKED_LABELS and not marked:
            message = f"“{label.name.capitalize()}:” has no effect: this is a practice question, outside a check."
            hint = "Delete the line, or put the question into a check."
            yield Diagnostic(USELESS_POINTS, message, label.place, hint)
    if marked:
        yield from refuse_keep(fence.value, "window", "The platform must keep the answers of a check, so that they can be marked.")
    if not fence.sound:
        return None
    interaction = kind.read(fence.value)
    yield from interaction.diagnostics
    return interaction.value


def _read_fence(node: FenceNode, kind: Kind, context: Context) -> Reading[Fence]:
    question = node.question
    assert question is not None
    for misfit in question.misfits:
        yield _report_misplaced(misfit, kind)
    if kind.ordered:
        yield from _check_numbers([item for section in question.sections for item in section.items])
    labels = yield from _read_labels(question.labels, context)
    right = yield from read_right_answers(question)
    body: list[Node] = []
    for section in question.sections:
        prose = yield from read_prose(section.prose, context)
        items = yield from read_all(_read_item(item, context, right) for item in section.items)
        inside: tuple[Node, ...] = (*prose, *items)
        body += inside if section.heading is None else [(yield from _read_group(section, section.heading, inside, context))]
    place = node.opening.place(node.name_at, len(node.name))
    id_place = node.opening.place(node.id_at, max(1, len(node.id)))
    return Fence(node.name, node.id, tuple(body), labels, place, id_place)


def _check_numbers(items: Sequence[ItemNode]) -> DiagnosticReading[None]:
    """Tell of lines in another order than the numbers or letters before them, in a question whose right answer is the order of its lines."""
    places = [int(item.marker) if item.marker.isdecimal() else ord(item.marker) if len(item.marker) == 1 else 0 for item in items]
    if 0 in places or places == sorted(places):
        return
    typed = ", ".join(item.marker for item in items)
    lines = [f"({item.body.code}) {item.whole.text}" if item.body.code else item.whole.text for item in items]
    right = sorted(zip(places, (line.partition("\n")[0] for line in lines), strict=True))
    message = f"The lines are numbered {typed}, but the order of the lines counts, not their numbers."
    in_order = f"Type the lines in their right order: first `- {right[0][1]}`, then `- {right[1][1]}`, and so on."
    hint = f"{in_order} If they are in their right order, type `- ` in place of each number."
    yield Diagnostic(NUMBERS_AGAINST_ORDER, message, items[0].line.whole, hint)


def _report_misplaced(misfit: Misplaced, kind: Kind) -> Diagnostic:
    line, name = misfit.line, misfit.name
    place = line.place(misfit.start, max(1, len(name))) if name else line.whole
    if misfit.reason == "fence":
        hint = "Put it above the question. Or close the question before it with `:::`."
        return Diagnostic(rules.MISPLACED_FENCE, f"“{name}” cannot be inside a question.", line.place(misfit.start, max(1, len(name))), hint)
    if misfit.reason == "before-answers":
        message = f"“{name.capitalize()}:” is before the first answer."
        return Diagnostic(FEEDBACK_WITHOUT_ANSWER, message, place, "Put it under the answer it belongs to.")
    if misfit.reason == "strange-label":
        label = LabelNode(name, line, misfit.start, span([(line, misfit.start)]), misfit.typed)
        return report_unknown_label(label, kind, escapable=misfit.escapable)
    if misfit.answer_label is not None:
        return _report_answer_label(line, misfit.answer_label)
    if misfit.reason == "other-format":
        answers = answers_of(line.text)
        lines = " and ".join(f"`{answer}`" for answer in answers) if answers else "`- [x] Yes` and `- [ ] No`"
        hint = f"Type the question on its own line, and each answer on its own line under it, with an x for the right one: {lines}."
        return Diagnostic(OTHER_FORMAT, f"“{line.text.strip()}” is in the format of another tool.", place, hint)
    if grammar.HEADING.match(line.text):
        return Diagnostic(rules.HEADING_IN_FENCE, "This kind of question cannot have headings.", place, "Delete it.")
    hint = "Put it above the answers. If it is an answer, type `- ` before it. If it is a hint, type `Hint:` before it."
    return Diagnostic(TEXT_AFTER_ANSWERS, "This text is after the answers, but it is not a label.", place, hint)


def _report_answer_label(line: Line, label: AnswerLabel) -> Diagnostic:
    """Return what to say of a label in the middle of an answer: where it belongs, or how it stays text."""
    text = line.text
    message = f"“{label.typed}:” is in the middle of an answer." if label.end else f"An answer begins with “{label.typed}:”."
    place = line.place(label.start, len(label.typed))
    escaped = text[: label.colon] + "\\" + text[label.colon :]
    if not label.known:
        fix = retype_line(line, escaped, "Delete it, or if learners should read it, type a backslash before the colon: `{}`.")
        return diagnose(LABEL_IN_ANSWER, message, place, fix)
    own_line = f"{label.typed}: {text[label.value : label.stop]}".strip()
    if not label.end:
        words = f"Type this line instead: `{own_line}`. Or if learners should read it here, type a backslash before the colon."
        return diagnose(LABEL_IN_ANSWER, message, place, retype_line(line, own_line, words))
    words = f"Put it on a line of its own below the answer: `{own_line}`. Or if learners should read it here, type a backslash before the colon."
    return diagnose(LABEL_IN_ANSWER, message, place, retype_line(line, f"{text[: label.end]}\n{own_line}", words))


def _read_labels(nodes: tuple[LabelNode, ...], context: Context) -> Reading[tuple[Label, ...]]:
    """Return the labels of the question itself, those that begin with a code after the others."""
    yield from check_doubles(node for node in nodes if node.name not in CODED_LABELS)
    labels: list[Label] = []
    coded: list[Label] = []
    for before, node in zip((None, *nodes), nodes, strict=False):
        if before is not None and before.typed and before.line is node.line:  # an explanation, shown whether right or wrong
            labels.append(replace(labels[-1], name=node.name))
        elif node.name not in CODED_LABELS:
            read = read_picture_label if node.name == PICTURE_LABEL else read_label
            labels.append((yield from read(node, context)))
            yield from refer_to_outcomes(node, labels[-1])
        elif node.value.text:
            coded.append((yield from _read_coded_label(node, context)))
        else:
            yield from read_label(node, context)
    return (*labels, *coded)


def _read_coded_label(node: LabelNode, context: Context) -> Reading[Label]:
    """Return a label in the form `(z) text` that kinds read."""
    coded = read_coded(node.value)
    text = yield from read_inline(coded.text, context.terms, links=False)
    code = f"({coded.code}) " if coded.code else ""
    return Label(node.name, Text(code + text.plain, code + text.html, coded.text.place, text.facts), node.place)


def _read_item(node: ItemNode, context: Context, right: RightAnswers) -> Reading[Item]:
    place = node.line.place(node.bullet_at, max(1, len(node.line.text.strip())))
    if node.box is not None:
        yield from check_box(node.box)
    if node.second_arrow is not None:
        hint = "Keep one arrow. To show an arrow as a sign, type a backslash before it."
        yield Diagnostic(TWO_ARROWS, "This is the second arrow of the pair.", node.whole.place_at(*node.second_arrow), hint)
    if node.needless_arrow is not None:
        arrow = node.whole.place_at(*node.needless_arrow)
        typed = node.whole.text[node.needless_arrow[0] :][: node.needless_arrow[1]]
        words = f"If learners should see the sign, type a backslash before it: `\\{typed}`. For pairs, type {_PAIRED} after the three colons."
        fix = Fix(words, (insert_text(arrow.file, arrow.line, arrow.column, "\\"),))
        yield diagnose(NEEDLESS_ARROW, f"“{typed}” parts nothing in this kind of question.", arrow, fix)
    labels: list[Label] = []
    yield from check_doubles(node.labels)
    for label in node.labels:
        read = read_picture_label if label.name == PICTURE_LABEL else read_label
        labels.append((yield from read(label, context)))
    text = yield from read_inline(node.body.text, context.terms, links=False)
    side = None
    if node.side is not None:
        side = Side(node.side.code, (yield from read_inline(node.side.text, context.terms, links=False)), node.side.code_place)
    ticked = right.ticks(node)
    return Item(ticked, node.body.code, text, side, tuple(labels), place, node.body.code_place)


def _read_group(section: SectionNode, heading: CodedText, inside: tuple[Node, ...], context: Context) -> Reading[Group]:
    assert section.line is not None
    if not heading.text.text:
        hint = "Type its name after the two # signs and the code."
        yield Diagnostic(rules.NO_HEADING, "This group or scene has no name.", section.line.place(), hint)
    text = yield from read_inline(heading.text, context.terms, links=False)
    return Group(heading.code, text, inside, heading.text.place, heading.code_place)
