"""The waist of the hourglass: CMI's ten interaction types and their typed responses.

Kinds (above) say what a question means in these words; standards (below) say how their notation writes them.
Neither knows the other. Source of the vocabulary: SCORM 2004 4th Edition RTE 4.2.9 and xAPI 1.0.3 Data 2.4.4.1;
SCORM 1.2 RTE 3.4.4 has eight of the ten.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class InteractionType(StrEnum):
    """The ten types of `cmi.interactions.n.type`; the values are xAPI's `interactionType` texts."""

    TRUE_FALSE = "true-false"
    CHOICE = "choice"
    FILL_IN = "fill-in"
    LONG_FILL_IN = "long-fill-in"
    MATCHING = "matching"
    PERFORMANCE = "performance"
    SEQUENCING = "sequencing"
    LIKERT = "likert"
    NUMERIC = "numeric"
    OTHER = "other"


class Truth(Struct, frozen=True, tag_field="type", tag=InteractionType.TRUE_FALSE.value):
    """A `true-false` response."""

    value: bool


class Choice(Struct, frozen=True, tag_field="type", tag=InteractionType.CHOICE.value):
    """A `choice` response: the codes chosen, in the order of the options. Order never matters to marking."""

    codes: tuple[str, ...]


class Texts(Struct, frozen=True, tag_field="type", tag=InteractionType.FILL_IN.value):
    """A `fill-in` response: one text a gap, in the order of the gaps."""

    texts: tuple[str, ...]


class LongTexts(Texts, frozen=True, tag=InteractionType.LONG_FILL_IN.value):
    """A `long-fill-in` response: own words of any length."""


class Matching(Struct, frozen=True, tag_field="type", tag=InteractionType.MATCHING.value):
    """A `matching` response: (source code, target code) pairs, in the order of the sources."""

    pairs: tuple[tuple[str, str], ...]


class Steps(Struct, frozen=True, tag_field="type", tag=InteractionType.PERFORMANCE.value):
    """A `performance` response: (step code or text, answer) pairs in the order they were taken."""

    steps: tuple[tuple[str, str], ...]


class Sequence(Struct, frozen=True, tag_field="type", tag=InteractionType.SEQUENCING.value):
    """A `sequencing` response: codes in the order that the learner gave them."""

    codes: tuple[str, ...]


class Likert(Struct, frozen=True, tag_field="type", tag=InteractionType.LIKERT.value):
    """A `likert` response: one code of the scale."""

    code: str


class Numeric(Struct, frozen=True):
    """A `numeric` response; as a correct pattern it is a range. `minimum == maximum` is an exact number."""

    minimum: Decimal | None
    maximum: Decimal | None


class Other(Struct, frozen=True, tag_field="type", tag=InteractionType.OTHER.value):
    """An `other` response: a short text that no type describes."""

    text: str


Response = Truth | Choice | Texts | LongTexts | Matching | Steps | Sequence | Likert | Numeric | Other


class Component(Struct, frozen=True):
    """A thing that a response can name: an option, a source, a target, a step, a point of a scale, or a gap.

    Attributes:
        code: one character `[a-z0-9]`; learners' records hang on it, so the author's file holds it.
        text: plain text for reports.

    """

    code: str
    text: str


class Definition(Struct, frozen=True):
    """What a question means, in CMI's words; all that tracking, standards and evidence ever see of a kind.

    Attributes:
        type: one of CMI's ten.
        description: the prompt as plain text.
        correct: accepted responses, the author's own first; empty where no answer is right or wrong.
            For `NUMERIC` a range around it may follow.
            For `TEXTS` with variants it lists at most `CORRECT_LIMIT` combinations; `variants` has them all.
        choices: options (`choice`, `sequencing`), the scale (`likert`) or the gaps (`fill-in`), in the author's order.
        sources: left sides of `matching`, in the author's order.
        targets: right sides of `matching`, in the author's order, extras included.
        steps: steps of `performance`.
        variants: for `fill-in`, per gap the accepted texts (the first is the one shown), compared as `gap_key` of `typed_answer.py` does.
        tolerance: for `fill-in`, how many letters of a typed answer may be wrong, missing or swapped (`templates/runtime/typed_text.ts`).
        most_chosen: for `choice`, the most options that may be chosen at once: 1 or `len(choices)`.

    """

    type: InteractionType
    description: str
    correct: tuple[Response, ...] = ()
    choices: tuple[Component, ...] = ()
    sources: tuple[Component, ...] = ()
    targets: tuple[Component, ...] = ()
    steps: tuple[Component, ...] = ()
    variants: tuple[tuple[str, ...], ...] = ()
    tolerance: int = 0
    most_chosen: int = 1


CORRECT_LIMIT = 10
"""The most alternatives of a correct response that are listed (SCORM 2004 RTE: at least 10 must be kept by an LMS)."""

SHORT_ANSWER_LENGTH = 40
"""The most characters of a short answer (a gap, a number); tracking contract 3. The page's field has it as its limit."""
