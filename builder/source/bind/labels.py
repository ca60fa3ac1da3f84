"""Labels with their texts read, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from builder.course.document import Label, Text
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.interactions.kind import Kind
from builder.interactions.reading import WITHOUT_LINKS, read_key as read_state_key, split_outcomes
from builder.source import rules
from builder.source.markdown.fact_links import report_misplaced_fact
from builder.source.markdown.prose import Context, read_picture
from builder.source.markdown.render import read_inline
from builder.source.reading import DiagnosticReading, Reading, Reference, read_all
from builder.source.suggestions import find_most_similar, is_close
from builder.source.tree import grammar
from builder.source.tree.labels import LabelNode, label_owners
from builder.source.tree.lines import Line
from builder.source.tree.session import Content, Head
from builder.source.tree.synonyms import FOREIGN, list_synonyms, sense_of
from builder.source.yaml.scalars import TRUTHS

UNKNOWN_LABEL = Rule("SRC050", "unknown-label", Severity.ERROR, "Learners would see a label that Copack does not know as text.")

_TEXTS = frozenset({"title", "help", "hint", "if right", "if wrong", "feedback"})
"""Labels whose values learners read as texts. Others name something, or hold a choice, a number or the steps of a scale."""


def read_labels(head: Head, known: Collection[str], context: Context) -> Reading[tuple[Label, ...]]:
    """Return the labels of a page or a block."""
    for slip in head.slips:
        yield report_slip(slip, known)
    yield from check_doubles(head.labels)
    return (yield from read_all(read_label(node, context) for node in head.labels))


def read_label(node: LabelNode, context: Context) -> Reading[Label]:
    """Return a label whose text is prose; a label without a text is reported."""
    text = yield from read_inline(node.value, context.terms, links=node.name not in WITHOUT_LINKS)
    yield from require_text(node)
    if text.facts and node.name not in _TEXTS:
        yield report_misplaced_fact(node.shown, node.value.place)
    return Label(node.name, text, node.place)


def require_text(node: LabelNode) -> DiagnosticReading[None]:
    """Tell of a label without a text."""
    if not node.value.text.strip():
        message = f"“{node.shown}:” has no text."
        rest = node.line.text[node.start :]
        where = "it after the colon" if ":" in rest or "：" in rest else "a colon and its text behind it"
        yield Diagnostic(rules.EMPTY_LABEL, message, node.place, f"Type {where}, or delete the line.")


def refer_to_outcomes(node: LabelNode, label: Label) -> Reading[None]:
    """Yield each outcome that a label names, at its own place."""
    typed, at = node.value.text.lower(), 0
    for outcome in split_outcomes((label,)):
        start = typed.find(outcome, at)
        yield Reference("outcome", outcome, node.value.place_at(start, len(outcome)) if start >= 0 else node.value.place)
        at = start + len(outcome) if start >= 0 else at


def read_picture_label(node: LabelNode, context: Context) -> Reading[Label]:
    """Return a label whose text is a picture, `Picture: ![what it shows](media/ramp.svg)`."""
    nothing = Text("", "", node.place)
    if not grammar.PICTURE_START.match(node.value.text):
        hint = "Type it like any picture: `Picture: ![what it shows](media/ramp.svg)`."
        yield Diagnostic(rules.PICTURE_IN_TEXT, f"“{node.shown}:” has no picture after it.", node.place, hint)
        return Label(node.name, nothing, node.place)
    picture = yield from read_picture(node.line.blanked(node.line.text.index("!")), context)
    return Label(node.name, nothing, node.place, picture)


def check_doubles(nodes: Iterable[LabelNode]) -> DiagnosticReading[None]:
    """Tell of labels that stand a second time."""
    first: dict[str, LabelNode] = {}
    for node in nodes:
        earlier = first.setdefault(node.name, node)
        if earlier is not node:
            message = f"“{node.shown}:” is here twice. The first is in line {earlier.place.line}."
            yield Diagnostic(rules.LABEL_TWICE, message, node.place, "Delete one of them.")


def check_late(content: Content, known: Collection[str]) -> DiagnosticReading[None]:
    """Tell of labels that stand after the text of their block."""
    for node in content:
        label = grammar.label_of(node.text) if isinstance(node, Line) else None
        if isinstance(node, Line) and label is not None and label[0] in known:
            place = node.place(label[1], len(label[0]))
            hint = "Put it right under the line with the three colons."
            yield Diagnostic(rules.LATE_LABEL, f"“{label[0].capitalize()}:” is after the text.", place, hint)


def report_slip(node: LabelNode, known: Collection[str]) -> Diagnostic:
    """Return what to say of a label that is close to a known one."""
    message = f"The label “{node.line.text[node.start : node.start + len(node.name)]}:” is not known."
    hint = f"Did you mean “{find_most_similar(node.name, known).capitalize()}:”? {_ESCAPE}"
    return Diagnostic(UNKNOWN_LABEL, message, node.place, hint)


_ESCAPE = "If it is ordinary text, type a backslash before the colon."


def report_unknown_label(node: LabelNode, kind: Kind, *, escapable: bool) -> Diagnostic:
    """Return what to say of a line of a question that is no label of it and may not be text.

    Args:
        node: the line.
        kind: of the question.
        escapable: the line would be text if its colon had a backslash before it; else text has no place there at all.

    """
    known = kind.known_labels | kind.item_labels
    elsewhere = label_owners(node.name)
    otherwise = _ESCAPE if escapable else "If it is ordinary text, put it above the answers."
    if elsewhere:
        message = f"“{node.shown}:” has no effect in this question. It belongs to: {', '.join(elsewhere)}."
        return Diagnostic(UNKNOWN_LABEL, message, node.place, f"Delete it. {_where_answers_are(node.name, kind)}{otherwise}")
    if sense_of(node.name, answered=True) is not None:
        message = f"“{node.shown}:” has no effect in this question."
        return Diagnostic(UNKNOWN_LABEL, message, node.place, f"Delete it. {_where_answers_are(node.name, kind)}{otherwise}")
    if node.name in FOREIGN:
        return Diagnostic(UNKNOWN_LABEL, f"“{node.shown}:” has no meaning in Copack.", node.place, f"Delete the line. {otherwise}")
    message = f"The label “{node.shown}:” is not known."
    near = next((words for words in (known, list_synonyms()) if is_close(node.name, words)), None)
    if near:
        advice = f"Did you mean “{find_most_similar(node.name, near).capitalize()}:”?"
    else:
        labels = [name for name in _IN_ORDER if name in known] or sorted(known)
        advice = f"After an answer there can be: {', '.join(f'“{name.capitalize()}:”' for name in labels)}."
    return Diagnostic(UNKNOWN_LABEL, message, node.place, f"{advice} {otherwise}")


def _where_answers_are(name: str, kind: Kind) -> str:
    """Return where the right answers of a kind are typed, if the word of a label means them; else nothing."""
    if sense_of(name, answered=True) not in {"answer", "answers", "solution", "correct"}:
        return ""
    if "gaps" in kind.coded:
        return "Type the right words in the text, in double square brackets: `[[ethics]]`. "
    if "sides" in kind.coded:
        return "Type an arrow between the two sides of each pair: `- this -> its partner`. "
    if "groups" in kind.coded:
        return "Type each line under the name of its group. "
    return "Type the lines in their right order. " if kind.ordered else ""


_IN_ORDER = ("feedback", "if right", "if wrong", "hint", "answer", "outcome", "points")
"""The labels that most questions need, as messages list them."""


def first_text(labels: Sequence[Label], name: str) -> Text | None:
    """Return the text of the first label of a name that has one."""
    return next((label.text for label in labels if label.name == name and label.text.plain), None)


def read_truth(labels: Sequence[Label], name: str, *, default: bool) -> DiagnosticReading[bool]:
    """Read a label whose value is yes or no."""
    text = first_text(labels, name)
    if text is None:
        return default
    typed = text.plain.lower()
    if typed not in TRUTHS:
        message = f"“{name.capitalize()}:” is yes or no, not “{text.plain}”."
        yield Diagnostic(rules.BAD_LABEL_VALUE, message, text.place, f"Type `{name.capitalize()}: yes` or `{name.capitalize()}: no`.")
    return TRUTHS.get(typed, default)


def read_key(labels: Sequence[Label]) -> DiagnosticReading[str]:
    """Read `Key:` of a page or a check."""
    faults: list[Diagnostic] = []
    key = read_state_key(labels, faults)
    yield from faults
    return key
