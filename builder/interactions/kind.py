"""What a kind is: the interface between `source`, `pages` and the rooms of this folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from builder.course.document import Fence
from builder.course.model import Interaction
from builder.diagnostics import Checked, Rule

Coded = Literal["items", "sides", "gaps", "groups"]


class Kind(Struct, frozen=True):
    """One kind of question; its room holds `interaction.py` (with `KIND`), `view.html.jinja`, `widget.ts`, `widget.css`, `example.md`.

    Attributes:
        name: how authors call it, `choose-one`; the folder has `_` for `-`.
        title: in words, for docs and reports: "Choose one answer".
        read: fence -> interaction, or the faults that leave none. Called only when the fence itself is well formed.
        coded: where learners' records need a code in the author's text.
        labels: names of labels that belong to the fence, besides those of every question (`reading.QUESTION_LABELS`).
        item_labels: names of labels that may follow an item.
        rules: every rule that `read` may report.

    """

    name: str
    title: str
    read: Callable[[Fence], Checked[Interaction]]
    coded: frozenset[Coded]
    labels: frozenset[str]
    item_labels: frozenset[str]
    rules: tuple[Rule, ...]

    @property
    def folder(self) -> str:
        """The name of the kind's room."""
        return self.name.replace("-", "_")
