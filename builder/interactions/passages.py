"""A text with gaps in it: which part is the prompt, and how gaps stand in what platforms get."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.course.cmi import Component
from builder.course.document import GAP_MARK, Fence, Gap, Picture, Prose
from builder.interactions.reading import plain_prompt

Blocks = tuple[Prose | Picture, ...]

_SHOWN_GAP = "____"
"""Stands for a gap in the description that platforms get."""


def split_passage(fence: Fence) -> tuple[Blocks, Blocks, tuple[Gap, ...]]:
    """Return the prompt (blocks before the first one with a gap), the passage from there on, and its gaps in order."""
    prose = fence.prose()
    first = next((index for index, block in enumerate(prose) if isinstance(block, Prose) and block.gaps), len(prose))
    passage = prose[first:]
    return prose[:first], passage, tuple(gap for block in passage if isinstance(block, Prose) for gap in block.gaps)


def describe_passage(prose: Sequence[Prose | Picture], gaps: Iterable[Gap]) -> str:
    """Return the words of prompt and passage with a line for each gap."""
    description = plain_prompt(prose)
    for gap in gaps:
        description = description.replace(GAP_MARK.format(gap.index), _SHOWN_GAP)
    return description


def name_gaps(gaps: Iterable[Gap]) -> tuple[Component, ...]:
    """Return the gaps as parts of a definition: a gap has no words, so it has a number."""
    return tuple(Component(gap.code, f"Gap {gap.index + 1}") for gap in gaps)
