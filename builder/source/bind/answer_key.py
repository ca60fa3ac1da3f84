"""Which answers are right: the boxes before them, or a line that names them, `Answer: B`."""

from __future__ import annotations

from msgspec import Struct

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.reading import DiagnosticReading
from builder.source.tree.session import ItemNode, QuestionNode

UNKNOWN_ANSWER = Rule("SRC120", "unknown-answer", Severity.ERROR, "Copack cannot tell which answer is right.")
TWO_ANSWER_KEYS = Rule("SRC121", "two-answer-keys", Severity.ERROR, "The boxes and the line do not agree, and Copack cannot tell which is meant.")


class RightAnswers(Struct, frozen=True):
    """What a line says of the answers of a question. `named`: those that are right; `None` where the boxes say it."""

    named: tuple[ItemNode, ...] | None

    def ticks(self, item: ItemNode) -> bool | None:
        """Tell whether an answer is right; `None` where nothing says so."""
        if self.named is not None:
            return any(item is right for right in self.named)
        return item.box.ticked if item.box is not None else None


def read_right_answers(question: QuestionNode) -> DiagnosticReading[RightAnswers]:
    """Read the line that names the right answers, and compare it with the boxes."""
    key = question.key
    if key is None or not key.label.value.text:
        return RightAnswers(None)
    items = [item for section in question.sections for item in section.items]
    if key.chosen is None:
        message = f"“{key.label.value.text}” is none of the answers of this question."
        hint = "Type its letter or its words alone, with commas between several: `Answer: B`."
        yield Diagnostic(UNKNOWN_ANSWER, message, key.label.value.place, f"{hint} Or delete the line, and type `[x]` before each right answer.")
        return RightAnswers(())
    named = tuple(items[index] for index in key.chosen)
    ticked = [item for item in items if item.box is not None and item.box.ticked]
    if ticked and set(map(id, ticked)) != set(map(id, named)):
        message = f"“{key.label.shown}: {key.label.value.text}” and the boxes do not agree."
        yield Diagnostic(TWO_ANSWER_KEYS, message, key.label.place, "Delete the line, or change the boxes.")
        return RightAnswers(None)
    return RightAnswers(named)
