"""The rows that a question is answered in on a phone, one below the other, as tall as the player's styles make them.

What follows from CMI's type is here. A kind whose view draws other rows says so in its own room (`Interaction.answer_rows`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct

from builder.course.cmi import Component, Definition, InteractionType

LINE, GAP = 25, 18
"""px of a line of text, and between two blocks."""
OPTION, PAIR, FIELD, WRITING = 64, 125, 76, 96
"""px of an answer to choose, of words with a list that opens below them, of a field, and of a field for own words, each with the space below it."""
IN_ANSWER = 215
"""px that a picture may be wide in an answer."""
CHARACTERS_IN_ROW = 28
"""On a line beside or above what an answer is chosen with."""

_T = InteractionType


class AnswerRows(Struct, frozen=True):
    """What a question is answered in, below its prompt.

    Attributes:
        words: plain text of each row.
        height: px of a row whose words take one line, the space below it included.
        beside: px of what else stands among the rows.
        picture: px that a picture among them may be wide.
        characters: of the words, on one line.

    """

    words: tuple[str, ...]
    height: int
    beside: int = 0
    picture: int = IN_ANSWER
    characters: int = CHARACTERS_IN_ROW

    @property
    def pixels(self) -> int:
        """Return the height of all of it without pictures, in px."""
        return self.beside + sum(self.height + (count_lines(words, self.characters) - 1) * LINE for words in self.words)


def rows_of(definition: Definition) -> AnswerRows:
    """Return the rows that a question with this definition has in most views."""
    match definition.type:
        case _T.TRUE_FALSE:
            return AnswerRows(("", ""), OPTION)
        case _T.CHOICE:
            return AnswerRows(_texts(definition.choices), OPTION)
        case _T.SEQUENCING:
            return AnswerRows(_texts(definition.choices), 2 * OPTION)
        case _T.MATCHING:
            return AnswerRows(_texts(definition.sources), PAIR)
        case _T.PERFORMANCE:
            return AnswerRows(_texts(definition.steps), 2 * OPTION)
        case _T.LONG_FILL_IN:
            return AnswerRows(("",), WRITING)
    return AnswerRows(("",), FIELD)


def _texts(components: Iterable[Component]) -> tuple[str, ...]:
    return tuple(component.text for component in components)


def count_lines(words: str, characters: int) -> int:
    """Return how many lines words take where so many characters fit on one: at least one."""
    return max(1, math.ceil(len(words) / characters))
