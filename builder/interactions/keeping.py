"""Where an answer waits for the learner to come back: the label `Keep:` (tracking contract 3)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.blocks import Keeping
from builder.course.document import Fence
from builder.diagnostics import Diagnostic, Rule, Severity

BAD_KEEP = Rule(
    "CRS103", "not-window-or-platform", Severity.ERROR, "An answer waits for the learner in one of two places: in their window, or on the platform."
)
IMPOSSIBLE_KEEP = Rule(
    "CRS104",
    "impossible-keep",
    Severity.ERROR,
    "Some answers must be kept by the platform, and what learners write for themselves never is. The line would promise something else.",
    "tracking contract 3",
)

_KEEPING: dict[str, Keeping] = {"window": "window", "platform": "platform"}


def read_keep(fence: Fence, faults: list[Diagnostic]) -> Keeping | None:
    """Return the author's own `Keep:`, or `None`; a bad one is reported."""
    for label in fence.labelled("keep"):
        typed = label.text.plain.lower().rstrip(".")
        if typed in _KEEPING:
            return _KEEPING[typed]
        message = f"“Keep:” is window or platform, not “{label.text.plain}”."
        faults.append(Diagnostic(BAD_KEEP, message, label.text.place, "Type `Keep: window` or `Keep: platform`, or delete the line."))
    return None


def refuse_keep(fence: Fence, keep: Keeping, why: str) -> Iterator[Diagnostic]:
    """Yield what to say of a `Keep:` that this question cannot have; `why` is a full sentence."""
    for label in fence.labelled("keep"):
        if label.text.plain.lower().rstrip(".") == keep:
            yield Diagnostic(IMPOSSIBLE_KEEP, why, label.place, "Delete the line.")
