"""What kinds of CMI type `matching` share: parts, what may be chosen for them, and the definition of both."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.course.cmi import Component, Definition, InteractionType, Matching
from builder.course.document import Text
from builder.interactions.paper_form import PairedLine


class Pair(Struct, frozen=True):
    """What is given (`text`), and the code of its right target."""

    code: str
    text: Text
    target: str
    feedback: Text | None


class Target(Struct, frozen=True):
    """What may be chosen for a part. `extra`: it fits nowhere."""

    code: str
    text: Text
    extra: bool


def define_matching(description: str, pairs: Iterable[Pair], targets: Iterable[Target]) -> Definition:
    """Return the `matching` definition of pairs: right is each part with its own target."""
    given = tuple(pairs)
    return Definition(
        type=InteractionType.MATCHING,
        description=description,
        correct=(Matching(tuple((pair.code, pair.target) for pair in given)),),
        sources=tuple(Component(pair.code, pair.text.plain) for pair in given),
        targets=tuple(Component(target.code, target.text.plain) for target in targets),
    )


def lines_on_paper(pairs: Iterable[Pair]) -> tuple[PairedLine, ...]:
    """Return the parts as they stand on paper, each with the code of its right target."""
    return tuple(PairedLine(pair.code, pair.text, pair.target, pair.feedback) for pair in pairs)
