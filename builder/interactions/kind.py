"""What a kind is: the interface between `source`, `pages` and the rooms of this folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from builder.course.blocks import Interaction
from builder.course.document import Fence
from builder.diagnostics import Checked
from builder.interactions.paper_form import Shape

QUESTION_LABELS = frozenset({"outcome", "points", "hint", "if right", "if wrong", "review", "key", "keep"})
"""Labels that every question with right answers knows (author syntax, "Labels that every question knows")."""

UNJUDGED_LABELS = frozenset({"outcome", "key", "keep"})
"""Labels of the questions that have none."""

MARKED_LABELS = frozenset({"points", "marks"})
"""Labels that mean something in a check alone."""

Coded = Literal["items", "sides", "gaps", "choices", "groups"]


class Kind(Struct, frozen=True):
    """One kind of question; its room holds `interaction.py` (with `KIND`), `view.html.jinja`, `widget.ts`, `widget.css`, `example.md`, `about.md`.

    Attributes:
        name: how authors call it, `choose-one`; the folder has `_` for `-`.
        title: in words, for docs and reports: "Choose one answer".
        paper: interaction of this kind -> its shape on paper.
        read: fence -> interaction, or the faults that leave none. Called only when the fence itself is well formed.
        coded: where learners' records need a code in the author's text; `groups` are what `##` starts, `choices` stand in a gap.
        labels: names of labels that belong to the fence, besides those of every question (`known_labels`).
        item_labels: names of labels that may follow an item.
        one_line: of these labels, those whose value ends with their line.
        judged: it has right answers, so it has hints, points and feedback of its own, and may be marked.
        in_checks: whether it may stand in a check.
        arrows: an item may point at a group with an arrow (`sides` are read with arrows always).
        own_codes: codes of items are unique in their group alone, not in the whole question.
        ordered: the order of its lines is the right answer.
        keyed: the right answers may be named in a line of their own, `Answer: B`, in place of boxes.
        also_called: what other tools call this kind and no other.
        perhaps_called: what they call this kind or another one.
        own_buttons: its view brings its own buttons, and the card adds none.

    """

    name: str
    title: str
    read: Callable[[Fence], Checked[Interaction]]
    paper: Callable[[Interaction], Shape]
    coded: frozenset[Coded]
    labels: frozenset[str]
    item_labels: frozenset[str]
    one_line: frozenset[str] = frozenset()
    judged: bool = True
    in_checks: bool = True
    arrows: bool = False
    own_codes: bool = False
    ordered: bool = False
    keyed: bool = False
    own_buttons: bool = False
    also_called: frozenset[str] = frozenset()
    perhaps_called: frozenset[str] = frozenset()

    @property
    def known_labels(self) -> frozenset[str]:
        """The names of all labels that may belong to its fence."""
        return (QUESTION_LABELS if self.judged else UNJUDGED_LABELS) | self.labels

    @property
    def folder(self) -> str:
        """The name of the kind's room."""
        return self.name.replace("-", "_")
